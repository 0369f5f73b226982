import { PAGE_SIZE } from "./accountQuery";
import type { ActivationRequest, CellState } from "./api";
import { deskPath } from "./place";

const ACTIVATION_COLUMNS = ["requestedAt", "name", "organization", "unit"] as const;
export type ActivationColumn = (typeof ACTIVATION_COLUMNS)[number];

/** What the list of activation requests shows, as its address says it. */
export type ActivationQuery = { search: string; sort: { column: ActivationColumn; descending: boolean }; page: number };

/** Who has waited longest comes first. */
const FIRST = "requestedAt";

/** Reads an address; what it says wrongly counts as not said. */
export function readActivationQuery(address: URLSearchParams): ActivationQuery {
  const sort = address.get("sort") ?? FIRST;
  const column = ACTIVATION_COLUMNS.find((name) => name === sort.replace(/^-/, ""));
  const page = Number(address.get("page") ?? "1");
  return {
    search: address.get("search") ?? "",
    sort: column ? { column, descending: sort.startsWith("-") } : { column: FIRST, descending: false },
    page: Number.isInteger(page) && page > 0 && page <= 10_000 ? page : 1,
  };
}

function sortText({ column, descending }: ActivationQuery["sort"]): string {
  return (descending ? "-" : "") + column;
}

function filters({ search }: ActivationQuery): URLSearchParams {
  return new URLSearchParams(search.trim() ? { search: search.trim() } : {});
}

/** Writes an address, as short as can be. */
export function writeActivationQuery(query: ActivationQuery): URLSearchParams {
  const out = filters(query);
  if (sortText(query.sort) !== FIRST) {
    out.set("sort", sortText(query.sort));
  }
  if (query.page > 1) {
    out.set("page", String(query.page));
  }
  return out;
}

/** As the server wants it. */
export function serverActivationQuery(query: ActivationQuery): URLSearchParams {
  const out = filters(query);
  out.set("sort", sortText(query.sort));
  out.set("first", String((query.page - 1) * PAGE_SIZE));
  out.set("max", String(PAGE_SIZE));
  return out;
}

/** What stands in the way of a right; one that is switched off, or gone, has no state. */
export type Hindrance = CellState | "SWITCHED_OFF";

export function hindrance({ state }: Pick<ActivationRequest, "state">): Hindrance {
  return state ?? "SWITCHED_OFF";
}

/** Where it is put out of the way. */
export function remedyPath(request: Pick<ActivationRequest, "state" | "organization" | "account">): string {
  const pages: Record<Hindrance, string> = {
    USABLE: `accounts/${request.account}/rights`,
    NOT_GRANTED: `accounts/${request.account}/rights`,
    NO_IDENTIFIER: "units",
    NOT_AVAILABLE: "units",
    SWITCHED_OFF: "restrictions",
  };
  return deskPath(request.organization, pages[hindrance(request)]);
}
