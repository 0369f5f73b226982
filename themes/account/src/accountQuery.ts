/** What the list of accounts shows, as its address says it; the server gets the same words. */
export const PAGE_SIZE = 20;

export const ROLES = ["principal-administrator", "administrator", "clerk", "data-centre-user"] as const;
export const STATUSES = ["PENDING", "ACTIVE", "LOCKED", "DEACTIVATED"] as const;
export const ACCESSES = ["ACTIVE", "INACTIVE"] as const;
export const COLUMNS = ["name", "loginName", "role", "access", "status", "memberSince"] as const;
export type Column = (typeof COLUMNS)[number];

export type AccountQuery = {
  search: string;
  role: string[];
  status: string[];
  access: string;
  mailbox: string;
  unit: string;
  sort: { column: Column; descending: boolean };
  page: number;
};

function known<T extends string>(all: readonly T[], values: string[]): T[] {
  return all.filter((value) => values.includes(value));
}

function sortOf(text: string): AccountQuery["sort"] {
  const descending = text.startsWith("-");
  const column = COLUMNS.find((name) => name === (descending ? text.slice(1) : text));
  return column ? { column, descending } : { column: "name", descending: false };
}

/** Reads an address; what it says wrongly counts as not said. */
export function readQuery(address: URLSearchParams): AccountQuery {
  const page = Number(address.get("page") ?? "1");
  return {
    search: address.get("search") ?? "",
    role: known(ROLES, address.getAll("role")),
    status: known(STATUSES, address.getAll("status")),
    access: known(ACCESSES, address.getAll("access"))[0] ?? "",
    mailbox: address.get("mailbox") ?? "",
    unit: address.get("unit") ?? "",
    sort: sortOf(address.get("sort") ?? ""),
    page: Number.isInteger(page) && page > 0 && page <= 10_000 ? page : 1,
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

function sortText({ column, descending }: AccountQuery["sort"]): string {
  return (descending ? "-" : "") + column;
}

/** Writes an address, as short as can be. */
export function writeQuery(query: AccountQuery): URLSearchParams {
  const out = filters(query);
  if (sortText(query.sort) !== "name") {
    out.set("sort", sortText(query.sort));
  }
  if (query.page > 1) {
    out.set("page", String(query.page));
  }
  return out;
}

/** As the server wants it. */
export function serverQuery(query: AccountQuery): URLSearchParams {
  const out = filters(query);
  out.set("sort", sortText(query.sort));
  out.set("first", String((query.page - 1) * PAGE_SIZE));
  out.set("max", String(PAGE_SIZE));
  return out;
}

/** Whether anything but the place in the list is asked for. */
export function isFiltered(query: AccountQuery): boolean {
  return filters(query).size > 0;
}
