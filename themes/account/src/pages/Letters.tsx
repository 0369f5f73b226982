import { Tab, Tabs, TabTitleText } from "@patternfly/react-core";
import { useNavigate, useParams } from "react-router-dom";
import { useTexts } from "../i18n";
import { PageFrame } from "../PageFrame";
import { PrintedLetters } from "./letters/PrintedLetters";
import { WaitingLetters } from "./letters/WaitingLetters";

const TABS = ["waiting", "printed"] as const;
const PATH = "/operator/letters";

/** The operator's print queue: from the wish for a letter to paper. */
export default function Letters() {
  const t = useTexts();
  const navigate = useNavigate();
  const { tab } = useParams();
  const active = TABS.find((each) => each === tab) ?? "waiting";

  return (
    <PageFrame title={t("letters.title")} description={t("letters.description")}>
      <Tabs
        activeKey={active}
        aria-label={t("letters.title")}
        onSelect={(_, key) => {
          void navigate(key === "waiting" ? PATH : `${PATH}/${String(key)}`, { replace: true });
        }}
      >
        {TABS.map((each) => (
          <Tab key={each} eventKey={each} title={<TabTitleText>{t(`letters.tab.${each}`)}</TabTitleText>}>
            <div className="portal-tab">{each === active && { waiting: <WaitingLetters />, printed: <PrintedLetters /> }[each]}</div>
          </Tab>
        ))}
      </Tabs>
    </PageFrame>
  );
}
