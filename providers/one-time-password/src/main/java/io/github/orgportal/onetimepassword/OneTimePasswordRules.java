package io.github.orgportal.onetimepassword;

import io.github.orgportal.support.InvalidOptionException;
import io.github.orgportal.support.WholeNumberOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * What a realm's one-time passwords look like, from the settings of its required action.
 *
 * @param alphabet the characters they are drawn from
 * @param length how many of them
 * @param validDays days until they expire
 */
record OneTimePasswordRules(String alphabet, int length, int validDays) {
    private static final Logger LOG = Logger.getLogger(OneTimePasswordRules.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String ALPHABET = "alphabet";
    private static final String DIGITS = "0123456789";
    private static final Pattern LETTERS_AND_DIGITS = Pattern.compile("[A-Za-z0-9]{10,62}");
    private static final String LETTERS_AND_DIGITS_ALLOWED =
            "10 to 62 different characters out of A to Z, a to z and 0 to 9";

    /** Ten digits are one of 10^10: with ten wrong passwords before an account is locked, out of reach. */
    private static final WholeNumberOption LENGTH =
            new WholeNumberOption("length", "Length", "Characters of a one-time password.", 10, 8, 32);

    private static final WholeNumberOption VALID_DAYS =
            new WholeNumberOption("validDays", "Validity", "Days that a one-time password is valid.", 28, 1, 365);

    /** People type "12345 67890" and "12345-67890" from a letter. */
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Pd}\\p{Cf}]+");

    /** Every setting at its default. */
    static final OneTimePasswordRules STANDARD =
            new OneTimePasswordRules(DIGITS, LENGTH.standard(), VALID_DAYS.standard());

    static List<ProviderConfigProperty> properties() {
        ProviderConfigProperty alphabet = new ProviderConfigProperty(
                ALPHABET,
                "Alphabet",
                "The characters of a one-time password. Allowed: %s.".formatted(LETTERS_AND_DIGITS_ALLOWED),
                ProviderConfigProperty.STRING_TYPE,
                DIGITS);
        return List.of(alphabet, LENGTH.property(), VALID_DAYS.property());
    }

    static OneTimePasswordRules of(Map<String, String> config) throws InvalidOptionException {
        return new OneTimePasswordRules(alphabet(config), LENGTH.read(config), VALID_DAYS.read(config));
    }

    /** The realm's settings. If the admin API was told nonsense, the log names it, and the defaults hold. */
    static OneTimePasswordRules of(RealmModel realm) {
        try {
            return of(settings(realm.getRequiredActionConfigByAlias(PersonalPasswordActionFactory.PROVIDER_ID)));
        } catch (InvalidOptionException e) {
            LOG.errorf("Realm '%s' uses the default rules for one-time passwords: %s", realm.getName(), e.getMessage());
            return STANDARD;
        }
    }

    static Map<String, String> settings(@Nullable RequiredActionConfigModel config) {
        return config == null || config.getConfig() == null ? Map.of() : config.getConfig();
    }

    private static String alphabet(Map<String, String> config) throws InvalidOptionException {
        String alphabet = config.getOrDefault(ALPHABET, "").strip();
        if (alphabet.isEmpty()) {
            return DIGITS;
        }
        if (LETTERS_AND_DIGITS.matcher(alphabet).matches()
                && alphabet.chars().distinct().count() == alphabet.length()) {
            return alphabet;
        }
        throw new InvalidOptionException(
                "%s is '%s', allowed are %s".formatted(ALPHABET, alphabet, LETTERS_AND_DIGITS_ALLOWED));
    }

    /** A new one; each is as likely as any other. */
    String draw() {
        StringBuilder drawn = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            drawn.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return drawn.toString();
    }

    Duration validity() {
        return Duration.ofDays(validDays);
    }

    /** What a person meant to type. */
    static String typed(String entry) {
        return SEPARATORS.matcher(entry).replaceAll("");
    }

    /** Whether an entry looks like a one-time password of this realm. */
    boolean fits(String entry) {
        String typed = typed(entry);
        return typed.length() == length && typed.chars().allMatch(character -> alphabet.indexOf(character) >= 0);
    }
}
