import { useAccountAlerts } from "@keycloak/keycloak-account-ui";
import { AlertVariant, Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Label } from "@patternfly/react-core";
import { ExclamationTriangleIcon } from "@patternfly/react-icons";
import { type ReactNode, useCallback, useState } from "react";
import { Link, useLocation, useParams } from "react-router-dom";
import { type ApplicationDetail, type KnownNumber, useApi } from "../../api";
import { download } from "../../download";
import { environment } from "../../environment";
import { formats } from "../../format";
import { useTexts } from "../../i18n";
import { useLoaded } from "../../loaded";
import { Note } from "../../Note";
import { PageFrame } from "../../PageFrame";
import { deskPath } from "../../place";
import { Failure, Lines, useFailureText } from "../../states";
import { ApplicationLabel } from "./ApplicationLabel";
import { ApproveDialog } from "./ApproveDialog";
import { MetAccountNote } from "./MetAccountNote";
import { RejectDialog } from "./RejectDialog";

const { dateTime, date } = formats(environment.locale);
const LIST = "/operator/applications";

/** One application: what was typed, what is known of it, and what the operator makes of it. */
export default function Application() {
  const t = useTexts();
  const api = useApi();
  const { id = "" } = useParams();
  const from = useLocation().state as { list?: string; entered?: boolean } | null;
  const { addAlert } = useAccountAlerts();
  const [dialog, setDialog] = useState<"approve" | "reject">();
  const load = useCallback((signal: AbortSignal) => api.application(id, signal), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  const detail = loaded.value;
  const trail = [{ to: from?.list ? `${LIST}?${from.list}` : LIST, text: t("applications.title") }];

  if (!detail) {
    return (
      <PageFrame title={t("applications.one")} trail={trail}>
        {loaded.state === "failed" ? <Failure error={loaded.error} onRetry={reload} /> : <Lines count={8} />}
      </PageFrame>
    );
  }

  const { application, approvable } = detail;
  const waits = application.status === "WAITING";
  const close = () => {
    setDialog(undefined);
  };
  const done = (text: string) => (now: ApplicationDetail) => {
    close();
    replace(now);
    addAlert(text);
  };
  return (
    <PageFrame
      title={`${application.firstName} ${application.lastName}`}
      arrival={application.id}
      badge={<ApplicationLabel status={application.status} />}
      description={`${application.reference} · ${t(`role.${application.role}`)}`}
      trail={trail}
      actions={
        <div className="portal-actions">
          {waits && (
            <Button
              isDisabled={!approvable}
              onClick={() => {
                setDialog("approve");
              }}
            >
              {t("applications.approve")}
            </Button>
          )}
          {waits && (
            <Button
              variant="secondary"
              isDanger
              onClick={() => {
                setDialog("reject");
              }}
            >
              {t("applications.reject")}
            </Button>
          )}
          <Form id={application.id} reference={application.reference} />
        </div>
      }
    >
      <div className="portal-group">
        {from?.entered && waits && <Note variant="success" title={t("applications.entered", { reference: application.reference })} />}
        {waits && !approvable && (
          <Note variant="info" title={t("applications.fourEyes")}>
            {t("applications.fourEyesText")}
          </Note>
        )}
        {detail.meets && <MetAccountNote met={detail.meets} />}
        <Decision detail={detail} />
        <DescriptionList className="pf-v5-u-mt-md" isHorizontal horizontalTermWidthModifier={{ default: "18ch" }}>
          {lines(t, detail).map(([term, value]) => (
            <DescriptionListGroup key={term}>
              <DescriptionListTerm>{term}</DescriptionListTerm>
              <DescriptionListDescription className="portal-title">{value || "–"}</DescriptionListDescription>
            </DescriptionListGroup>
          ))}
        </DescriptionList>
      </div>
      {dialog === "approve" && <ApproveDialog detail={detail} onClose={close} onDone={done(t("applications.approved"))} onStale={reload} />}
      {dialog === "reject" && <RejectDialog detail={detail} onClose={close} onDone={done(t("applications.rejected"))} onStale={reload} />}
    </PageFrame>
  );
}

/** The form with what was typed, made anew, for the file or to sign. */
function Form({ id, reference }: { id: string; reference: string }) {
  const t = useTexts();
  const api = useApi();
  const failure = useFailureText();
  const { addAlert } = useAccountAlerts();
  const [busy, setBusy] = useState(false);

  const save = async () => {
    setBusy(true);
    try {
      download(await api.applicationForm(id), t("applications.formName", { reference }));
    } catch (error) {
      const { title, detail } = failure(error);
      addAlert(title, AlertVariant.danger, detail);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Button variant="secondary" isLoading={busy} isDisabled={busy} onClick={() => void save()}>
      {t("applications.form")}
    </Button>
  );
}

function lines(t: ReturnType<typeof useTexts>, detail: ApplicationDetail): [string, ReactNode][] {
  const { application, postalAddress: address } = detail;
  const known = detail.organizations.every(({ id }) => id);
  return [
    [t("applications.organizations"), <Numbers key="organizations" numbers={detail.organizations} path={deskPath} />],
    ...(application.status === "WAITING" && !detail.meets
      ? [[t("applications.meets"), t(known ? "applications.meetsNone" : "applications.meetsUnknown")] as [string, ReactNode]]
      : []),
    ...(application.role === "administrator"
      ? [
          [
            t("applications.units"),
            detail.units.length > 0 ? <Numbers key="units" numbers={detail.units} /> : t("applications.allUnits"),
          ] as [string, ReactNode],
        ]
      : []),
    [t("person.email"), application.email],
    [t("person.phone"), detail.phone],
    [t("changes.field.birthDate"), detail.birthDate ? date(Date.parse(`${detail.birthDate}T00:00`)) : ""],
    [t("own.address"), [address.street, `${address.postalCode} ${address.city}`.trim(), address.country].filter(Boolean).join(", ")],
    [t("applications.submitted"), dateTime(application.submittedAt)],
    application.onPaper
      ? [t("applications.enteredBy"), detail.enteredBy]
      : [t("applications.confirmed"), detail.confirmedAt ? dateTime(detail.confirmedAt) : t("applications.unconfirmed")],
  ];
}

/** Numbers as they were typed, each with what is known by it. */
function Numbers({ numbers, path }: { numbers: KnownNumber[]; path?: (id: string) => string }) {
  const t = useTexts();
  return (
    <ul>
      {numbers.map(({ number, id, name }) => (
        <li key={number}>
          {id && path ? <Link className="portal-link" to={path(id)}>{number}</Link> : number}{" "}
          {id ? (
            name
          ) : (
            <Label isCompact variant="outline" color="orange" icon={<ExclamationTriangleIcon />}>
              {t("applications.unknown")}
            </Label>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What became of it. */
function Decision({ detail }: { detail: ApplicationDetail }) {
  const t = useTexts();
  const { application, organizations, account, decidedBy, reason } = detail;
  if (application.decidedAt === null) {
    return null;
  }
  const values = { at: dateTime(application.decidedAt), by: decidedBy ?? "" };
  if (application.status === "REJECTED") {
    return (
      <Note variant="warning" title={t("applications.rejectedAt", values)}>
        {reason}
      </Note>
    );
  }
  const organization = organizations[0]?.id;
  return (
    <Note variant="success" title={t("applications.approvedAt", values)}>
      {account && organization && (
        <Link className="portal-link" to={deskPath(organization, `accounts/${account}`)}>
          {t("applications.toAccount")}
        </Link>
      )}
    </Note>
  );
}
