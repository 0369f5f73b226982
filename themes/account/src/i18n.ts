import i18next from "i18next";
import { useMemo } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import { environment } from "./environment";

/** What stands before our own keys, so that they never meet one of Keycloak's. */
export const PREFIX = "portalConsole.";

type Entry = { key: string; value: string };

/** Fetches the texts of the theme, with what the realm says otherwise, in the person's language. */
export async function loadTexts(): Promise<void> {
  const { serverBaseUrl, realm, locale } = environment;
  const response = await fetch(`${serverBaseUrl}/resources/${realm}/account/${locale}`);
  if (!response.ok) {
    throw new Error(`Texts: ${response.status}`);
  }
  const entries = (await response.json()) as Entry[];
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { [locale]: { translation: Object.fromEntries(entries.map(({ key, value }) => [key, value])) } },
  });
}

export type Texts = (key: string, values?: Record<string, string | number>) => string;

/** The texts of the portal's pages: keys without their prefix. */
export function useTexts(): Texts {
  const { t } = useTranslation();
  return useMemo(() => (key, values) => t(PREFIX + key, values), [t]);
}

/** A text of the realm, such as its brand; empty if it has none. */
export function useRealmText(): (key: string) => string {
  const { t, i18n } = useTranslation();
  return useMemo(() => (key) => (i18n.exists(key) ? t(key) : ""), [t, i18n]);
}

/** As {@link useRealmText}, outside of components, once the texts are there. */
export function realmTextNow(key: string): string {
  return i18next.exists(key) ? i18next.t(key) : "";
}
