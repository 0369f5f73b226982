import { Label } from "@patternfly/react-core";
import { CheckCircleIcon, ExclamationTriangleIcon, MinusIcon, TimesCircleIcon } from "@patternfly/react-icons";
import type { CellState } from "./api";
import { useTexts } from "./i18n";

const LOOKS = {
  USABLE: { color: "green", icon: <CheckCircleIcon /> },
  NOT_GRANTED: { color: "grey", icon: <TimesCircleIcon /> },
  NO_IDENTIFIER: { color: "orange", icon: <ExclamationTriangleIcon /> },
  NOT_AVAILABLE: { color: "grey", icon: <MinusIcon /> },
} as const;

/** What a right is at a unit, told by text, shape and colour. */
export function CellLabel({ state }: { state: CellState }) {
  const t = useTexts();
  const { color, icon } = LOOKS[state];
  return (
    <Label isCompact variant={state === "USABLE" ? "filled" : "outline"} color={color} icon={icon}>
      {t(`rights.state.${state}`)}
    </Label>
  );
}
