import { useEnvironment } from "@keycloak/keycloak-account-ui";
import {
  Banner,
  Bullseye,
  Dropdown,
  DropdownItem,
  DropdownList,
  Flex,
  FlexItem,
  FormSelect,
  FormSelectOption,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadMain,
  MastheadToggle,
  MenuToggle,
  Nav,
  NavExpandable,
  NavGroup,
  NavItem,
  Page,
  PageSection,
  PageSidebar,
  PageSidebarBody,
  PageToggleButton,
  SkipToContent,
  Spinner,
  Toolbar,
  ToolbarContent,
  ToolbarItem,
} from "@patternfly/react-core";
import { BarsIcon, UserIcon } from "@patternfly/react-icons";
import { Suspense, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, type LinkProps, Outlet, useLocation, useNavigate } from "react-router-dom";
import { useApi, type Me } from "./api";
import { brandLogo } from "./brand";
import { environment } from "./environment";
import { useRealmText, useTexts } from "./i18n";
import { IdleLogout } from "./IdleLogout";
import { useLoaded, type Loaded } from "./loaded";
import { MeContext } from "./me";
import { currentMembership, operatorPages, ourPages, ownPages, type StockEntry, visibleStock } from "./menu";
import { useOnline } from "./online";
import { Failure } from "./states";

const MAIN = "portal-main";

/** A person without a place in any organization, or whom our API does not know, has Keycloak's own pages still. */
const NOBODY: Me = { id: "", loginName: "", firstName: "", lastName: "", email: "", operator: false, offers: [], memberships: [] };

/** What all pages have: masthead, menu, the warning before the idle logout. */
export function Shell() {
  const api = useApi();
  const t = useTexts();
  const online = useOnline();
  const { pathname } = useLocation();
  const loadMe = useCallback((signal: AbortSignal) => api.me(signal), [api]);
  const { loaded: me, reload } = useLoaded(loadMe);
  const [mobile, setMobile] = useState(false);
  const [open, setOpen] = useState(true);

  useEffect(() => {
    if (mobile) {
      // On a phone the menu lies over the page that was chosen from it.
      setOpen(false);
    }
  }, [mobile, pathname]);

  const main = () => document.getElementById(MAIN)?.focus();

  return (
    <>
      <IdleLogout />
      <Page
        mainContainerId={MAIN}
        onPageResize={(_, { mobileView }: { mobileView: boolean }) => {
          setMobile((before) => {
            if (before && !mobileView) {
              setOpen(true);
            }
            return mobileView;
          });
        }}
        skipToContent={
          <SkipToContent
            href={`#${MAIN}`}
            onClick={(event) => {
              event.preventDefault();
              main();
            }}
          >
            {t("skip")}
          </SkipToContent>
        }
        header={
          <Header
            open={open}
            onToggle={() => {
              setOpen((before) => !before);
            }}
          />
        }
        sidebar={
          <PageSidebar isSidebarOpen={open}>
            <PageSidebarBody>
              <Menu me={me.value ?? NOBODY} />
            </PageSidebarBody>
          </PageSidebar>
        }
      >
        <div role="status">
          {!online && (
            <Banner variant="gold" isSticky>
              {t("offline")}
            </Banner>
          )}
        </div>
        <Content me={me} pathname={pathname} onRetry={reload} />
      </Page>
    </>
  );
}

function Content({ me, pathname, onRetry }: { me: Loaded<Me>; pathname: string; onRetry: () => void }) {
  const ours = ["/org/", "/own/", "/operator"].some((path) => pathname.startsWith(path));
  if (ours && me.state === "failed") {
    return (
      <PageSection variant="light">
        <Failure error={me.error} onRetry={onRetry} />
      </PageSection>
    );
  }
  if (ours && !me.value) {
    return <Waiting />;
  }
  return (
    <MeContext.Provider value={me.value ?? NOBODY}>
      <Suspense fallback={<Waiting />}>
        <Outlet />
      </Suspense>
    </MeContext.Provider>
  );
}

export function Waiting() {
  const t = useTexts();
  return (
    <Bullseye>
      <Spinner aria-label={t("loading")} aria-valuetext={t("loading")} />
    </Bullseye>
  );
}

function Header({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const t = useTexts();
  const realmText = useRealmText();
  const name = realmText("portalBrandName") || environment.realm;
  const logo = brandLogo(realmText("portalBrandLogo"), environment.resourceUrl);
  return (
    <Masthead className="portal-masthead" inset={{ default: "insetSm", md: "insetMd" }}>
      <MastheadToggle>
        <PageToggleButton variant="plain" aria-label={t("menu.toggle")} aria-expanded={open} onClick={onToggle}>
          <BarsIcon />
        </PageToggleButton>
      </MastheadToggle>
      <MastheadMain>
        <MastheadBrand component={BrandLink}>
          <Flex
            alignItems={{ default: "alignItemsCenter" }}
            spaceItems={{ default: "spaceItemsSm" }}
            flexWrap={{ default: "nowrap" }}
          >
            {logo && <img className="portal-logo" src={logo} alt="" />}
            <FlexItem className="portal-brand">{name}</FlexItem>
          </Flex>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isStatic>
          <ToolbarContent>
            <ToolbarItem align={{ default: "alignRight" }}>
              <AccountMenu />
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}

/** The brand leads to the start page, without loading the console anew. */
function BrandLink(props: Omit<LinkProps, "to">) {
  return <Link {...props} to="/" />;
}

function AccountMenu() {
  const t = useTexts();
  const { keycloak } = useEnvironment();
  const [open, setOpen] = useState(false);
  const token = keycloak.idTokenParsed as Record<string, string> | undefined;
  const name = [token?.given_name, token?.family_name].filter(Boolean).join(" ") || (token?.preferred_username ?? "");
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      onSelect={() => {
        setOpen(false);
      }}
      popperProps={{ position: "right" }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          icon={<UserIcon />}
          aria-label={t("menu.account", { name })}
          isExpanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          <span className="portal-wide">{name}</span>
        </MenuToggle>
      )}
    >
      <DropdownList>
        <DropdownItem key="out" onClick={() => void keycloak.logout()}>
          {t("menu.signOut")}
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}

function Menu({ me }: { me: Me }) {
  const { memberships } = me;
  const t = useTexts();
  const { t: stockText } = useTranslation();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [stock, setStock] = useState<StockEntry[]>([]);
  const current = currentMembership(memberships, pathname);
  const pages = current ? ourPages(current) : [];
  const operator = operatorPages(me);

  useEffect(() => {
    fetch(`${environment.resourceUrl}/content.json`)
      .then((response) => response.json() as Promise<StockEntry[]>)
      .then(setStock)
      // Without it the menu has our pages alone, and the page tells that there is no connection.
      .catch(() => undefined);
  }, []);

  const item = (entry: StockEntry) => (
    <NavItem key={entry.label} isActive={isAt(pathname, `/${entry.path ?? ""}`)}>
      <Link to={`/${entry.path ?? ""}`}>{stockText(entry.label)}</Link>
    </NavItem>
  );

  return (
    <Nav aria-label={t("menu.label")}>
      {current && memberships.length > 1 && (
        <div className="portal-organization">
          <FormSelect
            aria-label={t("menu.choose")}
            value={current.organization.id}
            onChange={(_, id) => {
              const first = memberships.find(({ organization }) => organization.id === id);
              const to = first && ourPages(first)[0]?.to;
              void navigate(to ?? "/");
            }}
          >
            {memberships.map(({ organization }) => (
              <FormSelectOption key={organization.id} value={organization.id} label={organization.name} />
            ))}
          </FormSelect>
        </div>
      )}
      {current && pages.length > 0 && (
        <NavGroup title={t("menu.group")}>
          {pages.map(({ entry, to }) => (
            <NavItem key={entry} isActive={pathname.startsWith(to)}>
              <Link to={to}>{t(`menu.${entry}`)}</Link>
            </NavItem>
          ))}
        </NavGroup>
      )}
      {operator.length > 0 && (
        <NavGroup title={t("menu.operator")}>
          {operator.map(({ page, to }) => (
            <NavItem key={page} isActive={page === "overview" ? isAt(pathname, to) : pathname.startsWith(to)}>
              <Link to={to}>{t(`menu.${page}`)}</Link>
            </NavItem>
          ))}
        </NavGroup>
      )}
      <NavGroup title={t("menu.own")}>
        {visibleStock(stock, environment.features).map((entry) =>
          entry.children ? (
            <NavExpandable
              key={entry.label}
              title={stockText(entry.label)}
              isActive={entry.children.some((child) => isAt(pathname, `/${child.path ?? ""}`))}
              isExpanded={entry.children.some((child) => isAt(pathname, `/${child.path ?? ""}`))}
            >
              {entry.children.map(item)}
            </NavExpandable>
          ) : (
            item(entry)
          ),
        )}
        {ownPages(me).map(({ page, to }) => (
          <NavItem key={page} isActive={isAt(pathname, to)}>
            <Link to={to}>{t(`menu.${page}`)}</Link>
          </NavItem>
        ))}
      </NavGroup>
    </Nav>
  );
}

function isAt(pathname: string, path: string): boolean {
  return (pathname.replace(/\/$/, "") || "/") === path;
}
