package io.github.orgportal.mailoutbox;

import io.github.orgportal.support.TrackedDelivery;
import jakarta.enterprise.context.ContextNotActiveException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Writes each mail of a realm into the outbox, with one INSERT and no word to the mail server. Mails with settings other than the
 * realm's own, the admin console's test of them, and mails outside of a transaction go out at once, by Keycloak's own sender.
 */
final class OutboxSender implements EmailSenderProvider, TrackedDelivery {
    private static final String CONNECTION_TEST = "/testSMTPConnection";

    private final KeycloakSession session;
    private final EmailSenderProvider stock;
    private final Outbox outbox;
    private Optional<String> lastMailId = Optional.empty();
    private Optional<Duration> nextLifespan = Optional.empty();

    OutboxSender(KeycloakSession session, EmailSenderProvider stock, Outbox outbox) {
        this.session = session;
        this.stock = stock;
        this.outbox = outbox;
    }

    @Override
    public void send(Map<String, String> config, UserModel user, String subject, String text, String html)
            throws EmailException {
        String address = user.getEmail();
        if (address == null) {
            throw new EmailException("No email address configured for the user");
        }
        send(config, address, subject, text, html);
    }

    @Override
    public void send(
            Map<String, String> config, String address, String subject, @Nullable String text, @Nullable String html)
            throws EmailException {
        Duration lifespan = nextLifespan.orElse(outbox.settings().lifespan());
        nextLifespan = Optional.empty();
        lastMailId = Optional.empty();
        RealmModel realm = session.getContext().getRealm();
        if (realm == null || !config.equals(realm.getSmtpConfig()) || isConnectionTest()) {
            stock.send(config, address, subject, text, html);
            return;
        }
        validate(config);
        MailContent content = new MailContent(recipient(config, address), subject, text, html);
        HandOver handOver = new HandOver(outbox, SmtpServer.of(realm.getId(), config));
        if (enlist(handOver)) {
            lastMailId = Optional.of(write(realm.getId(), config, content, lifespan, handOver));
        } else {
            stock.send(config, address, subject, text, html);
        }
    }

    private static String recipient(Map<String, String> config, String address) throws EmailException {
        return MailAddress.deliverable(address, "true".equals(config.get(CONFIG_ALLOW_UTF8)))
                .orElseThrow(
                        () -> new EmailException(
                                "Invalid recipient address. If its local part contains UTF-8 characters, the mail server must support SMTPUTF8 and 'Allow UTF-8' must be enabled in the realm's email settings."));
    }

    /** Returns false if there is no transaction that the mail could be part of */
    private boolean enlist(HandOver handOver) {
        if (!session.getTransactionManager().isActive()) {
            return false;
        }
        try {
            session.getTransactionManager().enlistAfterCompletion(handOver);
            return true;
        } catch (IllegalStateException e) {
            // The transaction is over already: the caller is one of those who act after it.
            return false;
        }
    }

    private String write(
            String realmId, Map<String, String> config, MailContent content, Duration lifespan, HandOver handOver) {
        String id = UUID.randomUUID().toString();
        String sealed = content.seal(outbox.box(), realmId, id);
        long now = Time.currentTimeMillis();
        long expiresAt = now + lifespan.toMillis();
        long claimedUntil = MailStore.UNCLAIMED;
        if (handOver.hasPlace()) {
            claimedUntil = now + outbox.settings().lease().toMillis();
        }
        new MailStore(session).insert(new MailEntity(id, realmId, now, expiresAt, claimedUntil, sealed));
        if (handOver.hasPlace()) {
            handOver.carry(new QueuedMail(
                    id,
                    realmId,
                    now,
                    expiresAt,
                    0,
                    claimedUntil,
                    outbox.keep(content),
                    Optional.of(new HashMap<>(config))));
        }
        return id;
    }

    /** It may test the very settings that are stored, and wants to know now whether they work. */
    private boolean isConnectionTest() {
        try {
            String path = session.getContext().getHttpRequest().getUri().getPath();
            return path.endsWith(CONNECTION_TEST) || path.endsWith(CONNECTION_TEST + "/");
        } catch (ContextNotActiveException e) {
            // a task of the server itself, no request
            return false;
        }
    }

    @Override
    public void validate(Map<String, String> config) throws EmailException {
        stock.validate(config);
    }

    @Override
    public void expireNext(Duration lifespan) {
        nextLifespan = Optional.of(lifespan);
    }

    @Override
    public Optional<String> lastMailId() {
        return lastMailId;
    }

    @Override
    public boolean isWaiting(String mailId) {
        return !outbox.left().contains(mailId) && new MailStore(session).isWaiting(mailId, Time.currentTimeMillis());
    }

    @Override
    public boolean withdraw(String mailId) {
        Optional<QueuedMail> held = outbox.held(mailId);
        if (outbox.left().contains(mailId) || (held.isPresent() && !held.get().take())) {
            return false;
        }
        long ownClaim = held.map(QueuedMail::claimedUntil).orElse(MailStore.UNCLAIMED);
        return new MailStore(session).withdraw(mailId, ownClaim, Time.currentTimeMillis());
    }

    @Override
    public long failing(int most) {
        return new MailStore(session).failing(session.getContext().getRealm().getId(), most);
    }

    @Override
    public void close() {
        stock.close();
    }
}
