package io.github.orgportal.support;

import java.time.Duration;
import java.util.Optional;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;

/**
 * What an {@link EmailSenderProvider} offers beside sending, if it delivers later than it is called. A sender without
 * it delivers at once or throws.
 *
 * <p>The sender is one instance per Keycloak session, so {@link #expireNext} and {@link #lastMailId} speak of the mails of this
 * request alone.
 */
public interface TrackedDelivery {
    /** The sender of this session, if it delivers later and can be asked. */
    static Optional<TrackedDelivery> of(KeycloakSession session) {
        return session.getProvider(EmailSenderProvider.class) instanceof TrackedDelivery tracked
                ? Optional.of(tracked)
                : Optional.empty();
    }

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

    /**
     * How many mails of the realm in the session's context wait although a try to send them has failed; counts no further than
     * {@code most}.
     */
    long failing(int most);
}
