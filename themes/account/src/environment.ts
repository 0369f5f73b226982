import type { AccountEnvironment } from "@keycloak/keycloak-account-ui";

/** What Keycloak wrote into the page about the server, the realm and the person's language. */
export const environment = JSON.parse(
  document.getElementById("environment")?.textContent ?? "{}",
) as AccountEnvironment;

/** The path under which the console's pages lie, without a slash at its end. */
export const basePath = new URL(environment.baseUrl, location.href).pathname.replace(/\/$/, "");
