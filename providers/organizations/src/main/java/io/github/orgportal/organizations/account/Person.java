package io.github.orgportal.organizations.account;

import java.util.Locale;
import java.util.Optional;

/**
 * Who an account belongs to.
 *
 * @param loginName what tells the account from others, in lower case: its user id, or what it logs in with
 * @param email where TANs go, in lower case as well
 * @param firstName first name
 * @param lastName last name
 * @param phone telephone number; where it is missing, an account keeps the one that it has
 */
public record Person(String loginName, String email, String firstName, String lastName, Optional<String> phone) {
    /** Puts login name and address into lower case. */
    public Person {
        loginName = loginName.toLowerCase(Locale.ROOT);
        email = email.toLowerCase(Locale.ROOT);
    }
}
