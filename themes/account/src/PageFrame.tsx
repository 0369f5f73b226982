import { Breadcrumb, BreadcrumbItem, Flex, FlexItem, PageSection, Text, TextContent, Title } from "@patternfly/react-core";
import { type PropsWithChildren, type ReactNode, useEffect, useId, useRef } from "react";
import { Link, useLocation } from "react-router-dom";
import { environment } from "./environment";
import { useRealmText } from "./i18n";

type Props = PropsWithChildren<{
  title: string;
  /** Beside the title, such as a status. */
  badge?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** Where the page lies. */
  trail?: { to: string; text: string }[];
  /** Of the page's headings, which gets the focus when somebody comes here; another title of the same page is no arrival. */
  arrival?: string;
}>;

/** A page of ours. Whoever comes to it by keyboard or screen reader stands on its title. */
export function PageFrame({ title, badge, description, actions, trail, arrival, children }: Props) {
  const id = useId();
  const realmText = useRealmText();
  const { key } = useLocation();
  const opened = useRef(key === "default");

  useEffect(() => {
    document.title = `${title} – ${realmText("portalBrandName") || environment.realm}`;
  }, [title, realmText]);

  useEffect(() => {
    // The browser itself tells what a page is that was opened by its address.
    if (!opened.current) {
      document.getElementById(id)?.focus();
    }
    opened.current = false;
  }, [arrival, id]);

  return (
    <>
      <PageSection variant="light" className="portal-head">
        {trail && (
          <Breadcrumb>
            {trail.map(({ to, text }) => (
              <BreadcrumbItem key={to} render={({ className }) => <Link to={to} className={className}>{text}</Link>} />
            ))}
            <BreadcrumbItem isActive>{title}</BreadcrumbItem>
          </Breadcrumb>
        )}
        <Flex justifyContent={{ default: "justifyContentSpaceBetween" }} alignItems={{ default: "alignItemsCenter" }}>
          <Flex spaceItems={{ default: "spaceItemsMd" }} alignItems={{ default: "alignItemsCenter" }}>
            <FlexItem>
              <Title headingLevel="h1" id={id} tabIndex={-1} className="portal-title">
                {title}
              </Title>
            </FlexItem>
            {badge && <FlexItem>{badge}</FlexItem>}
          </Flex>
          {actions && <FlexItem>{actions}</FlexItem>}
        </Flex>
        {description && (
          <TextContent>
            <Text component="p">{description}</Text>
          </TextContent>
        )}
      </PageSection>
      <PageSection variant="light" isFilled>
        {children}
      </PageSection>
    </>
  );
}
