import { Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalVariant, TextArea } from "@patternfly/react-core";
import { useState } from "react";
import { type ApplicationDetail, Problem, useApi } from "../../api";
import { useTexts } from "../../i18n";
import { DialogFailure } from "../account/DialogFailure";

const LONGEST_REASON = 1000;

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
  const wrong = missing && !reason.trim();

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
        <FormGroup label={t("lock.reason")} fieldId="application-reason" isRequired>
          <TextArea
            id="application-reason"
            value={reason}
            isRequired
            autoResize
            maxLength={LONGEST_REASON}
            validated={wrong ? "error" : "default"}
            aria-describedby="application-reason-help"
            onChange={(_, text) => {
              setReason(text);
            }}
          />
          <FormHelperText>
            <HelperText id="application-reason-help" aria-live="polite">
              <HelperTextItem variant={wrong ? "error" : "default"}>
                {t(wrong ? "lock.reasonMissing" : "applications.reasonHelp")}
              </HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
      </Form>
    </Modal>
  );
}
