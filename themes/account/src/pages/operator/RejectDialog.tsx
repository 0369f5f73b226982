import { Button, Form, Modal, ModalVariant } from "@patternfly/react-core";
import { useState } from "react";
import { type ApplicationDetail, Problem, useApi } from "../../api";
import { useTexts } from "../../i18n";
import { ReasonField } from "../../ReasonField";
import { DialogFailure } from "../account/DialogFailure";

export type DecisionProps = {
  detail: ApplicationDetail;
  onClose: () => void;
  onDone: (now: ApplicationDetail) => void;
  /** Somebody else has decided already. */
  onStale: () => void;
};

/** Asks for a reason, and rejects the application. */
export function RejectDialog({ detail, onClose, onDone, onStale }: DecisionProps) {
  const t = useTexts();
  const api = useApi();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const reject = async () => {
    if (!reason.trim()) {
      setMissing(true);
      document.getElementById("application-reason")?.focus();
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      onDone(await api.rejectApplication(detail.application.id, reason.trim()));
    } catch (caught) {
      setError(caught);
      setBusy(false);
      if (caught instanceof Problem && caught.status === 409) {
        onStale();
      }
    }
  };

  return (
    <Modal
      variant={ModalVariant.medium}
      title={t("applications.rejectTitle", { reference: detail.application.reference })}
      titleIconVariant="warning"
      titleLabel={t("warning")}
      isOpen
      showClose={false}
      onEscapePress={onClose}
      actions={[
        <Button key="reject" variant="danger" isLoading={busy} isDisabled={busy} onClick={() => void reject()}>
          {t("applications.reject")}
        </Button>,
        <Button key="cancel" variant="link" onClick={onClose}>
          {t("cancel")}
        </Button>,
      ]}
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          void reject();
        }}
      >
        <DialogFailure error={error} />
        <p>{t("applications.rejectText")}</p>
        <ReasonField id="application-reason" value={reason} help={t("applications.reasonHelp")} missing={missing} onChange={setReason} />
      </Form>
    </Modal>
  );
}
