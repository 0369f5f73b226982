import { Button, Checkbox, Form, List, ListItem, Modal, ModalVariant } from "@patternfly/react-core";
import { useState } from "react";
import { Problem, useApi } from "../../api";
import { readNumbers, sameNumbers } from "../../applications";
import { useTexts } from "../../i18n";
import { Note } from "../../Note";
import { type FieldTexts, fieldTexts } from "../../person";
import { DialogFailure } from "../account/DialogFailure";
import { MetAccountNote } from "./MetAccountNote";
import { NumbersField } from "./NumbersField";
import type { DecisionProps } from "./RejectDialog";

/** Says what follows and which account is met, lets numbers be corrected, and approves the application. */
export function ApproveDialog({ detail, onClose, onDone, onStale }: DecisionProps) {
  const t = useTexts();
  const api = useApi();
  const { application } = detail;
  const typed = { memberNumbers: detail.organizations.map(({ number }) => number), units: detail.units.map(({ number }) => number) };
  const [numbers, setNumbers] = useState(typed.memberNumbers.join("\n"));
  const [units, setUnits] = useState(typed.units.join("\n"));
  // what is met depends on the numbers, and what others do in the meantime: the server compares it with what was seen here
  const [seen, setSeen] = useState({ numbers: typed.memberNumbers, met: detail.meets });
  const [confirmed, setConfirmed] = useState(false);
  const [problems, setProblems] = useState<FieldTexts>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const administrator = application.role.endsWith("administrator");
  const name = `${application.firstName} ${application.lastName}`;
  const wanted = { memberNumbers: readNumbers(numbers), units: readNumbers(units) };
  const met = sameNumbers(wanted.memberNumbers, seen.numbers) ? seen.met : null;

  const lookAgain = async () => {
    try {
      const { meets } = await api.previewApproval(application.id, wanted.memberNumbers);
      setSeen({ numbers: wanted.memberNumbers, met: meets });
      setConfirmed(false);
    } catch (unread) {
      setError(unread);
    }
  };

  const approve = async () => {
    if (wanted.memberNumbers.length === 0) {
      setProblems({ memberNumbers: t("field.required.number") });
      document.getElementById("application-memberNumbers")?.focus();
      return;
    }
    setBusy(true);
    setError(undefined);
    setProblems({});
    try {
      onDone(
        await api.approveApplication(application.id, {
          ...(sameNumbers(wanted.memberNumbers, typed.memberNumbers) ? {} : { memberNumbers: wanted.memberNumbers }),
          ...(sameNumbers(wanted.units, typed.units) ? {} : { units: wanted.units }),
          ...(met?.version ? { meets: met.version, confirmed } : {}),
        }),
      );
    } catch (caught) {
      const texts = caught instanceof Problem ? fieldTexts(caught.errors) : {};
      setProblems(texts);
      setError(texts.memberNumbers || texts.units ? undefined : caught);
      if (caught instanceof Problem && caught.status === 409) {
        await lookAgain();
        onStale();
      }
      setBusy(false);
      const first = (["memberNumbers", "units"] as const).find((field) => texts[field]);
      if (first) {
        document.getElementById(`application-${first}`)?.focus();
      }
    }
  };

  return (
    <Modal
      variant={ModalVariant.medium}
      title={t("applications.approveTitle", { reference: application.reference })}
      isOpen
      showClose={false}
      onEscapePress={onClose}
      actions={[
        <Button key="approve" isLoading={busy} isDisabled={busy || (met?.confirmationRequired && !confirmed)} onClick={() => void approve()}>
          {t("applications.approve")}
        </Button>,
        <Button key="cancel" variant="link" onClick={onClose}>
          {t("cancel")}
        </Button>,
      ]}
    >
      <Form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!met?.confirmationRequired || confirmed) {
            void approve();
          }
        }}
      >
        <DialogFailure error={error} />
        {met && <MetAccountNote met={met} />}
        {met?.outcome !== "REFUSED" && (
          <Note variant="info" title={t(met ? "applications.followsMet" : "applications.follows", { name })}>
            <List>
              <ListItem>{t(met?.outcome === "JOINS" ? "applications.followsPlace" : "applications.followsPassword", { email: application.email })}</ListItem>
              {administrator && <ListItem>{t("applications.followsClerks")}</ListItem>}
              {administrator && <ListItem>{t("applications.followsOthers")}</ListItem>}
            </List>
          </Note>
        )}
        {met?.confirmationRequired && (
          <Checkbox
            id="application-confirmed"
            label={t("applications.confirmLift")}
            isChecked={confirmed}
            onChange={(_, on) => {
              setConfirmed(on);
            }}
          />
        )}
        <NumbersField
          id="application-memberNumbers"
          label={t(administrator ? "profile.memberNumber" : "applications.memberNumbers")}
          value={numbers}
          lines={administrator ? 1 : 4}
          required
          problem={problems.memberNumbers}
          help={t(administrator ? "applications.numberHelp" : "applications.numbersHelp")}
          onChange={setNumbers}
        />
        {application.role === "administrator" && (
          <NumbersField
            id="application-units"
            label={t("applications.units")}
            value={units}
            lines={3}
            problem={problems.units}
            help={t("applications.unitsHelp")}
            onChange={setUnits}
          />
        )}
      </Form>
    </Modal>
  );
}
