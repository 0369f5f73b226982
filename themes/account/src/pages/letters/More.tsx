import { Button } from "@patternfly/react-core";
import { useTexts } from "../../i18n";
import { DialogFailure } from "../account/DialogFailure";
import type { useQueue } from "./useQueue";

/** Below a part of the queue: what comes after it. */
export function More({ queue, isDisabled = false }: { queue: ReturnType<typeof useQueue>; isDisabled?: boolean }) {
  const t = useTexts();
  return (
    <div className="portal-group pf-v5-u-mt-md">
      <DialogFailure error={queue.error} />
      {queue.loaded.value?.next && (
        <Button variant="secondary" isLoading={queue.growing} isDisabled={queue.growing || isDisabled} onClick={() => void queue.more()}>
          {t("letters.more")}
        </Button>
      )}
    </div>
  );
}
