package io.github.orgportal.support;

/** A sealed value cannot be opened, or the key file cannot be used. The message carries no secret. */
public final class SecretBoxException extends RuntimeException {
    SecretBoxException(String message) {
        super(message);
    }

    SecretBoxException(String message, Throwable cause) {
        super(message, cause);
    }
}
