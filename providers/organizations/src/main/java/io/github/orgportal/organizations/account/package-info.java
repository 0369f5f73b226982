/**
 * The accounts of people: made and changed through Keycloak's user profile, so that a realm's own rules hold, and told in the change
 * log. Where an account belongs to is the business of {@code membership}.
 */
@NullMarked
package io.github.orgportal.organizations.account;

import org.jspecify.annotations.NullMarked;
