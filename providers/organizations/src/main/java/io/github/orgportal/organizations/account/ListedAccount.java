package io.github.orgportal.organizations.account;

import io.github.orgportal.organizations.access.Role;
import java.util.List;

/**
 * An account as the list of an organization shows it.
 *
 * @param id of the account
 * @param membershipId of its place in the organization
 * @param userId Keycloak's username, which never changes
 * @param loginName what the person logs in with: the user id or the address, as the portal has it
 * @param firstName first name; may be empty
 * @param lastName last name; may be empty
 * @param email address; may be empty
 * @param phone telephone number; may be empty
 * @param role in the organization
 * @param status in the organization
 * @param units on how many units it has a right
 * @param mailboxes types of its group mailboxes, sorted
 * @param memberSince milliseconds since 1970 UTC
 * @param organizations to how many organizations the account belongs
 * @param bound an administrator who holds only its rights and mailboxes, not the whole organization
 */
public record ListedAccount(
        String id,
        String membershipId,
        String userId,
        String loginName,
        String firstName,
        String lastName,
        String email,
        String phone,
        Role role,
        Status status,
        int units,
        List<String> mailboxes,
        long memberSince,
        int organizations,
        boolean bound) {
    /** Copies the list. */
    public ListedAccount {
        mailboxes = List.copyOf(mailboxes);
    }

    /** Whether it belongs to other organizations too. */
    public boolean isShared() {
        return organizations > 1;
    }

    /** Not the person. */
    @Override
    public String toString() {
        return "account " + id;
    }
}
