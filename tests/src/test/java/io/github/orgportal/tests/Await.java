package io.github.orgportal.tests;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does in its own time, never longer than needed. */
final class Await {
    private static final Duration STEP = Duration.ofMillis(20);

    private Await() {}

    /** Fails with {@code what} if the condition does not hold in time. */
    static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within %s: %s".formatted(limit, what));
            }
            pause(STEP);
        }
    }

    static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
