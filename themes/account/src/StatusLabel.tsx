import { Label } from "@patternfly/react-core";
import { BanIcon, CheckCircleIcon, LockIcon, PendingIcon } from "@patternfly/react-icons";
import type { Status } from "./api";
import { useTexts } from "./i18n";

const LOOKS = {
  PENDING: { color: "blue", icon: <PendingIcon /> },
  ACTIVE: { color: "green", icon: <CheckCircleIcon /> },
  LOCKED: { color: "red", icon: <LockIcon /> },
  DEACTIVATED: { color: "orange", icon: <BanIcon /> },
} as const;

/** How an account stands: told by text, shape and colour. */
export function StatusLabel({ status }: { status: Status }) {
  const t = useTexts();
  const { color, icon } = LOOKS[status];
  return (
    <Label color={color} icon={icon}>
      {t(`status.${status}`)}
    </Label>
  );
}
