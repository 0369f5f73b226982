package io.github.orgportal.letters;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What a form says that somebody prints, signs and posts.
 *
 * @param kind part of the key of its title, such as {@code portalFormTitle_administrator}
 * @param locale its language
 * @param reference by which the operator finds it again: letters and digits, perhaps in groups
 * @param code the same for a machine, as the QR code has it
 * @param date of the form
 * @param sender who posts it: name, street, city; empty parts are left out
 * @param rows what was stated, in its order
 */
public record FormSheet(
        String kind,
        Locale locale,
        String reference,
        String code,
        LocalDate date,
        List<String> sender,
        List<Row> rows) {
    /**
     * Something that was stated.
     *
     * @param name part of the key of the text that says what it is, such as {@code portalForm_name}
     * @param values of it; none if nothing was stated
     */
    public record Row(String name, List<String> values) {
        /** Copies the list. */
        public Row {
            values = List.copyOf(values);
        }
    }

    /** Copies the lists. */
    public FormSheet {
        sender = List.copyOf(sender);
        rows = List.copyOf(rows);
    }

    /** Not the person. */
    @Override
    public String toString() {
        return "form " + reference;
    }
}
