import { useCallback } from "react";
import { type Mailbox, type Right, type Unit, useApi } from "./api";
import { type Ceiling, readCeiling } from "./grants";
import { useLoaded } from "./loaded";

/** What gives names to ids. */
export type Words = Pick<Catalogue, "units" | "rights" | "mailboxes">;
export type Catalogue = { units: Unit[]; rights: Right[]; mailboxes: Mailbox[]; ceiling: Ceiling };

/** What can be granted in an organization. */
export function useCatalogue(organization: string) {
  const api = useApi();
  const load = useCallback(
    async (signal: AbortSignal): Promise<Catalogue> => {
      const [units, rights, mailboxes] = await Promise.all([
        api.units(organization, signal),
        api.rights(organization, signal),
        api.mailboxes(organization, signal),
      ]);
      return { units, rights: rights.items, mailboxes, ceiling: readCeiling(rights.held) };
    },
    [api, organization],
  );
  return useLoaded(load);
}

/** The names of what is in an organization; without one, of what is in the whole portal. */
export function useWords(organization?: string): Words | undefined {
  const api = useApi();
  const load = useCallback(
    async (signal: AbortSignal): Promise<Words> => {
      if (organization === undefined) {
        return { units: [], rights: (await api.catalogue(signal)).rights, mailboxes: [] };
      }
      const [units, rights, mailboxes] = await Promise.all([
        api.units(organization, signal),
        api.rights(organization, signal),
        api.mailboxes(organization, signal),
      ]);
      return { units, rights: rights.items, mailboxes };
    },
    [api, organization],
  );
  return useLoaded(load).loaded.value;
}
