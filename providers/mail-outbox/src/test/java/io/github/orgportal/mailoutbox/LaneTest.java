package io.github.orgportal.mailoutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final List<Lane> started = new ArrayList<>();
    private final Lane lane = new Lane(3, 2, started::add);

    @Test
    @DisplayName("A full lane has no place; a mail taken out makes one")
    void placesAreBounded() {
        assertEquals(2, lane.reserve(2));
        assertEquals(1, lane.reserve(2));
        assertEquals(0, lane.reserve(1));
        lane.put(mail("a"));
        assertEquals("a", next().orElseThrow().id());
        assertEquals(1, lane.reserve(2));
    }

    @Test
    @DisplayName("Places that were not needed are there again")
    void placesAreGivenBack() {
        lane.reserve(3);
        lane.giveBack(3);
        assertTrue(lane.isUnused());
    }

    @Test
    @DisplayName("There are never more senders than connections allowed")
    void sendersAreBounded() {
        lane.reserve(3);
        lane.put(mail("a"));
        lane.put(mail("b"));
        lane.put(mail("c"));
        assertEquals(2, started.size());
        assertFalse(lane.isUnused());
    }

    @Test
    @DisplayName("Mails that live equally long leave in the order in which they came")
    void keepsTheOrder() {
        lane.reserve(2);
        lane.put(mail("a"));
        lane.put(mail("b"));
        assertEquals("a", next().orElseThrow().id());
        assertEquals("b", next().orElseThrow().id());
    }

    @Test
    @DisplayName("L-5 a mail that lives for minutes overtakes 500 that live for a day, and so does its like behind it")
    void urgentMailsOvertake() {
        Lane wide = new Lane(600, 1, started::add);
        wide.reserve(502);
        for (int n = 0; n < 500; n++) {
            wide.put(mail("bulk" + n, 86_400_000 + n));
        }
        wide.put(mail("tan1", 300_000));
        wide.put(mail("tan2", 300_000));
        assertEquals("tan1", wide.next(Duration.ZERO).orElseThrow().id());
        assertEquals("tan2", wide.next(Duration.ZERO).orElseThrow().id());
        for (int n = 0; n < 500; n++) {
            assertEquals("bulk" + n, wide.next(Duration.ZERO).orElseThrow().id());
        }
    }

    @Test
    @DisplayName("A sender without work goes, and the next mail brings a new one")
    void sendersComeAndGo() {
        lane.reserve(2);
        lane.put(mail("a"));
        next();
        assertTrue(next().isEmpty());
        assertTrue(lane.next(Duration.ZERO).isEmpty());
        lane.put(mail("b"));
        assertEquals(2, started.size());
    }

    @Test
    @DisplayName("A sender that waits gets the mail; no other one is started")
    void waitingSenderIsWoken() {
        lane.reserve(2);
        lane.put(mail("a"));
        next();
        CompletableFuture<Optional<QueuedMail>> waiting =
                CompletableFuture.supplyAsync(() -> lane.next(Duration.ofMinutes(1)));
        lane.put(mail("b"));
        assertEquals("b", waiting.join().orElseThrow().id());
    }

    @Test
    @DisplayName("L-5 A server that cannot be reached is left in peace for longer and longer, but never for long")
    void pausesGrow() {
        assertEquals(
                List.of(1L, 2L, 4L, 8L, 8L),
                List.of(
                        lane.unreachable().toSeconds(),
                        lane.unreachable().toSeconds(),
                        lane.unreachable().toSeconds(),
                        lane.unreachable().toSeconds(),
                        lane.unreachable().toSeconds()));
        assertTrue(lane.isPaused());
        lane.reserve(1);
        lane.put(mail("a"));
        lane.reachable();
        assertFalse(lane.isPaused());
        assertEquals("a", next().orElseThrow().id());
        assertEquals(1, lane.unreachable().toSeconds());
    }

    @Test
    @DisplayName("A closed lane sends its senders away and keeps its mails")
    void closedLaneEnds() {
        lane.reserve(1);
        lane.put(mail("a"));
        lane.close();
        assertTrue(lane.next(Duration.ofMinutes(1)).isEmpty());
        assertEquals(0, lane.reserve(1));
    }

    @Test
    @DisplayName("A mail is either sent or withdrawn")
    void aMailIsTakenOnce() {
        QueuedMail mail = mail("a");
        assertTrue(mail.take());
        assertFalse(mail.take());
    }

    private Optional<QueuedMail> next() {
        return lane.next(Duration.ZERO);
    }

    private static QueuedMail mail(String id) {
        return mail(id, Long.MAX_VALUE);
    }

    private static QueuedMail mail(String id, long expiresAt) {
        return new QueuedMail(id, "realm", 0, expiresAt, 0, Long.MAX_VALUE, Optional.empty(), Optional.empty());
    }
}
