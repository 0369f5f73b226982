import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import {
  AlertVariant,
  Button,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
  ToolbarToggleGroup,
} from "@patternfly/react-core";
import { Note } from "../Note";
import { FilterIcon, PlusIcon } from "@patternfly/react-icons";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback, useMemo, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router-dom";
import {
  ACCESSES,
  type AccountQuery,
  isFiltered,
  readQuery,
  ROLES,
  serverQuery,
  STATUSES,
  writeQuery,
} from "../accountQuery";
import { type AccountRow, useApi } from "../api";
import { Choice } from "../Choice";
import { download } from "../download";
import { environment } from "../environment";
import { formats } from "../format";
import { Found } from "../Found";
import { useTexts } from "../i18n";
import { sortable } from "../list";
import { useLoaded } from "../loaded";
import { listName } from "../names";
import { PageFrame } from "../PageFrame";
import { usePlace } from "../place";
import { Search } from "../Search";
import { useFailureText } from "../states";
import { StatusLabel } from "../StatusLabel";

const { number } = formats(environment.locale);

/** All accounts of the organization, administrators among them. */
export default function Accounts() {
  const t = useTexts();
  const { organization } = usePlace();
  return (
    <PageFrame
      title={t("accounts.title")}
      description={t("accounts.description", { organization: organization.name })}
      arrival={organization.id}
      actions={<AccountActions />}
    >
      <AccountList />
    </PageFrame>
  );
}

/** The list with its filters. What is shown stands in the address. */
export function AccountList() {
  const t = useTexts();
  const api = useApi();
  const { organization, hints, path: pages } = usePlace();
  const [address, setAddress] = useSearchParams();
  const query = useMemo(() => readQuery(address), [address]);
  const load = useCallback(
    (signal: AbortSignal) => api.accounts(organization.id, serverQuery(query), signal),
    [api, organization.id, query],
  );
  const { loaded, reload } = useLoaded(load);
  const options = useOptions(organization.id);
  const change = (next: Partial<AccountQuery>, replace = false) => {
    setAddress(writeQuery({ ...query, page: 1, ...next }), { replace });
  };
  const path = pages("accounts");

  return (
    <>
      {hints.includes("only-administrator") && (
        <Note variant="warning" title={t("onlyAdministrator.title")}>
          {t("onlyAdministrator.text")}
        </Note>
      )}
      <Toolbar
        clearAllFilters={() => {
          change({ search: "", role: [], status: [], access: "", mailbox: "", unit: "" });
        }}
        clearFiltersButtonText={t("accounts.clear")}
        collapseListedFiltersBreakpoint="xl"
        inset={{ default: "insetNone" }}
        numberOfFiltersText={(count) => t("accounts.filters", { count })}
        role="search"
      >
        <ToolbarContent>
          <ToolbarItem>
            <Search
              label={t("accounts.search")}
              hint={t("accounts.searchHint")}
              value={query.search}
              onChange={(search) => {
                change({ search }, true);
              }}
            />
          </ToolbarItem>
          <ToolbarToggleGroup toggleIcon={<FilterIcon />} breakpoint="xl" aria-label={t("accounts.showFilters")}>
            <ToolbarGroup variant="filter-group">
              <Choice
                label={t("accounts.role")}
                many
                options={ROLES.map((role) => ({ value: role, text: t(`role.${role}`) }))}
                chosen={query.role}
                onChange={(role) => {
                  change({ role });
                }}
              />
              <Choice
                label={t("accounts.status")}
                many
                options={STATUSES.map((status) => ({ value: status, text: t(`status.${status}`) }))}
                chosen={query.status}
                onChange={(status) => {
                  change({ status });
                }}
              />
              <Choice
                label={t("accounts.access")}
                options={ACCESSES.map((access) => ({ value: access, text: t(`access.${access}`) }))}
                chosen={query.access ? [query.access] : []}
                onChange={([access]) => {
                  change({ access: access ?? "" });
                }}
              />
              {options.units.length > 1 && (
                <Choice
                  label={t("accounts.unit")}
                  options={options.units}
                  chosen={query.unit ? [query.unit] : []}
                  onChange={([unit]) => {
                    change({ unit: unit ?? "" });
                  }}
                />
              )}
              {options.mailboxes.length > 0 && (
                <Choice
                  label={t("accounts.mailbox")}
                  options={options.mailboxes}
                  chosen={query.mailbox ? [query.mailbox] : []}
                  onChange={([mailbox]) => {
                    change({ mailbox: mailbox ?? "" });
                  }}
                />
              )}
            </ToolbarGroup>
          </ToolbarToggleGroup>
        </ToolbarContent>
      </Toolbar>
      <Found
        loaded={loaded}
        reload={reload}
        texts="accounts"
        filtered={isFiltered(query)}
        page={query.page}
        onPage={(page, replace) => {
          change({ page }, replace);
        }}
      >
        {(items) => (
          <AccountTable
            rows={items}
            query={query}
            path={path}
            mailboxName={(type) => options.mailboxes.find(({ value }) => value === type)?.text ?? type}
            onSort={(sort) => {
              change({ sort });
            }}
          />
        )}
      </Found>
    </>
  );
}

/** Units and mailboxes to filter by. Without them the list works still. */
function useOptions(organization: string) {
  const api = useApi();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [units, mailboxes] = await Promise.all([
        api.units(organization, signal),
        api.mailboxes(organization, signal),
      ]);
      return {
        units: units.map(({ id, number: unit, name }) => ({ value: id, text: `${unit} ${name}` })),
        mailboxes: mailboxes.map(({ type, label }) => ({ value: type, text: label })),
      };
    },
    [api, organization],
  );
  return useLoaded(load).loaded.value ?? { units: [], mailboxes: [] };
}

/** What makes accounts, or takes them along. */
export function AccountActions() {
  const t = useTexts();
  const { organization, operator, path } = usePlace();
  const api = useApi();
  const navigate = useNavigate();
  const failure = useFailureText();
  const { addAlert } = useAccountAlerts();
  const [busy, setBusy] = useState(false);

  const save = async () => {
    setBusy(true);
    try {
      download(await api.exportAccounts(organization.id), "accounts.csv");
      addAlert(t("accounts.exported"));
    } catch (error) {
      const { title, detail } = failure(error);
      addAlert(title, AlertVariant.danger, detail);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="portal-actions">
      {operator && (
        <Button
          icon={<PlusIcon />}
          onClick={() => {
            void navigate(path("accounts/appoint"));
          }}
        >
          {t("appoint.title")}
        </Button>
      )}
      <Button
        variant={operator ? "secondary" : "primary"}
        icon={<PlusIcon />}
        onClick={() => {
          void navigate(path("accounts/new"));
        }}
      >
        {t("accounts.create")}
      </Button>
      <Button
        variant="secondary"
        onClick={() => {
          void navigate(path("accounts/import"));
        }}
      >
        {t("accounts.import")}
      </Button>
      <Button variant="secondary" isLoading={busy} isDisabled={busy} onClick={() => void save()}>
        {t("accounts.export")}
      </Button>
    </div>
  );
}

type TableProps = {
  rows: AccountRow[];
  query: AccountQuery;
  path: string;
  mailboxName: (type: string) => string;
  onSort: (sort: AccountQuery["sort"]) => void;
};

function AccountTable({ rows, query, path, mailboxName, onSort }: TableProps) {
  const t = useTexts();
  const sort = sortable(query.sort, onSort);
  return (
    <Table variant="compact" aria-label={t("accounts.title")} gridBreakPoint="grid-lg">
      <Thead>
        <Tr>
          <Th modifier="wrap" sort={sort("name")}>{t("accounts.name")}</Th>
          <Th modifier="wrap" sort={sort("loginName")}>{t("accounts.loginName")}</Th>
          <Th modifier="wrap" sort={sort("role")}>{t("accounts.role")}</Th>
          <Th modifier="wrap">{t("accounts.groups")}</Th>
          <Th modifier="wrap" sort={sort("access")}>{t("accounts.access")}</Th>
          <Th modifier="wrap" sort={sort("status")}>{t("accounts.status")}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td dataLabel={t("accounts.name")}>
              <Link to={`${path}/${row.id}`} state={{ list: writeQuery(query).toString() }}>
                {listName(row)}
              </Link>
            </Td>
            <Td dataLabel={t("accounts.loginName")} modifier="breakWord">
              {row.loginName}
            </Td>
            <Td dataLabel={t("accounts.role")}>{t(`role.${row.role}`)}</Td>
            <Td dataLabel={t("accounts.groups")}>
              {[
                ...(row.units > 0 ? [t("accounts.units", { count: row.units, units: number(row.units) })] : []),
                ...row.mailboxes.map(mailboxName),
              ].join(", ") || "–"}
            </Td>
            <Td dataLabel={t("accounts.access")}>{t(`access.${row.access}`)}</Td>
            <Td dataLabel={t("accounts.status")}>
              <StatusLabel status={row.status} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
