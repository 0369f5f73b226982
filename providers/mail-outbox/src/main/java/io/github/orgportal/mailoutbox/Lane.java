package io.github.orgportal.mailoutbox;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The mails for one mail server, with as many senders as it may have connections. Each server has its own, so that one that hangs
 * delays nobody else's mails.
 *
 * <p>Who wants to add a mail reserves a place first: a mail without a place stays unclaimed in the database. Senders come when
 * there is work, and go after a time without.
 */
final class Lane {
    /** While a server cannot be reached, it is tried at least this often. */
    private static final RetryPauses PAUSES = new RetryPauses(Duration.ofSeconds(1), Duration.ofSeconds(8));

    private final int places;
    private final int mostSenders;
    private final Consumer<Lane> newSender;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Place> mails = new PriorityQueue<>();
    private long arrivals;
    private int taken;
    private int senders;
    private int idleSenders;
    private int failures;
    private boolean stopped;
    private long closedUntil = System.nanoTime();

    Lane(int places, int mostSenders, Consumer<Lane> newSender) {
        this.places = places;
        this.mostSenders = mostSenders;
        this.newSender = newSender;
    }

    /** Returns how many of the wished places there are; each must be followed by {@link #put} or {@link #giveBack}. */
    int reserve(int wished) {
        lock.lock();
        try {
            int reserved = stopped ? 0 : Math.min(wished, places - taken);
            taken += reserved;
            return reserved;
        } finally {
            lock.unlock();
        }
    }

    void giveBack(int reserved) {
        lock.lock();
        try {
            taken -= reserved;
        } finally {
            lock.unlock();
        }
    }

    void put(QueuedMail mail) {
        boolean more;
        lock.lock();
        try {
            mails.add(new Place(mail, arrivals++));
            more = mails.size() > idleSenders && senders < mostSenders;
            if (more) {
                senders++;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (more) {
            newSender.accept(this);
        }
    }

    /**
     * The next mail to send.
     *
     * @return empty if there was none for so long: the sender must go then
     */
    Optional<QueuedMail> next(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        idleSenders++;
        try {
            while (true) {
                long now = System.nanoTime();
                long closedFor = closedUntil - now;
                if (!stopped && !mails.isEmpty() && closedFor <= 0) {
                    taken--;
                    return Optional.of(mails.remove().mail());
                }
                if (stopped || (mails.isEmpty() && deadline - now <= 0)) {
                    senders--;
                    return Optional.empty();
                }
                var unused = changed.awaitNanos(mails.isEmpty() ? deadline - now : closedFor);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            senders--;
            return Optional.empty();
        } finally {
            idleSenders--;
            lock.unlock();
        }
    }

    /** Sends the senders away when they have done what they are just doing. */
    void close() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Spares a server that cannot be reached: no sender tries for the time returned. */
    Duration unreachable() {
        lock.lock();
        try {
            failures++;
            Duration pause = PAUSES.after(failures);
            closedUntil = System.nanoTime() + pause.toNanos();
            return pause;
        } finally {
            lock.unlock();
        }
    }

    void reachable() {
        lock.lock();
        try {
            failures = 0;
            closedUntil = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the server could not be reached and is left in peace. */
    boolean isPaused() {
        lock.lock();
        try {
            return failures > 0;
        } finally {
            lock.unlock();
        }
    }

    boolean isUnused() {
        lock.lock();
        try {
            return taken == 0 && senders == 0;
        } finally {
            lock.unlock();
        }
    }

    /** A mail in the lane. Whose time runs out first goes first, as in the database; of two with the same end, the one that came first. */
    private record Place(QueuedMail mail, long arrival) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.<Place>comparingLong(
                        place -> place.mail().expiresAt())
                .thenComparingLong(Place::arrival);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }
}
