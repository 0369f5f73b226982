package io.github.orgportal.mailoutbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an operator watches. The counters are of this node; waiting mails and the age of the oldest are those of the database that
 * all nodes share, as of this node's last look.
 */
final class OutboxMetrics {
    private final Counter queued;
    private final Counter sent;
    private final Counter failed;
    private final Counter expired;
    private final Counter dropped;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong oldestSeconds = new AtomicLong();

    OutboxMetrics(MeterRegistry registry) {
        queued = counter(registry, "queued", "Mails handed over to the outbox");
        sent = counter(registry, "sent", "Mails accepted by a mail server");
        failed = counter(registry, "failed", "Failed tries to send a mail");
        expired = counter(registry, "expired", "Mails that expired before they could leave");
        dropped = counter(registry, "dropped", "Mails given up because the mail server refused the recipient for good");
        Gauge.builder("portal.mails.waiting", waiting, AtomicLong::get)
                .description("Mails that have not left yet, on all nodes")
                .register(registry);
        Gauge.builder("portal.mails.oldest.age", oldestSeconds, AtomicLong::get)
                .description("Age of the oldest mail that has not left yet")
                .baseUnit("seconds")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("portal.mails." + name).description(description).register(registry);
    }

    void queued() {
        queued.increment();
    }

    void sent() {
        sent.increment();
    }

    void failed() {
        failed.increment();
    }

    void expired(int mails) {
        expired.increment(mails);
    }

    void dropped() {
        dropped.increment();
    }

    void backlog(long mails, long secondsOfOldest) {
        waiting.set(mails);
        oldestSeconds.set(secondsOfOldest);
    }
}
