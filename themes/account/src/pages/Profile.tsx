import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Title } from "@patternfly/react-core";
import { Note } from "../Note";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback } from "react";
import { Link } from "react-router-dom";
import { useApi } from "../api";
import { useRealmText, useTexts } from "../i18n";
import { useLoaded } from "../loaded";
import { fullName } from "../names";
import { PageFrame } from "../PageFrame";
import { usePlace } from "../place";
import { Failure, Lines, Nothing } from "../states";
import { StatusLabel } from "../StatusLabel";

/** The organization as the operator keeps it: to read, with whom to ask for changes. */
export default function Profile() {
  const t = useTexts();
  const api = useApi();
  const realmText = useRealmText();
  const { organization, path } = usePlace();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [{ value: profile }, units] = await Promise.all([
        api.organization(organization.id, signal),
        api.units(organization.id, signal),
      ]);
      return { ...profile, units };
    },
    [api, organization.id],
  );
  const { loaded, reload } = useLoaded(load);
  const contact = realmText("portalBrandContact");
  const profile = loaded.value;

  return (
    <PageFrame title={t("profile.title")} description={t("profile.description")} arrival={organization.id}>
      {loaded.state === "failed" ? (
        <Failure error={loaded.error} onRetry={reload} />
      ) : !profile ? (
        <Lines />
      ) : (
        <>
          <DescriptionList isHorizontal horizontalTermWidthModifier={{ default: "15ch" }}>
            {[
              [t("profile.name"), profile.organization.name],
              [t("profile.memberNumber"), profile.organization.memberNumber],
              [t("profile.kind"), t(`kind.${profile.organization.kind}`)],
            ].map(([term, value]) => (
              <DescriptionListGroup key={term}>
                <DescriptionListTerm>{term}</DescriptionListTerm>
                <DescriptionListDescription>{value}</DescriptionListDescription>
              </DescriptionListGroup>
            ))}
          </DescriptionList>
          <Note
            className="pf-v5-u-my-lg"
            variant="info"
            title={t("profile.fixed")}
          >
            {contact && (
              <>
                {t("profile.ask")} <a className="portal-link" href={`mailto:${contact}`}>
                  {contact}
                </a>
              </>
            )}
          </Note>
          <Title headingLevel="h2">{t("profile.administrators")}</Title>
          <Table variant="compact" aria-label={t("profile.administrators")} gridBreakPoint="grid-md">
            <Thead>
              <Tr>
                <Th>{t("accounts.name")}</Th>
                <Th>{t("accounts.role")}</Th>
                <Th>{t("accounts.status")}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {profile.administrators.map((administrator) => (
                <Tr key={administrator.id}>
                  <Td dataLabel={t("accounts.name")}>
                    <Link to={`${path("accounts")}/${administrator.id}`}>
                      {fullName(administrator)}
                    </Link>
                  </Td>
                  <Td dataLabel={t("accounts.role")}>{t(`role.${administrator.role}`)}</Td>
                  <Td dataLabel={t("accounts.status")}>
                    <StatusLabel status={administrator.status} />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
          <Title headingLevel="h2" className="pf-v5-u-mt-lg">
            {t("profile.units")}
          </Title>
          {profile.units.length === 0 ? (
            <Nothing title={t("profile.noUnits")} text={t("profile.noUnitsText")} />
          ) : (
            <Table variant="compact" aria-label={t("profile.units")} gridBreakPoint="grid-md">
              <Thead>
                <Tr>
                  <Th>{t("profile.number")}</Th>
                  <Th>{t("profile.unitName")}</Th>
                  <Th>{t("profile.type")}</Th>
                  <Th>{t("profile.identifier")}</Th>
                </Tr>
              </Thead>
              <Tbody>
                {profile.units.map((unit) => (
                  <Tr key={unit.id}>
                    <Td dataLabel={t("profile.number")}>{unit.number}</Td>
                    <Td dataLabel={t("profile.unitName")}>{unit.name}</Td>
                    <Td dataLabel={t("profile.type")}>{unit.typeLabel}</Td>
                    <Td dataLabel={t("profile.identifier")}>{unit.identifier ?? "–"}</Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </>
      )}
    </PageFrame>
  );
}
