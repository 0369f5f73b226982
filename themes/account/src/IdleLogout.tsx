import { useEnvironment } from "@keycloak/keycloak-account-ui";
import { Button, Modal, ModalVariant, Text, TextContent } from "@patternfly/react-core";
import { useEffect, useRef, useState } from "react";
import { basePath, environment } from "./environment";
import { useTexts } from "./i18n";
import { idle, type Idle, idleRule, mustTellServer } from "./idle";

const ACTIVITY = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;
/** Shared by all tabs of the realm's console. */
const STORED = `portal-activity:${environment.realm}`;
export const IDLE_PARAMETER = "idle";

function lastActivity(): number {
  return Number(localStorage.getItem(STORED) ?? 0);
}

/** Logs out who does nothing for as long as the realm's session may be idle, and warns before. */
export function IdleLogout() {
  const { keycloak } = useEnvironment();
  const t = useTexts();
  const [now, setNow] = useState<Idle>({ state: "active" });
  const toldAt = useRef(0);

  useEffect(() => {
    const refresh = keycloak.refreshTokenParsed;
    if (!refresh?.exp || !refresh.iat) {
      return;
    }
    const rule = idleRule(refresh.exp - refresh.iat);
    const noteActivity = () => {
      const at = Date.now();
      if (at - lastActivity() > 500) {
        localStorage.setItem(STORED, String(at));
      }
    };
    localStorage.setItem(STORED, String(Date.now()));
    toldAt.current = Date.now();
    const tick = () => {
      const at = Date.now();
      const next = idle(rule, lastActivity(), at);
      setNow((before) => (before.state === "active" && next.state === "active" ? before : next));
      if (next.state === "over") {
        clearInterval(timer);
        const minutes = Math.round(rule.limit / 60_000);
        // A request under way that fails for want of the session would lead to the login, and the reason would be lost.
        keycloak.login = () => Promise.resolve();
        void keycloak.logout({ redirectUri: `${location.origin}${location.pathname}?${IDLE_PARAMETER}=${minutes}` });
      } else if (mustTellServer(rule, lastActivity(), toldAt.current, at)) {
        toldAt.current = at;
        // Without a connection there is nobody to tell; the next tick that finds activity tries again.
        keycloak.updateToken(-1).catch(() => undefined);
      }
    };
    const timer = setInterval(tick, 1000);
    for (const event of ACTIVITY) {
      addEventListener(event, noteActivity, { passive: true, capture: true });
    }
    return () => {
      clearInterval(timer);
      for (const event of ACTIVITY) {
        removeEventListener(event, noteActivity, { capture: true });
      }
    };
  }, [keycloak]);

  return (
    <Modal
      variant={ModalVariant.small}
      title={t("idle.title")}
      titleIconVariant="warning"
      titleLabel={t("warning")}
      showClose={false}
      isOpen={now.state === "warned"}
      actions={[
        <Button key="stay" variant="primary">
          {t("idle.stay")}
        </Button>,
      ]}
    >
      <TextContent>
        <Text>{t("idle.text")}</Text>
        <Text role="timer">{t("idle.seconds", { seconds: now.state === "warned" ? now.secondsLeft : 0 })}</Text>
      </TextContent>
    </Modal>
  );
}

/** Where the idle logout leads: says why, and offers to come back to the same page. */
export function LoggedOut({ minutes }: { minutes: string }) {
  const t = useTexts();
  const back = location.pathname.startsWith(basePath) ? location.pathname : `${basePath}/`;
  return (
    <main className="portal-logged-out">
      <TextContent>
        <Text component="h1">{t("idle.overTitle")}</Text>
        <Text>{t("idle.overText", { minutes })}</Text>
      </TextContent>
      <Button component="a" href={back}>
        {t("idle.again")}
      </Button>
    </main>
  );
}
