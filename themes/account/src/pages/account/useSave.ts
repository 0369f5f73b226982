import { useState } from "react";
import { Problem, type Versioned } from "../../api";

type Save<T> = (version: string) => Promise<T>;

/**
 * Saves against the version that was read. If somebody else has saved in the meantime, what is stored now is fetched, for the person
 * to choose.
 */
export function useSave<S, T = Versioned<S>>(read: () => Promise<Versioned<S>>, onSaved: (saved: T) => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [stored, setStored] = useState<Versioned<S>>();

  const save = async (attempt: Save<T>, version: string) => {
    setBusy(true);
    setError(undefined);
    try {
      onSaved(await attempt(version));
      setStored(undefined);
    } catch (caught) {
      if (caught instanceof Problem && caught.code === "changed_meanwhile") {
        try {
          setStored(await read());
        } catch (unread) {
          setError(unread);
        }
      } else {
        // the next try finds the conflict again
        setStored(undefined);
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
