import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import {
  AlertVariant,
  Button,
  Card,
  CardBody,
  CardFooter,
  CardTitle,
  ClipboardCopy,
  Modal,
  ModalVariant,
} from "@patternfly/react-core";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { type AccountRow, type Deed, newKey, type OneTimePassword, useApi } from "../../api";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useRealmText, useTexts } from "../../i18n";
import { fullName } from "../../names";
import { Note } from "../../Note";
import { useFailureText } from "../../states";
import { DialogFailure } from "./DialogFailure";

const { dateTime } = formats(environment.locale);

type Props = { organization: string; account: AccountRow; may: Deed[] };

/** How the person comes to a password: one to hand over, or a link by mail. */
export function PasswordCard({ organization, account, may }: Props) {
  const t = useTexts();
  const api = useApi();
  const oneTime = may.includes("one-time-password");
  const link = may.includes("password-link");
  return (
    <>
      {(oneTime || link) && (
        <Card className="pf-v5-u-mt-lg portal-narrow" component="section">
          <CardTitle component="h2">{t(oneTime ? "password.oneTime" : "password.link")}</CardTitle>
          {oneTime && <OneTime organization={organization} account={account} />}
          {link && (
            <Link
              text={t("password.linkText", { email: account.email })}
              label={t("password.linkSend")}
              sent={t("password.linkSent", { email: account.email })}
              send={(key) => api.sendPasswordLink(organization, account.id, key)}
            />
          )}
        </Card>
      )}
      {may.includes("user-id-link") && (
        <Card className="pf-v5-u-mt-lg portal-narrow" component="section">
          <CardTitle component="h2">{t("password.userId")}</CardTitle>
          <Link
            text={t("password.userIdText", { email: account.email })}
            label={t("password.userIdSend")}
            sent={t("password.linkSent", { email: account.email })}
            send={(key) => api.sendUserIdLink(organization, account.id, key)}
          />
        </Card>
      )}
    </>
  );
}

type PartProps = Omit<Props, "may">;

type LinkProps = { text: string; label: string; sent: string; send: (key: string) => Promise<void> };

/** Sends a link by mail, as often as somebody asks for it. */
function Link({ text, label, sent, send }: LinkProps) {
  const failure = useFailureText();
  const { addAlert } = useAccountAlerts();
  const [busy, setBusy] = useState(false);
  const [key, setKey] = useState(newKey);

  const press = async () => {
    setBusy(true);
    try {
      await send(key);
      addAlert(sent);
    } catch (error) {
      const { title, detail } = failure(error);
      addAlert(title, AlertVariant.danger, detail);
    } finally {
      setKey(newKey());
      setBusy(false);
    }
  };

  return (
    <>
      <CardBody>{text}</CardBody>
      <CardFooter>
        <Button variant="secondary" isLoading={busy} isDisabled={busy} onClick={() => void press()}>
          {label}
        </Button>
      </CardFooter>
    </>
  );
}

function OneTime({ organization, account }: PartProps) {
  const t = useTexts();
  const api = useApi();
  const [shown, setShown] = useState<OneTimePassword>();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const result = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // Who has asked for it stands on it.
    if (shown) {
      result.current?.focus();
    }
  }, [shown]);

  const show = async () => {
    setBusy(true);
    setError(undefined);
    try {
      setShown(await api.showOneTimePassword(organization, account.id));
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <CardBody>
        <DialogFailure error={error} />
        {shown ? (
          <div ref={result} tabIndex={-1} className="portal-title">
            <Shown password={shown} account={account} />
          </div>
        ) : (
          <p>{t("password.hidden")}</p>
        )}
      </CardBody>
      <CardFooter>
        <div className="portal-actions">
          {shown ? (
            <Button
              variant="secondary"
              onClick={() => {
                setShown(undefined);
              }}
            >
              {t("password.hide")}
            </Button>
          ) : (
            <Button isLoading={busy} isDisabled={busy} onClick={() => void show()}>
              {t("password.show")}
            </Button>
          )}
          {shown?.value && (
            <Button
              variant="secondary"
              onClick={() => {
                print();
              }}
            >
              {t("password.print")}
            </Button>
          )}
          <Button
            variant="link"
            onClick={() => {
              setAsking(true);
            }}
          >
            {t("password.set")}
          </Button>
        </div>
      </CardFooter>
      {asking && (
        <SetDialog
          organization={organization}
          account={account}
          onClose={() => {
            setAsking(false);
          }}
          onDone={() => {
            setAsking(false);
            void show();
          }}
        />
      )}
    </>
  );
}

function Shown({ password, account }: { password: OneTimePassword; account: AccountRow }) {
  const t = useTexts();
  if (!password.value) {
    return <p>{t(password.way === "LETTER" ? "password.letter" : `password.state.${password.state}`)}</p>;
  }
  const until = password.validUntil ? dateTime(password.validUntil) : "";
  return (
    <>
      <ClipboardCopy
        isReadOnly
        hoverTip={t("password.copy")}
        clickTip={t("password.copied")}
        textAriaLabel={t("password.oneTime")}
        className="portal-secret"
      >
        {password.value}
      </ClipboardCopy>
      <p className="pf-v5-u-mt-sm">
        {t(password.state === "EXPIRED" ? "password.expired" : "password.validUntil", { until })}
      </p>
      <p>{t("password.handOver")}</p>
      {createPortal(<Slip password={password.value} until={until} account={account} />, document.body)}
    </>
  );
}

/** What is printed, to hand over on paper. */
function Slip({ password, until, account }: { password: string; until: string; account: AccountRow }) {
  const t = useTexts();
  const realmText = useRealmText();
  return (
    <div className="portal-slip" aria-hidden="true">
      <h1>{t("slip.title", { portal: realmText("portalBrandName") })}</h1>
      <p>{t("slip.for", { name: fullName(account) })}</p>
      <dl>
        <dt>{t("slip.address")}</dt>
        <dd>{environment.baseUrl}</dd>
        <dt>{t("accounts.loginName")}</dt>
        <dd>{account.loginName}</dd>
        <dt>{t("password.oneTime")}</dt>
        <dd className="portal-secret">{password}</dd>
      </dl>
      <p>{t("password.validUntil", { until })}</p>
      <p>{t("slip.text")}</p>
    </div>
  );
}

type DialogProps = PartProps & { onClose: () => void; onDone: () => void };

/** Says what a new one-time password does to the old passwords, and sets it. */
function SetDialog({ organization, account, onClose, onDone }: DialogProps) {
  const t = useTexts();
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [key] = useState(newKey);

  const set = async () => {
    setBusy(true);
    try {
      await api.setOneTimePassword(organization, account.id, key);
      onDone();
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };

  return (
    <Modal
      variant={ModalVariant.small}
      title={t("password.setTitle")}
      titleIconVariant="warning"
      titleLabel={t("warning")}
      isOpen
      showClose={false}
      onEscapePress={onClose}
      actions={[
        <Button key="set" isLoading={busy} isDisabled={busy} onClick={() => void set()}>
          {t("password.setDo")}
        </Button>,
        <Button key="cancel" variant="link" onClick={onClose}>
          {t("cancel")}
        </Button>,
      ]}
    >
      <DialogFailure error={error} />
      <Note variant="warning" isPlain title={t("password.setText", { name: fullName(account) })} />
    </Modal>
  );
}
