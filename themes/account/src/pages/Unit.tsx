import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Label,
  LabelGroup,
  Title,
} from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback } from "react";
import { Link, useParams, useSearchParams } from "react-router-dom";
import { useApi } from "../api";
import { Found } from "../Found";
import { isAvailable, lacksIdentifier } from "../grants";
import { useRealmText, useTexts } from "../i18n";
import { readPage, serverList, writeList } from "../list";
import { useLoaded } from "../loaded";
import { listName } from "../names";
import { Note } from "../Note";
import { PageFrame } from "../PageFrame";
import { CellLabel } from "../CellLabel";
import { usePlace } from "../place";
import { Failure, Lines } from "../states";
import { StatusLabel } from "../StatusLabel";

/** A unit: what can be done there, and who may. */
export default function Unit() {
  const t = useTexts();
  const api = useApi();
  const realmText = useRealmText();
  const { organization, operator, trail, path } = usePlace();
  const { number = "" } = useParams();
  const [address, setAddress] = useSearchParams();
  const page = readPage(address);
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [holders, units, rights] = await Promise.all([
        api.holders(organization.id, number, serverList(new URLSearchParams(), { page }), signal),
        api.units(organization.id, signal),
        api.rights(organization.id, signal),
      ]);
      const unit = units.find((each) => each.number === number);
      if (!unit) {
        throw new Error("The server knows a unit that it does not list");
      }
      return { holders, unit, rights: rights.items };
    },
    [api, organization.id, number, page],
  );
  const { loaded, reload } = useLoaded(load);
  const found = loaded.value;
  const units = path("units");
  const accounts = path("accounts");

  return (
    <PageFrame
      title={found ? `${found.unit.number} ${found.unit.name}` : number}
      trail={[...trail, { to: units, text: t("units.title") }]}
      arrival={`${organization.id} ${number}`}
    >
      {loaded.state === "failed" ? (
        <Failure error={loaded.error} onRetry={reload} />
      ) : !found ? (
        <Lines />
      ) : (
        <div className="portal-group">
          <DescriptionList isHorizontal horizontalTermWidthModifier={{ default: "15ch" }}>
            {[
              [t("profile.number"), found.unit.number],
              [t("profile.type"), found.unit.typeLabel],
              [t("profile.identifier"), found.unit.identifier ?? (found.rights.some((right) => lacksIdentifier(right, found.unit)) ? t("units.noIdentifier") : "–")],
            ].map(([term, value]) => (
              <DescriptionListGroup key={term}>
                <DescriptionListTerm>{term}</DescriptionListTerm>
                <DescriptionListDescription>{value}</DescriptionListDescription>
              </DescriptionListGroup>
            ))}
          </DescriptionList>
          <Title headingLevel="h2" className="pf-v5-u-mt-lg">
            {t("units.rights")}
          </Title>
          {found.rights.some((right) => lacksIdentifier(right, found.unit)) && (
            <Note variant="warning" title={t("units.noIdentifierText")}>
              {!operator && realmText("portalBrandContact") && t("units.ask", { contact: realmText("portalBrandContact") })}
            </Note>
          )}
          <Table variant="compact" aria-label={t("units.rights")} gridBreakPoint="grid-md">
            <Thead>
              <Tr>
                <Th>{t("units.right")}</Th>
                <Th>{t("units.state")}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {found.rights.map((right) => (
                <Tr key={right.id}>
                  <Td dataLabel={t("units.right")}>{right.label}</Td>
                  <Td dataLabel={t("units.state")}>
                    <CellLabel
                      state={!isAvailable(right, found.unit) ? "NOT_AVAILABLE" : lacksIdentifier(right, found.unit) ? "NO_IDENTIFIER" : "USABLE"}
                    />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
          <Title headingLevel="h2" className="pf-v5-u-mt-lg">
            {t("units.people")}
          </Title>
          <Found
            loaded={{ state: loaded.state, value: found.holders }}
            reload={reload}
            texts="units"
            filtered={false}
            page={page}
            onPage={(next, replace) => {
              setAddress(writeList(new URLSearchParams(), { page: next }), { replace });
            }}
          >
            {(items) => (
              <Table variant="compact" aria-label={t("units.people")} gridBreakPoint="grid-lg">
                <Thead>
                  <Tr>
                    <Th>{t("accounts.name")}</Th>
                    <Th modifier="fitContent">{t("accounts.status")}</Th>
                    <Th>{t("account.tab.rights")}</Th>
                  </Tr>
                </Thead>
                <Tbody>
                  {items.map(({ account, rights }) => (
                    <Tr key={account.id}>
                      <Td dataLabel={t("accounts.name")} modifier="breakWord">
                        <Link to={`${accounts}/${account.id}/rights`}>{listName(account)}</Link>
                      </Td>
                      <Td dataLabel={t("accounts.status")}>
                        <StatusLabel status={account.status} />
                      </Td>
                      <Td dataLabel={t("account.tab.rights")}>
                        <LabelGroup
                          aria-label={t("units.rightsOf", { name: listName(account) })}
                          numLabels={found.rights.length}
                          collapsedText={t("more")}
                          expandedText={t("less")}
                        >
                          {found.rights
                            .filter(({ id }) => rights.includes(id))
                            .map((right) => (
                              <Label key={right.id} isCompact variant="outline">
                                {right.label}
                              </Label>
                            ))}
                        </LabelGroup>
                      </Td>
                    </Tr>
                  ))}
                </Tbody>
              </Table>
            )}
          </Found>
        </div>
      )}
    </PageFrame>
  );
}
