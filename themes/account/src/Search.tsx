import { SearchInput } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { useTexts } from "./i18n";

const TYPING_PAUSE = 300;

type Props = { label: string; hint: string; value: string; onChange: (text: string) => void };

/** Searches when nobody has typed for a moment. */
export function Search({ label, hint, value, onChange }: Props) {
  const t = useTexts();
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);

  // Somebody went back, or cleared the filters.
  if (value !== seen) {
    setSeen(value);
    if (value !== text.trim()) {
      setText(value);
    }
  }

  useEffect(() => {
    if (text.trim() === value.trim()) {
      return;
    }
    const timer = setTimeout(() => {
      onChange(text);
    }, TYPING_PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [text, value, onChange]);

  return (
    <SearchInput
      aria-label={label}
      placeholder={hint}
      resetButtonLabel={t("accounts.searchReset")}
      value={text}
      onChange={(_, typed) => {
        setText(typed);
      }}
      onClear={() => {
        setText("");
        onChange("");
      }}
    />
  );
}
