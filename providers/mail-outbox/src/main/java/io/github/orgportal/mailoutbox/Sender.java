package io.github.orgportal.mailoutbox;

import io.github.orgportal.support.SecretBoxException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.enums.HostnameVerificationPolicy;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailAuthenticator;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.truststore.JSSETruststoreConfigurator;

/**
 * Sends the mails of one lane, one after the other, over one connection. No database connection is held while a mail server is
 * spoken to.
 *
 * <p>The row of a mail that has left is deleted by {@link Outbox#markLeft} a little later, together with others. So a mail leaves
 * twice only if this process dies, or loses the database for longer than its claim lasts, after the server has accepted the mail
 * and before its row is deleted; or if the server accepts the mail but its answer is lost (RFC 1047). Its
 * {@code Message-ID} is the same both times.
 */
final class Sender implements Runnable {
    private static final Logger LOG = Logger.getLogger(Sender.class);

    private final Outbox outbox;
    private final SmtpServer server;
    private final Lane lane;
    private @Nullable SmtpConnection connection;

    Sender(Outbox outbox, SmtpServer server, Lane lane) {
        this.outbox = outbox;
        this.server = server;
        this.lane = lane;
    }

    @Override
    public void run() {
        Optional<QueuedMail> next = lane.next(outbox.settings().idle());
        while (next.isPresent()) {
            send(next.get());
            next = lane.next(outbox.settings().idle());
        }
        if (connection != null) {
            connection.close();
        }
    }

    private void send(QueuedMail mail) {
        if (!mail.take()) {
            outbox.finish(mail);
            return;
        }
        outbox.markLeaving(mail);
        try {
            if (mail.hasExpired(Time.currentTimeMillis())) {
                expire(mail);
            } else {
                sendUnexpired(mail);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.warnf(e, "Mail %s stays in the outbox until its claim ends", mail.id());
        } finally {
            outbox.finish(mail);
        }
    }

    private void sendUnexpired(QueuedMail mail) {
        Optional<Draft> draft;
        try {
            draft = freshDraft(mail).or(() -> inTransaction(session -> draft(session, mail)));
        } catch (SecretBoxException e) {
            LOG.errorf("Mail %s cannot be opened: %s", mail.id(), e.getMessage());
            failed(mail, mail.tries() + 1, pauseOf(mail));
            return;
        }
        if (draft.isEmpty()) {
            return;
        }
        SmtpServer current = SmtpServer.of(mail.realmId(), draft.get().config());
        if (current.equals(server)) {
            transmit(mail, draft.get());
        } else {
            moveTo(outbox.lane(current), mail);
        }
    }

    /** A mail that this node wrote just now is complete: nothing about it needs to be read. */
    private Optional<Draft> freshDraft(QueuedMail mail) {
        if (!hasFreshClaim(mail)) {
            return Optional.empty();
        }
        return mail.config().flatMap(config -> mail.content().map(content -> new Draft(config, content)));
    }

    private boolean hasFreshClaim(QueuedMail mail) {
        return mail.claimedUntil() - Time.currentTimeMillis()
                >= outbox.settings().lease().toMillis() / 2;
    }

    /** What to send and with which settings, if the mail is still there and ours. */
    private Optional<Draft> draft(KeycloakSession session, QueuedMail mail) {
        if (outbox.left().contains(mail.id()) || !isClaimed(session, mail)) {
            return Optional.empty();
        }
        RealmModel realm = session.realms().getRealm(mail.realmId());
        if (realm == null) {
            new MailStore(session).delete(mail.id());
            return Optional.empty();
        }
        Map<String, String> config = realm.getSmtpConfig();
        return mail.content()
                .or(() -> new MailStore(session)
                        .sealedContent(mail.id())
                        .map(content -> MailContent.open(outbox.box(), mail.realmId(), mail.id(), content)))
                .map(content -> new Draft(config, content));
    }

    /** A claim that has ended, or may end before the mail has left, is prolonged first: only one node can. */
    private boolean isClaimed(KeycloakSession session, QueuedMail mail) {
        if (hasFreshClaim(mail)) {
            return true;
        }
        long until = Time.currentTimeMillis() + outbox.settings().lease().toMillis();
        if (!new MailStore(session).prolong(mail.id(), mail.claimedUntil(), until)) {
            return false;
        }
        mail.claimedUntil(until);
        return true;
    }

    private void moveTo(Lane other, QueuedMail mail) {
        if (other.reserve(1) == 1) {
            outbox.put(other, mail.untaken());
        }
    }

    private void transmit(QueuedMail mail, Draft draft) {
        boolean done = false;
        while (!done) {
            boolean used;
            try {
                used = !connection().open(transport -> logIn(mail.realmId(), draft.config(), transport));
            } catch (EmailException e) {
                LOG.warnf("The mail server of realm %s cannot be reached: %s", mail.realmId(), reason(e));
                connection().close();
                // The lane sees to it that a server that is away is left in peace; the mail goes soon after it is back.
                failed(mail, mail.tries(), lane.unreachable());
                return;
            }
            lane.reachable();
            if (mail.hasExpired(Time.currentTimeMillis())) {
                expire(mail);
                return;
            }
            done = transmitOnce(mail, draft, used);
        }
    }

    /** Returns false if it is worth another try at once: the server only did not want to use this connection any more */
    private boolean transmitOnce(QueuedMail mail, Draft draft, boolean used) {
        MailContent content = draft.content();
        try {
            Session session = connection().session();
            connection()
                    .send(
                            SmtpMessage.of(session, draft.config(), mail.id(), mail.createdAt(), content),
                            content.recipient());
        } catch (MessagingException e) {
            return explain(mail, e, used);
        }
        accept(mail);
        return true;
    }

    private boolean explain(QueuedMail mail, MessagingException failure, boolean used) {
        if (SmtpConnection.isRefusedForGood(failure)) {
            refuse(mail);
            return true;
        }
        connection().close();
        if (used && SmtpConnection.isFarewell(failure)) {
            return false;
        }
        LOG.warnf("Mail %s could not be sent: %s", mail.id(), reason(failure));
        failed(mail, mail.tries() + 1, pauseOf(mail));
        return true;
    }

    private void accept(QueuedMail mail) {
        outbox.metrics().sent();
        outbox.markLeft(mail.id());
        LOG.debugf("Mail %s was accepted", mail.id());
    }

    private void refuse(QueuedMail mail) {
        LOG.warnf("Mail %s was dropped, the mail server refuses its recipient for good", mail.id());
        if (delete(mail)) {
            outbox.metrics().failed();
            outbox.metrics().dropped();
        }
    }

    private void expire(QueuedMail mail) {
        // The sweep deletes what has expired as well: who deletes the row counts it.
        if (delete(mail)) {
            LOG.infof("Mail %s expired before it could leave", mail.id());
            outbox.metrics().expired(1);
        }
    }

    private void failed(QueuedMail mail, int tries, Duration pause) {
        outbox.metrics().failed();
        long next = Time.currentTimeMillis() + pause.toMillis();
        inTransaction(session -> {
            new MailStore(session).tryAgain(mail.id(), tries, next);
            return Optional.empty();
        });
    }

    private Duration pauseOf(QueuedMail mail) {
        return outbox.settings().pauses().after(mail.tries() + 1);
    }

    private boolean delete(QueuedMail mail) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                outbox.sessions(), session -> new MailStore(session).delete(mail.id()));
    }

    private SmtpConnection connection() {
        if (connection == null) {
            Properties properties = server.properties();
            if (server.needsTrust()) {
                Optional<Properties> trust = inTransaction(session -> Optional.of(trust(session)));
                trust.ifPresent(properties::putAll);
            }
            connection = new SmtpConnection(Session.getInstance(properties));
        }
        return connection;
    }

    /** Whom to trust is Keycloak's truststore and its policy for host names. */
    private static Properties trust(KeycloakSession session) {
        Properties properties = new Properties();
        JSSETruststoreConfigurator truststore = new JSSETruststoreConfigurator(session);
        SSLSocketFactory sockets = truststore.getSSLSocketFactory();
        if (sockets != null) {
            boolean anyHost = truststore.getProvider().getPolicy() == HostnameVerificationPolicy.ANY;
            properties.put("mail.smtp.ssl.socketFactory", sockets);
            properties.setProperty("mail.smtp.ssl.checkserveridentity", String.valueOf(!anyHost));
            if (anyHost) {
                properties.setProperty("mail.smtp.ssl.trust", "*");
            }
        }
        return properties;
    }

    /** By Keycloak's own means, which know its vault and how to get a token for XOAUTH2. */
    private void logIn(String realmId, Map<String, String> config, jakarta.mail.Transport transport)
            throws EmailException {
        Optional<EmailException> failure = inTransaction(session -> {
            session.getContext().setRealm(session.realms().getRealm(realmId));
            EmailAuthenticator authenticator = outbox.authenticator(server.authenticatorType())
                    .orElseThrow(
                            () -> new IllegalStateException("Keycloak has no such way to log in to a mail server"));
            try {
                authenticator.connect(session, config, transport);
                return Optional.empty();
            } catch (EmailException e) {
                return Optional.of(e);
            }
        });
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private <T> Optional<T> inTransaction(java.util.function.Function<KeycloakSession, Optional<T>> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(outbox.sessions(), work::apply);
    }

    /** Answers of mail servers carry addresses; the kind of the failure does not. */
    private static String reason(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getClass().getName();
    }

    private record Draft(Map<String, String> config, MailContent content) {}
}
