package io.github.orgportal.mailoutbox;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A mail that this node has claimed. Times are milliseconds since 1970 UTC. */
final class QueuedMail {
    private final String id;
    private final String realmId;
    private final long createdAt;
    private final long expiresAt;
    private final int tries;
    private final Optional<MailContent> content;
    private final Optional<Map<String, String>> config;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile long claimedUntil;

    QueuedMail(
            String id,
            String realmId,
            long createdAt,
            long expiresAt,
            int tries,
            long claimedUntil,
            Optional<MailContent> content,
            Optional<Map<String, String>> config) {
        this.id = id;
        this.realmId = realmId;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
        this.tries = tries;
        this.claimedUntil = claimedUntil;
        this.content = content;
        this.config = config;
    }

    /** True for the first caller only: a mail is either sent or withdrawn. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** The same mail for another mail server's lane. */
    QueuedMail untaken() {
        return new QueuedMail(id, realmId, createdAt, expiresAt, tries, claimedUntil, content, Optional.empty());
    }

    boolean hasExpired(long now) {
        return expiresAt <= now;
    }

    String id() {
        return id;
    }

    String realmId() {
        return realmId;
    }

    long createdAt() {
        return createdAt;
    }

    long expiresAt() {
        return expiresAt;
    }

    int tries() {
        return tries;
    }

    /** Empty if it has to be read from the database. */
    Optional<MailContent> content() {
        return content;
    }

    /** The settings of the moment in which it was written; empty if they have to be read. */
    Optional<Map<String, String>> config() {
        return config;
    }

    long claimedUntil() {
        return claimedUntil;
    }

    void claimedUntil(long until) {
        claimedUntil = until;
    }
}
