import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import { ActionGroup, Button, Checkbox, Form, FormGroup } from "@patternfly/react-core";
import { useCallback, useState } from "react";
import { type Right, useApi } from "../../api";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useTexts } from "../../i18n";
import { useLoaded } from "../../loaded";
import { Note } from "../../Note";
import { follow, sameRights } from "../../restrictions";
import { Failure, Lines } from "../../states";
import { UnsavedGuard } from "../../UnsavedGuard";
import { DialogFailure } from "../account/DialogFailure";

const { list } = formats(environment.locale);

/** Which functions of the portal the organization has at all. */
export function RestrictionsTab({ organization }: { organization: string }) {
  const api = useApi();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [{ rights }, { switchedOff }] = await Promise.all([api.catalogue(signal), api.rights(organization, signal)]);
      return { rights, switchedOff };
    },
    [api, organization],
  );
  const { loaded, reload, replace } = useLoaded(load);
  if (!loaded.value) {
    return loaded.state === "failed" ? <Failure error={loaded.error} onRetry={reload} /> : <Lines />;
  }
  const { rights, switchedOff } = loaded.value;
  return (
    <RestrictionsForm
      key={switchedOff.join(" ")}
      organization={organization}
      rights={rights}
      switchedOff={switchedOff}
      onSaved={(now) => {
        replace({ rights, switchedOff: now });
      }}
    />
  );
}

type Props = { organization: string; rights: Right[]; switchedOff: string[]; onSaved: (switchedOff: string[]) => void };

function RestrictionsForm({ organization, rights, switchedOff, onSaved }: Props) {
  const t = useTexts();
  const api = useApi();
  const { addAlert } = useAccountAlerts();
  const [off, setOff] = useState<ReadonlySet<string>>(new Set(switchedOff));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const changed = !sameRights(off, new Set(switchedOff));
  const gone = follow(rights, off);

  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const saved = await api.restrict(organization, [...off]);
      addAlert(t("restrictions.saved"));
      onSaved(saved.rights);
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      className="portal-narrow"
      aria-label={t("organizations.tab.restrictions")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <UnsavedGuard when={changed && !busy} />
      <DialogFailure error={error} />
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
            setOff(new Set(switchedOff));
          }}
        >
          {t("grants.reset")}
        </Button>
      </ActionGroup>
    </Form>
  );
}
