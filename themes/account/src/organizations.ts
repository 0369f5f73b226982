import { readPage, serverList, writeList } from "./list";

/** What the operator's list of organizations shows, as its address says it. */
export type OrganizationQuery = { search: string; withoutAdministrator: boolean; page: number };

/** Reads an address; what it says wrongly counts as not said. */
export function readOrganizationQuery(address: URLSearchParams): OrganizationQuery {
  return {
    search: address.get("search") ?? "",
    withoutAdministrator: address.get("without-administrator") === "true",
    page: readPage(address),
  };
}

function filters({ search, withoutAdministrator }: OrganizationQuery): URLSearchParams {
  const out = new URLSearchParams();
  if (search.trim()) {
    out.set("search", search.trim());
  }
  if (withoutAdministrator) {
    out.set("without-administrator", "true");
  }
  return out;
}

/** Writes an address, as short as can be. */
export function writeOrganizationQuery(query: OrganizationQuery): URLSearchParams {
  return writeList(filters(query), query);
}

/** As the server wants it. */
export function serverOrganizationQuery(query: OrganizationQuery): URLSearchParams {
  return serverList(filters(query), query);
}

const NUMBER = /^[0-9A-Za-z][0-9A-Za-z./-]{0,31}$/;
const LONGEST_NAME = 200;
const LONGEST_IDENTIFIER = 64;

/** What is wrong with the number of an organization or a unit, as a key of texts; the server looks again. */
export function numberProblem(number: string): string | undefined {
  if (!number.trim()) {
    return "field.required.number";
  }
  return NUMBER.test(number.trim()) ? undefined : "field.number";
}

/** What is wrong with the name of one. */
export function nameProblem(name: string): string | undefined {
  if (!name.trim()) {
    return "field.required.name";
  }
  return name.trim().length > LONGEST_NAME ? "field.tooLong" : undefined;
}

/** What is wrong with a unit's identifier, which may be missing. */
export function identifierProblem(identifier: string): string | undefined {
  return identifier.trim().length > LONGEST_IDENTIFIER ? "field.tooLong" : undefined;
}
