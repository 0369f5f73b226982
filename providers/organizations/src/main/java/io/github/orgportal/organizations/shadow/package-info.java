/**
 * What locks look like in Keycloak: disabled accounts and ended sessions. Cast after the commit, and again until it stays; never the
 * truth.
 */
@NullMarked
package io.github.orgportal.organizations.shadow;

import org.jspecify.annotations.NullMarked;
