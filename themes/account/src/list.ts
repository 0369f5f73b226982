/** Items that a page of a list shows. */
export const PAGE_SIZE = 20;

const LAST_PAGE = 10_000;

export type Sort<Column extends string> = { column: Column; descending: boolean };

/** What every address of a list says, beside its filters. */
type Place = { page: number; sort?: Sort<string> };

/** The page that an address means; what it says wrongly counts as not said. */
export function readPage(address: URLSearchParams): number {
  const page = Number(address.get("page") ?? "1");
  return Number.isInteger(page) && page > 0 && page <= LAST_PAGE ? page : 1;
}

function lastPage(total: number): number {
  return Math.max(1, Math.ceil(total / PAGE_SIZE));
}

/**
 * Where to go from a page behind the end of its list: to the last one that there is. That is always an earlier one, so it comes to an
 * end, even if the list becomes shorter meanwhile. An answer with items is one for another page, and says nothing about this one.
 */
export function pageInstead(page: number, { total, items }: { total: number; items: unknown[] }): number | undefined {
  return items.length === 0 && total > 0 && page > lastPage(total) ? lastPage(total) : undefined;
}

/** A page of a list that is here as a whole: the last one, if there are not so many. */
export function cutPage<T>(all: T[], wanted: number): { page: number; items: T[] } {
  const page = Math.min(wanted, lastPage(all.length));
  return { page, items: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) };
}

/** By what an address sorts: the usual way, if it names no column that there is. */
export function readSort<Column extends string>(address: URLSearchParams, columns: readonly Column[], usual: Column): Sort<Column> {
  const text = address.get("sort") ?? "";
  const column = columns.find((name) => name === text.replace(/^-/, ""));
  return column ? { column, descending: text.startsWith("-") } : { column: usual, descending: false };
}

function sortText({ column, descending }: Sort<string>): string {
  return (descending ? "-" : "") + column;
}

/** Writes an address, as short as can be: neither the first page nor the usual order needs to be said. */
export function writeList(filters: URLSearchParams, { page, sort }: Place, usual?: string): URLSearchParams {
  const out = new URLSearchParams(filters);
  if (sort && sortText(sort) !== usual) {
    out.set("sort", sortText(sort));
  }
  if (page > 1) {
    out.set("page", String(page));
  }
  return out;
}

/** What the server is asked for. */
export function serverList(filters: URLSearchParams, { page, sort }: Place): URLSearchParams {
  const out = new URLSearchParams(filters);
  if (sort) {
    out.set("sort", sortText(sort));
  }
  out.set("first", String((page - 1) * PAGE_SIZE));
  out.set("max", String(PAGE_SIZE));
  return out;
}

/** Makes the heads of columns sort: the one that does already turns the order round. */
export function sortable<Column extends string>(sort: Sort<Column>, onSort: (sort: Sort<Column>) => void) {
  return (column: Column) => ({
    columnIndex: column === sort.column ? 0 : 1,
    sortBy: { index: 0, direction: sort.descending ? ("desc" as const) : ("asc" as const) },
    onSort: () => {
      onSort({ column, descending: column === sort.column && !sort.descending });
    },
  });
}
