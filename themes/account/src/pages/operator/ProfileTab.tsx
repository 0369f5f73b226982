import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import {
  ActionGroup,
  Button,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Form,
  Title,
} from "@patternfly/react-core";
import { PencilAltIcon } from "@patternfly/react-icons";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import { Link } from "react-router-dom";
import { type AccountRow, type Organization, type OrganizationDetail, Problem, useApi, type Versioned } from "../../api";
import { Field } from "../../Field";
import { useTexts } from "../../i18n";
import { fullName } from "../../names";
import { nameProblem } from "../../organizations";
import { fieldTexts } from "../../person";
import { usePlace } from "../../place";
import { StatusLabel } from "../../StatusLabel";
import { UnsavedGuard } from "../../UnsavedGuard";
import { Conflict } from "../account/Conflict";
import { DialogFailure } from "../account/DialogFailure";
import { useSave } from "../account/useSave";
import { KindChoice } from "./KindChoice";
import type { Desk } from "./Place";

/** What the operator knows of the organization: to read and to change. */
export function ProfileTab({ detail, onChanged }: Desk) {
  const t = useTexts();
  const [editing, setEditing] = useState(false);
  const { organization, administrators } = detail.value;

  if (editing) {
    return (
      <EditForm
        detail={detail}
        onChanged={onChanged}
        onClose={() => {
          setEditing(false);
        }}
      />
    );
  }
  return (
    <div className="portal-group">
      <DescriptionList isHorizontal horizontalTermWidthModifier={{ default: "15ch" }}>
        {[
          [t("profile.memberNumber"), organization.memberNumber],
          [t("profile.name"), organization.name],
          [t("profile.kind"), t(`kind.${organization.kind}`)],
        ].map(([term, value]) => (
          <DescriptionListGroup key={term}>
            <DescriptionListTerm>{term}</DescriptionListTerm>
            <DescriptionListDescription className="portal-title">{value}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
      <Button
        className="pf-v5-u-mt-lg"
        variant="secondary"
        icon={<PencilAltIcon />}
        onClick={() => {
          setEditing(true);
        }}
      >
        {t("organizations.edit")}
      </Button>
      {administrators.length > 0 && <Administrators administrators={administrators} />}
    </div>
  );
}

function Administrators({ administrators }: { administrators: AccountRow[] }) {
  const t = useTexts();
  const { path } = usePlace();
  return (
    <>
      <Title headingLevel="h2" className="pf-v5-u-mt-lg">
        {t("profile.administrators")}
      </Title>
      <Table variant="compact" aria-label={t("profile.administrators")} gridBreakPoint="grid-md">
        <Thead>
          <Tr>
            <Th>{t("accounts.name")}</Th>
            <Th>{t("accounts.role")}</Th>
            <Th>{t("accounts.status")}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {administrators.map((administrator) => (
            <Tr key={administrator.id}>
              <Td dataLabel={t("accounts.name")} modifier="breakWord">
                <Link to={path(`accounts/${administrator.id}`)}>{fullName(administrator)}</Link>
              </Td>
              <Td dataLabel={t("accounts.role")}>{t(`role.${administrator.role}`)}</Td>
              <Td dataLabel={t("accounts.status")}>
                <StatusLabel status={administrator.status} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}

function EditForm({ detail, onChanged, onClose }: Desk & { onClose: () => void }) {
  const t = useTexts();
  const api = useApi();
  const { addAlert } = useAccountAlerts();
  const { organization } = detail.value;
  const [name, setName] = useState(organization.name);
  const [kind, setKind] = useState(organization.kind);
  const [problem, setProblem] = useState<string>();
  const { save, busy, error, stored, forget } = useSave<OrganizationDetail, Versioned<Organization>>(
    () => api.organization(organization.id),
    ({ value, version }) => {
      onChanged({ value: { ...detail.value, organization: value }, version });
      addAlert(t("organizations.saved"));
      onClose();
    },
  );
  const refused = error instanceof Problem ? fieldTexts(error.errors).name : undefined;
  const changed = name.trim() !== organization.name || kind !== organization.kind;

  const submit = (version: string) => {
    const wrong = nameProblem(name);
    setProblem(wrong && t(wrong));
    if (wrong) {
      document.getElementById("organization-name")?.focus();
    } else if (!changed) {
      onClose();
    } else {
      void save((known) => api.changeOrganization(organization.id, { name: name.trim(), kind }, known), version);
    }
  };

  return (
    <Form
      noValidate
      className="portal-narrow"
      aria-label={t("organizations.edit")}
      onSubmit={(event) => {
        event.preventDefault();
        submit(detail.version);
      }}
    >
      <UnsavedGuard when={changed && !busy} />
      {stored ? (
        <Conflict
          title={t("organizations.conflict")}
          busy={busy}
          differences={[
            { label: t("profile.name"), stored: stored.value.organization.name, mine: name.trim() },
            { label: t("profile.kind"), stored: t(`kind.${stored.value.organization.kind}`), mine: t(`kind.${kind}`) },
          ].filter((difference) => difference.stored !== difference.mine)}
          onMine={() => {
            submit(stored.version);
          }}
          onStored={() => {
            onChanged(stored);
            forget();
            onClose();
          }}
        />
      ) : (
        !refused && <DialogFailure error={error} />
      )}
      <Field
        id="organization-name"
        label={t("profile.name")}
        value={name}
        required
        problem={problem ?? refused}
        help={t("organizations.nameHelp")}
        onChange={setName}
      />
      <KindChoice kind={kind} onChange={setKind} />
      <ActionGroup>
        <Button type="submit" isLoading={busy} isDisabled={busy}>
          {t("save")}
        </Button>
        <Button variant="link" isDisabled={busy} onClick={onClose}>
          {t("cancel")}
        </Button>
      </ActionGroup>
    </Form>
  );
}
