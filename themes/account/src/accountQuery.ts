import { readPage, readSort, serverList, type Sort, writeList } from "./list";

export const ROLES = ["principal-administrator", "administrator", "clerk", "data-centre-user"] as const;
export const STATUSES = ["PENDING", "ACTIVE", "LOCKED", "DEACTIVATED"] as const;
export const ACCESSES = ["ACTIVE", "INACTIVE"] as const;
export const COLUMNS = ["name", "loginName", "role", "access", "status", "memberSince"] as const;
export type Column = (typeof COLUMNS)[number];
const USUAL = "name";

/** What the list of accounts shows, as its address says it; the server gets the same words. */
export type AccountQuery = {
  search: string;
  role: string[];
  status: string[];
  access: string;
  mailbox: string;
  unit: string;
  sort: Sort<Column>;
  page: number;
};

function known<T extends string>(all: readonly T[], values: string[]): T[] {
  return all.filter((value) => values.includes(value));
}

/** Reads an address; what it says wrongly counts as not said. */
export function readQuery(address: URLSearchParams): AccountQuery {
  return {
    search: address.get("search") ?? "",
    role: known(ROLES, address.getAll("role")),
    status: known(STATUSES, address.getAll("status")),
    access: known(ACCESSES, address.getAll("access"))[0] ?? "",
    mailbox: address.get("mailbox") ?? "",
    unit: address.get("unit") ?? "",
    sort: readSort(address, COLUMNS, USUAL),
    page: readPage(address),
  };
}

function filters(query: AccountQuery): URLSearchParams {
  const out = new URLSearchParams();
  if (query.search.trim()) {
    out.set("search", query.search.trim());
  }
  query.role.forEach((role) => {
    out.append("role", role);
  });
  query.status.forEach((status) => {
    out.append("status", status);
  });
  (["access", "mailbox", "unit"] as const).forEach((name) => {
    if (query[name]) {
      out.set(name, query[name]);
    }
  });
  return out;
}

/** Writes an address, as short as can be. */
export function writeQuery(query: AccountQuery): URLSearchParams {
  return writeList(filters(query), query, USUAL);
}

/** As the server wants it. */
export function serverQuery(query: AccountQuery): URLSearchParams {
  return serverList(filters(query), query);
}

/** Whether anything but the place in the list is asked for. */
export function isFiltered(query: AccountQuery): boolean {
  return filters(query).size > 0;
}
