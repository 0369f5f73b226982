import { describe, expect, it } from "vitest";
import { idle, idleRule, mustTellServer } from "../src/idle";

const MINUTE = 60_000;

describe("L-10 the idle logout", () => {
  it.each([30, 10])("warns a minute before %i minutes are over", (minutes) => {
    const rule = idleRule(minutes * 60);
    const end = minutes * MINUTE;
    expect(idle(rule, 0, end - MINUTE - 1)).toEqual({ state: "active" });
    expect(idle(rule, 0, end - MINUTE)).toEqual({ state: "warned", secondsLeft: 60 });
    expect(idle(rule, 0, end - 1)).toEqual({ state: "warned", secondsLeft: 1 });
    expect(idle(rule, 0, end)).toEqual({ state: "over" });
  });

  it("takes any activity for a new start", () => {
    const rule = idleRule(600);
    expect(idle(rule, 9 * MINUTE + 30_000, 10 * MINUTE)).toEqual({ state: "active" });
  });

  it("is over after a computer's sleep, without a warning", () => {
    expect(idle(idleRule(600), 0, 24 * 60 * MINUTE)).toEqual({ state: "over" });
  });

  it("leaves time to react in a short session too", () => {
    expect(idle(idleRule(60), 0, 29_000)).toEqual({ state: "active" });
    expect(idle(idleRule(60), 0, 31_000)).toEqual({ state: "warned", secondsLeft: 29 });
  });

  it("tells the server of activity, at most once a minute", () => {
    const rule = idleRule(1800);
    expect(mustTellServer(rule, 10_000, 0, 30_000)).toBe(false);
    expect(mustTellServer(rule, 10_000, 0, MINUTE + 1)).toBe(true);
    expect(mustTellServer(rule, 0, 0, 5 * MINUTE)).toBe(false);
  });
});
