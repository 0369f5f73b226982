package io.github.orgportal.organizations.profile;

/**
 * An organization of the portal.
 *
 * @param id the same in Keycloak
 * @param memberNumber unique in the realm, never changes
 * @param name as Keycloak has it
 * @param kind what it is
 * @param enabled false if the operator has disabled it in Keycloak
 */
public record Organization(String id, String memberNumber, String name, Kind kind, boolean enabled) {}
