package io.github.orgportal.organizations.membership;

import io.github.orgportal.organizations.access.Role;

/**
 * An account's place in an organization.
 *
 * @param id of the membership
 * @param organizationId of the organization
 * @param accountId of the account
 * @param role of the account there
 */
public record Member(String id, String organizationId, String accountId, Role role) {}
