import { Label } from "@patternfly/react-core";
import { ExclamationTriangleIcon } from "@patternfly/react-icons";
import type { Right, Unit } from "./api";
import { lacksIdentifier } from "./grants";
import { useTexts } from "./i18n";

/** The identifier of a unit, or that rights wait for it. */
export function UnitIdentifier({ unit, rights }: { unit: Unit; rights: Right[] }) {
  const t = useTexts();
  if (unit.identifier) {
    return <>{unit.identifier}</>;
  }
  return rights.some((right) => lacksIdentifier(right, unit)) ? (
    <Label isCompact variant="outline" color="orange" icon={<ExclamationTriangleIcon />}>
      {t("units.noIdentifier")}
    </Label>
  ) : (
    <>–</>
  );
}
