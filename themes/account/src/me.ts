import { createContext, useContext } from "react";
import { useParams } from "react-router-dom";
import type { Me, Membership } from "./api";

export const MeContext = createContext<Me | undefined>(undefined);

/** The person, as the server knows it. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) {
    throw new Error("There is nobody");
  }
  return me;
}

/** The person's place in the organization that the page is about. */
export function useMembership(): Membership {
  const { org } = useParams();
  const membership = useMe().memberships.find(({ organization }) => organization.id === org);
  if (!membership) {
    throw new Error("The route's guard has let somebody through");
  }
  return membership;
}
