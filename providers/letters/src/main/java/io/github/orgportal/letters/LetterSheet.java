package io.github.orgportal.letters;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * What one letter says.
 *
 * @param kind part of the keys of its texts, such as {@code portalLetterSubject_oneTimePassword}
 * @param locale its language
 * @param addressee to whom it goes
 * @param memberNumber of the organization that it is about
 * @param reference by which the operator finds it again
 * @param date of the letter
 * @param value what it is sent for
 * @param lastDay on which the value is good; none if it stays so
 */
public record LetterSheet(
        String kind,
        Locale locale,
        Addressee addressee,
        String memberNumber,
        String reference,
        LocalDate date,
        String value,
        Optional<LocalDate> lastDay) {
    /** Neither the person nor the value. */
    @Override
    public String toString() {
        return "letter " + reference;
    }
}
