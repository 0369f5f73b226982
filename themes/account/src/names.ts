import type { AccountRow } from "./api";

type Person = Pick<AccountRow, "firstName" | "lastName" | "loginName">;

/** As lists sort people: last name first. */
export function listName({ firstName, lastName, loginName }: Person): string {
  return [lastName, firstName].filter(Boolean).join(", ") || loginName;
}

/** As one speaks of people. */
export function fullName({ firstName, lastName, loginName }: Person): string {
  return [firstName, lastName].filter(Boolean).join(" ") || loginName;
}
