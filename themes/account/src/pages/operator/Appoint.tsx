import { ActionGroup, Button, Checkbox, Form } from "@patternfly/react-core";
import { useCallback, useEffect, useState } from "react";
import { useNavigate } from "react-router-dom";
import { newKey, type PersonalData, Problem, type Role, useApi } from "../../api";
import { Field } from "../../Field";
import { useTexts } from "../../i18n";
import { useLoaded } from "../../loaded";
import { Note } from "../../Note";
import { PageFrame } from "../../PageFrame";
import { type FieldTexts, fieldTexts, personProblems, trimmed } from "../../person";
import { focusFirstProblem, PersonForm } from "../../PersonForm";
import { usePlace } from "../../place";
import { Failure, Lines } from "../../states";
import { UnsavedGuard } from "../../UnsavedGuard";
import { DialogFailure } from "../account/DialogFailure";
import { RoleChoice } from "./RoleChoice";

const NOBODY: PersonalData = { firstName: "", lastName: "", email: "", phone: "" };

/** Makes an account that only the operator makes: an administrator's, or a data-centre user's. */
export default function Appoint() {
  const t = useTexts();
  const api = useApi();
  const navigate = useNavigate();
  const { organization, trail, path } = usePlace();
  const load = useCallback((signal: AbortSignal) => api.catalogue(signal), [api]);
  const { loaded, reload } = useLoaded(load);
  const catalogue = loaded.value;
  const [chosen, setChosen] = useState<Role>();
  const [data, setData] = useState(NOBODY);
  const [birthDate, setBirthDate] = useState("");
  const [termsConfirmed, setTermsConfirmed] = useState(false);
  const [problems, setProblems] = useState<FieldTexts>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [created, setCreated] = useState("");
  // Whoever presses twice, or tries again after a lost answer, gets one account.
  const [key, setKey] = useState(newKey);
  const role = chosen ?? catalogue?.roles[0];
  const born = Boolean(catalogue?.birthDates && role?.endsWith("administrator"));
  const dirty = !created && (Object.values(data).some(Boolean) || birthDate !== "");

  useEffect(() => {
    if (created) {
      const state = { created: true, another: path("accounts/appoint") };
      void navigate(path(`accounts/${created}`), { replace: true, state });
    }
  }, [created, path, navigate]);

  const create = async () => {
    const texts: FieldTexts = Object.fromEntries(Object.entries(personProblems(data)).map(([field, text]) => [field, t(text)]));
    if (born && !birthDate) {
      texts.birthDate = t("field.required.birthDate");
    }
    setProblems(texts);
    if (Object.keys(texts).length > 0) {
      focusFirstProblem(texts);
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      const body = { ...trimmed(data), ...(born ? { birthDate } : {}), role, termsConfirmed };
      setCreated(await api.createAccount(organization.id, body, key));
    } catch (caught) {
      setError(caught);
      if (caught instanceof Problem) {
        setKey(newKey());
        setProblems(fieldTexts(caught.errors));
      }
      setBusy(false);
    }
  };

  return (
    <PageFrame
      title={t("appoint.title")}
      description={t("create.description", { organization: organization.name })}
      trail={[...trail, { to: path("accounts"), text: t("accounts.title") }]}
    >
      <UnsavedGuard when={dirty} />
      {loaded.state === "failed" && !catalogue ? (
        <Failure error={loaded.error} onRetry={reload} />
      ) : !catalogue ? (
        <Lines />
      ) : (
        <Form
          noValidate
          className="portal-narrow"
          aria-label={t("appoint.title")}
          onSubmit={(event) => {
            event.preventDefault();
            void create();
          }}
        >
          <DialogFailure error={error} />
          <RoleChoice id="appoint-role" roles={catalogue.roles} role={role} onChange={setChosen} />
          <PersonForm data={data} problems={problems} onChange={setData} />
          {born && (
            <Field
              id="person-birthDate"
              label={t("changes.field.birthDate")}
              type="date"
              value={birthDate}
              required
              problem={problems.birthDate}
              help={t("appoint.birthDateHelp")}
              onChange={setBirthDate}
            />
          )}
          <Note variant="info" title={t("appoint.follows")}>
            {t(role?.endsWith("administrator") ? "appoint.followsAdministrator" : "create.mailText")}
          </Note>
          <Checkbox
            id="terms"
            label={t("create.terms")}
            description={problems.termsConfirmed ?? t("create.termsText")}
            isChecked={termsConfirmed}
            onChange={(_, on) => {
              setTermsConfirmed(on);
            }}
          />
          <ActionGroup>
            <Button type="submit" isLoading={busy} isDisabled={busy}>
              {t("create.do")}
            </Button>
            <Button variant="link" isDisabled={busy} onClick={() => void navigate(path("accounts"))}>
              {t("cancel")}
            </Button>
          </ActionGroup>
        </Form>
      )}
    </PageFrame>
  );
}
