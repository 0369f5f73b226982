package io.github.orgportal.organizations.membership;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * As which a person's name is sorted and found: in lower case, with umlauts written out as in German lists of names (DIN 5007-2) and
 * other Latin letters without their marks. So a list has the same order on every database, and those who type "Mueller" find Müller.
 */
public final class NameKey {
    private static final Pattern MARKS = Pattern.compile("\\p{InCombiningDiacriticalMarks}");

    private static final Map<Integer, String> WRITTEN_OUT = Map.ofEntries(
            letter("ä", "ae"),
            letter("ö", "oe"),
            letter("ü", "ue"),
            letter("ß", "ss"),
            letter("æ", "ae"),
            letter("œ", "oe"),
            letter("ø", "o"),
            letter("ł", "l"),
            letter("đ", "d"));

    private NameKey() {}

    private static Map.Entry<Integer, String> letter(String letter, String writtenOut) {
        return Map.entry(letter.codePointAt(0), writtenOut);
    }

    /** The key of a name, or of a part of it; empty without a name. */
    public static String of(@Nullable String name) {
        String lower = Normalizer.normalize(Objects.requireNonNullElse(name, ""), Form.NFC)
                .toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder();
        lower.codePoints().forEach(letter -> key.append(WRITTEN_OUT.getOrDefault(letter, Character.toString(letter))));
        return Normalizer.normalize(
                MARKS.matcher(Normalizer.normalize(key, Form.NFD)).replaceAll(""), Form.NFC);
    }

    /** The first text behind all that begin with a key, in the order of code points. */
    public static String behind(String key) {
        int last = key.codePointBefore(key.length());
        int next = last == Character.MIN_SURROGATE - 1
                ? Character.MAX_SURROGATE + 1
                : Math.min(last + 1, Character.MAX_CODE_POINT);
        return key.substring(0, key.length() - Character.charCount(last)) + Character.toString(next);
    }
}
