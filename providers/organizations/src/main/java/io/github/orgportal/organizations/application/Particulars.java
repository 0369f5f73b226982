package io.github.orgportal.organizations.application;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an application says, as it stands on the form that is signed: the same whoever makes the form, and whenever. */
public final class Particulars {
    private Particulars() {}

    /**
     * One of them.
     *
     * @param name what it is, a part of the key of its text
     * @param values in the language of the application; none if nothing was stated
     */
    public record Particular(String name, List<String> values) {
        /** Copies the list. */
        public Particular {
            values = List.copyOf(values);
        }
    }

    /** In the order of the form. */
    public static List<Particular> of(Application application) {
        Locale language = Locale.forLanguageTag(application.locale());
        boolean administrator = application.role().isAdministrator();
        List<Particular> all = new ArrayList<>();
        all.add(new Particular(
                "memberNumber",
                application
                        .memberNumbers()
                        .subList(0, Math.min(1, application.memberNumbers().size()))));
        if (!administrator) {
            all.add(new Particular(
                    "served", application.memberNumbers().stream().skip(1).toList()));
        }
        all.add(new Particular("name", List.of(name(application))));
        all.add(new Particular(
                "birthDate",
                application
                        .person()
                        .birthDate()
                        .map(date -> DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                .withLocale(language)
                                .format(LocalDate.parse(date)))
                        .stream()
                        .toList()));
        all.add(new Particular(
                "address",
                List.of(
                        application.address().street(),
                        city(application),
                        country(application.address().country(), language))));
        all.add(new Particular("email", List.of(application.person().email())));
        all.add(new Particular("phone", application.person().phone().stream().toList()));
        if (administrator) {
            all.add(new Particular("units", application.units()));
        }
        return all;
    }

    /** Who posts the form: name, street, city. */
    public static List<String> sender(Application application) {
        return List.of(name(application), application.address().street(), city(application));
    }

    private static String name(Application application) {
        return joined(application.person().firstName(), application.person().lastName());
    }

    private static String city(Application application) {
        return joined(application.address().postalCode(), application.address().city());
    }

    private static String joined(String... parts) {
        return String.join(" ", Stream.of(parts).filter(part -> !part.isBlank()).toList());
    }

    private static String country(String code, Locale language) {
        return Optional.of(code)
                .filter(known -> known.matches("[A-Z]{2}"))
                .map(known -> new Locale.Builder().setRegion(known).build().getDisplayCountry(language))
                .orElse(code);
    }
}
