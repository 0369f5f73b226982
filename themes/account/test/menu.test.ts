import { describe, expect, it } from "vitest";
import type { Me, Membership } from "../src/api";
import { currentMembership, operatorPages, ourPages, ownPages, visibleStock } from "../src/menu";

const membership = (id: string, menu: Membership["menu"]): Membership => ({
  organization: { id, memberNumber: id, name: id, kind: "employer", enabled: true },
  role: "administrator",
  hints: [],
  menu,
});

describe("the menu", () => {
  it("has Keycloak's pages that this console offers, and no empty group", () => {
    const stock = [
      { label: "personalInfo", path: "" },
      { label: "groups", path: "groups", isVisible: "isViewGroupsEnabled" as const },
      { label: "security", children: [{ label: "linked", path: "linked", isVisible: "isLinkedAccountsEnabled" as const }] },
      { label: "foreign", path: "content/x", modulePath: "/x.js" },
    ];
    expect(visibleStock(stock, {}).map(({ label }) => label)).toEqual(["personalInfo"]);
    expect(visibleStock(stock, { isLinkedAccountsEnabled: true }).map(({ label }) => label)).toEqual(["personalInfo", "security"]);
  });

  it("A-16 has no page of ours that the server does not name", () => {
    expect(ourPages(membership("o", ["rights"]))).toEqual([{ entry: "rights", to: "/org/o/rights" }]);
    expect(ourPages(membership("o", []))).toEqual([]);
  });

  it("R-8 has a page for login name and letters only where the portal has them", () => {
    const me: Me = { id: "1", loginName: "", firstName: "", lastName: "", email: "", operator: false, offers: ["messages"], memberships: [] };
    expect(ownPages(me)).toEqual([{ page: "help", to: "/own/help" }]);
    expect(ownPages({ ...me, offers: ["postal-address"] }).map(({ page }) => page)).toEqual(["data", "help"]);
    expect(ownPages({ ...me, id: "", offers: [] })).toEqual([]);
  });

  it("M-2 R-3 R-4 R-5 has the desk for the operator's staff, whatever places they have", () => {
    const me: Me = { id: "1", loginName: "", firstName: "", lastName: "", email: "", operator: true, offers: [], memberships: [] };
    expect(operatorPages(me).map(({ to }) => to)).toEqual([
      "/operator",
      "/operator/applications",
      "/operator/organizations",
      "/operator/activation-requests",
      "/operator/letters",
      "/operator/changes",
    ]);
    expect(operatorPages({ ...me, operator: false })).toEqual([]);
  });

  it("is about the organization of the address", () => {
    const all = [membership("a", []), membership("b", [])];
    expect(currentMembership(all, "/org/b/accounts/1")?.organization.id).toBe("b");
    expect(currentMembership(all, "/org/c/accounts")?.organization.id).toBe("a");
    expect(currentMembership([], "/")).toBeUndefined();
  });
});
