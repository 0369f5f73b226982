import { describe, expect, it } from "vitest";
import { cutPage, pageInstead } from "../src/list";

describe("A-1 R-5 a page behind the end of its list", () => {
  it("gives way to the last one that there is", () => {
    expect(pageInstead(9, { total: 41, items: [] })).toBe(3);
    expect(pageInstead(3, { total: 40, items: [] })).toBe(2);
    expect(pageInstead(2, { total: 1, items: [] })).toBe(1);
  });

  it("gives way once: neither a page that there is, nor one of a list without anything, leads further", () => {
    expect(pageInstead(3, { total: 41, items: [] })).toBeUndefined();
    expect(pageInstead(1, { total: 5, items: [] })).toBeUndefined();
    expect(pageInstead(9, { total: 0, items: [] })).toBeUndefined();
  });

  it("is none because of what was answered for another page", () => {
    expect(pageInstead(9, { total: 5, items: [1, 2, 3, 4, 5] })).toBeUndefined();
  });

  it("is not cut from a list that has become shorter", () => {
    const numbers = Array.from({ length: 41 }, (_, i) => i);
    expect(cutPage(numbers, 2)).toEqual({ page: 2, items: numbers.slice(20, 40) });
    expect(cutPage(numbers, 9)).toEqual({ page: 3, items: [40] });
    expect(cutPage([], 2)).toEqual({ page: 1, items: [] });
  });
});
