import { Button, Label, Tab, Tabs, TabTitleText } from "@patternfly/react-core";
import { useLocation, useNavigate, useParams } from "react-router-dom";
import { ChangeExport, ChangeLog } from "../../ChangeLog";
import { useTexts } from "../../i18n";
import { Note } from "../../Note";
import { PageFrame } from "../../PageFrame";
import { deskPath, usePlace } from "../../place";
import { AccountActions, AccountList } from "../Accounts";
import { useDesk } from "./Place";
import { ProfileTab } from "./ProfileTab";
import { RestrictionsTab } from "./RestrictionsTab";
import { UnitsTab } from "./UnitsTab";

const TABS = ["profile", "units", "restrictions", "accounts", "changes"] as const;

/** One organization, as the operator keeps it. */
export default function OrganizationDesk() {
  const t = useTexts();
  const navigate = useNavigate();
  const { tab } = useParams();
  const { organization, path, trail } = usePlace();
  const { detail, onChanged } = useDesk();
  const from = useLocation().state as { created?: boolean } | null;
  const active = TABS.find((each) => each === tab) ?? "profile";
  const led = detail.value.administrators.some(({ status }) => status !== "LOCKED");

  return (
    <PageFrame
      title={organization.name}
      arrival={organization.id}
      badge={
        organization.enabled ? undefined : (
          <Label color="orange">{t("organizations.disabled")}</Label>
        )
      }
      description={`${organization.memberNumber} · ${t(`kind.${organization.kind}`)}`}
      trail={trail.slice(0, 1)}
    >
      {from?.created && <Note variant="success" title={t("organizations.created", { name: organization.name })} />}
      {!led && (
        <Note
          variant="warning"
          title={t("organizations.notLed")}
          actionLinks={
            <Button variant="link" isInline onClick={() => void navigate(path("accounts/appoint"))}>
              {t("appoint.title")}
            </Button>
          }
        >
          {t("organizations.notLedText")}
        </Note>
      )}
      <Tabs
        activeKey={active}
        aria-label={t("organizations.tabs")}
        backScrollAriaLabel={t("account.tabsLeft")}
        forwardScrollAriaLabel={t("account.tabsRight")}
        onSelect={(_, key) => {
          void navigate(deskPath(organization.id, key === "profile" ? "" : String(key)), { replace: true });
        }}
      >
        {TABS.map((each) => (
          <Tab key={each} eventKey={each} title={<TabTitleText>{t(`organizations.tab.${each}`)}</TabTitleText>}>
            <div className="portal-tab">
              {each === active &&
                {
                  profile: <ProfileTab detail={detail} onChanged={onChanged} />,
                  units: <UnitsTab organization={organization.id} />,
                  restrictions: <RestrictionsTab organization={organization.id} />,
                  accounts: (
                    <div className="portal-group">
                      <AccountActions />
                      <AccountList />
                    </div>
                  ),
                  changes: (
                    <div className="portal-group">
                      <ChangeExport organization={organization.id} />
                      <ChangeLog organization={organization.id} />
                    </div>
                  ),
                }[each]}
            </div>
          </Tab>
        ))}
      </Tabs>
    </PageFrame>
  );
}
