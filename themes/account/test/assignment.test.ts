import { describe, expect, it } from "vitest";
import type { AccountDetail } from "../src/api";
import { type Draft, readDraft, sameDraft, writeDraft } from "../src/assignment";
import { readGrants } from "../src/grants";

const grants = [{ unit: "u", rights: ["persons", "see"] }];
const draft = (change: Partial<Draft> = {}): Draft => ({
  grants: readGrants(grants),
  mailboxes: ["financing", "benefits"],
  bound: true,
  ...change,
});

describe("A-16 A-17 binding administrators", () => {
  it("sends what a bound one holds", () => {
    expect(writeDraft(draft(), "administrator")).toEqual({ grants, mailboxes: ["benefits", "financing"], bound: true });
  });

  it("sends nothing but that of one who holds the organization, whatever was chosen before", () => {
    expect(writeDraft(draft({ bound: false }), "administrator")).toEqual({ grants: [], mailboxes: [], bound: false });
  });

  it("asks nothing of the kind of a clerk", () => {
    expect(writeDraft(draft({ bound: false }), "clerk")).toEqual({ grants, mailboxes: ["benefits", "financing"] });
  });

  it("tells whether there is something to save", () => {
    const read = draft();
    expect(sameDraft(read, draft({ mailboxes: ["benefits", "financing"] }), "administrator")).toBe(true);
    expect(sameDraft(read, draft({ bound: false }), "administrator")).toBe(false);
    expect(sameDraft(read, draft({ grants: new Map() }), "administrator")).toBe(false);
    expect(sameDraft(draft({ bound: false }), draft({ bound: false, grants: new Map() }), "administrator")).toBe(true);
    expect(sameDraft(read, draft({ grants: new Map() }), "clerk")).toBe(false);
  });

  it("begins with what the account has", () => {
    const detail = { account: { mailboxes: ["benefits"], bound: true }, grants } as unknown as AccountDetail;
    expect(readDraft(detail)).toEqual(draft({ mailboxes: ["benefits"] }));
  });
});
