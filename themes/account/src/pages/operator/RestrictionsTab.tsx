import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import { ActionGroup, Button, Checkbox, Form, FormGroup } from "@patternfly/react-core";
import { useCallback, useState } from "react";
import { type Restrictions, type Right, useApi, type Versioned } from "../../api";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useTexts } from "../../i18n";
import { useLoaded } from "../../loaded";
import { Note } from "../../Note";
import { follow, sameRights } from "../../restrictions";
import { Failure, Lines } from "../../states";
import { UnsavedGuard } from "../../UnsavedGuard";
import { Conflict } from "../account/Conflict";
import { DialogFailure } from "../account/DialogFailure";
import { useSave } from "../account/useSave";

const { list } = formats(environment.locale);

/** Which functions of the portal the organization has at all. */
export function RestrictionsTab({ organization }: { organization: string }) {
  const api = useApi();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [{ rights }, restrictions] = await Promise.all([api.catalogue(signal), api.restrictions(organization, signal)]);
      return { rights, restrictions };
    },
    [api, organization],
  );
  const { loaded, reload, replace } = useLoaded(load);
  if (!loaded.value) {
    return loaded.state === "failed" ? <Failure error={loaded.error} onRetry={reload} /> : <Lines />;
  }
  const { rights, restrictions } = loaded.value;
  return (
    <RestrictionsForm
      key={restrictions.version}
      organization={organization}
      rights={rights}
      restrictions={restrictions}
      onNow={(now) => {
        replace({ rights, restrictions: now });
      }}
    />
  );
}

type Props = {
  organization: string;
  rights: Right[];
  restrictions: Versioned<Restrictions>;
  /** The server has told what is switched off now. */
  onNow: (restrictions: Versioned<Restrictions>) => void;
};

function RestrictionsForm({ organization, rights, restrictions, onNow }: Props) {
  const t = useTexts();
  const api = useApi();
  const { addAlert } = useAccountAlerts();
  const [off, setOff] = useState<ReadonlySet<string>>(new Set(restrictions.value.rights));
  const { save, busy, error, stored, forget } = useSave<Restrictions>(
    () => api.restrictions(organization),
    (now) => {
      addAlert(t("restrictions.saved"));
      onNow(now);
    },
  );
  const changed = !sameRights(off, new Set(restrictions.value.rights));
  const gone = follow(rights, off);
  const inWords = (switchedOff: ReadonlySet<string>, id: string) => t(switchedOff.has(id) ? "restrictions.off" : "restrictions.on");

  const submit = (version: string) => {
    void save((known) => api.restrict(organization, [...off], known), version);
  };

  return (
    <Form
      className="portal-narrow"
      aria-label={t("organizations.tab.restrictions")}
      onSubmit={(event) => {
        event.preventDefault();
        submit(restrictions.version);
      }}
    >
      <UnsavedGuard when={changed && !busy} />
      {stored ? (
        <Conflict
          title={t("restrictions.conflict")}
          busy={busy}
          differences={rights
            .map(({ id, label }) => ({ label, stored: inWords(new Set(stored.value.rights), id), mine: inWords(off, id) }))
            .filter((difference) => difference.stored !== difference.mine)}
          onMine={() => {
            submit(stored.version);
          }}
          onStored={() => {
            forget();
            onNow(stored);
          }}
        />
      ) : (
        <DialogFailure error={error} />
      )}
      <Note variant="info" title={t("restrictions.follows")}>
        {t("restrictions.followsText")}
      </Note>
      <FormGroup role="group" label={t("restrictions.rights")} fieldId="restrictions" isStack>
        {rights.map((right) => (
          <Checkbox
            key={right.id}
            id={`restriction-${right.id}`}
            label={right.label}
            description={gone.includes(right) ? t("restrictions.gone") : undefined}
            isChecked={!off.has(right.id)}
            onChange={(_, on) => {
              setOff((before) => {
                const next = new Set(before);
                if (on) {
                  next.delete(right.id);
                } else {
                  next.add(right.id);
                }
                return next;
              });
            }}
          />
        ))}
      </FormGroup>
      <div role="status">
        {gone.length > 0 && (
          <Note variant="warning" title={t("restrictions.goneToo")}>
            {list(gone.map(({ label }) => label))}
          </Note>
        )}
      </div>
      <ActionGroup>
        <Button type="submit" isLoading={busy} isDisabled={busy || !changed}>
          {t("save")}
        </Button>
        <Button
          variant="link"
          isDisabled={busy || !changed}
          onClick={() => {
            setOff(new Set(restrictions.value.rights));
            forget();
          }}
        >
          {t("grants.reset")}
        </Button>
      </ActionGroup>
    </Form>
  );
}
