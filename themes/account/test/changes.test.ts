import { describe, expect, it } from "vitest";
import { changeWords } from "../src/changes";

const words = changeWords(
  (key) => `<${key}>`,
  (at) => new Date(at).toISOString(),
  {
    units: [{ id: "u-1", number: "V-1", name: "Vertrag", type: "group-life", typeLabel: "Gruppenleben", identifier: "" }],
    rights: [{ id: "view", label: "Sehen", requires: [], unitTypes: [], needsIdentifier: false }],
    mailboxes: [{ type: "money", label: "Finanzierung", notificationAddress: "", accounts: [], unattended: false }],
  },
);

describe("G-1 the log", () => {
  it("names fields, units and rights instead of ids", () => {
    expect(words.field("lastName")).toBe("<changes.field.lastName>");
    expect(words.field("u-1")).toBe("V-1 Vertrag");
    expect(words.field("new")).toBe("new");
    expect(words.value("u-1", ["view", "gone"])).toBe("Sehen, gone");
    expect(words.value("rights", [])).toBe("–");
    expect(words.value("mailboxes", ["money"])).toBe("Finanzierung");
    expect(words.value("type", "group-life")).toBe("Gruppenleben");
  });

  it("tells values in words", () => {
    expect(words.value("role", "clerk")).toBe("<role.clerk>");
    expect(words.value("cause", "OPERATOR")).toBe("<locks.cause.OPERATOR>");
    expect(words.value("termsConfirmed", true)).toBe("<import.yes>");
    expect(words.value("validUntil", "2030-01-02T03:04:05Z")).toBe("2030-01-02T03:04:05.000Z");
    expect(words.value("lastName", "Meier")).toBe("Meier");
    expect(words.value("lastName", undefined)).toBe("–");
  });
});
