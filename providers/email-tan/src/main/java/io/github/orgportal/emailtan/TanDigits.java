package io.github.orgportal.emailtan;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** The digits of a TAN: how they are drawn, and how they are read from what a person entered. */
final class TanDigits {
    /** Digits of a TAN. */
    static final int LENGTH = 6;

    private static final int BOUND = 1_000_000;
    private static final Pattern TYPED = Pattern.compile("[0-9]{" + LENGTH + "}");
    /** People copy "123 456" and "123-456" from a mail, some mail programs with other spaces and dashes. */
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Pd}\\p{Cf}]+");

    private static final SecureRandom RANDOM = new SecureRandom();

    private TanDigits() {}

    /** Without a format: that would write the digits of the server's locale. */
    static String draw() {
        return Integer.toString(BOUND + RANDOM.nextInt(BOUND)).substring(1);
    }

    /** The digits of an entry; empty if it cannot be a TAN, and so is no guess either. */
    static Optional<String> read(String entry) {
        return Optional.of(SEPARATORS.matcher(entry).replaceAll(""))
                .filter(digits -> TYPED.matcher(digits).matches());
    }
}
