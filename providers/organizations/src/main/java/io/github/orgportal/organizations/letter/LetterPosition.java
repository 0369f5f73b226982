package io.github.orgportal.organizations.letter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a letter stands in the queue, by time. Its text form can stand in a link.
 *
 * @param time when it was asked for, or printed; milliseconds since 1970 UTC
 * @param id of the letter, where several have one time
 */
public record LetterPosition(long time, String id) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})_([0-9A-Za-z-]{1,36})");

    /** Reads the text form; nothing if it is none. */
    public static Optional<LetterPosition> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new LetterPosition(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** Where a letter stands. */
    public static LetterPosition of(Letter letter) {
        return new LetterPosition(letter.printedAt().orElseGet(letter::requestedAt), letter.id());
    }

    /** The text form, of digits, letters, dashes and an underscore. */
    public String text() {
        return time + "_" + id;
    }
}
