package io.github.orgportal.support;

import java.time.Duration;
import java.util.Optional;

/**
 * What an {@code EmailSenderProvider} offers beside sending, if it delivers later than it is called. Who sends a mail asks for it
 * with {@code instanceof}; a sender without it delivers at once or throws.
 *
 * <p>The sender is one instance per Keycloak session, so {@link #expireNext} and {@link #lastMailId} speak of the mails of this
 * request alone.
 */
public interface TrackedDelivery {
    /** The next mail of this session is worthless after this time and must not leave later. */
    void expireNext(Duration lifespan);

    /** The id of the mail that this session handed over last; empty if there was none or it went out directly. */
    Optional<String> lastMailId();

    /**
     * Whether the mail has still to leave. A mail that was accepted by the mail server, has expired or was withdrawn is not
     * waiting.
     */
    boolean isWaiting(String mailId);

    /**
     * Takes back a mail that has not left and is not just leaving.
     *
     * @return true if it will never leave; false if it has left or may be leaving right now
     */
    boolean withdraw(String mailId);
}
