import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextArea } from "@patternfly/react-core";
import { useTexts } from "./i18n";

const LONGEST = 1000;

type Props = {
  id: string;
  value: string;
  /** Who will read it. */
  help: string;
  /** Somebody wanted to go on without one. */
  missing: boolean;
  onChange: (reason: string) => void;
};

/** Asks why. */
export function ReasonField({ id, value, help, missing, onChange }: Props) {
  const t = useTexts();
  const wrong = missing && !value.trim();
  return (
    <FormGroup label={t("lock.reason")} fieldId={id} isRequired>
      <TextArea
        id={id}
        value={value}
        isRequired
        autoResize
        maxLength={LONGEST}
        validated={wrong ? "error" : "default"}
        aria-describedby={`${id}-help`}
        onChange={(_, text) => {
          onChange(text);
        }}
      />
      <FormHelperText>
        <HelperText id={`${id}-help`} aria-live="polite">
          <HelperTextItem variant={wrong ? "error" : "default"}>{wrong ? t("lock.reasonMissing") : help}</HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
}
