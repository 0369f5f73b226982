package io.github.orgportal.organizations.account;

import java.util.Map;

/**
 * Where letters to a person go.
 *
 * @param street street and number
 * @param postalCode postal code
 * @param city city
 * @param country of two letters (ISO 3166-1)
 */
public record PostalAddress(String street, String postalCode, String city, String country) {
    /** By the names that the user profile has for them. */
    public Map<String, String> values() {
        return Map.of("street", street, "postalCode", postalCode, "city", city, "country", country);
    }

    /** Not the address. */
    @Override
    public String toString() {
        return "postal address";
    }
}
