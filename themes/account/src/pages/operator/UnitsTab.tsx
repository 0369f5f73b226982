import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import { AlertVariant, Button, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { PlusIcon } from "@patternfly/react-icons";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback, useState } from "react";
import { Link } from "react-router-dom";
import { type Unit, useApi, type Versioned } from "../../api";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useTexts } from "../../i18n";
import { cutPage } from "../../list";
import { useLoaded } from "../../loaded";
import { Pages } from "../../Pages";
import { usePlace } from "../../place";
import { Failure, Lines, Nothing, useFailureText } from "../../states";
import { UnitIdentifier } from "../../UnitIdentifier";
import { UnitSearch } from "../../UnitSearch";
import { UnitDialog } from "./UnitDialog";

const { number } = formats(environment.locale);

/** The units of the organization, to make new ones and to change those that there are. */
export function UnitsTab({ organization }: { organization: string }) {
  const t = useTexts();
  const api = useApi();
  const { path } = usePlace();
  const { addAlert } = useAccountAlerts();
  const [search, setSearch] = useState("");
  const [wanted, setPage] = useState(1);
  const [dialog, setDialog] = useState<{ known?: Versioned<Unit> }>();
  const [opening, setOpening] = useState(false);
  const failure = useFailureText();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [units, catalogue] = await Promise.all([api.units(organization, signal), api.catalogue(signal)]);
      return { units, catalogue };
    },
    [api, organization],
  );
  const { loaded, reload } = useLoaded(load);
  const found = loaded.value;
  const words = search.trim().toLowerCase();
  const units = (found?.units ?? []).filter((unit) => `${unit.number} ${unit.name} ${unit.typeLabel}`.toLowerCase().includes(words));
  const { page, items } = cutPage(units, wanted);

  /** As it is now, and not as the list has it: what is saved replaces what was seen. */
  const open = async (unit: Unit) => {
    if (opening) {
      return;
    }
    setOpening(true);
    try {
      setDialog({ known: await api.unit(organization, unit.number) });
    } catch (error) {
      const { title, detail } = failure(error);
      addAlert(title, AlertVariant.danger, detail);
      reload();
    } finally {
      setOpening(false);
    }
  };

  if (!found) {
    return loaded.state === "failed" ? <Failure error={loaded.error} onRetry={reload} /> : <Lines />;
  }
  return (
    <>
      {loaded.state === "failed" && <Failure error={loaded.error} onRetry={reload} />}
      <Toolbar inset={{ default: "insetNone" }}>
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
          <ToolbarItem>
            <Button
              icon={<PlusIcon />}
              onClick={() => {
                setDialog({});
              }}
            >
              {t("unit.create")}
            </Button>
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      <p role="status" className="pf-v5-u-mb-sm">
        {t("accounts.units", { count: units.length, units: number(units.length) })}
      </p>
      {units.length === 0 ? (
        <Nothing
          title={t(words ? "accounts.noMatch" : "profile.noUnits")}
          text={t(words ? "grants.noUnit" : "unit.noneText")}
        />
      ) : (
        <>
          <Table variant="compact" aria-label={t("units.title")} gridBreakPoint="grid-md">
            <Thead>
              <Tr>
                <Th>{t("profile.number")}</Th>
                <Th>{t("profile.unitName")}</Th>
                <Th>{t("profile.type")}</Th>
                <Th>{t("profile.identifier")}</Th>
                <Th screenReaderText={t("unit.change")} />
              </Tr>
            </Thead>
            <Tbody>
              {items.map((unit) => (
                <Tr key={unit.id}>
                  <Td dataLabel={t("profile.number")} modifier="breakWord">
                    <Link to={path(`units/${encodeURIComponent(unit.number)}`)}>{unit.number}</Link>
                  </Td>
                  <Td dataLabel={t("profile.unitName")} modifier="breakWord">
                    {unit.name}
                  </Td>
                  <Td dataLabel={t("profile.type")}>{unit.typeLabel}</Td>
                  <Td dataLabel={t("profile.identifier")} modifier="breakWord">
                    <UnitIdentifier unit={unit} rights={found.catalogue.rights} />
                  </Td>
                  <Td>
                    <Button
                      variant="link"
                      isInline
                      aria-label={t("unit.changeOf", { number: unit.number })}
                      onClick={() => void open(unit)}
                    >
                      {t("unit.change")}
                    </Button>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
          <Pages total={units.length} page={page} onPage={setPage} />
        </>
      )}
      {dialog && (
        <UnitDialog
          organization={organization}
          catalogue={found.catalogue}
          known={dialog.known}
          onClose={() => {
            setDialog(undefined);
          }}
          onStale={reload}
          onDone={(saved) => {
            setDialog(undefined);
            addAlert(t("unit.saved", { number: saved.number }));
            reload();
          }}
        />
      )}
    </>
  );
}
