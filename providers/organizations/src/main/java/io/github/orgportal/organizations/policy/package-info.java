/**
 * What makes one portal different from another: its rules ({@link io.github.orgportal.organizations.policy.PortalPolicy}) and its
 * rights, unit types and mailbox types ({@link io.github.orgportal.organizations.policy.Catalogue}), from the realm's components.
 * Everybody above may read both; nobody writes them but Keycloak's import and admin API.
 *
 * <p>A single component is checked by Keycloak's {@code validateConfiguration}, all of them together when a realm has been created
 * and whenever one of them changes. So what is read later is consistent.
 */
@NullMarked
package io.github.orgportal.organizations.policy;

import org.jspecify.annotations.NullMarked;
