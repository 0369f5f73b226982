import { Badge, MenuToggle, Select, SelectList, SelectOption, ToolbarFilter } from "@patternfly/react-core";
import { useState } from "react";
import { useTexts } from "./i18n";

type Props = {
  label: string;
  options: { value: string; text: string }[];
  chosen: string[];
  /** Whether several can be chosen at once. */
  many?: boolean;
  onChange: (chosen: string[]) => void;
};

/** A filter of a list: options to choose from, and a chip for each that is chosen. */
export function Choice({ label, options, chosen, many = false, onChange }: Props) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const without = (value: string) => chosen.filter((each) => each !== value);
  const name = (value: string) => options.find((option) => option.value === value)?.text ?? value;

  return (
    <ToolbarFilter
      categoryName={label}
      chips={chosen.map((value) => ({ key: value, node: name(value) }))}
      deleteChip={(_, chip) => {
        onChange(without(typeof chip === "string" ? chip : chip.key));
      }}
      deleteChipGroup={() => {
        onChange([]);
      }}
      chipGroupCollapsedText={t("more")}
      chipGroupExpandedText={t("less")}
    >
      <Select
        role={many ? "menu" : "listbox"}
        isOpen={open}
        onOpenChange={setOpen}
        selected={chosen}
        onSelect={(_, value) => {
          const text = String(value);
          if (chosen.includes(text)) {
            onChange(without(text));
          } else {
            onChange(many ? [...chosen, text] : [text]);
          }
          if (!many) {
            setOpen(false);
          }
        }}
        toggle={(ref) => (
          <MenuToggle
            ref={ref}
            isExpanded={open}
            badge={chosen.length > 0 ? <Badge isRead>{chosen.length}</Badge> : undefined}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {label}
          </MenuToggle>
        )}
      >
        <SelectList aria-label={label}>
          {options.map(({ value, text }) => (
            <SelectOption key={value} value={value} hasCheckbox={many} isSelected={chosen.includes(value)}>
              {text}
            </SelectOption>
          ))}
        </SelectList>
      </Select>
    </ToolbarFilter>
  );
}
