package io.github.orgportal.support;

/** A setting has a value that is not allowed. The message names the key, the value and what is allowed. */
public final class InvalidOptionException extends Exception {
    public InvalidOptionException(String message) {
        super(message);
    }
}
