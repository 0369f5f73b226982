import type { Letter, LetterPage } from "./api";

/** Letters of one PDF, and so of one selection. */
export const MOST_LETTERS = 1000;
/** Rows that a list begins with, and that come with each "more". */
export const ROWS = 20;
/** The most that the server sends at once. */
const MOST_ROWS = 100;
/** Each letter that is noted costs the server a slow hash: the bar moves every few seconds. */
const NOTED_AT_ONCE = 25;

/** How a letter of the queue stands, as the operator has to know it. */
export type LetterState = "void" | "unaddressed" | "made" | "ready";

export function letterState({ state, addressed, pdfAt }: Letter): LetterState {
  if (state === "void") {
    return "void";
  }
  if (!addressed) {
    return "unaddressed";
  }
  return pdfAt === null ? "ready" : "made";
}

/** Whether a PDF can be made of it. */
export function isPrintable({ state }: Letter): boolean {
  return state === "waiting";
}

/** Whether it can be noted as printed: also one that became void between PDF and post. */
export function isNotable({ state, pdfAt }: Letter): boolean {
  return state !== "printed" && pdfAt !== null;
}

export function isSelectable(letter: Letter): boolean {
  return isPrintable(letter) || isNotable(letter);
}

/** What "all" takes of a list: what can be posted as it is. A letter without an address is taken by hand, or not at all. */
export function all(letters: Letter[]): Letter[] {
  return letters.filter((letter) => isPrintable(letter) && letter.addressed).slice(0, MOST_LETTERS);
}

type Read = (query: URLSearchParams) => Promise<LetterPage>;

/** Goes on with a list, or begins it, until there is enough of it or nothing more. Letters of accounts that are gone leave gaps in a page. */
export async function readQueue(read: Read, isEnough: (letters: Letter[]) => boolean, rows = MOST_ROWS, begun?: LetterPage): Promise<LetterPage> {
  let queue = begun;
  while (!queue || (queue.next !== null && !isEnough(queue.items))) {
    const query = new URLSearchParams({ max: String(rows) });
    if (queue?.next) {
      query.set("after", queue.next);
    }
    const page = await read(query);
    queue = { ...page, items: [...(queue?.items ?? []), ...page.items] };
  }
  return queue;
}

/** Of which of the letters a PDF was made between two looks at the list. */
export function madeBetween(before: Letter[], after: Letter[], ids: string[]): string[] {
  const seen = new Map(before.map(({ id, pdfAt }) => [id, pdfAt]));
  return after.filter(({ id, pdfAt }) => ids.includes(id) && pdfAt !== null && pdfAt !== seen.get(id)).map(({ id }) => id);
}

export type Noting = { printed: number; others: number; error?: unknown };

/**
 * Notes letters as printed, a few at a time. Ends early if somebody wants it, or if it fails; doing it again for the rest is harmless.
 *
 * @param tell how many are through
 */
export async function note(
  send: (ids: string[]) => Promise<{ printed: string[]; others: string[] }>,
  ids: string[],
  tell: (done: number) => void,
  isStopped: () => boolean,
): Promise<Noting> {
  const noting: Noting = { printed: 0, others: 0 };
  for (let first = 0; first < ids.length && !isStopped(); first += NOTED_AT_ONCE) {
    try {
      const { printed, others } = await send(ids.slice(first, first + NOTED_AT_ONCE));
      noting.printed += printed.length;
      noting.others += others.length;
    } catch (error) {
      return { ...noting, error };
    }
    tell(Math.min(first + NOTED_AT_ONCE, ids.length));
  }
  return noting;
}

/** A name that tells one PDF from the next, in the person's time. */
export function pdfName(word: string, now: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  return `${word}-${day}-${two(now.getHours())}${two(now.getMinutes())}.pdf`;
}
