import { Label } from "@patternfly/react-core";
import { BanIcon, CheckCircleIcon, ClockIcon, EnvelopeIcon } from "@patternfly/react-icons";
import type { ApplicationStatus } from "../../api";
import { useTexts } from "../../i18n";

const LOOKS = {
  UNCONFIRMED: { color: "grey", icon: <EnvelopeIcon /> },
  WAITING: { color: "blue", icon: <ClockIcon /> },
  APPROVED: { color: "green", icon: <CheckCircleIcon /> },
  REJECTED: { color: "red", icon: <BanIcon /> },
} as const;

/** How far an application is, told by shape, colour and word. */
export function ApplicationLabel({ status }: { status: ApplicationStatus }) {
  const t = useTexts();
  const { color, icon } = LOOKS[status];
  return (
    <Label isCompact variant="outline" color={color} icon={icon}>
      {t(`application.status.${status}`)}
    </Label>
  );
}
