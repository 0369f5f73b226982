import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, EmptyStateHeader, EmptyStateIcon, Skeleton } from "@patternfly/react-core";
import { ExclamationCircleIcon, PluggedIcon, SearchIcon } from "@patternfly/react-icons";
import type { ReactNode } from "react";
import { useEffect } from "react";
import { Problem, Unreachable } from "./api";
import { useTexts } from "./i18n";

/** What went wrong, in words for people, and what can be done. */
export function useFailureText(): (error: unknown) => { title: string; detail: string } {
  const t = useTexts();
  return (error) => {
    if (error instanceof Unreachable) {
      return { title: t("failure.offline"), detail: t("failure.offlineDetail") };
    }
    if (error instanceof Problem && error.message) {
      return { title: error.message, detail: error.detail };
    }
    return { title: t("failure.title"), detail: t("failure.detail") };
  };
}

/** Instead of what could not be loaded. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTexts();
  const { title, detail } = useFailureText()(error);
  const offline = error instanceof Unreachable;

  useEffect(() => {
    if (!offline) {
      return;
    }
    addEventListener("online", onRetry);
    return () => {
      removeEventListener("online", onRetry);
    };
  }, [offline, onRetry]);

  return (
    <EmptyState role="alert">
      <EmptyStateHeader
        titleText={title}
        headingLevel="h2"
        icon={<EmptyStateIcon icon={offline ? PluggedIcon : ExclamationCircleIcon} />}
      />
      <EmptyStateBody>{detail}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button onClick={onRetry}>{t("retry")}</Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}

/** Instead of a list in which there is nothing. */
export function Nothing({ title, text, action }: { title: string; text: string; action?: ReactNode }) {
  return (
    <EmptyState>
      <EmptyStateHeader titleText={title} headingLevel="h2" icon={<EmptyStateIcon icon={SearchIcon} />} />
      <EmptyStateBody>{text}</EmptyStateBody>
      {action && (
        <EmptyStateFooter>
          <EmptyStateActions>{action}</EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}

/** Instead of lines that are on their way. */
export function Lines({ count = 6 }: { count?: number }) {
  const t = useTexts();
  return (
    <div role="status" aria-label={t("loading")} className="portal-lines">
      {Array.from({ length: count }, (_, line) => (
        <Skeleton key={line} height="1.5rem" width={`${90 - (line % 3) * 15}%`} />
      ))}
    </div>
  );
}
