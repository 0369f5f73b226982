import { Label } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { AccountDetail } from "../../api";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useTexts } from "../../i18n";
import { Nothing } from "../../states";

const { dateTime } = formats(environment.locale);

/** The locks that bear or bore on the account: user locks, membership locks, organization locks. */
export function LocksTab({ detail }: { detail: AccountDetail }) {
  const t = useTexts();
  if (detail.locks.length === 0) {
    return <Nothing title={t("locks.none")} text={t("locks.noneText")} />;
  }
  return (
    <Table variant="compact" aria-label={t("account.tab.locks")} gridBreakPoint="grid-lg">
      <Thead>
        <Tr>
          <Th>{t("locks.scope")}</Th>
          <Th>{t("locks.reason")}</Th>
          <Th>{t("locks.at")}</Th>
          <Th>{t("locks.by")}</Th>
          <Th>{t("locks.end")}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {detail.locks.map((lock) => (
          <Tr key={`${lock.scope}-${lock.cause}-${lock.at}`}>
            <Td dataLabel={t("locks.scope")}>{t(`locks.scope.${lock.scope}`)}</Td>
            <Td dataLabel={t("locks.reason")} modifier="breakWord">
              {lock.reason || t(`locks.cause.${lock.cause}`)}
            </Td>
            <Td dataLabel={t("locks.at")}>{dateTime(lock.at)}</Td>
            <Td dataLabel={t("locks.by")} modifier="breakWord">
              {lock.by ?? t(`locks.by.${lock.cause}`)}
            </Td>
            <Td dataLabel={t("locks.end")}>
              {lock.liftedAt ? (
                t(lock.liftedBy ? "locks.liftedBy" : "locks.lifted", { at: dateTime(lock.liftedAt), by: lock.liftedBy ?? "" })
              ) : (
                <Label color="red">{t("locks.active")}</Label>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
