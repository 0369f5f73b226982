import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import { Button, Tab, Tabs, TabTitleText } from "@patternfly/react-core";
import { Note } from "../Note";
import { useCallback, useState } from "react";
import { useLocation, useNavigate, useParams } from "react-router-dom";
import { type AccountDetail, useApi, type Versioned } from "../api";
import { isAdministrator } from "../assignment";
import { environment } from "../environment";
import { formats } from "../format";
import { useTexts } from "../i18n";
import { useLoaded } from "../loaded";
import { fullName } from "../names";
import { PageFrame } from "../PageFrame";
import { useMe } from "../me";
import { usePlace } from "../place";
import { Failure, Lines, useFailureText } from "../states";
import { StatusLabel } from "../StatusLabel";
import { DataTab } from "./account/DataTab";
import { HistoryTab } from "./account/HistoryTab";
import { LockDialog } from "./account/LockDialog";
import { LocksTab } from "./account/LocksTab";
import { RightsTab } from "./account/RightsTab";
import { UnlockDialog } from "./account/UnlockDialog";

const { moment } = formats(environment.locale);
const TABS = ["data", "rights", "bounds", "locks", "history"] as const;

export type TabProps = {
  organization: string;
  detail: Versioned<AccountDetail>;
  /** The server has answered with the account as it is now. */
  onChanged: (detail: Versioned<AccountDetail>) => void;
  /** Somebody else has changed it: reads it again. */
  onReload: () => void;
};

type Dialog = "lock" | "unlock";

/** One account: who it is, what it may do, what locks it, what happened to it. */
export default function Account() {
  const t = useTexts();
  const api = useApi();
  const me = useMe();
  const { organization, menu, trail: before, path } = usePlace();
  const { id = "", tab } = useParams();
  const navigate = useNavigate();
  const from = useLocation().state as { list?: string; created?: boolean; another?: string } | null;
  const { addAlert } = useAccountAlerts();
  const failure = useFailureText();
  const [dialog, setDialog] = useState<Dialog>();
  const load = useCallback(
    (signal: AbortSignal) => api.account(organization.id, id, signal),
    [api, organization.id, id],
  );
  const { loaded, reload, replace } = useLoaded(load);
  const list = path("accounts");
  const trail = [...before, { to: from?.list ? `${list}?${from.list}` : list, text: t("accounts.title") }];
  const detail = loaded.value;

  if (!detail) {
    return (
      <PageFrame title={t("account.title")} trail={trail}>
        {loaded.state === "failed" ? <Failure error={loaded.error} onRetry={reload} /> : <Lines count={8} />}
      </PageFrame>
    );
  }

  const { account, may, blockedUntil } = detail.value;
  const name = fullName(account);
  const done = (text: string) => {
    setDialog(undefined);
    addAlert(text);
    reload();
  };
  const tabProps: TabProps = { organization: organization.id, detail, onChanged: replace, onReload: reload };
  const hasTab: Partial<Record<(typeof TABS)[number], boolean>> = {
    rights: !isAdministrator(account.role),
    bounds: may.includes("bind"),
    history: menu.includes("changes"),
  };
  const tabs = TABS.filter((each) => hasTab[each] ?? true);
  const active = tabs.find((each) => each === tab) ?? "data";

  return (
    <PageFrame
      title={name}
      arrival={account.id}
      badge={<StatusLabel status={account.status} />}
      description={`${t(`role.${account.role}`)} · ${account.loginName}`}
      trail={trail}
      actions={
        <div className="portal-actions">
          {may.includes("unlock") && <Button onClick={() => { setDialog("unlock"); }}>{t("account.unlock")}</Button>}
          {may.includes("lock") && (
            <Button variant="secondary" isDanger onClick={() => { setDialog("lock"); }}>
              {t(account.id === me.id ? "account.lockSelf" : "account.lock")}
            </Button>
          )}
        </div>
      }
    >
      {loaded.state === "failed" && (
        <Note
          variant="danger"
          title={failure(loaded.error).title}
          actionLinks={
            <Button variant="link" isInline onClick={reload}>
              {t("retry")}
            </Button>
          }
        >
          {failure(loaded.error).detail}
        </Note>
      )}
      {from?.created && (
        <Note
          variant="success"
          title={t("account.created", { name })}
          actionLinks={
            <Button variant="link" isInline onClick={() => void navigate(from.another ?? `${list}/new`)}>
              {t("account.createAnother")}
            </Button>
          }
        >
          {t(may.includes("one-time-password") ? "account.createdOneTime" : "account.createdText")}
        </Note>
      )}
      {blockedUntil && (
        <Note
          variant="info"
          title={t("account.blocked", { until: moment(blockedUntil) })}
        >
          {t("account.blockedText")}
        </Note>
      )}
      <Tabs
        activeKey={active}
        aria-label={t("account.tabs")}
        backScrollAriaLabel={t("account.tabsLeft")}
        forwardScrollAriaLabel={t("account.tabsRight")}
        onSelect={(_, key) => {
          void navigate(key === "data" ? `${list}/${id}` : `${list}/${id}/${String(key)}`, {
            replace: true,
            state: from?.list ? { list: from.list } : undefined,
          });
        }}
      >
        {tabs.map((each) => (
          <Tab key={each} eventKey={each} title={<TabTitleText>{t(`account.tab.${each}`)}</TabTitleText>}>
            <div className="portal-tab">
              {each === active &&
                {
                  data: <DataTab {...tabProps} />,
                  rights: <RightsTab {...tabProps} />,
                  bounds: <RightsTab {...tabProps} />,
                  locks: <LocksTab detail={detail.value} />,
                  history: <HistoryTab organization={organization.id} account={account.id} />,
                }[each]}
            </div>
          </Tab>
        ))}
      </Tabs>
      {dialog === "lock" && (
        <LockDialog
          organization={organization.id}
          account={account}
          onClose={() => {
            setDialog(undefined);
          }}
          onDone={() => {
            done(t("lock.done", { name }));
          }}
        />
      )}
      {dialog === "unlock" && (
        <UnlockDialog
          organization={organization.id}
          account={account}
          onClose={() => {
            setDialog(undefined);
          }}
          onDone={() => {
            done(t("unlock.done", { name }));
          }}
        />
      )}
    </PageFrame>
  );
}
