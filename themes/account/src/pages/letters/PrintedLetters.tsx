import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useTexts } from "../../i18n";
import { Failure, Lines, Nothing } from "../../states";
import { More } from "./More";
import { useQueue } from "./useQueue";

const { dateTime } = formats(environment.locale);

/** What is on paper, the newest first. */
export function PrintedLetters() {
  const t = useTexts();
  const queue = useQueue(true);
  const { loaded, reload } = queue;
  const list = loaded.value;

  if (loaded.state === "failed") {
    return <Failure error={loaded.error} onRetry={reload} />;
  }
  if (!list) {
    return <Lines count={8} />;
  }
  if (list.items.length === 0 && list.next === null) {
    return <Nothing title={t("letters.nonePrinted")} text={t("letters.nonePrintedText")} />;
  }
  return (
    <>
      <Table variant="compact" aria-label={t("letters.tab.printed")} gridBreakPoint="grid-lg">
        <Thead>
          <Tr>
            <Th>{t("letters.person")}</Th>
            <Th>{t("letters.organization")}</Th>
            <Th>{t("letters.kind")}</Th>
            <Th modifier="nowrap">{t("letters.requested")}</Th>
            <Th modifier="nowrap">{t("letters.printed")}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {list.items.map((letter) => (
            <Tr key={letter.id}>
              <Td dataLabel={t("letters.person")} modifier="breakWord">
                {letter.name || "–"}
              </Td>
              <Td dataLabel={t("letters.organization")} modifier="breakWord">
                {letter.memberNumber} {letter.organizationName}
              </Td>
              <Td dataLabel={t("letters.kind")}>{t(`letters.kind.${letter.kind}`)}</Td>
              <Td dataLabel={t("letters.requested")}>{dateTime(letter.requestedAt)}</Td>
              <Td dataLabel={t("letters.printed")}>{letter.printedAt === null ? "–" : dateTime(letter.printedAt)}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <More queue={queue} />
    </>
  );
}
