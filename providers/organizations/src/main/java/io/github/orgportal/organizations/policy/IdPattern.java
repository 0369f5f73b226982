package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user ids of a portal look like: fixed characters, {@code {digits:n}} once for n random digits, and {@code {organization}}, at most
 * once and in front of the digits, for the letters and digits of the organization's member number. Such as
 * {@code S201-{organization}{digits:8}}.
 */
public final class IdPattern {
    /** The same in words, for messages. */
    static final String ALLOWED =
            "letters, digits, dots, underscores and dashes, at most once {organization}, and once {digits:1} to {digits:18}";

    private static final Pattern SYNTAX = Pattern.compile(
            "([0-9A-Za-z._-]*)(\\{organization})?([0-9A-Za-z._-]*)\\{digits:([0-9]{1,2})}([0-9A-Za-z._-]*)");
    private static final int MOST_TEXT = 64;
    private static final int MOST_DIGITS = 18;

    private final String text;
    private final String head;
    private final boolean organization;
    private final String middle;
    private final int digits;
    private final String tail;
    private final Pattern shape;

    private IdPattern(Matcher syntax) {
        this.text = syntax.group();
        this.head = syntax.group(1);
        this.organization = syntax.group(2) != null;
        this.middle = syntax.group(3);
        this.digits = Integer.parseInt(syntax.group(4));
        this.tail = syntax.group(5);
        this.shape = Pattern.compile(
                Pattern.quote(head) + (organization ? "[0-9a-z]{1,32}" : "") + Pattern.quote(middle) + "[0-9]{" + digits
                        + "}" + Pattern.quote(tail),
                Pattern.CASE_INSENSITIVE);
    }

    /**
     * Reads a pattern.
     *
     * @throws InvalidOptionException if it is none; the message names key, value and what is allowed
     */
    static IdPattern parse(String key, String text) throws InvalidOptionException {
        Matcher syntax = SYNTAX.matcher(text);
        if (text.length() <= MOST_TEXT && syntax.matches()) {
            int digits = Integer.parseInt(syntax.group(4));
            if (digits >= 1 && digits <= MOST_DIGITS) {
                return new IdPattern(syntax);
            }
        }
        throw new InvalidOptionException("%s is '%s', allowed are %s".formatted(key, text, ALLOWED));
    }

    /** Whether somebody's id of this pattern can look so, in whatever case. */
    public boolean matches(String name) {
        return shape.matcher(name).matches();
    }

    /**
     * An id for somebody in the organization with this member number. It need not be free.
     *
     * @param random must be one that nobody can foresee
     */
    public String next(RandomGenerator random, String memberNumber) {
        StringBuilder id = new StringBuilder(head);
        if (organization) {
            id.append(memberNumber.replaceAll("[^0-9A-Za-z]", ""));
        }
        id.append(middle);
        for (int i = 0; i < digits; i++) {
            id.append((char) ('0' + random.nextInt(10)));
        }
        return id.append(tail).toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it is written. */
    @Override
    public String toString() {
        return text;
    }
}
