import { Button, Modal, ModalVariant, Text } from "@patternfly/react-core";
import { useEffect } from "react";
import { useBlocker } from "react-router-dom";
import { useTexts } from "./i18n";

/** Asks before somebody leaves a page with what was typed and not saved. */
export function UnsavedGuard({ when, text }: { when: boolean; text?: string }) {
  const t = useTexts();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => when && currentLocation.pathname !== nextLocation.pathname,
  );

  useEffect(() => {
    if (!when) {
      return;
    }
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => {
      removeEventListener("beforeunload", ask);
    };
  }, [when]);

  const stay = () => {
    blocker.reset?.();
  };
  return (
    <Modal
      variant={ModalVariant.small}
      title={t("unsaved.title")}
      titleIconVariant="warning"
      titleLabel={t("warning")}
      showClose={false}
      onEscapePress={stay}
      isOpen={blocker.state === "blocked"}
      actions={[
        <Button key="stay" onClick={stay}>
          {t("unsaved.stay")}
        </Button>,
        <Button
          key="leave"
          variant="link"
          onClick={() => {
            blocker.proceed?.();
          }}
        >
          {t("unsaved.leave")}
        </Button>,
      ]}
    >
      <Text>{text ?? t("unsaved.text")}</Text>
    </Modal>
  );
}
