package io.github.orgportal.registration;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A birth date as people type it, and as browsers fill it in. */
final class BirthDate {
    private static final List<DateTimeFormatter> FORMS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d.M.uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ofPattern("d/M/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));

    private BirthDate() {}

    /** The day; none if it is no day. */
    static Optional<LocalDate> of(String typed) {
        String plain = typed.replace(" ", "");
        return FORMS.stream().flatMap(form -> parse(plain, form).stream()).findFirst();
    }

    private static Optional<LocalDate> parse(String plain, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDate.parse(plain, form));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
