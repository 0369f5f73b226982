import type { ApplicationStatus } from "./api";
import { readPage, serverList, writeList } from "./list";

export const APPLICATION_STATUSES = ["WAITING", "APPROVED", "REJECTED", "UNCONFIRMED"] as const satisfies readonly ApplicationStatus[];

/** What the list of applications shows, as its address says it. */
export type ApplicationQuery = { search: string; status: string[]; page: number };

/** Reads an address; what it says wrongly counts as not said. */
export function readApplicationQuery(address: URLSearchParams): ApplicationQuery {
  return {
    search: address.get("search") ?? "",
    status: APPLICATION_STATUSES.filter((status) => address.getAll("status").includes(status)),
    page: readPage(address),
  };
}

function filters({ search, status }: ApplicationQuery): URLSearchParams {
  const out = new URLSearchParams();
  if (search.trim()) {
    out.set("search", search.trim());
  }
  status.forEach((each) => {
    out.append("status", each);
  });
  return out;
}

/** Writes an address, as short as can be. */
export function writeApplicationQuery(query: ApplicationQuery): URLSearchParams {
  return writeList(filters(query), query);
}

/** As the server wants it. */
export function serverApplicationQuery(query: ApplicationQuery): URLSearchParams {
  return serverList(filters(query), query);
}

/** The numbers that somebody has typed into one field, however they are set apart; each once. */
export function readNumbers(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

export function sameNumbers(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((number, i) => number === b[i]);
}
