import {
  Button,
  Checkbox,
  Form,
  Modal,
  ModalVariant,
} from "@patternfly/react-core";
import { Note } from "../../Note";
import { useCallback, useState } from "react";
import { type AccountRow, type LockPreview, useApi } from "../../api";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useTexts } from "../../i18n";
import { useLoaded } from "../../loaded";
import { fullName } from "../../names";
import { usePlace } from "../../place";
import { ReasonField } from "../../ReasonField";
import { Failure, Lines } from "../../states";
import { DialogFailure } from "./DialogFailure";

const { number } = formats(environment.locale);

type Props = { organization: string; account: AccountRow; onClose: () => void; onDone: () => void };

/** Asks for a reason, tells what follows, and for administrators asks a second time. */
export function LockDialog({ organization, account, onClose, onDone }: Props) {
  const t = useTexts();
  const api = useApi();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const [understood, setUnderstood] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const load = useCallback(
    (signal: AbortSignal) => api.lockPreview(organization, account.id, signal),
    [api, organization, account.id],
  );
  const { loaded, reload } = useLoaded(load);
  const preview = loaded.value;
  const name = fullName(account);

  const lock = async (confirmed: boolean) => {
    setBusy(true);
    setError(undefined);
    try {
      await api.lock(organization, account.id, { reason: reason.trim(), confirmed });
      if (preview?.self) {
        // Nobody is there any more to see what comes next.
        location.reload();
      } else {
        onDone();
      }
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };

  const proceed = () => {
    if (!reason.trim()) {
      setMissing(true);
      document.getElementById("lock-reason")?.focus();
    } else if (preview?.confirmationRequired && !asking) {
      setAsking(true);
    } else {
      void lock(asking && understood);
    }
  };

  return (
    <Modal
      variant={ModalVariant.medium}
      title={t(preview?.self ? "lock.titleSelf" : "lock.title", { name })}
      titleIconVariant="warning"
      titleLabel={t("warning")}
      isOpen
      showClose={false}
      onEscapePress={onClose}
      actions={[
        <Button
          key="lock"
          variant={preview?.confirmationRequired && !asking ? "primary" : "danger"}
          isLoading={busy}
          isDisabled={busy || !preview || (asking && !understood)}
          onClick={proceed}
        >
          {t(preview?.confirmationRequired && !asking ? "lock.next" : "lock.do")}
        </Button>,
        <Button key="cancel" variant="link" onClick={onClose}>
          {t("cancel")}
        </Button>,
      ]}
    >
      <DialogFailure error={error} />
      {loaded.state === "failed" && <Failure error={loaded.error} onRetry={reload} />}
      {loaded.state === "loading" && <Lines count={3} />}
      {preview && (
        <Form
          onSubmit={(event) => {
            event.preventDefault();
            proceed();
          }}
        >
          <Consequences preview={preview} name={name} />
          {asking ? (
            <>
              <p>{t("lock.reasonIs", { reason: reason.trim() })}</p>
              <Checkbox
                id="lock-understood"
                label={t("lock.understood")}
                isChecked={understood}
                onChange={(_, on) => {
                  setUnderstood(on);
                }}
              />
            </>
          ) : (
            <ReasonField id="lock-reason" value={reason} help={t("lock.reasonHelp")} missing={missing} onChange={setReason} />
          )}
        </Form>
      )}
    </Modal>
  );
}

/** What happens at once, what to no end, and to how many others. */
function Consequences({ preview, name }: { preview: LockPreview; name: string }) {
  const t = useTexts();
  const { operator } = usePlace();
  return (
    <>
      {preview.lastAdministrator && (
        <Note
          variant="danger"
          title={t("lock.last", { count: preview.clerks, clerks: number(preview.clerks) })}
        >
          {t(operator ? "lock.lastTextOperator" : "lock.lastText")}
        </Note>
      )}
      {preview.lockFinal && (
        <Note variant="warning" title={t(preview.self ? "lock.finalSelf" : "lock.final", { name })}>
          {t("lock.finalText")}
        </Note>
      )}
      <p>{t(preview.self ? "lock.textSelf" : "lock.text", { name })}</p>
    </>
  );
}
