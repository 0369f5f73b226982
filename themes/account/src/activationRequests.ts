import type { ActivationRequest, CellState } from "./api";
import { readPage, readSort, serverList, type Sort, writeList } from "./list";
import { deskPath } from "./place";

const ACTIVATION_COLUMNS = ["requestedAt", "name", "organization", "unit"] as const;
export type ActivationColumn = (typeof ACTIVATION_COLUMNS)[number];

/** What the list of activation requests shows, as its address says it. */
export type ActivationQuery = { search: string; sort: Sort<ActivationColumn>; page: number };

/** Who has waited longest comes first. */
const USUAL = "requestedAt";

/** Reads an address; what it says wrongly counts as not said. */
export function readActivationQuery(address: URLSearchParams): ActivationQuery {
  return {
    search: address.get("search") ?? "",
    sort: readSort(address, ACTIVATION_COLUMNS, USUAL),
    page: readPage(address),
  };
}

function filters({ search }: ActivationQuery): URLSearchParams {
  return new URLSearchParams(search.trim() ? { search: search.trim() } : {});
}

/** Writes an address, as short as can be. */
export function writeActivationQuery(query: ActivationQuery): URLSearchParams {
  return writeList(filters(query), query, USUAL);
}

/** As the server wants it. */
export function serverActivationQuery(query: ActivationQuery): URLSearchParams {
  return serverList(filters(query), query);
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
