package io.github.orgportal.organizations.application;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What an application is called on paper and on the telephone: random, so that nobody can guess one, and of signs that are not taken for each
 * other. It opens nothing.
 *
 * @param signs without what stands between the groups
 */
public record Reference(String signs) {
    /** Without 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B. Ten of them are as good as 46 bits. */
    private static final String ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY";

    private static final int LENGTH = 10;
    private static final int GROUP = 5;
    private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

    /** A new one. */
    static Reference random(RandomGenerator random) {
        StringBuilder signs = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            signs.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Reference(signs.toString());
    }

    /** The one that somebody has typed, in whatever case and groups; none if none looks so. */
    public static Optional<Reference> of(String typed) {
        return Optional.of(plain(typed))
                .filter(signs -> SHAPE.matcher(signs).matches())
                .map(Reference::new);
    }

    /** A part of one as it is stored. */
    static String plain(String typed) {
        return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    /** As it is printed: in groups, such as {@code 7KQXA-MR9TP}. */
    public String text() {
        return signs.substring(0, GROUP) + "-" + signs.substring(GROUP);
    }
}
