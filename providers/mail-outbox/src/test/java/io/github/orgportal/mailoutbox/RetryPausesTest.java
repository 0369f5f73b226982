package io.github.orgportal.mailoutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetryPausesTest {
    private final RetryPauses pauses = new RetryPauses(Duration.ofSeconds(2), Duration.ofMinutes(5));

    @Test
    @DisplayName("L-5 Each pause doubles the last, up to the longest")
    void eachPauseDoublesTheLast() {
        assertEquals(
                List.of(2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L),
                IntStream.rangeClosed(1, 10)
                        .mapToObj(failures -> pauses.after(failures).toSeconds())
                        .toList());
    }

    @Test
    @DisplayName("L-5 A mail that failed a million times still waits the longest pause")
    void manyFailuresDoNotOverflow() {
        assertEquals(Duration.ofMinutes(5), pauses.after(1_000_000));
    }
}
