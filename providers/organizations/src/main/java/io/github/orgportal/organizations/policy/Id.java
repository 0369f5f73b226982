package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import java.util.regex.Pattern;

/** What the ids of rights and types look like: they stand in grants, tokens and message keys. */
final class Id {
    private static final int LONGEST = 64;

    static final Pattern PATTERN = Pattern.compile("(?=.{1," + LONGEST + "}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /** {@link #PATTERN} in words. */
    static final String IN_WORDS =
            "lower-case letters and digits, in words joined by '-', at most " + LONGEST + " characters";

    private Id() {}

    /** A component's name, if it can be an id. */
    static String of(String name) throws InvalidOptionException {
        if (PATTERN.matcher(name).matches()) {
            return name;
        }
        throw new InvalidOptionException("name is '%s', allowed are %s".formatted(name, IN_WORDS));
    }
}
