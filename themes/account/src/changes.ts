import type { Texts } from "./i18n";
import type { Words } from "./useCatalogue";

/** Fields of the log's entries, as the server names them. */
const FIELDS = [
  "address",
  "addressee",
  "birthDate",
  "cause",
  "city",
  "country",
  "email",
  "firstName",
  "identifier",
  "kind",
  "lastName",
  "letter",
  "loginName",
  "mailboxes",
  "name",
  "number",
  "phone",
  "postalCode",
  "right",
  "rights",
  "role",
  "scope",
  "street",
  "termsConfirmed",
  "type",
  "unit",
  "validUntil",
  "way",
];

/** The texts of values that are of a few. */
const WORDS: Record<string, (value: string) => string> = {
  addressee: (value) => `changes.addressee.${value}`,
  cause: (value) => `locks.cause.${value}`,
  kind: (value) => `kind.${value}`,
  letter: (value) => `changes.letter.${value}`,
  role: (value) => `role.${value}`,
  scope: (value) => `locks.scope.${value}`,
  way: (value) => `changes.way.${value}`,
};

/** Tells before and after of an entry of the log as the pages speak: names of fields, rights and units instead of ids. */
export function changeWords(t: Texts, dateTime: (at: number) => string, catalogue?: Words) {
  const unit = (id: string) => catalogue?.units.find((each) => each.id === id);
  const one = (field: string, value: unknown): string => {
    if (value === undefined || value === null || value === "") {
      return "–";
    }
    const text = typeof value === "string" ? value : JSON.stringify(value);
    if (typeof value === "boolean") {
      return t(value ? "import.yes" : "import.no");
    }
    if (field === "validUntil" && !Number.isNaN(Date.parse(text))) {
      return dateTime(Date.parse(text));
    }
    if (field === "mailboxes") {
      return catalogue?.mailboxes.find(({ type }) => type === text)?.label ?? text;
    }
    if (field === "type") {
      return catalogue?.units.find(({ type }) => type === text)?.typeLabel ?? text;
    }
    if (field === "right" || field === "rights" || unit(field)) {
      return catalogue?.rights.find(({ id }) => id === text)?.label ?? text;
    }
    const key = WORDS[field]?.(text);
    return key ? t(key) : text;
  };

  return {
    field: (field: string): string => {
      const found = unit(field);
      return found ? `${found.number} ${found.name}` : FIELDS.includes(field) ? t(`changes.field.${field}`) : field;
    },
    value: (field: string, value: unknown): string =>
      Array.isArray(value) ? value.map((each) => one(field, each)).join(", ") || "–" : one(field, value),
  };
}
