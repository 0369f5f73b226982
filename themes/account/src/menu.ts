import type { Feature } from "@keycloak/keycloak-account-ui";
import type { Me, Membership, MenuEntry } from "./api";

/** An entry as Keycloak's content.json has it. */
export type StockEntry = {
  label: string;
  path?: string;
  isVisible?: keyof Feature;
  modulePath?: string;
  children?: StockEntry[];
};

/** Keycloak's own entries that this person's console offers. Those of other extensions need a loader that is not ours. */
export function visibleStock(entries: StockEntry[], features: Partial<Record<string, boolean>>): StockEntry[] {
  return entries
    .filter((entry) => !entry.modulePath && (!entry.isVisible || features[entry.isVisible]))
    .map((entry) => (entry.children ? { ...entry, children: visibleStock(entry.children, features) } : entry))
    .filter((entry) => !entry.children || entry.children.length > 0);
}

/** The order of our pages in the menu, and where they lie under an organization's address. */
export const OUR_PAGES: { entry: MenuEntry; path: string }[] = [
  { entry: "accounts", path: "accounts" },
  { entry: "units", path: "units" },
  { entry: "mailboxes", path: "mailboxes" },
  { entry: "changes", path: "changes" },
  { entry: "organization", path: "profile" },
  { entry: "rights", path: "rights" },
];

export function organizationPath(organization: string, page: string): string {
  return `/org/${organization}/${page}`;
}

/** Our pages that a person can use in an organization. */
export function ourPages(membership: Membership): { entry: MenuEntry; to: string }[] {
  return OUR_PAGES.filter(({ entry }) => membership.menu.includes(entry)).map(({ entry, path }) => ({
    entry,
    to: organizationPath(membership.organization.id, path),
  }));
}

/** The organization that an address is about; the first one if it is about none of the person's. */
export function currentMembership(memberships: Membership[], pathname: string): Membership | undefined {
  const id = /^\/org\/([^/]+)/.exec(pathname)?.[1];
  return memberships.find((membership) => membership.organization.id === id) ?? memberships[0];
}

/** Our pages about the person itself, beside Keycloak's. */
export function ownPages({ id, offers }: Me): { page: "data" | "help"; to: string }[] {
  const keeps = offers.some((offer) => offer !== "messages");
  return [...(keeps ? [{ page: "data" as const, to: "/own/data" }] : []), ...(id ? [{ page: "help" as const, to: "/own/help" }] : [])];
}

export type OperatorPage = "overview" | "applications" | "organizations" | "activations" | "letters" | "allChanges";

const OPERATOR_PAGES: { page: OperatorPage; to: string }[] = [
  { page: "overview", to: "/operator" },
  { page: "applications", to: "/operator/applications" },
  { page: "organizations", to: "/operator/organizations" },
  { page: "activations", to: "/operator/activation-requests" },
  { page: "letters", to: "/operator/letters" },
  { page: "allChanges", to: "/operator/changes" },
];

/** Pages of the operator's staff, who need no place in any organization. */
export function operatorPages({ operator }: Me): { page: OperatorPage; to: string }[] {
  return operator ? OPERATOR_PAGES : [];
}
