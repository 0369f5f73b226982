import { Button, Checkbox, Modal, ModalVariant, Progress } from "@patternfly/react-core";
import { useEffect, useRef, useState } from "react";
import { type Letter, useApi } from "../../api";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useTexts } from "../../i18n";
import { note, type Noting } from "../../letters";
import { Note } from "../../Note";

const { number } = formats(environment.locale);

type Props = {
  letters: Letter[];
  /** Selected ones of which there is no PDF. */
  without: number;
  onClose: () => void;
  onDone: (noting: Noting) => void;
};

/** Says what cannot be undone, asks for the paper, and tells how far it is. */
export function NoteDialog({ letters, without, onClose, onDone }: Props) {
  const t = useTexts();
  const api = useApi();
  const [onPaper, setOnPaper] = useState(false);
  const [done, setDone] = useState<number>();
  const [stopping, setStopping] = useState(false);
  const stopped = useRef(false);
  const pressed = useRef(false);
  const busy = done !== undefined;
  const total = number(letters.length);
  const passwords = letters.filter(({ kind }) => kind === "one-time-password").length;

  useEffect(() => {
    stopped.current = false;
    return () => {
      stopped.current = true;
    };
  }, []);

  const start = async () => {
    if (pressed.current) {
      return;
    }
    pressed.current = true;
    setDone(0);
    const ids = letters.map(({ id }) => id);
    onDone(await note(api.noteLettersPrinted, ids, setDone, () => stopped.current));
  };

  return (
    <Modal
      variant={ModalVariant.medium}
      title={busy ? t("letters.note.running") : t("letters.note.title", { count: letters.length, letters: total })}
      titleIconVariant="warning"
      titleLabel={t("warning")}
      isOpen
      showClose={false}
      onEscapePress={() => {
        if (!busy) {
          onClose();
        }
      }}
      actions={
        busy
          ? [
              <Button
                key="stop"
                variant="secondary"
                isDisabled={stopping}
                onClick={() => {
                  stopped.current = true;
                  setStopping(true);
                }}
              >
                {t("letters.note.stop")}
              </Button>,
            ]
          : [
              <Button key="note" variant="danger" isDisabled={!onPaper} onClick={() => void start()}>
                {t("letters.note.do")}
              </Button>,
              <Button key="cancel" variant="link" onClick={onClose}>
                {t("cancel")}
              </Button>,
            ]
      }
    >
      {busy ? (
        <Progress
          aria-label={t("letters.note.running")}
          title={t("letters.note.progress", { done: number(done), total })}
          value={Math.floor((done * 100) / letters.length)}
          valueText={t("letters.note.progress", { done: number(done), total })}
        />
      ) : (
        <div className="portal-group">
          {passwords > 0 && (
            <Note variant="warning" title={t("letters.note.final", { count: passwords, passwords: number(passwords) })}>
              {t("letters.note.finalText", { count: passwords })}
            </Note>
          )}
          <p>{t("letters.note.text")}</p>
          {without > 0 && <p>{t("letters.note.without", { count: without, letters: number(without) })}</p>}
          <Checkbox
            id="letters-on-paper"
            label={t("letters.note.onPaper")}
            isChecked={onPaper}
            onChange={(_, on) => {
              setOnPaper(on);
            }}
          />
        </div>
      )}
    </Modal>
  );
}
