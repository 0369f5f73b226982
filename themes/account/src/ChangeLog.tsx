import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import { AlertVariant, Button, Chip, Flex, FlexItem, FormGroup, FormSelect, FormSelectOption, TextInput } from "@patternfly/react-core";
import { useState } from "react";
import { useSearchParams } from "react-router-dom";
import { useApi } from "./api";
import { ChangeList } from "./ChangeList";
import { endOfDay, startOfDay } from "./days";
import { download } from "./download";
import { useTexts } from "./i18n";
import { useFailureText } from "./states";

/** What can have been done, in the order in which people look for it. */
const ACTIONS = [
  "ACCOUNT_CREATED",
  "ACCOUNT_CHANGED",
  "ACCOUNT_REMOVED",
  "LOCKED",
  "UNLOCKED",
  "GRANTS_CHANGED",
  "BOUNDS_CHANGED",
  "MAILBOXES_CHANGED",
  "ROLE_CHANGED",
  "MEMBERSHIP_CREATED",
  "MEMBERSHIP_REMOVED",
  "ONE_TIME_PASSWORD_SET",
  "ONE_TIME_PASSWORD_SHOWN",
  "ONE_TIME_PASSWORD_REFUSED",
  "PASSWORD_FORGOTTEN",
  "PASSWORD_LINK_SENT",
  "PASSWORD_CHOSEN",
  "LOGIN_NAME_CHANGED",
  "USER_ID_LINK_SENT",
  "USER_ID_FETCHED",
  "LETTER_REQUESTED",
  "LETTER_PDF_MADE",
  "LETTER_PRINTED",
  "TERMS_CONFIRMED",
  "RIGHT_REQUESTED",
  "ACTIVATION_DONE",
  "ACTIVATION_DECLINED",
  "APPLICATION_ENTERED",
  "APPLICATION_APPROVED",
  "APPLICATION_REJECTED",
  "NOTIFICATION_ADDRESS_CHANGED",
  "RESTRICTIONS_CHANGED",
  "UNIT_CREATED",
  "UNIT_CHANGED",
  "UNIT_REMOVED",
  "ORGANIZATION_CREATED",
  "ORGANIZATION_CHANGED",
  "ORGANIZATION_REMOVED",
];

/** What of the log is asked for: as the address says it, and as the server wants it. */
function useFilter() {
  const [address, setAddress] = useSearchParams();
  const action = ACTIONS.find((each) => each === address.get("action")) ?? "";
  const from = address.get("from") ?? "";
  const to = address.get("to") ?? "";
  const person = address.get("person") ?? "";
  const filter = new URLSearchParams();
  Object.entries({ action, person, from: startOfDay(from), to: endOfDay(to) }).forEach(([name, value]) => {
    if (value) {
      filter.set(name, String(value));
    }
  });

  return { action, from, to, person, filter, address, setAddress };
}

type Props = {
  /** Without it, it is about the whole portal. */
  organization?: string;
};

/** The log with what it can be filtered by. What is shown stands in the address. */
export function ChangeLog({ organization }: Props) {
  const t = useTexts();
  const { action, from, to, person, filter, address, setAddress } = useFilter();

  const change = (name: string, value: string, label = "") => {
    const next = new URLSearchParams(address);
    next.delete(name);
    if (value) {
      next.set(name, value);
    }
    if (name === "person") {
      next.delete("name");
      if (label) {
        next.set("name", label);
      }
    }
    setAddress(next);
  };

  return (
    <>
      <Flex alignItems={{ default: "alignItemsFlexEnd" }} className="pf-v5-u-mb-md" role="search">
        <FlexItem>
          <FormGroup label={t("changes.what")} fieldId="changes-action">
            <FormSelect
              id="changes-action"
              value={action}
              onChange={(_, value) => {
                change("action", value);
              }}
            >
              <FormSelectOption value="" label={t("changes.allActions")} />
              {ACTIONS.map((each) => (
                <FormSelectOption key={each} value={each} label={t(`action.${each}`)} />
              ))}
            </FormSelect>
          </FormGroup>
        </FlexItem>
        {(["from", "to"] as const).map((name) => (
          <FlexItem key={name}>
            <FormGroup label={t(`changes.${name}`)} fieldId={`changes-${name}`}>
              <TextInput
                id={`changes-${name}`}
                type="date"
                value={name === "from" ? from : to}
                onChange={(_, value) => {
                  change(name, value);
                }}
              />
            </FormGroup>
          </FlexItem>
        ))}
        {person && (
          <FlexItem>
            <Chip
              closeBtnAriaLabel={t("changes.everybody")}
              onClick={() => {
                change("person", "");
              }}
            >
              {t("changes.person", { name: address.get("name") ?? "" })}
            </Chip>
          </FlexItem>
        )}
      </Flex>
      <ChangeList
        organization={organization}
        filter={filter.toString()}
        person={(id, name) => (
          <Button
            variant="link"
            isInline
            aria-label={t("changes.only", { name })}
            onClick={() => {
              change("person", id, name);
            }}
          >
            {name}
          </Button>
        )}
      />
    </>
  );
}

/** Saves what the filter leaves as a file. */
export function ChangeExport({ organization }: Props) {
  const t = useTexts();
  const api = useApi();
  const failure = useFailureText();
  const { addAlert } = useAccountAlerts();
  const { filter } = useFilter();
  const [busy, setBusy] = useState(false);

  const save = async () => {
    setBusy(true);
    try {
      download(await api.exportChanges(organization, filter), "changes.csv");
      addAlert(t("changes.exported"));
    } catch (error) {
      const { title, detail } = failure(error);
      addAlert(title, AlertVariant.danger, detail);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Button variant="secondary" isLoading={busy} isDisabled={busy} onClick={() => void save()}>
      {t("changes.export")}
    </Button>
  );
}
