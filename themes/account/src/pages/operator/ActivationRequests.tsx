import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import { Button, Label, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { BanIcon } from "@patternfly/react-icons";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback, useMemo, useState } from "react";
import { Link, useSearchParams } from "react-router-dom";
import {
  type ActivationQuery,
  hindrance,
  readActivationQuery,
  remedyPath,
  serverActivationQuery,
  writeActivationQuery,
} from "../../activationRequests";
import { type ActivationRequest, useApi } from "../../api";
import { CellLabel } from "../../CellLabel";
import { environment } from "../../environment";
import { formats } from "../../format";
import { Found } from "../../Found";
import { useTexts } from "../../i18n";
import { sortable } from "../../list";
import { useLoaded } from "../../loaded";
import { fullName, listName } from "../../names";
import { PageFrame } from "../../PageFrame";
import { deskPath } from "../../place";
import { Search } from "../../Search";
import { SettleDialog, type Settlement } from "./SettleDialog";

const { dateTime } = formats(environment.locale);

/** Rights that people wait for, and that no administrator can give them. What is shown stands in the address. */
export default function ActivationRequests() {
  const t = useTexts();
  const api = useApi();
  const { addAlert } = useAccountAlerts();
  const [address, setAddress] = useSearchParams();
  const [settling, setSettling] = useState<{ request: ActivationRequest; as: Settlement }>();
  const query = useMemo(() => readActivationQuery(address), [address]);
  const load = useCallback((signal: AbortSignal) => api.activationRequests(serverActivationQuery(query), signal), [api, query]);
  const { loaded, reload } = useLoaded(load);
  const change = (next: Partial<ActivationQuery>, replace = false) => {
    setAddress(writeActivationQuery({ ...query, page: 1, ...next }), { replace });
  };
  const close = () => {
    setSettling(undefined);
  };

  return (
    <PageFrame title={t("activations.title")} description={t("activations.description")}>
      <Toolbar role="search" inset={{ default: "insetNone" }}>
        <ToolbarContent>
          <ToolbarItem>
            <Search
              label={t("activations.search")}
              hint={t("activations.searchHint")}
              value={query.search}
              onChange={(search) => {
                change({ search }, true);
              }}
            />
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      <Found
        loaded={loaded}
        reload={reload}
        texts="activations"
        filtered={query.search.trim() !== ""}
        page={query.page}
        onPage={(page, replace) => {
          change({ page }, replace);
        }}
      >
        {(items) => (
          <RequestTable
            rows={items}
            query={query}
            onSort={(sort) => {
              change({ sort });
            }}
            onSettle={(request, as) => {
              setSettling({ request, as });
            }}
          />
        )}
      </Found>
      {settling && (
        <SettleDialog
          request={settling.request}
          as={settling.as}
          onClose={close}
          onDone={() => {
            close();
            addAlert(t(`activations.settled.${settling.as}`, { person: fullName(settling.request) }));
            reload();
          }}
          onStale={reload}
        />
      )}
    </PageFrame>
  );
}

type TableProps = {
  rows: ActivationRequest[];
  query: ActivationQuery;
  onSort: (sort: ActivationQuery["sort"]) => void;
  onSettle: (request: ActivationRequest, as: Settlement) => void;
};

function RequestTable({ rows, query, onSort, onSettle }: TableProps) {
  const t = useTexts();
  const sort = sortable(query.sort, onSort);
  return (
    <Table variant="compact" aria-label={t("activations.title")} gridBreakPoint="grid-xl">
      <Thead>
        <Tr>
          <Th modifier="wrap" sort={sort("requestedAt")}>{t("activations.requestedAt")}</Th>
          <Th modifier="wrap" sort={sort("name")}>{t("activations.person")}</Th>
          <Th modifier="wrap" sort={sort("organization")}>{t("organizations.one")}</Th>
          <Th modifier="wrap" sort={sort("unit")}>{t("rights.unit")}</Th>
          <Th modifier="wrap">{t("activations.right")}</Th>
          <Th modifier="wrap">{t("activations.now")}</Th>
          <Th screenReaderText={t("activations.settle")} />
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((request) => (
          <Tr key={request.id}>
            <Td dataLabel={t("activations.requestedAt")}>{dateTime(request.requestedAt)}</Td>
            <Td dataLabel={t("activations.person")} modifier="breakWord">
              <Link to={deskPath(request.organization, `accounts/${request.account}`)}>{listName(request)}</Link>
            </Td>
            <Td dataLabel={t("organizations.one")} modifier="breakWord">
              <div>
                <Link className="portal-link" to={deskPath(request.organization)}>
                  {request.memberNumber}
                </Link>{" "}
                {request.organizationName}
              </div>
            </Td>
            <Td dataLabel={t("rights.unit")} modifier="breakWord">
              <div>
                <strong>{request.unitNumber}</strong> {request.unitName}
              </div>
            </Td>
            <Td dataLabel={t("activations.right")}>{request.rightLabel}</Td>
            <Td dataLabel={t("activations.now")}>
              <Remedy request={request} />
            </Td>
            <Td>
              <div className="portal-actions">
                {(["done", "decline"] as const).map((as) => (
                  <Button
                    key={as}
                    size="sm"
                    variant="secondary"
                    isDanger={as === "decline"}
                    aria-label={t(`activations.${as}Of`, { person: fullName(request), right: request.rightLabel, unit: request.unitNumber })}
                    onClick={() => {
                      onSettle(request, as);
                    }}
                  >
                    {t(`activations.${as}`)}
                  </Button>
                ))}
              </div>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** What stands in the way, and the way to where that is changed. */
function Remedy({ request }: { request: ActivationRequest }) {
  const t = useTexts();
  const way = hindrance(request);
  return (
    <>
      <div>
        {request.state ? (
          <CellLabel state={request.state} />
        ) : (
          <Label isCompact variant="outline" color="red" icon={<BanIcon />}>
            {t("activations.switchedOff")}
          </Label>
        )}
      </div>
      <Link to={remedyPath(request)}>{t(`activations.remedy.${way}`)}</Link>
    </>
  );
}
