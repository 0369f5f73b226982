package io.github.orgportal.mailoutbox;

import io.github.orgportal.support.SecretBox;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.keycloak.email.DefaultEmailSenderProviderFactory;
import org.keycloak.email.EmailAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * What this node holds of the outbox: a lane for each mail server, the mails in them, and the threads. One per server process.
 *
 * <p>Memory is bounded: each lane has a number of places, and contents are kept only up to a number of characters in all; what
 * is beyond stays in the database.
 */
final class Outbox implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    /** Long enough that a busy node deletes several rows at once, short enough that few mails leave twice if it dies. */
    private static final Duration FORGETTING = Duration.ofMillis(200);

    private final KeycloakSessionFactory sessions;
    private final OutboxSettings settings;
    private final SecretBox box;
    private final OutboxMetrics metrics;
    private final DefaultEmailSenderProviderFactory stock;

    private final Map<SmtpServer, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<String, QueuedMail> held = new ConcurrentHashMap<>();
    private final Set<QueuedMail> leaving = ConcurrentHashMap.newKeySet();
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean forgetting = new AtomicBoolean();
    private final AtomicInteger heldChars = new AtomicInteger();

    private final Sweep sweep = new Sweep(this);
    private final ExecutorService senders = Executors.newCachedThreadPool(threads("portal-mail-sender"));
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(threads("portal-mail-sweep"));

    Outbox(
            KeycloakSessionFactory sessions,
            OutboxSettings settings,
            SecretBox box,
            OutboxMetrics metrics,
            DefaultEmailSenderProviderFactory stock) {
        this.sessions = sessions;
        this.settings = settings;
        this.box = box;
        this.metrics = metrics;
        this.stock = stock;
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            // Jakarta Mail looks for its providers and content handlers there.
            thread.setContextClassLoader(Outbox.class.getClassLoader());
            return thread;
        };
    }

    /** Begins to look for mails that are due: those of nodes that died, those to be tried again, those that found no place. */
    void start() {
        scheduleSweep(settings.sweep());
    }

    private void scheduleSweep(Duration pause) {
        // Nodes that were started together do not sweep together.
        double jitter = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
        try {
            var unused = sweeper.schedule(this::sweep, (long) (pause.toMillis() * jitter), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("No more sweeps, the server stops");
        }
    }

    private void sweep() {
        boolean more = false;
        try {
            more = sweep.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A look into the outbox failed, the next one follows", e);
        } finally {
            scheduleSweep(more ? settings.sweep().dividedBy(Sweep.REFILLS) : settings.sweep());
        }
    }

    /** The lane of a mail server, a new one if there is none. */
    Lane lane(SmtpServer server) {
        return lanes.computeIfAbsent(
                server,
                key -> new Lane(settings.queueLength(), settings.connections(), lane -> {
                    try {
                        senders.execute(new Sender(this, key, lane));
                    } catch (RejectedExecutionException e) {
                        LOG.debug("No more senders, the server stops; mails stay in the database");
                    }
                }));
    }

    /** A lane that somebody just got and has not yet used may be among them: it goes on by itself, beside the next one. */
    void forgetUnusedLanes() {
        lanes.values().removeIf(Lane::isUnused);
    }

    /** Puts a mail into a lane where a place is reserved for it. */
    void put(Lane lane, QueuedMail mail) {
        held.put(mail.id(), mail);
        lane.put(mail);
    }

    /** A mail that waits on this node, or is leaving from it. */
    Optional<QueuedMail> held(String mailId) {
        return Optional.ofNullable(held.get(mailId));
    }

    /** Keeps a content in memory if there is room for it. Must be followed by {@link #letGo}. */
    Optional<MailContent> keep(MailContent content) {
        if (heldChars.addAndGet(content.length()) <= settings.queueChars()) {
            return Optional.of(content);
        }
        heldChars.addAndGet(-content.length());
        return Optional.empty();
    }

    void letGo(Optional<MailContent> kept) {
        kept.ifPresent(content -> heldChars.addAndGet(-content.length()));
    }

    void markLeaving(QueuedMail mail) {
        leaving.add(mail);
    }

    void finish(QueuedMail mail) {
        leaving.remove(mail);
        held.remove(mail.id(), mail);
        letGo(mail.content());
    }

    /** Mails that are being sent: their claims must not end meanwhile. */
    Set<QueuedMail> leaving() {
        return leaving;
    }

    /** Remembers that a server has accepted a mail. Its row is deleted soon, together with those of others. */
    void markLeft(String mailId) {
        left.add(mailId);
        if (forgetting.compareAndSet(false, true)) {
            try {
                var unused = sweeper.schedule(this::forgetWhatLeft, FORGETTING.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The server stops, and deletes the rows then");
            }
        }
    }

    private void forgetWhatLeft() {
        forgetting.set(false);
        try {
            sweep.forgetWhatLeft();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("Rows of mails that left could not be deleted, the next look into the outbox does it", e);
        }
    }

    /** Mails that a server has accepted, but whose rows are not deleted yet: they must not leave again. */
    Set<String> left() {
        return left;
    }

    KeycloakSessionFactory sessions() {
        return sessions;
    }

    OutboxSettings settings() {
        return settings;
    }

    SecretBox box() {
        return box;
    }

    OutboxMetrics metrics() {
        return metrics;
    }

    /** Keycloak's own ways to log in to a mail server. */
    Optional<EmailAuthenticator> authenticator(EmailAuthenticator.AuthenticatorType type) {
        return Optional.ofNullable(stock.getEmailAuthenticators().get(type));
    }

    /** Lets the mails that are just leaving leave, and leaves the others to other nodes or the next start. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        senders.shutdown();
        lanes.values().forEach(Lane::close);
        try {
            if (!senders.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("%d mails were leaving when the server stopped", leaving.size());
                senders.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            senders.shutdownNow();
        }
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, this::release);
        } catch (RuntimeException e) {
            LOG.infof(e, "%d mails wait until their claims end", held.size());
        }
    }

    private void release(KeycloakSession session) {
        MailStore store = new MailStore(session);
        store.delete(left);
        held.values().stream().filter(QueuedMail::take).forEach(mail -> store.release(mail.id(), mail.claimedUntil()));
    }
}
