import { Button } from "@patternfly/react-core";
import { Note } from "../../Note";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useTexts } from "../../i18n";

export type Difference = { label: string; stored: string; mine: string };

type Props = { title: string; differences: Difference[]; busy: boolean; onMine: () => void; onStored: () => void };

/** Somebody else has saved in the meantime: shows both, and leaves the choice to the person. */
export function Conflict({ title, differences, busy, onMine, onStored }: Props) {
  const t = useTexts();
  return (
    <Note
      isLiveRegion
      variant="warning"
      title={title}
      actionLinks={
        <>
          <Button variant="secondary" isDisabled={busy} onClick={onMine}>
            {t("conflict.mine")}
          </Button>
          <Button variant="link" isDisabled={busy} onClick={onStored}>
            {t("conflict.stored")}
          </Button>
        </>
      }
    >
      <Table variant="compact" aria-label={title} gridBreakPoint="grid-md">
        <Thead>
          <Tr>
            <Th>{t("conflict.field")}</Th>
            <Th>{t("conflict.storedNow")}</Th>
            <Th>{t("conflict.yours")}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {differences.map(({ label, stored, mine }) => (
            <Tr key={label}>
              <Td dataLabel={t("conflict.field")}>{label}</Td>
              <Td dataLabel={t("conflict.storedNow")} modifier="breakWord">
                {stored || "–"}
              </Td>
              <Td dataLabel={t("conflict.yours")} modifier="breakWord">
                {mine || "–"}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Note>
  );
}
