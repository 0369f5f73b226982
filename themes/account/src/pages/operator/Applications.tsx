import { Button, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { PlusIcon } from "@patternfly/react-icons";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback, useMemo } from "react";
import { Link, useNavigate, useSearchParams } from "react-router-dom";
import { useApi } from "../../api";
import {
  APPLICATION_STATUSES,
  type ApplicationQuery,
  readApplicationQuery,
  serverApplicationQuery,
  writeApplicationQuery,
} from "../../applications";
import { Choice } from "../../Choice";
import { environment } from "../../environment";
import { formats } from "../../format";
import { Found } from "../../Found";
import { useTexts } from "../../i18n";
import { useLoaded } from "../../loaded";
import { PageFrame } from "../../PageFrame";
import { Search } from "../../Search";
import { ApplicationLabel } from "./ApplicationLabel";

const { dateTime } = formats(environment.locale);

/** What people apply for. What is shown stands in the address. */
export default function Applications() {
  const t = useTexts();
  const api = useApi();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const query = useMemo(() => readApplicationQuery(address), [address]);
  const load = useCallback((signal: AbortSignal) => api.applications(serverApplicationQuery(query), signal), [api, query]);
  const { loaded, reload } = useLoaded(load);
  const filtered = query.search.trim() !== "" || query.status.length > 0;
  const change = (next: Partial<ApplicationQuery>, replace = false) => {
    setAddress(writeApplicationQuery({ ...query, page: 1, ...next }), { replace });
  };

  return (
    <PageFrame
      title={t("applications.title")}
      description={t("applications.description")}
      actions={
        <Button icon={<PlusIcon />} onClick={() => void navigate("/operator/applications/new")}>
          {t("applications.enter")}
        </Button>
      }
    >
      <Toolbar
        role="search"
        inset={{ default: "insetNone" }}
        clearFiltersButtonText={t("accounts.clear")}
        clearAllFilters={() => {
          change({ search: "", status: [] });
        }}
      >
        <ToolbarContent>
          <ToolbarItem>
            <Search
              label={t("applications.search")}
              hint={t("applications.searchHint")}
              value={query.search}
              onChange={(search) => {
                change({ search }, true);
              }}
            />
          </ToolbarItem>
          <Choice
            label={t("applications.status")}
            many
            options={APPLICATION_STATUSES.map((status) => ({ value: status, text: t(`application.status.${status}`) }))}
            chosen={query.status}
            onChange={(status) => {
              change({ status });
            }}
          />
        </ToolbarContent>
      </Toolbar>
      <Found
        loaded={loaded}
        reload={reload}
        texts="applications"
        filtered={filtered}
        page={query.page}
        onPage={(page, replace) => {
          change({ page }, replace);
        }}
      >
        {(items) => (
          <Table variant="compact" aria-label={t("applications.title")} gridBreakPoint="grid-lg">
            <Thead>
              <Tr>
                <Th>{t("applications.reference")}</Th>
                <Th>{t("accounts.name")}</Th>
                <Th>{t("accounts.role")}</Th>
                <Th>{t("profile.memberNumber")}</Th>
                <Th modifier="nowrap">{t("applications.submitted")}</Th>
                <Th>{t("applications.status")}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {items.map((application) => (
                <Tr key={application.id}>
                  <Td dataLabel={t("applications.reference")} modifier="nowrap">
                    <Link to={`/operator/applications/${application.id}`} state={{ list: writeApplicationQuery(query).toString() }}>
                      {application.reference}
                    </Link>
                  </Td>
                  <Td dataLabel={t("accounts.name")} modifier="breakWord">
                    {application.lastName}, {application.firstName}
                  </Td>
                  <Td dataLabel={t("accounts.role")}>{t(`role.${application.role}`)}</Td>
                  <Td dataLabel={t("profile.memberNumber")} modifier="breakWord">
                    {application.memberNumber}
                  </Td>
                  <Td dataLabel={t("applications.submitted")}>{dateTime(application.submittedAt)}</Td>
                  <Td dataLabel={t("applications.status")}>
                    <ApplicationLabel status={application.status} />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Found>
    </PageFrame>
  );
}
