import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import { AlertVariant, Button, FormSelect, FormSelectOption, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { InnerScrollContainer, Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback, useState } from "react";
import { type CellState, newKey, type Right, type Unit, useApi } from "../api";
import { CellLabel } from "../CellLabel";
import { useRealmText, useTexts } from "../i18n";
import { useLoaded } from "../loaded";
import { PageFrame } from "../PageFrame";
import { usePlace } from "../place";
import { Failure, Lines, Nothing, useFailureText } from "../states";
import { UnitSearch } from "../UnitSearch";

const STATES: CellState[] = ["USABLE", "NOT_GRANTED", "NO_IDENTIFIER", "NOT_AVAILABLE"];

/** What each right is for the person at each unit, told by text, shape and colour. */
export default function MyRights() {
  const t = useTexts();
  const api = useApi();
  const realmText = useRealmText();
  const failure = useFailureText();
  const { addAlert } = useAccountAlerts();
  const { organization } = usePlace();
  const [search, setSearch] = useState("");
  const [only, setOnly] = useState("");
  const [asked, setAsked] = useState<ReadonlyMap<string, string>>(new Map());
  const load = useCallback((signal: AbortSignal) => api.myRights(organization.id, signal), [api, organization.id]);
  const { loaded, reload } = useLoaded(load);
  const matrix = loaded.value;
  const words = search.trim().toLowerCase();
  const rows = (matrix?.items ?? []).filter(
    ({ unit, cells }) =>
      `${unit.number} ${unit.name}`.toLowerCase().includes(words) &&
      (!only || Object.values(cells).includes(only as CellState)),
  );

  const request = async (unit: Unit, right: Right) => {
    const wish = `${unit.id} ${right.id}`;
    const key = asked.get(wish) ?? newKey();
    try {
      const { addressee } = await api.requestRight(organization.id, unit.id, right.id, key);
      setAsked((before) => new Map(before).set(wish, key));
      addAlert(t(`rights.requested.${addressee}`, { right: right.label, unit: unit.number }));
    } catch (error) {
      const { title, detail } = failure(error);
      addAlert(title, AlertVariant.danger, detail);
    }
  };

  return (
    <PageFrame
      title={t("rights.title")}
      description={t("rights.description", { organization: organization.name })}
      arrival={organization.id}
    >
      {loaded.state === "failed" ? (
        <Failure error={loaded.error} onRetry={reload} />
      ) : !matrix ? (
        <Lines />
      ) : matrix.items.length === 0 ? (
        <Nothing title={t("rights.none")} text={t("rights.noneText")} />
      ) : (
        <>
          <dl className="portal-legend" aria-label={t("rights.legend")}>
            {STATES.map((state) => (
              <div key={state}>
                <dt>
                  <CellLabel state={state} />
                </dt>
                <dd>{t(`rights.meaning.${state}`, { contact: realmText("portalBrandContact") })}</dd>
              </div>
            ))}
          </dl>
          <Toolbar role="search" inset={{ default: "insetNone" }}>
            <ToolbarContent>
              <ToolbarItem>
                <UnitSearch value={search} onChange={setSearch} />
              </ToolbarItem>
              <ToolbarItem>
                <FormSelect
                  aria-label={t("rights.filter")}
                  value={only}
                  onChange={(_, value) => {
                    setOnly(value);
                  }}
                >
                  <FormSelectOption value="" label={t("rights.all")} />
                  {STATES.map((state) => (
                    <FormSelectOption key={state} value={state} label={t(`rights.state.${state}`)} />
                  ))}
                </FormSelect>
              </ToolbarItem>
            </ToolbarContent>
          </Toolbar>
          <p role="status" className="pf-v5-u-mb-sm">
            {t("rights.found", { count: rows.length })}
          </p>
          <InnerScrollContainer tabIndex={0} role="region" aria-label={t("rights.title")}>
            <Table variant="compact" aria-label={t("rights.title")} gridBreakPoint="grid-lg">
              <Thead>
                <Tr>
                  <Th>{t("rights.unit")}</Th>
                  {matrix.rights.map((right) => (
                    <Th key={right.id} modifier="wrap">
                      {right.label}
                    </Th>
                  ))}
                </Tr>
              </Thead>
              <Tbody>
                {rows.map(({ unit, cells }) => (
                  <Tr key={unit.id}>
                    <Td dataLabel={t("rights.unit")}>
                      <strong>{unit.number}</strong> {unit.name}
                      <br />
                      <small>{unit.typeLabel}</small>
                    </Td>
                    {matrix.rights.map((right) => {
                      const state = cells[right.id];
                      const wish = `${unit.id} ${right.id}`;
                      return (
                        <Td key={right.id} dataLabel={right.label}>
                          {state && <CellLabel state={state} />}
                          {(state === "NOT_GRANTED" || state === "NO_IDENTIFIER") &&
                            (asked.has(wish) ? (
                              <div>{t("rights.asked")}</div>
                            ) : (
                              <div>
                                <Button
                                  variant="link"
                                  isInline
                                  aria-label={t("rights.requestOf", { right: right.label, unit: unit.number })}
                                  onClick={() => void request(unit, right)}
                                >
                                  {t("rights.request")}
                                </Button>
                              </div>
                            ))}
                        </Td>
                      );
                    })}
                  </Tr>
                ))}
              </Tbody>
            </Table>
          </InnerScrollContainer>
        </>
      )}
    </PageFrame>
  );
}
