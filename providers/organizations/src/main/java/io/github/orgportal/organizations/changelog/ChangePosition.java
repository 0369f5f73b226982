package io.github.orgportal.organizations.changelog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an entry stands in the log, newest first: by time, then by chain, then by number. Its text form can stand in a link.
 *
 * <p>Time comes first within a chain too, because then a time range, a page and the order are one range of one index. Within a chain it
 * tells the same story as the numbers, as far as the clocks of the nodes agree.
 *
 * @param changedAt milliseconds since 1970 UTC
 * @param chainId of the organization, or of the realm
 * @param sequence number of the entry in its chain
 */
public record ChangePosition(long changedAt, String chainId, long sequence) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})_([0-9A-Za-z-]{1,36})_(\\d{1,18})");

    /** Reads the text form; nothing if it is none. */
    public static Optional<ChangePosition> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new ChangePosition(
                        Long.parseLong(matcher.group(1)), matcher.group(2), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /** The text form, of digits, letters, dashes and underscores. */
    public String text() {
        return changedAt + "_" + chainId + "_" + sequence;
    }
}
