package io.github.orgportal.organizations.account;

import io.github.orgportal.organizations.policy.PersonalAddressValidator;
import java.util.List;

/**
 * What is wrong with one field of a person.
 *
 * @param field such as {@code email}, or {@code account} for all of it
 * @param code what is wrong, as Keycloak's validators call it, such as {@code error-invalid-email}
 * @param parameters for the text of the code; the first one is the field
 */
public record PersonProblem(String field, String code, List<Object> parameters) {
    /** Of an address that belongs to nobody in person. */
    public static final String GENERIC_ADDRESS = PersonalAddressValidator.MESSAGE;

    /** Copies the list. */
    public PersonProblem {
        parameters = List.copyOf(parameters);
    }
}
