package io.github.orgportal.registration;

import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The countries of ISO 3166-1, for a menu. */
final class Countries {
    /** Chosen until somebody chooses another. */
    static final String FIRST = "DE";

    private static final Set<String> CODES = Set.of(Locale.getISOCountries());

    private Countries() {}

    static boolean has(String code) {
        return CODES.contains(code);
    }

    /** Code and name of each, by name as the language sorts them. */
    static List<Map<String, String>> in(Locale language) {
        Comparator<Object> order = Collator.getInstance(language);
        return Arrays.stream(Locale.getISOCountries())
                .map(code -> new Country(code, name(code, language)))
                .sorted(Comparator.comparing(Country::name, order))
                .map(country -> Map.of("code", country.code(), "name", country.name()))
                .toList();
    }

    private record Country(String code, String name) {}

    /** In a language; what is no code stays as it is. */
    static String name(String code, Locale language) {
        return has(code) ? new Locale.Builder().setRegion(code).build().getDisplayCountry(language) : code;
    }
}
