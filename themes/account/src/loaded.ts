import { useCallback, useEffect, useState } from "react";

/** Something that comes from the server: what is shown is always what the server has said last. */
export type Loaded<T> =
  | { state: "loading"; value?: T }
  | { state: "loaded"; value: T }
  | { state: "failed"; error: unknown; value?: T };

/**
 * Loads when the function changes (wrap it in useCallback), and again on demand. What was there before stays visible meanwhile.
 */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>): {
  loaded: Loaded<T>;
  reload: () => void;
  replace: (value: T) => void;
} {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  const [round, setRound] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    setLoaded((before) => ({ state: "loading", value: before.value }));
    load(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) {
          setLoaded({ state: "loaded", value });
        }
      },
      (error: unknown) => {
        if (!abort.signal.aborted) {
          setLoaded((before) => ({ state: "failed", error, value: before.value }));
        }
      },
    );
    return () => {
      abort.abort();
    };
  }, [load, round]);

  const reload = useCallback(() => {
    setRound((before) => before + 1);
  }, []);
  const replace = useCallback((value: T) => {
    setLoaded({ state: "loaded", value });
  }, []);
  return { loaded, reload, replace };
}
