import { Card, CardBody, CardFooter, CardTitle, Gallery } from "@patternfly/react-core";
import { useCallback } from "react";
import { Link } from "react-router-dom";
import { type Overview as Numbers, useApi } from "../../api";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useTexts } from "../../i18n";
import { useLoaded } from "../../loaded";
import { PageFrame } from "../../PageFrame";
import { Failure, Lines } from "../../states";

/** The server counts no further. */
const MOST = 1000;
const { number } = formats(environment.locale);

const WAITING: { name: keyof Numbers; to?: string }[] = [
  { name: "waitingApplications", to: "/operator/applications?status=WAITING" },
  { name: "organizationsWithoutAdministrator", to: "/operator/organizations?without-administrator=true" },
  { name: "lettersToPrint", to: "/operator/letters" },
  { name: "activationRequests", to: "/operator/activation-requests" },
  { name: "failingMails" },
];

/** What waits for the operator's staff, and the way to it. */
export default function Overview() {
  const t = useTexts();
  const api = useApi();
  const load = useCallback((signal: AbortSignal) => api.overview(signal), [api]);
  const { loaded, reload } = useLoaded(load);
  const numbers = loaded.value;

  return (
    <PageFrame title={t("overview.title")} description={t("overview.description")}>
      {loaded.state === "failed" ? (
        <Failure error={loaded.error} onRetry={reload} />
      ) : !numbers ? (
        <Lines count={5} />
      ) : (
        <Gallery hasGutter minWidths={{ default: "min(100%, 18rem)" }}>
          {WAITING.map(({ name, to }) => (
            <Waiting key={name} name={name} count={numbers[name]} to={to} />
          ))}
        </Gallery>
      )}
    </PageFrame>
  );
}

function Waiting({ name, count, to }: { name: keyof Numbers; count: number; to?: string }) {
  const t = useTexts();
  return (
    <Card component="section" isFullHeight>
      <CardTitle component="h2">{t(`overview.${name}`)}</CardTitle>
      <CardBody>
        <p className="portal-number">{count >= MOST ? t("overview.most", { most: number(MOST) }) : number(count)}</p>
        <p>{t(`overview.${name}Text`)}</p>
      </CardBody>
      {to && count > 0 && (
        <CardFooter>
          <Link to={to}>{t(`overview.${name}To`)}</Link>
        </CardFooter>
      )}
    </Card>
  );
}
