import { FormGroup, Radio } from "@patternfly/react-core";
import { useTexts } from "../../i18n";

/** What an organization is. */
export function KindChoice({ kind, onChange }: { kind: string; onChange: (kind: string) => void }) {
  const t = useTexts();
  return (
    <FormGroup role="radiogroup" label={t("profile.kind")} fieldId="organization-kind" isInline>
      {["employer", "data-center"].map((each) => (
        <Radio
          key={each}
          id={`organization-kind-${each}`}
          name="organization-kind"
          label={t(`kind.${each}`)}
          isChecked={kind === each}
          onChange={() => {
            onChange(each);
          }}
        />
      ))}
    </FormGroup>
  );
}
