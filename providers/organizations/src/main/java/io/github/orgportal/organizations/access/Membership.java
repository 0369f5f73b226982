package io.github.orgportal.organizations.access;

/**
 * An account's place in an organization, as far as it matters for access.
 *
 * @param id of the membership
 * @param organizationId of the organization
 * @param role of the account there
 * @param organizationEnabled false if the operator has disabled the organization in Keycloak
 */
public record Membership(String id, String organizationId, Role role, boolean organizationEnabled) {}
