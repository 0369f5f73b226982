import { ActionGroup, Button, Form, FormGroup, FormSelect, FormSelectOption, Title } from "@patternfly/react-core";
import { useCallback, useEffect, useState } from "react";
import { useNavigate } from "react-router-dom";
import { newKey, type PersonalData, type PostalAddress, Problem, type Role, useApi } from "../../api";
import { readNumbers } from "../../applications";
import { COUNTRIES, countryNames } from "../../countries";
import { environment } from "../../environment";
import { Field } from "../../Field";
import { useTexts } from "../../i18n";
import { useLoaded } from "../../loaded";
import { Note } from "../../Note";
import { PageFrame } from "../../PageFrame";
import { type FieldTexts, fieldTexts, personProblems, trimmed } from "../../person";
import { PersonForm } from "../../PersonForm";
import { Failure, Lines } from "../../states";
import { UnsavedGuard } from "../../UnsavedGuard";
import { DialogFailure } from "../account/DialogFailure";
import { NumbersField } from "./NumbersField";
import { RoleChoice } from "./RoleChoice";

const LIST = "/operator/applications";
const NOBODY: PersonalData = { firstName: "", lastName: "", email: "", phone: "" };
const NOWHERE: PostalAddress = { street: "", postalCode: "", city: "", country: COUNTRIES[0] };
const ADDRESS = ["street", "postalCode", "city"] as const;
/** The fields in the order in which they stand, with the ids of their inputs. */
const ORDER: [string, string][] = [
  ["memberNumbers", "application-memberNumbers"],
  ...["firstName", "lastName", "email", "phone"].map((field): [string, string] => [field, `person-${field}`]),
  ["birthDate", "person-birthDate"],
  ...ADDRESS.map((field): [string, string] => [field, `application-${field}`]),
  ["units", "application-units"],
];

/** Types in an application that came on paper. */
export default function EnterApplication() {
  const t = useTexts();
  const api = useApi();
  const navigate = useNavigate();
  const load = useCallback((signal: AbortSignal) => api.catalogue(signal), [api]);
  const { loaded, reload } = useLoaded(load);
  const catalogue = loaded.value;
  const [chosen, setChosen] = useState<Role>();
  const [numbers, setNumbers] = useState("");
  const [data, setData] = useState(NOBODY);
  const [birthDate, setBirthDate] = useState("");
  const [address, setAddress] = useState(NOWHERE);
  const [units, setUnits] = useState("");
  const [locale, setLocale] = useState(environment.locale);
  const [problems, setProblems] = useState<FieldTexts>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [entered, setEntered] = useState("");
  // Whoever presses twice, or tries again after a lost answer, enters one application.
  const [key, setKey] = useState(newKey);
  const role = chosen ?? catalogue?.roles[0];
  const dirty =
    !entered && (Object.values(data).some(Boolean) || ADDRESS.some((field) => address[field] !== "") || numbers + units + birthDate !== "");
  const names = countryNames(environment.locale);
  const languages = new Intl.DisplayNames(environment.locale, { type: "language" });

  useEffect(() => {
    if (entered) {
      void navigate(`${LIST}/${entered}`, { replace: true, state: { entered: true } });
    }
  }, [entered, navigate]);

  const refuse = (texts: FieldTexts) => {
    setProblems(texts);
    const first = ORDER.find(([field]) => texts[field]);
    if (first) {
      document.getElementById(first[1])?.focus();
    }
  };

  const enter = async () => {
    const texts: FieldTexts = Object.fromEntries(Object.entries(personProblems(data)).map(([field, text]) => [field, t(text)]));
    if (readNumbers(numbers).length === 0) {
      texts.memberNumbers = t("field.required.number");
    }
    if (!birthDate) {
      texts.birthDate = t("field.required.birthDate");
    }
    ADDRESS.filter((field) => !address[field].trim()).forEach((field) => {
      texts[field] = t(`own.missing.${field}`);
    });
    if (Object.keys(texts).length > 0) {
      refuse(texts);
      return;
    }
    setBusy(true);
    setError(undefined);
    setProblems({});
    try {
      setEntered(
        await api.enterApplication(
          {
            role,
            memberNumbers: readNumbers(numbers),
            ...trimmed(data),
            birthDate,
            postalAddress: address,
            units: role === "administrator" ? readNumbers(units) : [],
            locale,
          },
          key,
        ),
      );
    } catch (caught) {
      setBusy(false);
      if (caught instanceof Problem) {
        setKey(newKey());
        refuse(fieldTexts(caught.errors));
      }
      setError(caught);
    }
  };

  return (
    <PageFrame
      title={t("applications.enter")}
      description={t("applications.enterText")}
      trail={[{ to: LIST, text: t("applications.title") }]}
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
          aria-label={t("applications.enter")}
          onSubmit={(event) => {
            event.preventDefault();
            void enter();
          }}
        >
          <DialogFailure error={error} />
          <RoleChoice id="application-role" roles={catalogue.roles} role={role} onChange={setChosen} />
          <NumbersField
            id="application-memberNumbers"
            label={t(role === "data-centre-user" ? "applications.memberNumbers" : "profile.memberNumber")}
            value={numbers}
            lines={role === "data-centre-user" ? 4 : 1}
            required
            problem={problems.memberNumbers}
            help={t(role === "data-centre-user" ? "applications.numbersHelp" : "applications.numberHelp")}
            onChange={setNumbers}
          />
          <Title headingLevel="h2">{t("applications.person")}</Title>
          <PersonForm data={data} problems={problems} onChange={setData} />
          <Field
            id="person-birthDate"
            label={t("changes.field.birthDate")}
            type="date"
            value={birthDate}
            required
            problem={problems.birthDate}
            onChange={setBirthDate}
          />
          <FormGroup label={t("applications.language")} fieldId="application-locale">
            <FormSelect
              id="application-locale"
              value={locale}
              onChange={(_, value) => {
                setLocale(value);
              }}
            >
              {["de", "en"].map((each) => (
                <FormSelectOption key={each} value={each} label={languages.of(each) ?? each} />
              ))}
            </FormSelect>
          </FormGroup>
          <Title headingLevel="h2">{t("own.address")}</Title>
          {ADDRESS.map((field) => (
            <Field
              key={field}
              id={`application-${field}`}
              label={t(`own.${field}`)}
              value={address[field]}
              required
              problem={problems[field]}
              onChange={(value) => {
                setAddress({ ...address, [field]: value });
              }}
            />
          ))}
          <FormGroup label={t("own.country")} fieldId="application-country">
            <FormSelect
              id="application-country"
              value={address.country}
              onChange={(_, country) => {
                setAddress({ ...address, country });
              }}
            >
              {COUNTRIES.map((country) => (
                <FormSelectOption key={country} value={country} label={names(country)} />
              ))}
            </FormSelect>
          </FormGroup>
          {role === "administrator" && (
            <NumbersField
              id="application-units"
              label={t("applications.units")}
              value={units}
              lines={3}
              problem={problems.units}
              help={t("applications.unitsHelp")}
              onChange={setUnits}
            />
          )}
          <Note variant="info" title={t("applications.enterFollows")} />
          <ActionGroup>
            <Button type="submit" isLoading={busy} isDisabled={busy}>
              {t("applications.enter")}
            </Button>
            <Button variant="link" isDisabled={busy} onClick={() => void navigate(LIST)}>
              {t("cancel")}
            </Button>
          </ActionGroup>
        </Form>
      )}
    </PageFrame>
  );
}
