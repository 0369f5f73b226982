import { Button, Checkbox } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useEffect, useRef, useState } from "react";
import { type Letter, useApi } from "../../api";
import { download } from "../../download";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useTexts } from "../../i18n";
import { all, isNotable, isPrintable, isSelectable, madeBetween, MOST_LETTERS, type Noting, pdfName } from "../../letters";
import { Note } from "../../Note";
import { Failure, Lines, Nothing, useFailureText } from "../../states";
import { LetterLabel } from "./LetterLabel";
import { More } from "./More";
import { NoteDialog } from "./NoteDialog";
import { useQueue } from "./useQueue";

const { dateTime, number } = formats(environment.locale);

/** What became of the last press of a button. */
type Outcome = { done: "pdf"; made?: number; left: number } | ({ done: "note" } & Noting) | { done: "failed"; error: unknown };

/** What is to be printed, the oldest first: select, make the PDF, print it, note it. */
export function WaitingLetters() {
  const t = useTexts();
  const api = useApi();
  const queue = useQueue(false);
  const { loaded, reload, refresh, grow, growing } = queue;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [making, setMaking] = useState(0);
  const [noting, setNoting] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const said = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  const list = loaded.value;
  const letters = list?.items ?? [];
  // What was printed, replaced or given up meanwhile is selected no more.
  const selected = letters.filter((letter) => chosen.has(letter.id) && isSelectable(letter));
  const printable = selected.filter(isPrintable);
  const notable = selected.filter(isNotable);
  const offered = all(letters);
  const busy = making > 0 || growing;

  useEffect(() => {
    // The button that was pressed may be of no use any more.
    if (outcome) {
      said.current?.focus();
    }
  }, [outcome]);

  const choose = (some: Letter[], on: boolean) => {
    setChosen((before) => {
      const next = new Set(before);
      some.forEach(({ id }) => (on ? next.add(id) : next.delete(id)));
      return next;
    });
  };

  const chooseAll = async () => {
    const found = await grow((some) => all(some).length >= MOST_LETTERS);
    if (found) {
      setChosen(new Set(all(found.items).map(({ id }) => id)));
    }
  };

  const makePdf = async () => {
    if (pressed.current) {
      return;
    }
    pressed.current = true;
    setMaking(printable.length);
    setOutcome(undefined);
    try {
      setOutcome(await pdf(printable.map(({ id }) => id)));
    } catch (error) {
      setOutcome({ done: "failed", error });
      // It may be that all of them became void.
      reload();
    }
    setMaking(0);
    pressed.current = false;
  };

  const pdf = async (ids: string[]): Promise<Outcome> => {
    download(await api.makeLettersPdf(ids), pdfName(t("letters.pdfName"), new Date()));
    try {
      const made = madeBetween(letters, (await refresh()).items, ids).length;
      return { done: "pdf", made, left: ids.length - made };
    } catch {
      // The file is there; the page tells that the list is not.
      reload();
      return { done: "pdf", left: 0 };
    }
  };

  if (!list) {
    return loaded.state === "failed" ? <Failure error={loaded.error} onRetry={reload} /> : <Lines count={8} />;
  }
  return (
    <>
      <div ref={said} tabIndex={-1} className="portal-said portal-title">
        {outcome && <Said outcome={outcome} />}
      </div>
      {loaded.state === "failed" && <Stale error={loaded.error} onRetry={reload} />}
      {letters.length === 0 && list.next === null ? (
        <Nothing title={t("letters.none")} text={t("letters.noneText")} action={<Button variant="link" onClick={reload}>{t("letters.look")}</Button>} />
      ) : (
        <>
          <div className="portal-bar">
            <div className="portal-actions">
              <Button isLoading={making > 0} isDisabled={busy || printable.length === 0} onClick={() => void makePdf()}>
                {t("letters.make", { letters: number(printable.length) })}
              </Button>
              <Button
                variant="secondary"
                isDisabled={busy || notable.length === 0}
                onClick={() => {
                  setOutcome(undefined);
                  setNoting(true);
                }}
              >
                {t("letters.noteThem", { letters: number(notable.length) })}
              </Button>
              <Button variant="link" isLoading={growing} isDisabled={busy} onClick={() => void chooseAll()}>
                {list.waiting > MOST_LETTERS ? t("letters.chooseFirst", { most: number(MOST_LETTERS) }) : t("letters.chooseAll")}
              </Button>
              {selected.length > 0 && (
                <Button
                  variant="link"
                  isDisabled={busy}
                  onClick={() => {
                    setChosen(new Set());
                  }}
                >
                  {t("letters.chooseNone")}
                </Button>
              )}
            </div>
            <p role="status">
              {making > 0
                ? t("letters.making", { count: making, letters: number(making) })
                : `${t("letters.waiting", { count: list.waiting, letters: number(list.waiting) })} · ${t("letters.selected", { count: selected.length, letters: number(selected.length) })}`}
            </p>
          </div>
          <Table variant="compact" aria-label={t("letters.tab.waiting")} gridBreakPoint="grid-lg">
            <Thead>
              <Tr>
                <Th>
                  <Checkbox
                    id="letters-all"
                    aria-label={t("letters.chooseShown")}
                    isDisabled={busy || offered.length === 0}
                    isChecked={offered.length > 0 && offered.every(({ id }) => chosen.has(id))}
                    onChange={(_, on) => {
                      setChosen(new Set(on ? offered.map(({ id }) => id) : []));
                    }}
                  />
                </Th>
                <Th>{t("letters.person")}</Th>
                <Th>{t("letters.organization")}</Th>
                <Th>{t("letters.kind")}</Th>
                <Th modifier="nowrap">{t("letters.requested")}</Th>
                <Th>{t("letters.state")}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {letters.map((letter) => (
                <Tr key={letter.id}>
                  <Td className="portal-check">
                    <Checkbox
                      id={`letter-${letter.id}`}
                      aria-label={t("letters.choose", { name: letter.name })}
                      isChecked={chosen.has(letter.id) && isSelectable(letter)}
                      isDisabled={busy || !isSelectable(letter) || (selected.length >= MOST_LETTERS && !chosen.has(letter.id))}
                      onChange={(_, on) => {
                        choose([letter], on);
                      }}
                    />
                  </Td>
                  <Td dataLabel={t("letters.person")} modifier="breakWord">
                    {letter.name || "–"}
                  </Td>
                  <Td dataLabel={t("letters.organization")} modifier="breakWord">
                    {letter.memberNumber} {letter.organizationName}
                  </Td>
                  <Td dataLabel={t("letters.kind")}>{t(`letters.kind.${letter.kind}`)}</Td>
                  <Td dataLabel={t("letters.requested")}>{dateTime(letter.requestedAt)}</Td>
                  <Td dataLabel={t("letters.state")}>
                    <LetterLabel letter={letter} />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
          <More queue={queue} isDisabled={busy} />
        </>
      )}
      {noting && (
        <NoteDialog
          letters={notable}
          without={selected.length - notable.length}
          onClose={() => {
            setNoting(false);
          }}
          onDone={(result) => {
            setNoting(false);
            setOutcome({ done: "note", ...result });
            reload();
          }}
        />
      )}
    </>
  );
}

/** The list could not be read anew: what is shown is what there was. */
function Stale({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTexts();
  const { title, detail } = useFailureText()(error);
  return (
    <Note
      variant="danger"
      title={title}
      actionLinks={
        <Button variant="link" isInline onClick={onRetry}>
          {t("retry")}
        </Button>
      }
    >
      {detail}
    </Note>
  );
}

function Said({ outcome }: { outcome: Outcome }) {
  const t = useTexts();
  const failure = useFailureText();
  if (outcome.done === "failed") {
    const { title, detail } = failure(outcome.error);
    return (
      <Note variant="danger" title={title}>
        {detail}
      </Note>
    );
  }
  if (outcome.done === "pdf") {
    const { made, left } = outcome;
    return (
      <Note
        variant={left > 0 ? "warning" : "success"}
        title={made === undefined ? t("letters.madeAny") : t("letters.made", { count: made, letters: number(made) })}
      >
        {left > 0 && <p>{t("letters.left", { count: left, letters: number(left) })}</p>}
        <p>{t("letters.madeText")}</p>
      </Note>
    );
  }
  const { printed, others, error } = outcome;
  return (
    <Note
      variant={error !== undefined ? "danger" : others > 0 ? "warning" : "success"}
      title={t("letters.noted", { count: printed, letters: number(printed) })}
    >
      {others > 0 && <p>{t("letters.notNoted", { count: others, letters: number(others) })}</p>}
      {error !== undefined && (
        <p>
          {failure(error).title}. {t("letters.noteAgain")}
        </p>
      )}
    </Note>
  );
}
