import { describe, expect, it } from "vitest";
import type { Right, Unit } from "../src/api";
import { extent, grantable, readCeiling, readGrants, setAll, toggle, writeGrants } from "../src/grants";

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
    const all = setAll(new Map(), [unit("u")], RIGHTS, true, undefined);
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
    const grants = setAll(new Map(), [unit("u"), unit("v", "health")], RIGHTS, true, undefined);
    expect(grants.get("u")?.size).toBe(4);
    expect(grants.get("v")?.has("calculate")).toBe(false);
    expect(extent(unit("v", "health"), RIGHTS, grants, undefined)).toBe("all");
    expect(extent(unit("v"), RIGHTS, grants, undefined)).toBe("some");
    expect(setAll(grants, [unit("u")], RIGHTS, false, undefined).size).toBe(1);
  });

  it("writes grants in the same order, whatever theirs was", () => {
    const a = readGrants([{ unit: "u", rights: ["see", "persons"] }, { unit: "v", rights: ["see"] }]);
    const b = readGrants([{ unit: "v", rights: ["see"] }, { unit: "u", rights: ["persons", "see"] }]);
    expect(writeGrants(a)).toEqual(writeGrants(b));
  });
});

describe("A-17 nobody gives more than is held", () => {
  const ceiling = readCeiling({ bound: true, grants: [{ unit: "u", rights: ["see"] }], mailboxes: [] });

  it("leaves what is beyond the ceiling as it is", () => {
    const before = readGrants([{ unit: "u", rights: ["change", "persons", "see"] }]);
    expect(writeGrants(setAll(before, [unit("u"), unit("v")], RIGHTS, false, ceiling))).toEqual([
      { unit: "u", rights: ["change", "persons"] },
    ]);
    expect(writeGrants(setAll(new Map(), [unit("u"), unit("v")], RIGHTS, true, ceiling))).toEqual([
      { unit: "u", rights: ["see"] },
    ]);
  });

  it("counts what can be given", () => {
    const grants = readGrants([{ unit: "u", rights: ["see"] }, { unit: "v", rights: ["see"] }]);
    expect(extent(unit("u"), RIGHTS, grants, ceiling)).toBe("all");
    expect(extent(unit("v"), RIGHTS, grants, ceiling)).toBe("none");
    expect(grantable(unit("v"), RIGHTS, ceiling)).toEqual([]);
  });

  it("ends nowhere for who is not bound", () => {
    expect(readCeiling({ bound: false, grants: [], mailboxes: [] })).toBeUndefined();
  });
});
