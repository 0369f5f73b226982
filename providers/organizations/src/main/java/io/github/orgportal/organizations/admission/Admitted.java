package io.github.orgportal.organizations.admission;

import io.github.orgportal.organizations.membership.Member;
import org.keycloak.models.UserModel;

/**
 * An account that has just been made.
 *
 * @param account the account
 * @param member its place
 */
public record Admitted(UserModel account, Member member) {}
