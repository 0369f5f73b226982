import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from "@patternfly/react-core";
import { ExclamationCircleIcon } from "@patternfly/react-icons";
import { useTexts } from "./i18n";

type Props = {
  id: string;
  label: string;
  value: string;
  /** What is wrong with the value. */
  problem?: string;
  help?: string;
  required?: boolean;
  type?: "text" | "date";
  onChange: (value: string) => void;
};

/** A line to type in, with what is wrong with it, or what helps to fill it in. */
export function Field({ id, label, value, problem, help, required = false, type = "text", onChange }: Props) {
  const t = useTexts();
  return (
    <FormGroup label={label} fieldId={id} isRequired={required}>
      <TextInput
        id={id}
        type={type}
        value={value}
        isRequired={required}
        autoComplete="off"
        validated={problem ? "error" : "default"}
        aria-invalid={Boolean(problem)}
        aria-describedby={`${id}-help`}
        onChange={(_, typed) => {
          onChange(typed);
        }}
      />
      <FormHelperText>
        <HelperText id={`${id}-help`} aria-live="polite">
          {problem ? (
            <HelperTextItem variant="error" icon={<ExclamationCircleIcon />} screenReaderText={t("error")}>
              {problem}
            </HelperTextItem>
          ) : (
            help && <HelperTextItem>{help}</HelperTextItem>
          )}
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
}
