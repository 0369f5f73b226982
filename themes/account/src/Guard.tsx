import { useMemo } from "react";
import { Navigate, Outlet, useParams } from "react-router-dom";
import type { MenuEntry } from "./api";
import { useMe } from "./me";
import { memberPlace, PlaceContext } from "./place";

/** Lets in who has the entry in the menu; all others land on the start page. The server decides again with every call. */
export function Guard({ entry }: { entry: MenuEntry }) {
  const { org } = useParams();
  const membership = useMe().memberships.find(({ organization }) => organization.id === org);
  const place = useMemo(() => membership && memberPlace(membership), [membership]);
  return place?.menu.includes(entry) ? (
    <PlaceContext.Provider value={place}>
      <Outlet />
    </PlaceContext.Provider>
  ) : (
    <Navigate to="/" replace />
  );
}

/** Lets in the operator's staff. */
export function OperatorGuard() {
  return useMe().operator ? <Outlet /> : <Navigate to="/" replace />;
}
