package io.github.orgportal.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits: for a time, or for what another process does in its own time. */
final class Pause {
    private static final Duration STEP = Duration.ofMillis(10);

    private Pause() {}

    static void of(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** @throws IllegalStateException if {@code what} does not come true in time */
    static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not within %s: %s".formatted(limit, what));
            }
            of(STEP);
        }
    }
}
