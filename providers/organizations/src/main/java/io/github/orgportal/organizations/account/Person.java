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
 * @param birthDate ISO 8601; where it is missing, an account keeps the one that it has
 */
public record Person(
        String loginName,
        String email,
        String firstName,
        String lastName,
        Optional<String> phone,
        Optional<String> birthDate) {
    /** Somebody whose birth date nobody asks for. */
    public Person(String loginName, String email, String firstName, String lastName, Optional<String> phone) {
        this(loginName, email, firstName, lastName, phone, Optional.empty());
    }

    /** Puts login name and address into lower case. */
    public Person {
        loginName = loginName.toLowerCase(Locale.ROOT);
        email = email.toLowerCase(Locale.ROOT);
    }

    /** The same person with this login name. */
    public Person as(String otherName) {
        return new Person(otherName, email, firstName, lastName, phone, birthDate);
    }
}
