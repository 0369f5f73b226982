import { ChangeExport, ChangeLog } from "../ChangeLog";
import { useTexts } from "../i18n";
import { PageFrame } from "../PageFrame";

/** Who did what to whom in all organizations, and beyond them. */
export default function AllChanges() {
  const t = useTexts();
  return (
    <PageFrame title={t("allChanges.title")} description={t("allChanges.description")} actions={<ChangeExport />}>
      <ChangeLog />
    </PageFrame>
  );
}
