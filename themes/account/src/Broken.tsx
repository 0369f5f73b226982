import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, EmptyStateHeader } from "@patternfly/react-core";
import { useTexts } from "./i18n";

/** Instead of a page that has failed by itself: a fault of ours, or a file that a new release has replaced. */
export function Broken() {
  const t = useTexts();
  return (
    <main>
      <EmptyState>
        <EmptyStateHeader titleText={t("failure.title")} headingLevel="h1" />
        <EmptyStateBody>{t("failure.broken")}</EmptyStateBody>
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button
              onClick={() => {
                location.reload();
              }}
            >
              {t("retry")}
            </Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      </EmptyState>
    </main>
  );
}
