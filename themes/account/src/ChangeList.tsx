import { Button, ExpandableSection } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { Link } from "react-router-dom";
import { type Change, type ChangePage, useApi } from "./api";
import { changeWords } from "./changes";
import { environment } from "./environment";
import { formats } from "./format";
import { useTexts } from "./i18n";
import { type Loaded, useLoaded } from "./loaded";
import { deskPath } from "./place";
import { Failure, Lines, Nothing } from "./states";
import { useWords } from "./useCatalogue";

const { dateTime } = formats(environment.locale);
const PAGE_SIZE = "20";

type Props = {
  /** Without it, the log of the whole portal is shown. */
  organization?: string;
  /** What the log is filtered by, as the server wants it. */
  filter: string;
  /** How a person of the log is shown. */
  person?: (id: string, name: string) => ReactNode;
};

/** The change log, newest first; older entries come on demand. */
export function ChangeList({ organization, filter, person = (_, name) => name }: Props) {
  const t = useTexts();
  const api = useApi();
  // Without it the log shows ids, and works still.
  const words = changeWords(t, dateTime, useWords(organization));
  const [older, setOlder] = useState<Change[]>([]);
  const [next, setNext] = useState<string | null>();
  const [more, setMore] = useState<Loaded<ChangePage>>();
  const load = useCallback(
    (signal: AbortSignal) => {
      const query = new URLSearchParams(filter);
      query.set("max", PAGE_SIZE);
      return api.changes(organization, query, signal);
    },
    [api, organization, filter],
  );
  const { loaded, reload } = useLoaded(load);

  useEffect(() => {
    setOlder([]);
    setMore(undefined);
    setNext(loaded.state === "loaded" ? loaded.value.next : undefined);
  }, [loaded]);

  const loadOlder = async () => {
    setMore({ state: "loading" });
    const query = new URLSearchParams(filter);
    query.set("max", PAGE_SIZE);
    query.set("before", next ?? "");
    try {
      const page = await api.changes(organization, query);
      setOlder((before) => [...before, ...page.items]);
      setNext(page.next);
      setMore({ state: "loaded", value: page });
    } catch (error) {
      setMore({ state: "failed", error });
    }
  };

  if (loaded.state === "failed") {
    return <Failure error={loaded.error} onRetry={reload} />;
  }
  if (!loaded.value) {
    return <Lines />;
  }
  const changes = [...loaded.value.items, ...older];
  if (changes.length === 0) {
    return <Nothing title={t("changes.none")} text={t("changes.noneText")} />;
  }
  return (
    <>
      <Table variant="compact" aria-label={t("changes.title")} gridBreakPoint="grid-lg">
        <Thead>
          <Tr>
            <Th modifier="nowrap">{t("changes.at")}</Th>
            <Th>{t("changes.who")}</Th>
            <Th>{t("changes.what")}</Th>
            <Th>{t("changes.whom")}</Th>
            {!organization && <Th>{t("changes.organization")}</Th>}
            <Th>{t("changes.details")}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {changes.map((change) => (
            <Tr key={`${change.organization ?? ""} ${change.number}`}>
              <Td dataLabel={t("changes.at")} modifier="nowrap">
                {dateTime(change.at)}
              </Td>
              <Td dataLabel={t("changes.who")} modifier="breakWord">
                {change.actorKind === "SYSTEM" ? t("changes.system") : person(change.actorId, change.actorName)}
              </Td>
              <Td dataLabel={t("changes.what")}>{t(`action.${change.action}`)}</Td>
              <Td dataLabel={t("changes.whom")} modifier="breakWord">
                {change.subjectKind === "ACCOUNT" ? person(change.subjectId, change.subjectName) : change.subjectName}
              </Td>
              {!organization && (
                <Td dataLabel={t("changes.organization")} modifier="breakWord">
                  {change.organization && change.memberNumber ? (
                    <Link to={deskPath(change.organization, "changes")}>{change.memberNumber}</Link>
                  ) : (
                    "–"
                  )}
                </Td>
              )}
              <Td dataLabel={t("changes.details")} modifier="breakWord">
                <Details change={change} words={words} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {more?.state === "failed" && <Failure error={more.error} onRetry={() => void loadOlder()} />}
      {next && (
        <Button
          variant="secondary"
          className="pf-v5-u-mt-md"
          isLoading={more?.state === "loading"}
          isDisabled={more?.state === "loading"}
          onClick={() => void loadOlder()}
        >
          {t("changes.older")}
        </Button>
      )}
      <p role="status" className="pf-v5-screen-reader">
        {t("changes.shown", { count: changes.length })}
      </p>
    </>
  );
}

function Details({ change, words }: { change: Change; words: ReturnType<typeof changeWords> }) {
  const t = useTexts();
  const keys = [...new Set([...Object.keys(change.before), ...Object.keys(change.after)])].sort();
  return (
    <>
      {change.reason && <div>{change.reason}</div>}
      {keys.length > 0 && (
        <ExpandableSection toggleText={t("changes.values")}>
          <dl className="portal-values">
            {keys.map((key) => (
              <div key={key}>
                <dt>{words.field(key)}</dt>
                <dd>
                  {words.value(key, change.before[key])} → {words.value(key, change.after[key])}
                </dd>
              </div>
            ))}
          </dl>
        </ExpandableSection>
      )}
    </>
  );
}
