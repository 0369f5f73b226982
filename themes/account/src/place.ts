import { createContext, useContext } from "react";
import type { MenuEntry, Organization } from "./api";
import { organizationPath } from "./menu";

/** The organization that a page is about, and how the person stands to it. */
export type Place = {
  organization: Organization;
  menu: MenuEntry[];
  /** What the person must know about the organization. */
  hints: string[];
  /** The operator's staff looks at it, to whom it does not belong. */
  operator: boolean;
  /** What leads to it. */
  trail: { to: string; text: string }[];
  /** Where its pages lie. */
  path: (page: string) => string;
};

export const PlaceContext = createContext<Place | undefined>(undefined);

/** The organization of the address, which the route's guard has found. */
export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) {
    throw new Error("The route's guard has let somebody through");
  }
  return place;
}

/** The place of a member. */
export function memberPlace({ organization, menu, hints }: Pick<Place, "organization" | "menu" | "hints">): Place {
  return { organization, menu, hints, operator: false, trail: [], path: (page) => organizationPath(organization.id, page) };
}

/** Where the operator's pages about an organization lie. */
export function deskPath(organization: string, page = ""): string {
  return `/operator/organizations/${organization}${page && `/${page}`}`;
}

/** What the operator's staff sees of an organization: all that its administrators do. */
export function operatorPlace(organization: Organization, list: string): Place {
  return {
    organization,
    menu: ["accounts", "changes", "units"],
    hints: [],
    operator: true,
    trail: [
      { to: "/operator/organizations", text: list },
      { to: deskPath(organization.id), text: `${organization.memberNumber} ${organization.name}` },
    ],
    path: (page) => deskPath(organization.id, page),
  };
}
