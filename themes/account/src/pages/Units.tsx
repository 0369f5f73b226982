import { Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback, useState } from "react";
import { Link } from "react-router-dom";
import { useApi } from "../api";
import { environment } from "../environment";
import { formats } from "../format";
import { useTexts } from "../i18n";
import { cutPage } from "../list";
import { useLoaded } from "../loaded";
import { PageFrame } from "../PageFrame";
import { Pages } from "../Pages";
import { usePlace } from "../place";
import { Failure, Lines, Nothing } from "../states";
import { UnitIdentifier } from "../UnitIdentifier";
import { UnitSearch } from "../UnitSearch";

const { number } = formats(environment.locale);

/** The units of the organization; behind each, who may do what there. */
export default function Units() {
  const t = useTexts();
  const api = useApi();
  const { organization, path } = usePlace();
  const [search, setSearch] = useState("");
  const [wanted, setPage] = useState(1);
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [units, rights] = await Promise.all([api.units(organization.id, signal), api.rights(organization.id, signal)]);
      return { units, rights: rights.items };
    },
    [api, organization.id],
  );
  const { loaded, reload } = useLoaded(load);
  const found = loaded.value;
  const words = search.trim().toLowerCase();
  const units = (found?.units ?? []).filter((unit) => `${unit.number} ${unit.name} ${unit.typeLabel}`.toLowerCase().includes(words));
  const { page, items } = cutPage(units, wanted);

  return (
    <PageFrame
      title={t("units.title")}
      description={t("units.description", { organization: organization.name })}
      arrival={organization.id}
    >
      {loaded.state === "failed" ? (
        <Failure error={loaded.error} onRetry={reload} />
      ) : !found ? (
        <Lines />
      ) : found.units.length === 0 ? (
        <Nothing title={t("profile.noUnits")} text={t("profile.noUnitsText")} />
      ) : (
        <>
          <Toolbar role="search" inset={{ default: "insetNone" }}>
            <ToolbarContent>
              <ToolbarItem>
                <UnitSearch
                  value={search}
                  onChange={(words) => {
                    setSearch(words);
                    setPage(1);
                  }}
                />
              </ToolbarItem>
            </ToolbarContent>
          </Toolbar>
          <p role="status" className="pf-v5-u-mb-sm">
            {t("accounts.units", { count: units.length, units: number(units.length) })}
          </p>
          {units.length === 0 ? (
            <Nothing title={t("accounts.noMatch")} text={t("grants.noUnit")} />
          ) : (
            <>
              <Table variant="compact" aria-label={t("units.title")} gridBreakPoint="grid-md">
                <Thead>
                  <Tr>
                    <Th>{t("profile.number")}</Th>
                    <Th>{t("profile.unitName")}</Th>
                    <Th>{t("profile.type")}</Th>
                    <Th>{t("profile.identifier")}</Th>
                  </Tr>
                </Thead>
                <Tbody>
                  {items.map((unit) => (
                    <Tr key={unit.id}>
                      <Td dataLabel={t("profile.number")}>
                        <Link to={`${path("units")}/${encodeURIComponent(unit.number)}`}>{unit.number}</Link>
                      </Td>
                      <Td dataLabel={t("profile.unitName")} modifier="breakWord">
                        {unit.name}
                      </Td>
                      <Td dataLabel={t("profile.type")}>{unit.typeLabel}</Td>
                      <Td dataLabel={t("profile.identifier")} modifier="breakWord">
                        <UnitIdentifier unit={unit} rights={found.rights} />
                      </Td>
                    </Tr>
                  ))}
                </Tbody>
              </Table>
              <Pages total={units.length} page={page} onPage={setPage} />
            </>
          )}
        </>
      )}
    </PageFrame>
  );
}
