import { Button, Form, FormGroup, FormSelect, FormSelectOption, Modal, ModalVariant } from "@patternfly/react-core";
import { useState } from "react";
import { type PortalCatalogue, Problem, type Unit, type UnitValues, useApi, type Versioned } from "../../api";
import { environment } from "../../environment";
import { Field } from "../../Field";
import { formats } from "../../format";
import { isAvailable, lacksIdentifier } from "../../grants";
import { useTexts } from "../../i18n";
import { Note } from "../../Note";
import { identifierProblem, nameProblem, numberProblem } from "../../organizations";
import { type FieldTexts, fieldTexts } from "../../person";
import { Conflict } from "../account/Conflict";
import { DialogFailure } from "../account/DialogFailure";
import { useSave } from "../account/useSave";

const { list } = formats(environment.locale);

type Props = {
  organization: string;
  catalogue: PortalCatalogue;
  /** Which to change; without it, a new one is made. */
  known?: Versioned<Unit>;
  onClose: () => void;
  onDone: (unit: Unit) => void;
  /** Somebody else has changed it. */
  onStale: () => void;
};

/** Asks for what is to be known of a unit, and tells what follows. */
export function UnitDialog({ organization, catalogue, known, onClose, onDone, onStale }: Props) {
  const t = useTexts();
  const api = useApi();
  const [base, setBase] = useState(known);
  const unit = base?.value;
  const [values, setValues] = useState<UnitValues>(read(unit, catalogue));
  const [problems, setProblems] = useState<FieldTexts>({});
  const { save, busy, error, stored, forget } = useSave<Unit, Unit>(() => api.unit(organization, unit?.number ?? ""), onDone);
  const change = (next: Partial<UnitValues>) => {
    setValues((before) => ({ ...before, ...next }));
  };
  const next: Unit = { id: "", typeLabel: "", ...values, identifier: values.identifier.trim() || null };
  const lost = unit ? catalogue.rights.filter((right) => isAvailable(right, unit) && !isAvailable(right, next)) : [];
  const waiting = catalogue.rights.filter((right) => lacksIdentifier(right, next));

  const trimmed = { ...values, number: values.number.trim(), name: values.name.trim(), identifier: values.identifier.trim() };
  const taken = error instanceof Problem && error.code === "exists_already";

  const attempt = async (version: string) => {
    try {
      return await (unit ? api.changeUnit(organization, unit.number, trimmed, version) : api.createUnit(organization, trimmed));
    } catch (caught) {
      if (caught instanceof Problem && caught.code === "exists_already") {
        setProblems({ number: t("unit.taken") });
        document.getElementById("unit-number")?.focus();
      } else if (caught instanceof Problem) {
        setProblems(fieldTexts(caught.errors));
      }
      throw caught;
    }
  };

  const submit = (version: string) => {
    const { number, name, identifier } = values;
    const wrong = { number: numberProblem(number), name: nameProblem(name), identifier: identifierProblem(identifier) };
    const first = (["number", "name", "identifier"] as const).find((field) => wrong[field]);
    setProblems(Object.fromEntries(Object.entries(wrong).map(([field, text]) => [field, text && t(text)])));
    if (first) {
      document.getElementById(`unit-${first}`)?.focus();
    } else {
      void save(attempt, version);
    }
  };
  const proceed = () => {
    submit(base?.version ?? "");
  };
  const typeLabel = (type: string) => catalogue.unitTypes.find(({ id }) => id === type)?.label ?? type;

  return (
    <Modal
      variant={ModalVariant.medium}
      title={unit ? t("unit.changeOf", { number: unit.number }) : t("unit.create")}
      isOpen
      showClose={false}
      onEscapePress={onClose}
      actions={[
        <Button key="save" isLoading={busy} isDisabled={busy} onClick={proceed}>
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
          proceed();
        }}
      >
        {stored ? (
          <Conflict
            title={t("unit.conflict")}
            busy={busy}
            differences={[
              { label: t("profile.number"), stored: stored.value.number, mine: trimmed.number },
              { label: t("profile.unitName"), stored: stored.value.name, mine: trimmed.name },
              { label: t("profile.type"), stored: typeLabel(stored.value.type), mine: typeLabel(trimmed.type) },
              { label: t("profile.identifier"), stored: stored.value.identifier ?? "", mine: trimmed.identifier },
            ].filter((difference) => difference.stored !== difference.mine)}
            onMine={() => {
              submit(stored.version);
            }}
            onStored={() => {
              setBase(stored);
              setValues(read(stored.value, catalogue));
              setProblems({});
              forget();
              onStale();
            }}
          />
        ) : (
          !taken && <DialogFailure error={error} />
        )}
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

function read(unit: Unit | undefined, catalogue: PortalCatalogue): UnitValues {
  return {
    number: unit?.number ?? "",
    name: unit?.name ?? "",
    type: unit?.type ?? catalogue.unitTypes[0]?.id ?? "",
    identifier: unit?.identifier ?? "",
  };
}
