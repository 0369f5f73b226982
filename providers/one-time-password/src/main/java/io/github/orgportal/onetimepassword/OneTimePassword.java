package io.github.orgportal.onetimepassword;

import java.time.Instant;

/**
 * A one-time password to hand over.
 *
 * @param value what the person types
 * @param validUntil from then on it is refused
 */
public record OneTimePassword(String value, Instant validUntil) {
    /** Without the value: it belongs into no log. */
    @Override
    public String toString() {
        return "OneTimePassword[validUntil=%s]".formatted(validUntil);
    }
}
