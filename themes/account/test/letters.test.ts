import { describe, expect, it, vi } from "vitest";
import type { Letter, LetterPage } from "../src/api";
import { all, isNotable, isPrintable, isSelectable, letterState, madeBetween, MOST_LETTERS, note, pdfName, readQueue } from "../src/letters";

const letter = (id: string, change: Partial<Letter> = {}): Letter => ({
  id,
  kind: "one-time-password",
  state: "waiting",
  account: "a",
  name: "Kim Beispiel",
  organization: "o",
  memberNumber: "4711",
  organizationName: "Muster",
  addressed: true,
  requestedAt: 1,
  pdfAt: null,
  printedAt: null,
  ...change,
});

describe("R-4 the print queue", () => {
  it("tells how a letter stands, and what can be done with it", () => {
    const cases: [Partial<Letter>, string, boolean, boolean][] = [
      [{}, "ready", true, false],
      [{ pdfAt: 5 }, "made", true, true],
      [{ addressed: false }, "unaddressed", true, false],
      [{ state: "void" }, "void", false, false],
      [{ state: "void", pdfAt: 5, addressed: false }, "void", false, true],
    ];
    cases.forEach(([change, state, printable, notable]) => {
      const one = letter("x", change);
      expect([letterState(one), isPrintable(one), isNotable(one), isSelectable(one)]).toEqual([state, printable, notable, printable || notable]);
    });
    expect(isSelectable(letter("x", { state: "printed", pdfAt: 5, printedAt: 6 }))).toBe(false);
  });

  it("takes all that can be posted as they are, a thousand at most", () => {
    const letters = [letter("void", { state: "void" }), letter("nowhere", { addressed: false }), letter("good")];
    expect(all(letters).map(({ id }) => id)).toEqual(["good"]);
    expect(all(Array.from({ length: MOST_LETTERS + 1 }, (_, i) => letter(String(i))))).toHaveLength(MOST_LETTERS);
  });

  it("is read page by page, over gaps, to where it is enough or at its end", async () => {
    const answer = new Map<string, LetterPage>([
      ["", { waiting: 3, items: [letter("1")], next: "n1" }],
      ["n1", { waiting: 3, items: [], next: "n2" }],
      ["n2", { waiting: 2, items: [letter("2"), letter("3")], next: null }],
    ]);
    const read = vi.fn((query: URLSearchParams) => Promise.resolve(answer.get(query.get("after") ?? "") ?? { waiting: 0, items: [], next: null }));
    const begun = await readQueue(read, (letters) => letters.length >= 1, 20);
    expect(begun.next).toBe("n1");
    expect(read.mock.calls[0]?.[0].toString()).toBe("max=20");
    const whole = await readQueue(read, (letters) => letters.length > 1, 20, begun);
    expect([whole.items.map(({ id }) => id), whole.next, whole.waiting]).toEqual([["1", "2", "3"], null, 2]);
    read.mockClear();
    expect(await readQueue(read, () => false, 20, whole)).toBe(whole);
    expect(read).not.toHaveBeenCalled();
  });

  it("tells which letters came into a PDF: not those that were left out, and not those of another one", () => {
    const before = [letter("new"), letter("again", { pdfAt: 1 }), letter("left", { pdfAt: 1 }), letter("gone"), letter("other")];
    const after = [letter("new", { pdfAt: 2 }), letter("again", { pdfAt: 2 }), letter("left", { state: "void", pdfAt: 1 }), letter("other", { pdfAt: 2 })];
    expect(madeBetween(before, after, ["new", "again", "left", "gone"])).toEqual(["new", "again"]);
  });

  it("is noted a few at a time, with all that became of them", async () => {
    const ids = Array.from({ length: 60 }, (_, i) => String(i));
    const send = vi.fn((some: string[]) => Promise.resolve({ printed: some.slice(1), others: some.slice(0, 1) }));
    const told: number[] = [];
    expect(await note(send, ids, (done) => told.push(done), () => false)).toEqual({ printed: 57, others: 3 });
    expect(send.mock.calls.flatMap(([some]) => some)).toEqual(ids);
    expect(told).toEqual([25, 50, 60]);
  });

  it("says what was noted before somebody stopped it, or before it failed", async () => {
    const ids = Array.from({ length: 60 }, (_, i) => String(i));
    let done = 0;
    const send = (some: string[]) => Promise.resolve({ printed: some, others: [] });
    expect(await note(send, ids, (now) => (done = now), () => done >= 25)).toEqual({ printed: 25, others: 0 });
    const error = new Error("offline");
    const failing = vi.fn(send).mockImplementationOnce(send).mockRejectedValueOnce(error);
    expect(await note(failing, ids, () => undefined, () => false)).toEqual({ printed: 25, others: 0, error });
    expect(failing).toHaveBeenCalledTimes(2);
  });

  it("names each PDF by its minute", () => {
    expect(pdfName("letters", new Date(2026, 2, 4, 5, 6))).toBe("letters-2026-03-04-0506.pdf");
  });
});
