import type { AccountDetail, Assignment, Role } from "./api";
import { type Grants, readGrants, writeGrants } from "./grants";

/** Rights and mailboxes as somebody edits them; of an administrator, what it can pass on if it is bound to that. */
export type Draft = { grants: Grants; mailboxes: string[]; bound: boolean };

export function readDraft({ account, grants }: AccountDetail): Draft {
  return { grants: readGrants(grants), mailboxes: account.mailboxes, bound: account.bound };
}

/** Who is not bound holds the organization, so of an administrator's choice nothing is left then. */
export function effective(draft: Draft, role: Role): Draft {
  return isAdministrator(role) && !draft.bound ? { grants: new Map(), mailboxes: [], bound: false } : draft;
}

/** What is sent. */
export function writeDraft(draft: Draft, role: Role): Assignment {
  const { grants, mailboxes, bound } = effective(draft, role);
  const chosen = { grants: writeGrants(grants), mailboxes: [...mailboxes].sort() };
  return isAdministrator(role) ? { ...chosen, bound } : chosen;
}

/** Whether it makes no difference which of them is sent. */
export function sameDraft(a: Draft, b: Draft, role: Role): boolean {
  return JSON.stringify(writeDraft(a, role)) === JSON.stringify(writeDraft(b, role));
}

export function isAdministrator(role: Role): boolean {
  return role.endsWith("administrator");
}
