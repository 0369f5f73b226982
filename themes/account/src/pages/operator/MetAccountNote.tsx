import { List, ListItem } from "@patternfly/react-core";
import { Link } from "react-router-dom";
import type { LockView, MetAccount } from "../../api";
import { environment } from "../../environment";
import { formats } from "../../format";
import { type Texts, useTexts } from "../../i18n";
import { fullName } from "../../names";
import { Note } from "../../Note";
import { deskPath } from "../../place";
import { StatusLabel } from "../../StatusLabel";

const { dateTime } = formats(environment.locale);
const VARIANTS = { RETURNS: "warning", JOINS: "info", REFUSED: "danger" } as const;

/** The account that there is already, and what approval makes of it. */
export function MetAccountNote({ met }: { met: MetAccount }) {
  const t = useTexts();
  const name = `${met.loginName} · ${fullName(met)}`;
  return (
    <Note variant={VARIANTS[met.outcome]} title={t(`applications.meets.${met.outcome}`)}>
      <p>{t(`applications.meetsText.${met.outcome}`)}</p>
      <p className="portal-title">
        {met.organization ? (
          <Link className="portal-link" to={deskPath(met.organization, `accounts/${met.id}`)}>
            {name}
          </Link>
        ) : (
          name
        )}{" "}
        {met.status && <StatusLabel status={met.status} />}
      </p>
      {met.locks.length > 0 && (
        <>
          <p>{t("applications.meetsLocks")}</p>
          <List>
            {met.locks.map((lock) => (
              <ListItem key={`${lock.scope}-${lock.cause}-${lock.at}`} className="portal-title">
                {inWords(t, lock)}
              </ListItem>
            ))}
          </List>
        </>
      )}
    </Note>
  );
}

function inWords(t: Texts, { scope, cause, by, at, reason }: LockView): string {
  const who = t(`locks.cause.${cause}`);
  return [
    t("applications.meetsLock", { scope: t(`locks.scope.${scope}`), at: dateTime(at), by: by ? `${who} (${by})` : who }),
    ...(reason ? [t("lock.reasonIs", { reason })] : []),
  ].join(". ");
}
