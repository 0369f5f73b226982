import { ActionGroup, Button, Form } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router-dom";
import { Problem, useApi } from "../../api";
import { Field } from "../../Field";
import { useTexts } from "../../i18n";
import { Note } from "../../Note";
import { nameProblem, numberProblem } from "../../organizations";
import { PageFrame } from "../../PageFrame";
import { type FieldTexts, fieldTexts } from "../../person";
import { deskPath } from "../../place";
import { UnsavedGuard } from "../../UnsavedGuard";
import { DialogFailure } from "../account/DialogFailure";
import { KindChoice } from "./KindChoice";

const LIST = "/operator/organizations";

/** Makes an organization known to the portal. */
export default function CreateOrganization() {
  const t = useTexts();
  const api = useApi();
  const navigate = useNavigate();
  const [memberNumber, setMemberNumber] = useState("");
  const [name, setName] = useState("");
  const [kind, setKind] = useState("employer");
  const [problems, setProblems] = useState<FieldTexts>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [created, setCreated] = useState("");

  useEffect(() => {
    if (created) {
      void navigate(deskPath(created), { replace: true, state: { created: true } });
    }
  }, [created, navigate]);

  const create = async () => {
    const wrong = { memberNumber: numberProblem(memberNumber), name: nameProblem(name) };
    const first = (["memberNumber", "name"] as const).find((field) => wrong[field]);
    setProblems(Object.fromEntries(Object.entries(wrong).map(([field, text]) => [field, text && t(text)])));
    if (first) {
      document.getElementById(`organization-${first}`)?.focus();
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      setCreated((await api.createOrganization({ memberNumber: memberNumber.trim(), name: name.trim(), kind })).id);
    } catch (caught) {
      if (caught instanceof Problem && caught.code === "exists_already") {
        setProblems({ memberNumber: t("organizations.taken") });
        document.getElementById("organization-memberNumber")?.focus();
      } else {
        setError(caught);
        setProblems(caught instanceof Problem ? fieldTexts(caught.errors) : {});
      }
      setBusy(false);
    }
  };

  return (
    <PageFrame
      title={t("organizations.create")}
      description={t("organizations.createText")}
      trail={[{ to: LIST, text: t("organizations.title") }]}
    >
      <UnsavedGuard when={!created && (memberNumber !== "" || name !== "")} />
      <Form
        noValidate
        className="portal-narrow"
        aria-label={t("organizations.create")}
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <DialogFailure error={error} />
        <Field
          id="organization-memberNumber"
          label={t("profile.memberNumber")}
          value={memberNumber}
          required
          problem={problems.memberNumber}
          help={t("organizations.numberHelp")}
          onChange={setMemberNumber}
        />
        <Field id="organization-name" label={t("profile.name")} value={name} required problem={problems.name} onChange={setName} />
        <KindChoice kind={kind} onChange={setKind} />
        <Note variant="info" title={t("organizations.follows")}>
          {t("organizations.followsText")}
        </Note>
        <ActionGroup>
          <Button type="submit" isLoading={busy} isDisabled={busy}>
            {t("organizations.create")}
          </Button>
          <Button variant="link" isDisabled={busy} onClick={() => void navigate(LIST)}>
            {t("cancel")}
          </Button>
        </ActionGroup>
      </Form>
    </PageFrame>
  );
}
