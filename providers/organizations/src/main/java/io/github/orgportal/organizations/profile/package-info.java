/**
 * Organizations: member number, kind, units, restrictions. Name, alias and member list are Keycloak's.
 */
@NullMarked
package io.github.orgportal.organizations.profile;

import org.jspecify.annotations.NullMarked;
