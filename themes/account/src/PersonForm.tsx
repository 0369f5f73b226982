import { FormGroup, FormHelperText, Grid, GridItem, HelperText, HelperTextItem, TextInput } from "@patternfly/react-core";
import { ExclamationCircleIcon } from "@patternfly/react-icons";
import type { PersonalData } from "./api";
import { useTexts } from "./i18n";
import type { FieldTexts, PersonField } from "./person";

const FIELDS: { name: PersonField; type: "text" | "email" | "tel"; required: boolean }[] = [
  { name: "firstName", type: "text", required: true },
  { name: "lastName", type: "text", required: true },
  { name: "email", type: "email", required: true },
  { name: "phone", type: "tel", required: false },
];

type Props = { data: PersonalData; problems: FieldTexts; onChange: (data: PersonalData) => void };

export function personFieldId(name: string): string {
  return `person-${name}`;
}

/** Puts the focus on the first field that is wrong; a birth date stands behind the form, where one is asked for. */
export function focusFirstProblem(problems: FieldTexts): void {
  const first = [...FIELDS.map(({ name }) => name), "birthDate"].find((name) => problems[name]);
  if (first) {
    document.getElementById(personFieldId(first))?.focus();
  }
}

/** The fields of a person, each with what is wrong with it. */
export function PersonForm({ data, problems, onChange }: Props) {
  const t = useTexts();
  return (
    <Grid hasGutter md={6}>
      {FIELDS.map(({ name, type, required }) => {
        const problem = problems[name];
        const id = personFieldId(name);
        return (
          <GridItem key={name}>
            <FormGroup label={t(`person.${name}`)} fieldId={id} isRequired={required}>
              <TextInput
                id={id}
                type={type}
                value={data[name]}
                isRequired={required}
                autoComplete="off"
                validated={problem ? "error" : "default"}
                aria-invalid={Boolean(problem)}
                aria-describedby={`${id}-help`}
                onChange={(_, value) => {
                  onChange({ ...data, [name]: value });
                }}
              />
              <FormHelperText>
                <HelperText id={`${id}-help`} aria-live="polite">
                  {problem ? (
                    <HelperTextItem variant="error" icon={<ExclamationCircleIcon />} screenReaderText={t("error")}>
                      {problem}
                    </HelperTextItem>
                  ) : (
                    <HelperTextItem>{t(`person.${name}Help`)}</HelperTextItem>
                  )}
                </HelperText>
              </FormHelperText>
            </FormGroup>
          </GridItem>
        );
      })}
    </Grid>
  );
}
