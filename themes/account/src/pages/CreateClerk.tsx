import {
  ActionGroup,
  Button,
  Checkbox,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Form,
  Title,
} from "@patternfly/react-core";
import { Note } from "../Note";
import { useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router-dom";
import { newKey, type PersonalData, Problem, useApi } from "../api";
import { environment } from "../environment";
import { formats } from "../format";
import { type Grants, writeGrants } from "../grants";
import { GrantEditor } from "../GrantEditor";
import { useTexts } from "../i18n";
import { PageFrame } from "../PageFrame";
import { type FieldTexts, fieldTexts, personProblems, trimmed } from "../person";
import { focusFirstProblem, PersonForm } from "../PersonForm";
import { usePlace } from "../place";
import { Failure, Lines } from "../states";
import { Steps } from "../Steps";
import { UnsavedGuard } from "../UnsavedGuard";
import { useCatalogue } from "../useCatalogue";
import { DialogFailure } from "./account/DialogFailure";

const { list } = formats(environment.locale);
const NOBODY: PersonalData = { firstName: "", lastName: "", email: "", phone: "" };
const STEPS = ["person", "rights", "summary"] as const;
type Step = (typeof STEPS)[number];
const PERSON_FIELDS = ["firstName", "lastName", "email", "phone"] as const;

/** Makes an account for a clerk: who it is, what it may do, a last look, done. */
export default function CreateClerk() {
  const t = useTexts();
  const api = useApi();
  const navigate = useNavigate();
  const { organization, trail, path } = usePlace();
  const { loaded, reload } = useCatalogue(organization.id);
  const [step, setStep] = useState<Step>("person");
  const [data, setData] = useState(NOBODY);
  const [problems, setProblems] = useState<FieldTexts>({});
  const [grants, setGrants] = useState<Grants>(new Map());
  const [mailboxes, setMailboxes] = useState<string[]>([]);
  const [termsConfirmed, setTermsConfirmed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [created, setCreated] = useState("");
  // Whoever presses twice, or tries again after a lost answer, gets one account.
  const [key, setKey] = useState(newKey);
  const heading = useId();
  const moved = useRef(false);
  const accounts = path("accounts");
  const dirty = !created && (PERSON_FIELDS.some((field) => data[field] !== "") || grants.size > 0 || mailboxes.length > 0);

  useEffect(() => {
    if (moved.current) {
      document.getElementById(heading)?.focus();
    }
    moved.current = true;
  }, [step, heading]);

  useEffect(() => {
    if (created) {
      void navigate(`${accounts}/${created}`, { replace: true, state: { created: true } });
    }
  }, [created, accounts, navigate]);

  /** The server's words about a field bring the person back to the step where it stands. */
  const refused = (caught: unknown) => {
    setError(caught);
    if (!(caught instanceof Problem)) {
      return;
    }
    setKey(newKey());
    const texts = fieldTexts(caught.errors);
    setProblems(texts);
    if (PERSON_FIELDS.some((field) => texts[field])) {
      setStep("person");
    } else if (Object.keys(texts).some((field) => field === "mailboxes" || field.startsWith("grants"))) {
      setStep("rights");
    }
  };

  const create = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const body = { ...trimmed(data), grants: writeGrants(grants), mailboxes, termsConfirmed };
      setCreated(await api.createAccount(organization.id, body, key));
    } catch (caught) {
      refused(caught);
    } finally {
      setBusy(false);
    }
  };

  const next = () => {
    if (step === "person") {
      const texts = Object.fromEntries(Object.entries(personProblems(data)).map(([field, text]) => [field, t(text)]));
      setProblems(texts);
      if (Object.keys(texts).length > 0) {
        focusFirstProblem(texts);
        return;
      }
      setStep("rights");
    } else if (step === "rights") {
      setStep("summary");
    } else {
      void create();
    }
  };

  const at = STEPS.indexOf(step);
  const catalogue = loaded.value;
  return (
    <PageFrame
      title={t("create.title")}
      description={t("create.description", { organization: organization.name })}
      trail={[...trail, { to: accounts, text: t("accounts.title") }]}
    >
      <UnsavedGuard when={dirty} />
      <Steps names={STEPS.map((each) => t(`create.step.${each}`))} at={at} />
      <Form
        noValidate
        className="portal-narrow"
        aria-label={t("create.title")}
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        <Title headingLevel="h2" id={heading} tabIndex={-1} className="portal-title">
          {t("create.heading", { number: at + 1, of: STEPS.length, step: t(`create.step.${step}`) })}
        </Title>
        <DialogFailure error={error} />
        {step === "person" && (
          <>
            <PersonForm data={data} problems={problems} onChange={setData} />
            <Note isPlain variant="info" title={t("create.personal")} />
          </>
        )}
        {step === "rights" &&
          (loaded.state === "failed" ? (
            <Failure error={loaded.error} onRetry={reload} />
          ) : !catalogue ? (
            <Lines />
          ) : (
            <GrantEditor
              {...catalogue}
              whose="clerk"
              grants={grants}
              chosenMailboxes={mailboxes}
              mailboxProblem={problems.mailboxes}
              onGrants={setGrants}
              onMailboxes={setMailboxes}
            />
          ))}
        {step === "summary" && catalogue && (
          <>
            <DescriptionList isHorizontal horizontalTermWidthModifier={{ default: "15ch" }}>
              {[
                ...PERSON_FIELDS.map((field) => [t(`person.${field}`), data[field].trim()]),
                ...catalogue.units
                  .filter(({ id }) => grants.has(id))
                  .map((unit) => [
                    `${unit.number} ${unit.name}`,
                    list(catalogue.rights.filter(({ id }) => grants.get(unit.id)?.has(id)).map(({ label }) => label)),
                  ]),
                ...(catalogue.units.length > 0 && grants.size === 0 ? [[t("grants.units"), t("create.noRights")]] : []),
                ...(catalogue.mailboxes.length > 0
                  ? [
                      [
                        t("grants.mailboxes"),
                        list(catalogue.mailboxes.filter(({ type }) => mailboxes.includes(type)).map(({ label }) => label)),
                      ],
                    ]
                  : []),
              ].map(([term, value]) => (
                <DescriptionListGroup key={term}>
                  <DescriptionListTerm>{term}</DescriptionListTerm>
                  <DescriptionListDescription>{value || "–"}</DescriptionListDescription>
                </DescriptionListGroup>
              ))}
            </DescriptionList>
            <Note variant="info" title={t("create.mail", { email: data.email.trim() })}>
              {t("create.mailText")}
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
          </>
        )}
        <ActionGroup>
          <Button type="submit" isLoading={busy} isDisabled={busy || (step !== "person" && !catalogue)}>
            {t(step === "summary" ? "create.do" : "create.next")}
          </Button>
          {at > 0 && (
            <Button
              variant="secondary"
              isDisabled={busy}
              onClick={() => {
                setStep(STEPS[at - 1] ?? "person");
              }}
            >
              {t("create.back")}
            </Button>
          )}
          <Button variant="link" isDisabled={busy} onClick={() => void navigate(accounts)}>
            {t("cancel")}
          </Button>
        </ActionGroup>
      </Form>
    </PageFrame>
  );
}
