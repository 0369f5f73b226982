import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextArea } from "@patternfly/react-core";
import { ExclamationCircleIcon } from "@patternfly/react-icons";
import { Field } from "../../Field";
import { useTexts } from "../../i18n";

type Props = {
  id: string;
  label: string;
  value: string;
  /** How many numbers are usual. */
  lines: number;
  problem?: string;
  help: string;
  required?: boolean;
  onChange: (value: string) => void;
};

/** Numbers of organizations or units; several stand below each other. */
export function NumbersField({ lines, ...field }: Props) {
  const t = useTexts();
  const { id, label, value, problem, help, required = false, onChange } = field;
  if (lines === 1) {
    return <Field {...field} />;
  }
  return (
    <FormGroup label={label} fieldId={id} isRequired={required}>
      <TextArea
        id={id}
        value={value}
        rows={lines}
        resizeOrientation="vertical"
        isRequired={required}
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
            <HelperTextItem>{help}</HelperTextItem>
          )}
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
}
