package io.github.orgportal.administration;

/** What is no CSV, or has cells and rows of a size that nobody needs. */
final class MalformedCsvException extends Exception {
    private static final long serialVersionUID = 1;

    private final long line;

    MalformedCsvException(long line) {
        super("No CSV in line " + line);
        this.line = line;
    }

    /** Where, from 1. */
    long line() {
        return line;
    }
}
