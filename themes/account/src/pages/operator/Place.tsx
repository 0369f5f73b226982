import { useCallback, useEffect, useMemo, useRef } from "react";
import { Outlet, useMatch, useOutletContext, useParams } from "react-router-dom";
import { type OrganizationDetail, useApi, type Versioned } from "../../api";
import { useTexts } from "../../i18n";
import { useLoaded } from "../../loaded";
import { PageFrame } from "../../PageFrame";
import { operatorPlace, PlaceContext } from "../../place";
import { Failure, Lines } from "../../states";

/** The organization as the operator's pages have it. */
export type Desk = {
  detail: Versioned<OrganizationDetail>;
  /** The server has answered with the organization as it is now. */
  onChanged: (detail: Versioned<OrganizationDetail>) => void;
};

export function useDesk(): Desk {
  return useOutletContext<Desk>();
}

/** Finds the organization of the address for the pages below. */
export default function OperatorPlace() {
  const t = useTexts();
  const api = useApi();
  const { org = "" } = useParams();
  const load = useCallback((signal: AbortSignal) => api.organization(org, signal), [api, org]);
  const { loaded, reload, replace } = useLoaded(load);
  const onDesk = useMatch("/operator/organizations/:org/:tab?") !== null;
  const away = useRef(false);
  const list = t("organizations.title");
  const detail = loaded.value?.value.organization.id === org ? loaded.value : undefined;
  const place = useMemo(() => detail && operatorPlace(detail.value.organization, list), [detail, list]);

  useEffect(() => {
    // Its administrators may have changed on the pages below.
    if (onDesk && away.current) {
      reload();
    }
    away.current = !onDesk;
  }, [onDesk, reload]);

  if (!detail || !place) {
    return (
      <PageFrame title={t("organizations.one")} trail={[{ to: "/operator/organizations", text: list }]}>
        {loaded.state === "failed" ? <Failure error={loaded.error} onRetry={reload} /> : <Lines count={8} />}
      </PageFrame>
    );
  }
  return (
    <PlaceContext.Provider value={place}>
      <Outlet context={{ detail, onChanged: replace } satisfies Desk} />
    </PlaceContext.Provider>
  );
}
