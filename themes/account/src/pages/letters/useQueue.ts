import { useCallback, useRef, useState } from "react";
import { type Letter, type LetterPage, useApi } from "../../api";
import { readQueue, ROWS } from "../../letters";
import { useLoaded } from "../../loaded";

/** The letters that wait, or those that were printed, as far as somebody has looked. */
export function useQueue(printed: boolean) {
  const api = useApi();
  const rows = useRef(ROWS);
  const [growing, setGrowing] = useState(false);
  const [error, setError] = useState<unknown>();

  const read = useCallback(
    (query: URLSearchParams, signal?: AbortSignal) => {
      query.set("printed", String(printed));
      return api.letters(query, signal);
    },
    [api, printed],
  );
  const load = useCallback(
    (signal?: AbortSignal) =>
      readQueue((query) => read(query, signal), (letters) => letters.length >= rows.current, Math.min(rows.current, 100)),
    [read],
  );
  const { loaded, reload, replace } = useLoaded<LetterPage>(load);

  /** Reads on until there is enough; what there is then, or nothing if it failed, which is told. */
  const grow = async (isEnough: (letters: Letter[]) => boolean, atOnce?: number): Promise<LetterPage | undefined> => {
    setGrowing(true);
    setError(undefined);
    try {
      const queue = await readQueue(read, isEnough, atOnce, loaded.value);
      rows.current = Math.max(ROWS, queue.items.length);
      replace(queue);
      return queue;
    } catch (caught) {
      setError(caught);
      return undefined;
    } finally {
      setGrowing(false);
    }
  };

  return {
    loaded,
    reload,
    grow,
    growing,
    error,
    more: () => {
      const shown = loaded.value?.items.length ?? 0;
      return grow((letters) => letters.length > shown, ROWS);
    },
    /** As many as before, as they are now. */
    refresh: async () => {
      const queue = await load();
      replace(queue);
      return queue;
    },
  };
}
