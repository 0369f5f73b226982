import { SearchInput } from "@patternfly/react-core";
import { useTexts } from "./i18n";

/** Searches among units that are here already, with every letter. */
export function UnitSearch({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const t = useTexts();
  return (
    <SearchInput
      aria-label={t("grants.search")}
      placeholder={t("grants.search")}
      resetButtonLabel={t("accounts.searchReset")}
      value={value}
      onChange={(_, words) => {
        onChange(words);
      }}
      onClear={() => {
        onChange("");
      }}
    />
  );
}
