import "./main.css";
import { KeycloakProvider, routes as stockRoutes } from "@keycloak/keycloak-account-ui";
import { lazy, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter, Navigate, type RouteObject, RouterProvider } from "react-router-dom";
import type { MenuEntry } from "./api";
import { applyBrand } from "./brand";
import { Broken } from "./Broken";
import { basePath, environment } from "./environment";
import { Guard, OperatorGuard } from "./Guard";
import { loadTexts, realmTextNow } from "./i18n";
import { IDLE_PARAMETER, LoggedOut } from "./IdleLogout";
import { Shell } from "./Shell";

const Accounts = lazy(() => import("./pages/Accounts"));
const CreateClerk = lazy(() => import("./pages/CreateClerk"));
const Account = lazy(() => import("./pages/Account"));
const ImportClerks = lazy(() => import("./pages/ImportClerks"));
const Units = lazy(() => import("./pages/Units"));
const Unit = lazy(() => import("./pages/Unit"));
const Help = lazy(() => import("./pages/Help"));
const OwnData = lazy(() => import("./pages/OwnData"));
const Mailboxes = lazy(() => import("./pages/Mailboxes"));
const Changes = lazy(() => import("./pages/Changes"));
const Profile = lazy(() => import("./pages/Profile"));
const Letters = lazy(() => import("./pages/Letters"));
const Overview = lazy(() => import("./pages/operator/Overview"));
const Applications = lazy(() => import("./pages/operator/Applications"));
const EnterApplication = lazy(() => import("./pages/operator/EnterApplication"));
const Application = lazy(() => import("./pages/operator/Application"));
const Organizations = lazy(() => import("./pages/operator/Organizations"));
const CreateOrganization = lazy(() => import("./pages/operator/CreateOrganization"));
const OperatorPlace = lazy(() => import("./pages/operator/Place"));
const OrganizationDesk = lazy(() => import("./pages/operator/OrganizationDesk"));
const Appoint = lazy(() => import("./pages/operator/Appoint"));
const ActivationRequests = lazy(() => import("./pages/operator/ActivationRequests"));
const AllChanges = lazy(() => import("./pages/AllChanges"));
const MyRights = lazy(() => import("./pages/MyRights"));

function guarded(entry: MenuEntry, children: RouteObject[]): RouteObject {
  return { path: "org/:org", element: <Guard entry={entry} />, children };
}

const routes: RouteObject[] = [
  {
    path: "/",
    element: <Shell />,
    errorElement: <Broken />,
    children: [
      // Keycloak's own pages, without the one that would load pages of others.
      ...stockRoutes.filter(({ path }) => !path?.startsWith("content/")),
      guarded("accounts", [
        { path: "accounts", element: <Accounts /> },
        { path: "accounts/new", element: <CreateClerk /> },
        { path: "accounts/import", element: <ImportClerks /> },
        { path: "accounts/:id/:tab?", element: <Account /> },
      ]),
      guarded("units", [
        { path: "units", element: <Units /> },
        { path: "units/:number", element: <Unit /> },
      ]),
      guarded("mailboxes", [{ path: "mailboxes", element: <Mailboxes /> }]),
      guarded("changes", [{ path: "changes", element: <Changes /> }]),
      guarded("organization", [{ path: "profile", element: <Profile /> }]),
      guarded("rights", [{ path: "rights", element: <MyRights /> }]),
      {
        path: "operator",
        element: <OperatorGuard />,
        children: [
          { index: true, element: <Overview /> },
          { path: "applications", element: <Applications /> },
          { path: "applications/new", element: <EnterApplication /> },
          { path: "applications/:id", element: <Application /> },
          { path: "organizations", element: <Organizations /> },
          { path: "organizations/new", element: <CreateOrganization /> },
          {
            path: "organizations/:org",
            element: <OperatorPlace />,
            children: [
              { path: ":tab?", element: <OrganizationDesk /> },
              { path: "units/:number", element: <Unit /> },
              { path: "accounts/new", element: <CreateClerk /> },
              { path: "accounts/appoint", element: <Appoint /> },
              { path: "accounts/import", element: <ImportClerks /> },
              { path: "accounts/:id/:tab?", element: <Account /> },
            ],
          },
          { path: "activation-requests", element: <ActivationRequests /> },
          { path: "letters/:tab?", element: <Letters /> },
          { path: "changes", element: <AllChanges /> },
        ],
      },
      { path: "own/data", element: <OwnData /> },
      { path: "own/help", element: <Help /> },
      { path: "*", element: <Navigate to="/" replace /> },
    ],
  },
];

async function start(root: HTMLElement): Promise<void> {
  await loadTexts();
  applyBrand(realmTextNow, environment.realm);
  const minutes = new URLSearchParams(location.search).get(IDLE_PARAMETER);
  createRoot(root).render(
    <StrictMode>
      {minutes === null ? (
        <KeycloakProvider environment={environment}>
          <RouterProvider router={createBrowserRouter(routes, { basename: basePath })} />
        </KeycloakProvider>
      ) : (
        <LoggedOut minutes={minutes} />
      )}
    </StrictMode>,
  );
}

const root = document.getElementById("app");
if (root) {
  start(root).catch(() => {
    // There are no texts to say it with: the browser's own page of a reload says what is wrong.
    root.replaceChildren(Object.assign(document.createElement("a"), { href: location.href, textContent: "↻" }));
  });
}
