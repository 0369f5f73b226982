import { Label } from "@patternfly/react-core";
import { BanIcon, CheckCircleIcon, ExclamationTriangleIcon, FilePdfIcon } from "@patternfly/react-icons";
import type { Letter } from "../../api";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useTexts } from "../../i18n";
import { letterState } from "../../letters";

const { moment } = formats(environment.locale);

const LOOKS = {
  void: { color: "grey", icon: <BanIcon /> },
  unaddressed: { color: "orange", icon: <ExclamationTriangleIcon /> },
  made: { color: "blue", icon: <FilePdfIcon /> },
  ready: { color: "green", icon: <CheckCircleIcon /> },
} as const;

/** How a letter stands, told by text, shape and colour, and why it cannot be printed. */
export function LetterLabel({ letter }: { letter: Letter }) {
  const t = useTexts();
  const state = letterState(letter);
  const { color, icon } = LOOKS[state];
  const passes = letter.kind === "one-time-password";
  return (
    <div>
      <Label color={color} icon={icon}>
        {t(`letters.state.${state}`)}
      </Label>
      {state === "void" && <div className="portal-small">{t(passes ? "letters.voidPassword" : "letters.voidAccount")}</div>}
      {letter.pdfAt !== null && <div className="portal-small">{t("letters.pdfAt", { at: moment(letter.pdfAt) })}</div>}
    </div>
  );
}
