/**
 * Passwords that people choose themselves: what a realm may ask of them beyond Keycloak's own policies, how the rules are told on
 * the page, and what follows once one was chosen. They work with any Keycloak: docs/adr/0012-personal-passwords.md.
 */
@NullMarked
package io.github.orgportal.onetimepassword.personal;

import org.jspecify.annotations.NullMarked;
