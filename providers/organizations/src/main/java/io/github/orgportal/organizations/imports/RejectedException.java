package io.github.orgportal.organizations.imports;

/** A row cannot be imported; nothing of it was done. The message says what is allowed. */
final class RejectedException extends Exception {
    RejectedException(String message) {
        super(message);
    }
}
