import { describe, expect, it } from "vitest";
import { brandColour, brandLogo } from "../src/brand";
import { endOfDay, startOfDay } from "../src/days";
import { formats } from "../src/format";

describe("a realm's brand", () => {
  it("is taken where it is what it should be", () => {
    expect(brandColour("#0b5c7a", "#000000")).toBe("#0b5c7a");
    expect(brandColour("red; --x: 1", "#000000")).toBe("#000000");
    expect(brandLogo("img/member.svg", "/resources/abc/account/portal")).toBe("/resources/abc/login/portal/img/member.svg");
    expect(brandLogo("https://cdn.example/logo.svg", "/r/account/portal")).toBe("https://cdn.example/logo.svg");
  });

  it.each(["javascript:alert(1)", "../../x.svg", "//elsewhere.example/x.svg", "data:image/svg+xml,x", ""])("never takes %s", (text) => {
    expect(brandLogo(text, "/resources/abc/account/portal")).toBe("");
  });
});

describe("G-2 days", () => {
  it("begin at midnight here, and end where the next one begins", () => {
    expect(startOfDay("2026-02-28")).toBe(new Date(2026, 1, 28).getTime());
    expect(endOfDay("2026-02-28")).toBe(new Date(2026, 2, 1).getTime());
    expect(startOfDay("")).toBeUndefined();
    expect(endOfDay("gestern")).toBeUndefined();
  });
});

describe("Z-6 dates and numbers", () => {
  const noon = new Date(2026, 4, 4, 14, 35).getTime();
  it("are written as the language does", () => {
    expect(formats("de").number(10_000)).toBe("10.000");
    expect(formats("en").number(10_000)).toBe("10,000");
    expect(formats("de").date(noon)).toBe("04.05.2026");
    expect(formats("de").list(["a", "b", "c"])).toBe("a, b und c");
  });

  it("leave out the day where it is today's", () => {
    expect(formats("de").moment(noon, noon)).toBe("14:35");
    expect(formats("de").moment(noon, noon + 86_400_000)).toContain("04.05.2026");
  });
});
