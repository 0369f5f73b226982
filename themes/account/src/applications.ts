import { PAGE_SIZE } from "./accountQuery";
import type { ApplicationStatus } from "./api";

export const APPLICATION_STATUSES = ["WAITING", "APPROVED", "REJECTED", "UNCONFIRMED"] as const satisfies readonly ApplicationStatus[];

/** What the list of applications shows, as its address says it. */
export type ApplicationQuery = { search: string; status: string[]; page: number };

/** Reads an address; what it says wrongly counts as not said. */
export function readApplicationQuery(address: URLSearchParams): ApplicationQuery {
  const page = Number(address.get("page") ?? "1");
  return {
    search: address.get("search") ?? "",
    status: APPLICATION_STATUSES.filter((status) => address.getAll("status").includes(status)),
    page: Number.isInteger(page) && page > 0 && page <= 10_000 ? page : 1,
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
  const out = filters(query);
  if (query.page > 1) {
    out.set("page", String(query.page));
  }
  return out;
}

/** As the server wants it. */
export function serverApplicationQuery(query: ApplicationQuery): URLSearchParams {
  const out = filters(query);
  out.set("first", String((query.page - 1) * PAGE_SIZE));
  out.set("max", String(PAGE_SIZE));
  return out;
}

/** The numbers that somebody has typed into one field, however they are set apart; each once. */
export function readNumbers(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

export function sameNumbers(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((number, i) => number === b[i]);
}
