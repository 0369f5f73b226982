import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import {
  Button,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  Label,
  Modal,
  ModalVariant,
  TextInput,
} from "@patternfly/react-core";
import { ExclamationTriangleIcon, PencilAltIcon } from "@patternfly/react-icons";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback, useState } from "react";
import { Link } from "react-router-dom";
import { type Mailbox, Problem, useApi } from "../api";
import { environment } from "../environment";
import { formats } from "../format";
import { useTexts } from "../i18n";
import { useLoaded } from "../loaded";
import { PageFrame } from "../PageFrame";
import { usePlace } from "../place";
import { Failure, Lines, Nothing } from "../states";
import { DialogFailure } from "./account/DialogFailure";

const { number } = formats(environment.locale);

/** The group mailboxes of the organization: who reads them, and where a new message is announced. */
export default function Mailboxes() {
  const t = useTexts();
  const api = useApi();
  const { organization, path } = usePlace();
  const { addAlert } = useAccountAlerts();
  const [edited, setEdited] = useState<Mailbox>();
  const load = useCallback((signal: AbortSignal) => api.mailboxes(organization.id, signal), [api, organization.id]);
  const { loaded, reload } = useLoaded(load);
  const mailboxes = loaded.value;

  return (
    <PageFrame title={t("mailboxes.title")} description={t("mailboxes.description")} arrival={organization.id}>
      {loaded.state === "failed" ? (
        <Failure error={loaded.error} onRetry={reload} />
      ) : !mailboxes ? (
        <Lines />
      ) : mailboxes.length === 0 ? (
        <Nothing title={t("mailboxes.none")} text={t("mailboxes.noneText")} />
      ) : (
        <Table variant="compact" aria-label={t("mailboxes.title")} gridBreakPoint="grid-lg">
          <Thead>
            <Tr>
              <Th>{t("mailboxes.type")}</Th>
              <Th>{t("mailboxes.address")}</Th>
              <Th>{t("mailboxes.clerks")}</Th>
              <Th screenReaderText={t("mailboxes.change")} />
            </Tr>
          </Thead>
          <Tbody>
            {mailboxes.map((mailbox) => (
              <Tr key={mailbox.type}>
                <Td dataLabel={t("mailboxes.type")}>{mailbox.label}</Td>
                <Td dataLabel={t("mailboxes.address")} modifier="breakWord">
                  {mailbox.notificationAddress ?? t("mailboxes.noAddress")}
                </Td>
                <Td dataLabel={t("mailboxes.clerks")}>
                  {mailbox.unattended ? (
                    <Label color="orange" icon={<ExclamationTriangleIcon />}>
                      {t("mailboxes.unattended")}
                    </Label>
                  ) : (
                    <Link to={`${path("accounts")}?mailbox=${encodeURIComponent(mailbox.type)}`}>
                      {t("mailboxes.count", {
                        count: mailbox.accounts.length,
                        clerks: number(mailbox.accounts.length),
                      })}
                    </Link>
                  )}
                </Td>
                <Td isActionCell>
                  <Button
                    variant="link"
                    icon={<PencilAltIcon />}
                    aria-label={t("mailboxes.changeOf", { mailbox: mailbox.label })}
                    onClick={() => {
                      setEdited(mailbox);
                    }}
                  >
                    {t("mailboxes.change")}
                  </Button>
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {edited && (
        <AddressDialog
          organization={organization.id}
          mailbox={edited}
          onClose={() => {
            setEdited(undefined);
          }}
          onDone={() => {
            setEdited(undefined);
            addAlert(t("mailboxes.saved", { mailbox: edited.label }));
            reload();
          }}
        />
      )}
    </PageFrame>
  );
}

type Props = { organization: string; mailbox: Mailbox; onClose: () => void; onDone: () => void };

function AddressDialog({ organization, mailbox, onClose, onDone }: Props) {
  const t = useTexts();
  const api = useApi();
  const [address, setAddress] = useState(mailbox.notificationAddress ?? "");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problem = error instanceof Problem ? error.errors[0]?.detail : undefined;

  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.changeMailbox(organization, mailbox.type, address.trim());
      onDone();
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };

  return (
    <Modal
      variant={ModalVariant.small}
      title={t("mailboxes.changeOf", { mailbox: mailbox.label })}
      isOpen
      showClose={false}
      onEscapePress={onClose}
      actions={[
        <Button key="save" type="submit" form="mailbox-form" isLoading={busy} isDisabled={busy}>
          {t("save")}
        </Button>,
        <Button key="cancel" variant="link" onClick={onClose}>
          {t("cancel")}
        </Button>,
      ]}
    >
      <Form
        id="mailbox-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {!problem && <DialogFailure error={error} />}
        <FormGroup label={t("mailboxes.address")} fieldId="mailbox-address">
          <TextInput
            id="mailbox-address"
            type="email"
            value={address}
            autoComplete="off"
            validated={problem ? "error" : "default"}
            aria-describedby="mailbox-address-help"
            onChange={(_, text) => {
              setAddress(text);
            }}
          />
          <FormHelperText>
            <HelperText id="mailbox-address-help" aria-live="polite">
              <HelperTextItem variant={problem ? "error" : "default"}>{problem ?? t("mailboxes.addressHelp")}</HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
      </Form>
    </Modal>
  );
}
