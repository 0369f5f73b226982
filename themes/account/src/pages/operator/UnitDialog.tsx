import { Button, Form, FormGroup, FormSelect, FormSelectOption, Modal, ModalVariant } from "@patternfly/react-core";
import { useState } from "react";
import { type PortalCatalogue, Problem, type Unit, type UnitValues, useApi } from "../../api";
import { environment } from "../../environment";
import { Field } from "../../Field";
import { formats } from "../../format";
import { isAvailable, lacksIdentifier } from "../../grants";
import { useTexts } from "../../i18n";
import { Note } from "../../Note";
import { identifierProblem, nameProblem, numberProblem } from "../../organizations";
import { type FieldTexts, fieldTexts } from "../../person";
import { DialogFailure } from "../account/DialogFailure";

const { list } = formats(environment.locale);

type Props = {
  organization: string;
  catalogue: PortalCatalogue;
  /** Which to change; without it, a new one is made. */
  unit?: Unit;
  onClose: () => void;
  onDone: (unit: Unit) => void;
};

/** Asks for what is to be known of a unit, and tells what follows. */
export function UnitDialog({ organization, catalogue, unit, onClose, onDone }: Props) {
  const t = useTexts();
  const api = useApi();
  const [values, setValues] = useState<UnitValues>({
    number: unit?.number ?? "",
    name: unit?.name ?? "",
    type: unit?.type ?? catalogue.unitTypes[0]?.id ?? "",
    identifier: unit?.identifier ?? "",
  });
  const [problems, setProblems] = useState<FieldTexts>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const change = (next: Partial<UnitValues>) => {
    setValues((before) => ({ ...before, ...next }));
  };
  const next: Unit = { id: "", typeLabel: "", ...values, identifier: values.identifier.trim() || null };
  const lost = unit ? catalogue.rights.filter((right) => isAvailable(right, unit) && !isAvailable(right, next)) : [];
  const waiting = catalogue.rights.filter((right) => lacksIdentifier(right, next));

  const save = async () => {
    const { number, name, identifier } = values;
    const wrong = { number: numberProblem(number), name: nameProblem(name), identifier: identifierProblem(identifier) };
    const first = (["number", "name", "identifier"] as const).find((field) => wrong[field]);
    setProblems(Object.fromEntries(Object.entries(wrong).map(([field, text]) => [field, text && t(text)])));
    if (first) {
      document.getElementById(`unit-${first}`)?.focus();
      return;
    }
    setBusy(true);
    setError(undefined);
    const trimmed = { ...values, number: number.trim(), name: name.trim(), identifier: identifier.trim() };
    try {
      onDone(await (unit ? api.changeUnit(organization, unit.number, trimmed) : api.createUnit(organization, trimmed)));
    } catch (caught) {
      if (caught instanceof Problem && caught.code === "exists_already") {
        setProblems({ number: t("unit.taken") });
        document.getElementById("unit-number")?.focus();
      } else {
        setError(caught);
        setProblems(caught instanceof Problem ? fieldTexts(caught.errors) : {});
      }
      setBusy(false);
    }
  };

  return (
    <Modal
      variant={ModalVariant.medium}
      title={unit ? t("unit.changeOf", { number: unit.number }) : t("unit.create")}
      isOpen
      showClose={false}
      onEscapePress={onClose}
      actions={[
        <Button key="save" isLoading={busy} isDisabled={busy} onClick={() => void save()}>
          {t("save")}
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
          void save();
        }}
      >
        <DialogFailure error={error} />
        <Field
          id="unit-number"
          label={t("profile.number")}
          value={values.number}
          required
          problem={problems.number}
          help={t(unit ? "unit.numberHelp" : "organizations.numberHelp")}
          onChange={(number) => {
            change({ number });
          }}
        />
        <Field
          id="unit-name"
          label={t("profile.unitName")}
          value={values.name}
          required
          problem={problems.name}
          onChange={(name) => {
            change({ name });
          }}
        />
        <FormGroup label={t("profile.type")} fieldId="unit-type" isRequired>
          <FormSelect
            id="unit-type"
            value={values.type}
            onChange={(_, type) => {
              change({ type });
            }}
          >
            {catalogue.unitTypes.map(({ id, label }) => (
              <FormSelectOption key={id} value={id} label={label} />
            ))}
          </FormSelect>
        </FormGroup>
        <Field
          id="unit-identifier"
          label={t("profile.identifier")}
          value={values.identifier}
          problem={problems.identifier}
          onChange={(identifier) => {
            change({ identifier });
          }}
        />
        <div role="status" className="portal-group">
          {lost.length > 0 && (
            <Note variant="warning" title={t("unit.lost")}>
              {list(lost.map(({ label }) => label))}
            </Note>
          )}
          {waiting.length > 0 && (
            <Note variant="info" title={t("unit.waiting")}>
              {list(waiting.map(({ label }) => label))}
            </Note>
          )}
        </div>
        {/* Enter saves, as in every form; the buttons that are seen stand outside of it. */}
        <button type="submit" hidden disabled={busy} />
      </Form>
    </Modal>
  );
}
