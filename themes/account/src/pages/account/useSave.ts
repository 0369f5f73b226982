import { useState } from "react";
import { type AccountDetail, Problem, useApi, type Versioned } from "../../api";

/** What was saved, as it is now; nothing if it is beyond the person's reach from now on. */
type Saved = Versioned<AccountDetail> | undefined;
type Save<T extends Saved> = (version: string) => Promise<T>;

/**
 * Saves against the version that was read. If somebody else has saved in the meantime, what is stored now is fetched, for the person
 * to choose.
 */
export function useSave<T extends Saved>(organization: string, account: string, onSaved: (detail: T) => void) {
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [stored, setStored] = useState<Versioned<AccountDetail>>();

  const save = async (attempt: Save<T>, version: string) => {
    setBusy(true);
    setError(undefined);
    try {
      onSaved(await attempt(version));
      setStored(undefined);
    } catch (caught) {
      if (caught instanceof Problem && (caught.status === 412 || caught.code === "changed_meanwhile")) {
        try {
          setStored(await api.account(organization, account));
        } catch (unread) {
          setError(unread);
        }
      } else {
        setError(caught);
      }
    } finally {
      setBusy(false);
    }
  };
  const forget = () => {
    setStored(undefined);
    setError(undefined);
  };
  return { save, busy, error, stored, forget };
}
