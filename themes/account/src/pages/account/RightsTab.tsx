import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import { ActionGroup, Button, Form } from "@patternfly/react-core";
import { Note } from "../../Note";
import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { type AccountDetail, Problem, useApi, type Versioned } from "../../api";
import { type Draft, effective, isAdministrator, readDraft, sameDraft, writeDraft } from "../../assignment";
import { environment } from "../../environment";
import { formats } from "../../format";
import type { Grants } from "../../grants";
import { GrantEditor } from "../../GrantEditor";
import { type Texts, useTexts } from "../../i18n";
import { usePlace } from "../../place";
import { Failure, Lines } from "../../states";
import { UnsavedGuard } from "../../UnsavedGuard";
import { type Catalogue, useCatalogue } from "../../useCatalogue";
import type { TabProps } from "../Account";
import { Conflict, type Difference } from "./Conflict";
import { DialogFailure } from "./DialogFailure";
import { Reach } from "./Reach";
import { useSave } from "./useSave";

const { list } = formats(environment.locale);

/** What a clerk may do, and which mailboxes it reads; how far an administrator reaches, and what it can pass on. All in one write. */
export function RightsTab(props: TabProps) {
  const t = useTexts();
  const { loaded, reload } = useCatalogue(props.organization);
  if (loaded.state === "failed") {
    return <Failure error={loaded.error} onRetry={reload} />;
  }
  if (!loaded.value) {
    return <Lines />;
  }
  return props.detail.value.may.some((deed) => deed === "grant" || deed === "bind") ? (
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
  const administrator = isAdministrator(account.role);
  const read = readDraft(detail.value);
  const [draft, setDraft] = useState(read);
  const { save, busy, error, stored, forget } = useSave<AccountDetail, Versioned<AccountDetail> | undefined>(() => api.account(organization, account.id), (saved) => {
    if (saved) {
      onChanged(saved);
      addAlert(t(administrator ? "bounds.saved" : "grants.saved"));
    } else {
      addAlert(t("grants.savedBeyond"));
      void navigate(path("accounts"));
    }
  });
  const changed = !sameDraft(draft, read, account.role);
  const mailboxProblem =
    error instanceof Problem ? error.errors.find(({ field }) => field === "mailboxes")?.detail : undefined;

  const submit = (version: string) => {
    void save((known) => api.grant(organization, account.id, writeDraft(draft, account.role), known), version);
  };

  return (
    <Form
      aria-label={t(administrator ? "account.tab.bounds" : "account.tab.rights")}
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
          differences={differences(readDraft(stored.value), effective(draft, account.role), catalogue, t)}
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
      {administrator && (
        <Reach
          bound={draft.bound}
          empty={draft.grants.size === 0}
          fixed={catalogue.ceiling !== undefined}
          onChange={(bound) => {
            setDraft({ ...draft, bound });
          }}
        />
      )}
      {(!administrator || draft.bound) && (
        <GrantEditor
          {...catalogue}
          whose={administrator ? "administrator" : "clerk"}
          grants={draft.grants}
          chosenMailboxes={draft.mailboxes}
          mailboxProblem={mailboxProblem}
          onGrants={(grants) => {
            setDraft({ ...draft, grants });
          }}
          onMailboxes={(mailboxes) => {
            setDraft({ ...draft, mailboxes });
          }}
        />
      )}
      <ActionGroup>
        <Button type="submit" isLoading={busy} isDisabled={busy || !changed}>
          {t("save")}
        </Button>
        <Button
          variant="link"
          isDisabled={busy || !changed}
          onClick={() => {
            setDraft(read);
            forget();
          }}
        >
          {t("grants.reset")}
        </Button>
      </ActionGroup>
    </Form>
  );
}

function differences(stored: Draft, mine: Draft, catalogue: Catalogue, t: Texts): Difference[] {
  const words = (held: Grants, unit: string) =>
    list(catalogue.rights.filter(({ id }) => held.get(unit)?.has(id)).map(({ label }) => label));
  const names = (types: string[]) =>
    list(catalogue.mailboxes.filter(({ type }) => types.includes(type)).map(({ label }) => label));
  const reach = ({ bound }: Draft) => t(bound ? "bounds.some" : "bounds.whole");
  return [
    { label: t("bounds.title"), stored: reach(stored), mine: reach(mine) },
    ...catalogue.units.map((unit) => ({
      label: `${unit.number} ${unit.name}`,
      stored: words(stored.grants, unit.id),
      mine: words(mine.grants, unit.id),
    })),
    { label: t("grants.mailboxes"), stored: names(stored.mailboxes), mine: names(mine.mailboxes) },
  ].filter((difference) => difference.stored !== difference.mine);
}
