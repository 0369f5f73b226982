package io.github.orgportal.support;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection): much of
 * what is exported was typed by people.
 */
public final class CsvLine {
    private static final String END_OF_LINE = "\r\n";
    /** At the beginning of a cell, and of what a spreadsheet of another country makes a cell of its own, in quotes or not. */
    private static final Pattern FORMULA = Pattern.compile("(?<![^;\t\r\n\"])(?=[=+\\-@\t\r])");

    private CsvLine() {}

    /** The line of these cells, with its end. */
    public static String of(List<String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", END_OF_LINE));
    }

    private static String cell(String text) {
        String safe = FORMULA.matcher(text).replaceAll("'");
        return safe.chars().anyMatch(c -> ",;\"\r\n".indexOf(c) >= 0) ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
