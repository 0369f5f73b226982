import { Button, Modal, ModalVariant, Text } from "@patternfly/react-core";
import { useState } from "react";
import { type AccountRow, useApi } from "../../api";
import { useTexts } from "../../i18n";
import { fullName } from "../../names";
import { DialogFailure } from "./DialogFailure";

type Props = { organization: string; account: AccountRow; onClose: () => void; onDone: () => void };

/** Says what unlocking brings back, and does it. */
export function UnlockDialog({ organization, account, onClose, onDone }: Props) {
  const t = useTexts();
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const unlock = async () => {
    setBusy(true);
    try {
      await api.unlock(organization, account.id);
      onDone();
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };

  return (
    <Modal
      variant={ModalVariant.small}
      title={t("unlock.title", { name: fullName(account) })}
      isOpen
      showClose={false}
      onEscapePress={onClose}
      actions={[
        <Button key="unlock" isLoading={busy} isDisabled={busy} onClick={() => void unlock()}>
          {t("unlock.do")}
        </Button>,
        <Button key="cancel" variant="link" onClick={onClose}>
          {t("cancel")}
        </Button>,
      ]}
    >
      <DialogFailure error={error} />
      <Text>{t("unlock.text")}</Text>
    </Modal>
  );
}
