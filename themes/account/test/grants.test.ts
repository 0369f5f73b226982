import { describe, expect, it } from "vitest";
import type { Right, Unit } from "../src/api";
import { extent, readGrants, sameGrants, setAll, toggle, writeGrants } from "../src/grants";

const right = (id: string, requires: string[] = [], unitTypes: string[] = []): Right => ({
  id,
  label: id,
  requires,
  unitTypes,
  needsIdentifier: false,
});
const unit = (id: string, type = "life"): Unit => ({ id, number: id, name: id, type, typeLabel: type, identifier: null });

const RIGHTS = [right("see"), right("persons", ["see"]), right("change", ["persons"]), right("calculate", ["see"], ["life"])];

describe("A-9 granting", () => {
  it("brings what a right requires, and tells it", () => {
    const { grants, also } = toggle(new Map(), "u", "change", true, RIGHTS);
    expect(writeGrants(grants)).toEqual([{ unit: "u", rights: ["change", "persons", "see"] }]);
    expect(also.sort()).toEqual(["persons", "see"]);
  });

  it("tells nothing of what was there already", () => {
    const { also } = toggle(readGrants([{ unit: "u", rights: ["see"] }]), "u", "persons", true, RIGHTS);
    expect(also).toEqual([]);
  });

  it("takes back what needs a right, and tells it", () => {
    const all = setAll(new Map(), [unit("u")], RIGHTS, true);
    const { grants, also } = toggle(all, "u", "persons", false, RIGHTS);
    expect(writeGrants(grants)).toEqual([{ unit: "u", rights: ["calculate", "see"] }]);
    expect(also).toEqual(["change"]);
  });

  it("leaves no unit without rights behind", () => {
    const { grants } = toggle(readGrants([{ unit: "u", rights: ["see"] }]), "u", "see", false, RIGHTS);
    expect(grants.size).toBe(0);
  });

  it("survives rights that require each other", () => {
    const circle = [right("a", ["b"]), right("b", ["a"])];
    expect(toggle(new Map(), "u", "a", true, circle).also).toEqual(["b"]);
  });
});

describe("A-8 all and none", () => {
  it("grants what exists for the unit's type, and nothing else", () => {
    const grants = setAll(new Map(), [unit("u"), unit("v", "health")], RIGHTS, true);
    expect(grants.get("u")?.size).toBe(4);
    expect(grants.get("v")?.has("calculate")).toBe(false);
    expect(extent(unit("v", "health"), RIGHTS, grants)).toBe("all");
    expect(extent(unit("v"), RIGHTS, grants)).toBe("some");
    expect(setAll(grants, [unit("u")], RIGHTS, false).size).toBe(1);
  });

  it("compares grants whatever their order", () => {
    const a = readGrants([{ unit: "u", rights: ["see", "persons"] }, { unit: "v", rights: ["see"] }]);
    const b = readGrants([{ unit: "v", rights: ["see"] }, { unit: "u", rights: ["persons", "see"] }]);
    expect(sameGrants(a, b)).toBe(true);
    expect(sameGrants(a, readGrants([]))).toBe(false);
  });
});
