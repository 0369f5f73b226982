package io.github.orgportal.registration;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Numbers of organizations and units as people type them: one per line, or with commas or semicolons between them. */
final class Numbers {
    private static final Pattern BETWEEN = Pattern.compile("[\\r\\n\\u0085\\u2028\\u2029,;]+");

    private Numbers() {}

    /** Each once, in the order in which they were typed, whatever they look like. */
    static List<String> of(String typed) {
        return Arrays.stream(BETWEEN.split(typed))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }
}
