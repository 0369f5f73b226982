import type { Right } from "./api";
import { withRequired } from "./grants";

/** What works no more when these are switched off, because it needs one of them, directly or not; without themselves, in the portal's order. */
export function follow(rights: Right[], off: ReadonlySet<string>): Right[] {
  return rights.filter(({ id }) => !off.has(id) && [...withRequired(id, rights)].some((needed) => off.has(needed)));
}

export function sameRights(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
