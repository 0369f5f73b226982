import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import { ActionGroup, Button, Form } from "@patternfly/react-core";
import { Note } from "../../Note";
import { useMemo, useState } from "react";
import { useNavigate } from "react-router-dom";
import { type AccountDetail, Problem, useApi, type Versioned } from "../../api";
import { environment } from "../../environment";
import { formats } from "../../format";
import { type Grants, readGrants, sameGrants, writeGrants } from "../../grants";
import { GrantEditor } from "../../GrantEditor";
import { useTexts } from "../../i18n";
import { usePlace } from "../../place";
import { Failure, Lines } from "../../states";
import { UnsavedGuard } from "../../UnsavedGuard";
import { type Catalogue, useCatalogue } from "../../useCatalogue";
import type { TabProps } from "../Account";
import { Conflict, type Difference } from "./Conflict";
import { DialogFailure } from "./DialogFailure";
import { useSave } from "./useSave";

const { list } = formats(environment.locale);

/** What a clerk may do, and which mailboxes it reads: all in one write. */
export function RightsTab(props: TabProps) {
  const t = useTexts();
  const { loaded, reload } = useCatalogue(props.organization);
  if (loaded.state === "failed") {
    return <Failure error={loaded.error} onRetry={reload} />;
  }
  if (!loaded.value) {
    return <Lines />;
  }
  return props.detail.value.may.includes("grant") ? (
    <RightsForm {...props} key={props.detail.version} catalogue={loaded.value} />
  ) : (
    <Note isPlain variant="info" title={t("account.fixedRights")} />
  );
}

function RightsForm({ organization, detail, onChanged, catalogue }: TabProps & { catalogue: Catalogue }) {
  const t = useTexts();
  const api = useApi();
  const navigate = useNavigate();
  const { path } = usePlace();
  const { addAlert } = useAccountAlerts();
  const { account } = detail.value;
  const read = useMemo(() => readGrants(detail.value.grants), [detail]);
  const [grants, setGrants] = useState<Grants>(read);
  const [mailboxes, setMailboxes] = useState(account.mailboxes);
  const { save, busy, error, stored, forget } = useSave<AccountDetail, Versioned<AccountDetail> | undefined>(() => api.account(organization, account.id), (saved) => {
    if (saved) {
      onChanged(saved);
      addAlert(t("grants.saved"));
    } else {
      addAlert(t("grants.savedBeyond"));
      void navigate(path("accounts"));
    }
  });
  const changed = !sameGrants(grants, read) || [...mailboxes].sort().join() !== [...account.mailboxes].sort().join();
  const mailboxProblem =
    error instanceof Problem ? error.errors.find(({ field }) => field === "mailboxes")?.detail : undefined;

  const submit = (version: string) => {
    void save(
      (known) => api.grant(organization, account.id, { grants: writeGrants(grants), mailboxes }, known),
      version,
    );
  };

  return (
    <Form
      aria-label={t("account.tab.rights")}
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
          differences={differences(stored.value, grants, mailboxes, catalogue, t("grants.mailboxes"))}
          onMine={() => {
            submit(stored.version);
          }}
          onStored={() => {
            forget();
            onChanged(stored);
          }}
        />
      ) : (
        !mailboxProblem && <DialogFailure error={error} />
      )}
      <p>{t("grants.effect")}</p>
      <GrantEditor
        {...catalogue}
        grants={grants}
        chosenMailboxes={mailboxes}
        mailboxProblem={mailboxProblem}
        onGrants={setGrants}
        onMailboxes={setMailboxes}
      />
      <ActionGroup>
        <Button type="submit" isLoading={busy} isDisabled={busy || !changed}>
          {t("save")}
        </Button>
        <Button
          variant="link"
          isDisabled={busy || !changed}
          onClick={() => {
            setGrants(read);
            setMailboxes(account.mailboxes);
            forget();
          }}
        >
          {t("grants.reset")}
        </Button>
      </ActionGroup>
    </Form>
  );
}

function differences(
  stored: AccountDetail,
  grants: Grants,
  mailboxes: string[],
  catalogue: Catalogue,
  mailboxLabel: string,
): Difference[] {
  const there = readGrants(stored.grants);
  const words = (held: Grants, unit: string) =>
    list(catalogue.rights.filter(({ id }) => held.get(unit)?.has(id)).map(({ label }) => label));
  const names = (types: string[]) =>
    list(catalogue.mailboxes.filter(({ type }) => types.includes(type)).map(({ label }) => label));
  return [
    ...catalogue.units.map((unit) => ({
      label: `${unit.number} ${unit.name}`,
      stored: words(there, unit.id),
      mine: words(grants, unit.id),
    })),
    { label: mailboxLabel, stored: names(stored.account.mailboxes), mine: names(mailboxes) },
  ].filter((difference) => difference.stored !== difference.mine);
}
