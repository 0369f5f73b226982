import { Button, Form, Modal, ModalVariant } from "@patternfly/react-core";
import { useState } from "react";
import { type ActivationRequest, Problem, useApi } from "../../api";
import { useTexts } from "../../i18n";
import { fullName } from "../../names";
import { Note } from "../../Note";
import { ReasonField } from "../../ReasonField";
import { DialogFailure } from "../account/DialogFailure";

/** What becomes of a request. */
export type Settlement = "done" | "decline";

type Props = {
  request: ActivationRequest;
  as: Settlement;
  onClose: () => void;
  onDone: () => void;
  /** Somebody else has settled it already. */
  onStale: () => void;
};

/** Settles a request; who declines it says why. */
export function SettleDialog({ request, as, onClose, onDone, onStale }: Props) {
  const t = useTexts();
  const api = useApi();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const values = { person: fullName(request), right: request.rightLabel, unit: request.unitNumber };

  const settle = async () => {
    if (as === "decline" && !reason.trim()) {
      setMissing(true);
      document.getElementById("activation-reason")?.focus();
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      if (as === "done") {
        await api.completeActivationRequest(request.id);
      } else {
        await api.declineActivationRequest(request.id, reason.trim());
      }
      onDone();
    } catch (caught) {
      setError(caught);
      setBusy(false);
      if (caught instanceof Problem && caught.status === 404) {
        onStale();
      }
    }
  };

  return (
    <Modal
      variant={ModalVariant.medium}
      title={t(`activations.${as}Title`)}
      isOpen
      showClose={false}
      onEscapePress={onClose}
      actions={[
        <Button key="settle" variant={as === "done" ? "primary" : "danger"} isLoading={busy} isDisabled={busy} onClick={() => void settle()}>
          {t(`activations.${as}`)}
        </Button>,
        <Button key="cancel" variant="link" onClick={onClose}>
          {t("cancel")}
        </Button>,
      ]}
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          void settle();
        }}
      >
        <DialogFailure error={error} />
        <p>{t("activations.wish", values)}</p>
        <p>{t(`activations.${as}Text`)}</p>
        {as === "done" && request.state !== "USABLE" && (
          <Note variant="warning" title={t("activations.notYet")}>
            {t("activations.notYetText")}
          </Note>
        )}
        {as === "decline" && (
          <ReasonField id="activation-reason" value={reason} help={t("activations.reasonHelp")} missing={missing} onChange={setReason} />
        )}
      </Form>
    </Modal>
  );
}
