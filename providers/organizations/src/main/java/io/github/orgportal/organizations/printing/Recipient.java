package io.github.orgportal.organizations.printing;

/**
 * To whom a letter goes. What is not known is empty.
 *
 * @param id of the account
 * @param enabled false if the account is disabled in Keycloak
 * @param firstName first name
 * @param lastName last name
 * @param street and number
 * @param city with the post office
 */
public record Recipient(String id, boolean enabled, String firstName, String lastName, String street, String city) {
    /** Not the person. */
    @Override
    public String toString() {
        return "recipient " + id;
    }
}
