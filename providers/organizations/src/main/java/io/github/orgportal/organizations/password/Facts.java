package io.github.orgportal.organizations.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody knows who is the one: asked before a user id is told. Spelling is not what is asked for, so each is compared in a
 * plain form.
 *
 * @param firstName first name
 * @param lastName last name
 * @param birthDate ISO 8601, or as people write it in Germany
 * @param memberNumber of the organization
 */
public record Facts(String firstName, String lastName, String birthDate, String memberNumber) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final DateTimeFormatter GERMAN = DateTimeFormatter.ofPattern("d.M.uuuu", Locale.ROOT);

    /**
     * Compares all four at once, so that neither the answer nor its time tells which is wrong.
     *
     * @param known what the portal knows; if it lacks one of them, nothing matches
     */
    boolean match(Facts known) {
        return known.plain().stream().noneMatch(String::isEmpty)
                && MessageDigest.isEqual(hash(plain()), hash(known.plain()));
    }

    private List<String> plain() {
        return List.of(name(firstName), name(lastName), date(birthDate), number(memberNumber));
    }

    private static String name(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String spelled =
                lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss");
        String plain = MARKS.matcher(Normalizer.normalize(spelled, Normalizer.Form.NFKD))
                .replaceAll("");
        return BETWEEN_WORDS.matcher(plain).replaceAll(" ").strip();
    }

    private static String number(String text) {
        return BETWEEN_WORDS
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static String date(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replace(" ", "");
        try {
            return (plain.contains(".") ? LocalDate.parse(plain, GERMAN) : LocalDate.parse(plain)).toString();
        } catch (DateTimeException e) {
            return "";
        }
    }

    private static byte[] hash(List<String> facts) {
        try {
            // no plain form has a line break
            return MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", facts).getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Without what it holds: it belongs into no log. */
    @Override
    public String toString() {
        return "Facts";
    }
}
