package io.github.orgportal.letters;

/**
 * To whom a letter goes, as far as it is known. Any part may be empty.
 *
 * @param name of the person
 * @param organization where the person works
 * @param street and number
 * @param postalCode of the city
 * @param city with the post office
 * @param country of two letters (ISO 3166-1)
 */
public record Addressee(
        String name, String organization, String street, String postalCode, String city, String country) {
    /** Whether the post would find it. */
    public boolean isComplete() {
        return !street.isBlank() && !city.isBlank();
    }

    /** Not the person. */
    @Override
    public String toString() {
        return "addressee";
    }
}
