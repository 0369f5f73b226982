import { describe, expect, it } from "vitest";
import { hindrance, readActivationQuery, remedyPath, serverActivationQuery, writeActivationQuery } from "../src/activationRequests";
import type { Organization, Right } from "../src/api";
import { readApplicationQuery, readNumbers, sameNumbers, serverApplicationQuery, writeApplicationQuery } from "../src/applications";
import {
  identifierProblem,
  nameProblem,
  numberProblem,
  readOrganizationQuery,
  serverOrganizationQuery,
  writeOrganizationQuery,
} from "../src/organizations";
import { memberPlace, operatorPlace } from "../src/place";
import { follow, sameRights } from "../src/restrictions";

describe("R-5 the list of organizations", () => {
  it("is what its address says", () => {
    const query = readOrganizationQuery(new URLSearchParams("search=Nord&without-administrator=true&page=3"));
    expect(query).toEqual({ search: "Nord", withoutAdministrator: true, page: 3 });
    expect(writeOrganizationQuery(query).toString()).toBe("search=Nord&without-administrator=true&page=3");
    expect(serverOrganizationQuery(query).toString()).toBe("search=Nord&without-administrator=true&first=40&max=20");
  });

  it("takes what an address says wrongly as not said", () => {
    const query = readOrganizationQuery(new URLSearchParams("search=%20&without-administrator=yes&page=-1"));
    expect(query).toEqual({ search: " ", withoutAdministrator: false, page: 1 });
    expect(writeOrganizationQuery(query).size).toBe(0);
  });
});

describe("R-3 applications", () => {
  it("are listed as the address says, in the order of the status", () => {
    const query = readApplicationQuery(new URLSearchParams("status=REJECTED&status=WAITING&status=GONE&search=7K%202&page=2"));
    expect(query).toEqual({ search: "7K 2", status: ["WAITING", "REJECTED"], page: 2 });
    expect(writeApplicationQuery(query).toString()).toBe("search=7K+2&status=WAITING&status=REJECTED&page=2");
    expect(serverApplicationQuery(query).toString()).toBe("search=7K+2&status=WAITING&status=REJECTED&first=20&max=20");
  });

  it("have numbers in one field, however they are set apart, each once", () => {
    expect(readNumbers(" 4711,\n4712; 4711\t A-1/2 ")).toEqual(["4711", "4712", "A-1/2"]);
    expect(readNumbers(" \n")).toEqual([]);
    expect(sameNumbers(["1", "2"], ["1", "2"])).toBe(true);
    expect(sameNumbers(["1", "2"], ["2", "1"])).toBe(false);
    expect(sameNumbers(["1"], ["1", "2"])).toBe(false);
  });
});

describe("M-2 activation requests", () => {
  it("are listed as the address says", () => {
    const query = readActivationQuery(new URLSearchParams("search=Nord&sort=-organization&page=2"));
    expect(query).toEqual({ search: "Nord", sort: { column: "organization", descending: true }, page: 2 });
    expect(writeActivationQuery(query).toString()).toBe("search=Nord&sort=-organization&page=2");
    expect(serverActivationQuery(query).toString()).toBe("search=Nord&sort=-organization&first=20&max=20");
  });

  it("begin with who has waited longest, and take what an address says wrongly as not said", () => {
    const query = readActivationQuery(new URLSearchParams("search=%20&sort=-right&page=x"));
    expect(query).toEqual({ search: " ", sort: { column: "requestedAt", descending: false }, page: 1 });
    expect(writeActivationQuery(query).size).toBe(0);
    expect(serverActivationQuery(query).toString()).toBe("sort=requestedAt&first=0&max=20");
  });

  it.each([
    ["NO_IDENTIFIER", "units"],
    ["NOT_AVAILABLE", "units"],
    ["NOT_GRANTED", "accounts/a/rights"],
    ["USABLE", "accounts/a/rights"],
    [null, "restrictions"],
  ] as const)("with the state %s lead to %s", (state, page) => {
    expect(remedyPath({ state, organization: "o", account: "a" })).toBe(`/operator/organizations/o/${page}`);
    expect(hindrance({ state })).toBe(state ?? "SWITCHED_OFF");
  });
});

describe("R-5 what is typed about organizations and units", () => {
  it.each(["4711", "A-1/2.b", " 4711 ", "x".repeat(32)])("can have the number %s", (number) => {
    expect(numberProblem(number)).toBeUndefined();
  });

  it.each(["-1", "a b", "ä1", "x".repeat(33)])("cannot have the number %s", (number) => {
    expect(numberProblem(number)).toBe("field.number");
  });

  it("needs number and name, and no identifier", () => {
    expect(numberProblem("  ")).toBe("field.required.number");
    expect(nameProblem(" ")).toBe("field.required.name");
    expect(nameProblem("n".repeat(200))).toBeUndefined();
    expect(nameProblem("n".repeat(201))).toBe("field.tooLong");
    expect(identifierProblem("")).toBeUndefined();
    expect(identifierProblem("i".repeat(65))).toBe("field.tooLong");
  });
});

const right = (id: string, ...requires: string[]): Right => ({ id, label: id, requires, unitTypes: [], needsIdentifier: false });

describe("A-10 functions that are switched off", () => {
  const rights = [right("see"), right("persons", "see"), right("change", "persons"), right("pay")];

  it("take along what needs them, directly or not", () => {
    expect(follow(rights, new Set(["see"])).map(({ id }) => id)).toEqual(["persons", "change"]);
    expect(follow(rights, new Set(["see", "persons"])).map(({ id }) => id)).toEqual(["change"]);
    expect(follow(rights, new Set(["pay"]))).toEqual([]);
    expect(follow(rights, new Set())).toEqual([]);
  });

  it("are the same in any order", () => {
    expect(sameRights(new Set(["a", "b"]), new Set(["b", "a"]))).toBe(true);
    expect(sameRights(new Set(["a"]), new Set(["b"]))).toBe(false);
    expect(sameRights(new Set(["a"]), new Set(["a", "b"]))).toBe(false);
  });
});

describe("the place of a page", () => {
  const organization: Organization = { id: "o", memberNumber: "4711", name: "Nord", kind: "employer", enabled: true };

  it("lies under the organization for its members", () => {
    expect(memberPlace({ organization, menu: [], hints: [] }).path("accounts/1")).toBe("/org/o/accounts/1");
  });

  it("lies on the desk for the operator, with the way back to the list", () => {
    const place = operatorPlace(organization, "Alle");
    expect(place.path("accounts/1")).toBe("/operator/organizations/o/accounts/1");
    expect(place.trail).toEqual([
      { to: "/operator/organizations", text: "Alle" },
      { to: "/operator/organizations/o", text: "4711 Nord" },
    ]);
  });
});
