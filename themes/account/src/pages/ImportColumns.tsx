import { Button, Title } from "@patternfly/react-core";
import { DownloadIcon } from "@patternfly/react-icons";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback } from "react";
import { useApi } from "../api";
import { COLUMNS } from "../csv";
import { useTexts } from "../i18n";
import { useLoaded } from "../loaded";

/** What the columns of a file of clerks are called, and what stands in them. */
export function ImportColumns({ organization, onTemplate }: { organization: string; onTemplate: () => void }) {
  const t = useTexts();
  const api = useApi();
  const load = useCallback((signal: AbortSignal) => api.mailboxes(organization, signal), [api, organization]);
  const mailboxes = useLoaded(load).loaded.value ?? [];
  return (
    <section className="pf-v5-u-mt-xl portal-group">
      <Title headingLevel="h3">{t("import.columns")}</Title>
      <p>{t("import.columnsText")}</p>
      <Button variant="secondary" icon={<DownloadIcon />} onClick={onTemplate}>
        {t("import.template")}
      </Button>
      <Table variant="compact" aria-label={t("import.columns")} gridBreakPoint="grid-md">
        <Thead>
          <Tr>
            <Th>{t("import.column")}</Th>
            <Th>{t("import.meaning")}</Th>
            <Th>{t("import.needed")}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {COLUMNS.filter(({ name }) => name !== "mailboxes" || mailboxes.length > 0).map(({ name, field, required }) => (
            <Tr key={name}>
              <Td dataLabel={t("import.column")}>
                <code>{name}</code>
              </Td>
              <Td dataLabel={t("import.meaning")} modifier="breakWord">
                {t(`import.columnText.${field}`, { mailboxes: mailboxes.map(({ type, label }) => `${type} (${label})`).join(", ") })}
              </Td>
              <Td dataLabel={t("import.needed")}>{t(required ? "import.yes" : "import.no")}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </section>
  );
}
