package io.github.orgportal.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lines of an address, for a zone of six (DIN 5008:2020, form B). They are not wider than the window of the envelope: a name takes up to
 * two lines, what is longer ends in an ellipsis, and street and city always have their place.
 */
record AddressLines(LetterFont font, double width) {
    private static final String HOME = "DE";
    private static final String ELLIPSIS = "…";

    List<String> of(Addressee addressee) {
        List<String> lines = new ArrayList<>(twoLines(addressee.name()));
        List.of(
                        addressee.organization(),
                        addressee.street(),
                        (addressee.postalCode() + " " + addressee.city()).strip(),
                        country(addressee.country()))
                .stream()
                .map(this::cut)
                .forEach(lines::add);
        lines.removeIf(String::isBlank);
        return lines;
    }

    /** In capitals and the language of the country that the letter starts in, as the post wants it (UPU S42). */
    private static String country(String code) {
        return code.isBlank() || code.equalsIgnoreCase(HOME)
                ? ""
                : new Locale.Builder()
                        .setRegion(code.matches("[A-Za-z]{2}") ? code : "")
                        .build()
                        .getDisplayCountry(Locale.GERMAN)
                        .toUpperCase(Locale.GERMAN);
    }

    private List<String> twoLines(String text) {
        if (font.width(text) <= width) {
            return List.of(text);
        }
        int end = fitting(text, 0);
        int space = text.lastIndexOf(' ', end);
        int first = space > 0 ? space : end;
        return List.of(text.substring(0, first), cut(text.substring(first).strip()));
    }

    private String cut(String text) {
        return font.width(text) <= width ? text : text.substring(0, fitting(text, font.width(ELLIPSIS))) + ELLIPSIS;
    }

    /** How many chars fit, beside something of that width. */
    private int fitting(String text, double taken) {
        int end = 0;
        double used = taken;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            used += font.width(text.substring(end, next));
            if (used > width) {
                return end;
            }
            end = next;
        }
        return end;
    }
}
