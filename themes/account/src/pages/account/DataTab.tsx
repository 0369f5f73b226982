import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import {
  ActionGroup,
  Button,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Form,
} from "@patternfly/react-core";
import { Note } from "../../Note";
import { PencilAltIcon } from "@patternfly/react-icons";
import { useState } from "react";
import { type AccountDetail, type AccountRow, type PersonalData, Problem, useApi, type Versioned } from "../../api";
import { isAdministrator } from "../../assignment";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useRealmText, useTexts } from "../../i18n";
import { fieldTexts, type FieldTexts, personProblems, samePerson, trimmed } from "../../person";
import { focusFirstProblem, PersonForm } from "../../PersonForm";
import { UnsavedGuard } from "../../UnsavedGuard";
import type { TabProps } from "../Account";
import { Conflict } from "./Conflict";
import { DialogFailure } from "./DialogFailure";
import { PasswordCard } from "./PasswordCard";
import { useSave } from "./useSave";

const { dateTime, number } = formats(environment.locale);
const FIELDS = ["firstName", "lastName", "email", "phone"] as const;

function personOf({ firstName, lastName, email, phone }: AccountRow): PersonalData {
  return { firstName, lastName, email, phone };
}

/** Personal data: to read, and to change where the rules allow it. */
export function DataTab(props: TabProps) {
  const t = useTexts();
  const realmText = useRealmText();
  const [editing, setEditing] = useState(false);
  const { account, may } = props.detail.value;

  if (editing) {
    return (
      <EditForm
        {...props}
        onClose={() => {
          setEditing(false);
        }}
      />
    );
  }
  const lines = [
    ...FIELDS.map((field) => [t(`person.${field}`), account[field]]),
    [t("accounts.loginName"), account.loginName],
    [t("accounts.role"), t(`role.${account.role}`)],
    ...(account.role === "administrator"
      ? [[t("bounds.title"), account.bound ? t("bounds.units", { count: account.units, units: number(account.units) }) : t("bounds.whole")]]
      : []),
    [t("accounts.access"), t(`access.${account.access}`)],
    [t("account.memberSince"), dateTime(account.memberSince)],
  ];
  return (
    <>
      <DescriptionList isHorizontal horizontalTermWidthModifier={{ default: "15ch" }}>
        {lines.map(([term, value]) => (
          <DescriptionListGroup key={term}>
            <DescriptionListTerm>{term}</DescriptionListTerm>
            <DescriptionListDescription>{value || "–"}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
      {may.includes("edit") ? (
        <Button
          className="pf-v5-u-mt-lg"
          variant="secondary"
          icon={<PencilAltIcon />}
          onClick={() => {
            setEditing(true);
          }}
        >
          {t("account.edit")}
        </Button>
      ) : (
        <Note
          className="pf-v5-u-mt-lg"
          isPlain
          variant="info"
          title={t(isAdministrator(account.role) ? "account.fixedAdministrator" : "account.fixed", {
            contact: realmText("portalBrandContact"),
          })}
        />
      )}
      <PasswordCard organization={props.organization} account={account} may={may} />
    </>
  );
}

function EditForm({ organization, detail, onChanged, onClose }: TabProps & { onClose: () => void }) {
  const t = useTexts();
  const api = useApi();
  const { addAlert } = useAccountAlerts();
  const { account } = detail.value;
  const read = personOf(account);
  const [data, setData] = useState(read);
  const [problems, setProblems] = useState<FieldTexts>({});
  const { save, busy, error, stored, forget } = useSave(() => api.account(organization, account.id), (saved: Versioned<AccountDetail>) => {
    onChanged(saved);
    addAlert(t("account.saved"));
    onClose();
  });
  const serverProblems = error instanceof Problem ? fieldTexts(error.errors) : {};
  const changed = !samePerson(data, read);
  const addressIsName = account.loginName.toLowerCase() === account.email.toLowerCase();
  const renamed = addressIsName && data.email.trim().toLowerCase() !== account.email.toLowerCase();

  const submit = (version: string) => {
    const wrong = personProblems(data);
    const texts = Object.fromEntries(Object.entries(wrong).map(([field, key]) => [field, t(key)]));
    setProblems(texts);
    if (Object.keys(texts).length > 0) {
      focusFirstProblem(texts);
    } else if (!changed) {
      onClose();
    } else {
      void save((known) => api.changeAccount(organization, account.id, trimmed(data), known), version);
    }
  };

  return (
    <Form
      noValidate
      className="portal-narrow"
      aria-label={t("account.edit")}
      onSubmit={(event) => {
        event.preventDefault();
        submit(detail.version);
      }}
    >
      <UnsavedGuard when={changed && !busy} />
      {stored ? (
        <Conflict
          title={t("conflict.title")}
          busy={busy}
          differences={FIELDS.filter((field) => stored.value.account[field] !== data[field].trim()).map((field) => ({
            label: t(`person.${field}`),
            stored: stored.value.account[field],
            mine: data[field].trim(),
          }))}
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
        Object.keys(serverProblems).length === 0 && <DialogFailure error={error} />
      )}
      <PersonForm data={data} problems={{ ...serverProblems, ...problems }} onChange={setData} />
      <div role="status">
        {renamed && (
          <Note
            variant="warning"
            title={t("account.renamed", { loginName: data.email.trim() })}
          >
            {t("account.renamedText")}
          </Note>
        )}
      </div>
      <p>{t("account.noMail")}</p>
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
