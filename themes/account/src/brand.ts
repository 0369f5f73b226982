const COLOUR = /^#[0-9a-f]{6}$/i;
const REMOTE = /^https?:\/\/[\w.~:/?#@!$&*+,;=%-]+$/i;
const FILE = /^\w[\w./-]*$/;

/** The colour that a realm calls its own, or the fallback if what it says is none. */
export function brandColour(text: string, fallback: string): string {
  return COLOUR.test(text) ? text : fallback;
}

/** The address of a realm's logo: a file of the login theme, or an address of its own; empty if there is none. */
export function brandLogo(text: string, resourceUrl: string): string {
  if (REMOTE.test(text) || /^\/[\w.~-][\w.~/%-]*$/.test(text)) {
    return text;
  }
  return FILE.test(text) && !text.includes("..") ? `${resourceUrl.replace(/\/account\/[^/]+$/, "/login/portal")}/${text}` : "";
}

/** Sets the realm's colours for light and dark, for the styles to use. */
export function applyBrand(realmText: (key: string) => string, realm: string): void {
  const style = document.documentElement.style;
  style.setProperty("--portal-brand-light", brandColour(realmText("portalBrandColor"), "#1f4e79"));
  style.setProperty("--portal-brand-dark", brandColour(realmText("portalBrandColorDark"), "#9cc7f0"));
  document.title = realmText("portalBrandName") || realm;
}
