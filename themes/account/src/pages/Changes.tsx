import { ChangeExport, ChangeLog } from "../ChangeLog";
import { useTexts } from "../i18n";
import { PageFrame } from "../PageFrame";
import { usePlace } from "../place";

/** Who did what to whom in the organization. */
export default function Changes() {
  const t = useTexts();
  const { organization } = usePlace();
  return (
    <PageFrame
      title={t("changes.title")}
      description={t("changes.description", { organization: organization.name })}
      arrival={organization.id}
      actions={<ChangeExport organization={organization.id} />}
    >
      <ChangeLog organization={organization.id} />
    </PageFrame>
  );
}
