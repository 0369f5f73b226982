import { createContext, useContext } from "react";
import type { Me } from "./api";

export const MeContext = createContext<Me | undefined>(undefined);

/** The person, as the server knows it. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) {
    throw new Error("There is nobody");
  }
  return me;
}
