import { FormGroup, Radio } from "@patternfly/react-core";
import { useTexts } from "../../i18n";
import { Note } from "../../Note";

type Props = {
  bound: boolean;
  /** Whether it is bound to nothing. */
  empty: boolean;
  /** Whether the person itself is bound, and so can free nobody. */
  fixed: boolean;
  onChange: (bound: boolean) => void;
};

/** How far an administrator reaches, and what follows from it. */
export function Reach({ bound, empty, fixed, onChange }: Props) {
  const t = useTexts();
  return (
    <>
      <FormGroup role="radiogroup" fieldId="bounds-whole" label={t("bounds.title")}>
        <Radio
          id="bounds-whole"
          name="bounds"
          label={t("bounds.whole")}
          description={t("bounds.wholeText")}
          isChecked={!bound}
          isDisabled={fixed}
          onChange={() => {
            onChange(false);
          }}
        />
        <Radio
          id="bounds-some"
          name="bounds"
          label={t("bounds.some")}
          description={t("bounds.someText")}
          isChecked={bound}
          onChange={() => {
            onChange(true);
          }}
        />
      </FormGroup>
      {fixed && <p>{t("bounds.fixed")}</p>}
      <div role="status">
        {bound && empty && (
          <Note variant="warning" title={t("bounds.empty")}>
            {t("bounds.emptyText")}
          </Note>
        )}
      </div>
    </>
  );
}
