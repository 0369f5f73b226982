/** Where letters go most; the names come from the browser, in the person's language. */
export const COUNTRIES = ["DE", "AT", "CH", "BE", "CZ", "DK", "ES", "FR", "GB", "IT", "LI", "LU", "NL", "PL", "SE", "US"] as const;

/** The names of countries by their codes (ISO 3166-1). */
export function countryNames(locale: string): (code: string) => string {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return (code) => names.of(code) ?? code;
}
