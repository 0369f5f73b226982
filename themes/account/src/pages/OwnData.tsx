import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import {
  ActionGroup,
  Button,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Form,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  TextInput,
  Title,
} from "@patternfly/react-core";
import { type PropsWithChildren, useCallback, useState } from "react";
import { newKey, type OwnData as Data, type PostalAddress, Problem, useApi } from "../api";
import { COUNTRIES, countryNames } from "../countries";
import { environment } from "../environment";
import { formats } from "../format";
import { useTexts } from "../i18n";
import { useLoaded } from "../loaded";
import { useMe } from "../me";
import { Note } from "../Note";
import { PageFrame } from "../PageFrame";
import { type FieldTexts, fieldTexts } from "../person";
import { Failure, Lines } from "../states";
import { UnsavedGuard } from "../UnsavedGuard";
import { DialogFailure } from "./account/DialogFailure";

const { dateTime, date } = formats(environment.locale);

/** What people keep about themselves beside Keycloak's page: the name they log in with, and where letters go. */
export default function OwnData() {
  const t = useTexts();
  const api = useApi();
  const { offers, memberships } = useMe();
  const load = useCallback((signal: AbortSignal) => api.ownData(signal), [api]);
  const { loaded, reload } = useLoaded(load);
  const own = loaded.value;
  const organization = memberships[0]?.organization.id;

  return (
    <PageFrame title={t("own.title")} description={t("own.description")} arrival="own">
      {loaded.state === "failed" ? (
        <Failure error={loaded.error} onRetry={reload} />
      ) : !own ? (
        <Lines />
      ) : (
        <div className="portal-narrow">
          {(offers.includes("login-name") || offers.includes("access-id-letter")) && (
            <Part title={t("own.names")}>
              <DescriptionList isHorizontal horizontalTermWidthModifier={{ default: "15ch" }}>
                <DescriptionListGroup>
                  <DescriptionListTerm>{t("own.accessId")}</DescriptionListTerm>
                  <DescriptionListDescription>{own.accessId}</DescriptionListDescription>
                </DescriptionListGroup>
              </DescriptionList>
              {offers.includes("login-name") && <LoginName key={own.loginName} own={own} onSaved={reload} />}
            </Part>
          )}
          {offers.includes("postal-address") && (
            <Part title={t("own.address")}>
              <p>{t("own.addressText")}</p>
              <Address key={JSON.stringify(own.postalAddress)} own={own} onSaved={reload} />
            </Part>
          )}
          {offers.includes("access-id-letter") && organization && (
            <Part title={t("own.letter")}>
              <Letter organization={organization} own={own} onDone={reload} />
            </Part>
          )}
        </div>
      )}
    </PageFrame>
  );
}

function Part({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <section className="portal-group pf-v5-u-mb-xl">
      <Title headingLevel="h2">{title}</Title>
      {children}
    </section>
  );
}

type PartProps = { own: Data; onSaved: () => void };

function LoginName({ own, onSaved }: PartProps) {
  const t = useTexts();
  const api = useApi();
  const { addAlert } = useAccountAlerts();
  const [name, setName] = useState(own.loginName ?? "");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const taken = error instanceof Problem && error.code === "exists_already";
  const problem = taken ? t("own.taken") : error instanceof Problem ? error.errors[0]?.detail : undefined;
  const changed = name.trim() !== "" && name.trim().toLowerCase() !== own.loginName;

  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.chooseLoginName(name.trim());
      addAlert(t("own.nameSaved"));
      onSaved();
    } catch (caught) {
      setError(caught);
      document.getElementById("own-login-name")?.focus();
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      noValidate
      aria-label={t("own.loginName")}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) {
          void save();
        }
      }}
    >
      {!problem && <DialogFailure error={error} />}
      <FormGroup label={t("own.loginName")} fieldId="own-login-name">
        <TextInput
          id="own-login-name"
          value={name}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={32}
          validated={problem ? "error" : "default"}
          aria-describedby="own-login-name-help"
          onChange={(_, text) => {
            setName(text);
            setError(undefined);
          }}
        />
        <FormHelperText>
          <HelperText id="own-login-name-help" aria-live="polite">
            <HelperTextItem variant={problem ? "error" : "default"}>{problem ?? t("own.loginNameHelp")}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
      <ActionGroup>
        <Button type="submit" isLoading={busy} isDisabled={busy || !changed}>
          {t("own.saveName")}
        </Button>
      </ActionGroup>
    </Form>
  );
}

const FIELDS = ["street", "postalCode", "city"] as const;
const AUTOCOMPLETE = { street: "street-address", postalCode: "postal-code", city: "address-level2" } as const;

function filled(address: PostalAddress): PostalAddress {
  return { ...address, country: address.country || COUNTRIES[0] };
}

function Address({ own, onSaved }: PartProps) {
  const t = useTexts();
  const api = useApi();
  const { addAlert } = useAccountAlerts();
  const stored = filled(own.postalAddress);
  const [address, setAddress] = useState(stored);
  const [problems, setProblems] = useState<FieldTexts>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const changed = JSON.stringify(address) !== JSON.stringify(stored);
  const names = countryNames(environment.locale);
  const countries = [...new Set<string>([...COUNTRIES, stored.country])];

  const refuse = (texts: FieldTexts) => {
    setProblems(texts);
    const first = FIELDS.find((field) => texts[field]);
    if (first) {
      document.getElementById(`own-${first}`)?.focus();
    }
  };

  const save = async () => {
    const empty = FIELDS.filter((field) => !address[field].trim());
    if (empty.length > 0) {
      refuse(Object.fromEntries(empty.map((field) => [field, t(`own.missing.${field}`)])));
      return;
    }
    setBusy(true);
    setError(undefined);
    setProblems({});
    try {
      await api.changePostalAddress(address);
      addAlert(t("own.addressSaved"));
      onSaved();
    } catch (caught) {
      if (caught instanceof Problem && caught.errors.length > 0) {
        refuse(fieldTexts(caught.errors));
      } else {
        setError(caught);
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      noValidate
      aria-label={t("own.address")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <UnsavedGuard when={changed} />
      <DialogFailure error={error} />
      {FIELDS.map((field) => (
        <FormGroup key={field} label={t(`own.${field}`)} fieldId={`own-${field}`} isRequired>
          <TextInput
            id={`own-${field}`}
            value={address[field]}
            isRequired
            autoComplete={AUTOCOMPLETE[field]}
            validated={problems[field] ? "error" : "default"}
            aria-describedby={`own-${field}-help`}
            onChange={(_, text) => {
              setAddress({ ...address, [field]: text });
            }}
          />
          <FormHelperText>
            <HelperText id={`own-${field}-help`} aria-live="polite">
              {problems[field] && <HelperTextItem variant="error">{problems[field]}</HelperTextItem>}
            </HelperText>
          </FormHelperText>
        </FormGroup>
      ))}
      <FormGroup label={t("own.country")} fieldId="own-country">
        <FormSelect
          id="own-country"
          value={address.country}
          autoComplete="country"
          onChange={(_, country) => {
            setAddress({ ...address, country });
          }}
        >
          {countries.map((country) => (
            <FormSelectOption key={country} value={country} label={names(country)} />
          ))}
        </FormSelect>
      </FormGroup>
      <ActionGroup>
        <Button type="submit" isLoading={busy} isDisabled={busy || !changed}>
          {t("own.saveAddress")}
        </Button>
      </ActionGroup>
    </Form>
  );
}

function Letter({ organization, own, onDone }: { organization: string; own: Data; onDone: () => void }) {
  const t = useTexts();
  const api = useApi();
  const { addAlert } = useAccountAlerts();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [key] = useState(newKey);
  const hasAddress = FIELDS.every((field) => own.postalAddress[field]);

  const request = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.requestAccessIdLetter(organization, key);
      addAlert(t("own.letterRequested"));
      onDone();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <p>{t("own.letterText")}</p>
      <DialogFailure error={error} />
      {own.letterRequestedAt && (
        <Note variant="info" title={t("own.letterAsked", { at: date(own.letterRequestedAt) })}>
          {own.nextLetterAt && t("own.letterNext", { at: dateTime(own.nextLetterAt) })}
        </Note>
      )}
      {!hasAddress && <Note variant="warning" title={t("own.letterNoAddress")} />}
      <Button variant="secondary" isLoading={busy} isDisabled={busy || !hasAddress || Boolean(own.nextLetterAt)} onClick={() => void request()}>
        {t("own.letterRequest")}
      </Button>
    </>
  );
}
