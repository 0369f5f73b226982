package io.github.orgportal.tests;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does in its own time, never longer than needed. */
final class Await {
    /**
     * Costs nothing where all is well, and is long enough on a machine that does other things beside it; but shorter than the minute after
     * which the server mends by itself what it failed to do at once.
     */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration FIRST_STEP = Duration.ofMillis(20);
    private static final Duration LONGEST_STEP = Duration.ofMillis(200);

    private Await() {}

    /** As {@link #until(String, Duration, BooleanSupplier)}, as long as it may take on a busy machine. */
    static void until(String what, BooleanSupplier condition) {
        until(what, LIMIT, condition);
    }

    /** Fails with {@code what} if the condition does not hold in time. */
    static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        Duration step = FIRST_STEP;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within %s: %s".formatted(limit, what));
            }
            pause(step);
            step = step.multipliedBy(2);
            step = step.compareTo(LONGEST_STEP) < 0 ? step : LONGEST_STEP;
        }
    }

    /**
     * The shortest of some tries, of which the first that is short enough is the last: a promise of the server's, measured on a machine
     * that does other things beside it. What the server is slow at by itself is slow each time.
     */
    static Duration shortest(int tries, Duration promised, Supplier<Duration> attempt) {
        Duration shortest = attempt.get();
        for (int more = 1; more < tries && shortest.compareTo(promised) >= 0; more++) {
            Duration next = attempt.get();
            shortest = next.compareTo(shortest) < 0 ? next : shortest;
        }
        return shortest;
    }

    /** How long something takes. */
    static Duration timeOf(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
