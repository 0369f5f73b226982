package io.github.orgportal.organizations.imports;

/** The document cannot be read on from here. */
final class BrokenDocumentException extends Exception {
    private final long line;

    BrokenDocumentException(long line, String message) {
        super(message);
        this.line = line;
    }

    long line() {
        return line;
    }
}
