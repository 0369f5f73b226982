import { Button, Checkbox, Label, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { PlusIcon } from "@patternfly/react-icons";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback, useMemo } from "react";
import { Link, useNavigate, useSearchParams } from "react-router-dom";
import { useApi } from "../../api";
import { Found } from "../../Found";
import { useTexts } from "../../i18n";
import { useLoaded } from "../../loaded";
import { type OrganizationQuery, readOrganizationQuery, serverOrganizationQuery, writeOrganizationQuery } from "../../organizations";
import { PageFrame } from "../../PageFrame";
import { deskPath } from "../../place";
import { Search } from "../../Search";

/** All organizations of the portal. What is shown stands in the address. */
export default function Organizations() {
  const t = useTexts();
  const api = useApi();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const query = useMemo(() => readOrganizationQuery(address), [address]);
  const load = useCallback((signal: AbortSignal) => api.organizations(serverOrganizationQuery(query), signal), [api, query]);
  const { loaded, reload } = useLoaded(load);
  const filtered = query.search.trim() !== "" || query.withoutAdministrator;
  const change = (next: Partial<OrganizationQuery>, replace = false) => {
    setAddress(writeOrganizationQuery({ ...query, page: 1, ...next }), { replace });
  };

  return (
    <PageFrame
      title={t("organizations.title")}
      description={t("organizations.description")}
      actions={
        <Button icon={<PlusIcon />} onClick={() => void navigate("/operator/organizations/new")}>
          {t("organizations.create")}
        </Button>
      }
    >
      <Toolbar role="search" inset={{ default: "insetNone" }}>
        <ToolbarContent>
          <ToolbarItem>
            <Search
              label={t("organizations.search")}
              hint={t("organizations.searchHint")}
              value={query.search}
              onChange={(search) => {
                change({ search }, true);
              }}
            />
          </ToolbarItem>
          <ToolbarItem alignSelf="center">
            <Checkbox
              id="organizations-without-administrator"
              label={t("organizations.withoutAdministrator")}
              isChecked={query.withoutAdministrator}
              onChange={(_, withoutAdministrator) => {
                change({ withoutAdministrator });
              }}
            />
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      <Found
        loaded={loaded}
        reload={reload}
        texts="organizations"
        filtered={filtered}
        page={query.page}
        onPage={(page, replace) => {
          change({ page }, replace);
        }}
      >
        {(items) => (
          <Table variant="compact" aria-label={t("organizations.title")} gridBreakPoint="grid-md">
            <Thead>
              <Tr>
                <Th modifier="nowrap">{t("profile.memberNumber")}</Th>
                <Th>{t("profile.name")}</Th>
                <Th>{t("profile.kind")}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {items.map((organization) => (
                <Tr key={organization.id}>
                  <Td dataLabel={t("profile.memberNumber")} modifier="breakWord">
                    <Link to={deskPath(organization.id)}>{organization.memberNumber}</Link>
                  </Td>
                  <Td dataLabel={t("profile.name")} modifier="breakWord">
                    {organization.name}
                  </Td>
                  <Td dataLabel={t("profile.kind")}>
                    {t(`kind.${organization.kind}`)}{" "}
                    {!organization.enabled && (
                      <Label isCompact color="orange">
                        {t("organizations.disabled")}
                      </Label>
                    )}
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
