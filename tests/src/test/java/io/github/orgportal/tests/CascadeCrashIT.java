package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.launcher.Database;
import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed while cascades are under way: either all of a lock is there or nothing, and Keycloak shows it soon after the
 * next start.
 *
 * <p>Each kill costs a start, so it meets several organizations. Up to the commit each has a connection of its own, and all of them wait
 * before the same statement when the server is killed. Behind it the shadows of all are cast one after another, and the kill comes at a
 * certain statement of one of them. The campaign kills at every statement; the suite at one on either side.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CascadeCrashIT {
    private static final String REALM = "member-portal";
    private static final String ADMIN_PASSWORD = "nur-fuer-diesen-einen";
    private static final int AT_ONCE = Campaign.of(20);
    private static final int CLERKS = 5;
    private static final Duration SHADOW = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(700);

    @TempDir
    static Path folder = Path.of("");

    private final MailServer mails = new MailServer();
    private final Database postgres = Portal.newDatabase();
    private final DatabaseWire wire = new DatabaseWire(postgres);
    private final List<Place> places = new ArrayList<>();
    private final ExecutorService operators = Executors.newFixedThreadPool(AT_ONCE);
    private Path keyFile = Path.of("");
    private Portal portal;
    private Duration longest = Duration.ZERO;

    @BeforeAll
    void start() throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        keyFile = Files.writeString(
                folder.resolve("key"), "k1:" + Base64.getEncoder().encodeToString(key) + "\n");
        portal = Portal.own(
                wire.database(),
                mails,
                node -> node.adminPassword(ADMIN_PASSWORD).env("PORTAL_SECRET_KEY_FILE", keyFile.toString()));
        for (int n = 0; n < AT_ONCE; n++) {
            Place place = new Place(domain().organization(), portal.account(REALM));
            domain().member(place.organization(), place.administrator(), "administrator");
            for (int clerk = 0; clerk < CLERKS; clerk++) {
                domain().member(place.organization(), portal.account(REALM), "clerk");
            }
            places.add(place);
        }
    }

    @AfterAll
    void stop() {
        operators.shutdownNow();
        portal.server().stop();
        wire.close();
        mails.close();
    }

    @Test
    @DisplayName(
            "C-5 killed at a statement of the cascade: all or nothing, and the shadow is right after the next start")
    void killed() {
        Statements statements = countStatements();
        List<Integer> before = sweep(statements.request()).stream()
                .map(statement -> kill(() -> wire.holdBefore(statement)))
                .toList();
        List<Integer> behind = sweep(statements.shadow()).stream()
                .map(statement -> {
                    int castBefore = AT_ONCE - 1 - statement % AT_ONCE;
                    int number = AT_ONCE * statements.request() + castBefore * statements.shadow() + statement;
                    return kill(() -> wire.cutBefore(number, portal.server()::kill));
                })
                .toList();
        System.out.printf(
                "cascade: %d organizations at once, killed at %d of %d statements and at %d of %d of the shadow; %d and %d times the"
                        + " lock was there then; shadows were right after %.1f s at most%n",
                AT_ONCE,
                before.size(),
                statements.request(),
                behind.size(),
                statements.shadow(),
                sum(before),
                sum(behind),
                longest.toMillis() / 1000.0);
        assertEquals(0, before.get(0), "locks after the first kill");
        assertTrue(sum(behind) > 0, "locks after a kill while shadows are cast");
    }

    /** Numbers of statements, the first being 1. */
    private static List<Integer> sweep(int statements) {
        return Campaign.isFull() ? IntStream.rangeClosed(1, statements).boxed().toList() : List.of(statements / 2);
    }

    /** Of one cascade: what the request executes, and what follows it. Some of what the server does by itself counts too. */
    private Statements countStatements() {
        warmUp();
        Place place = places.get(0);
        wire.count();
        assertTrue(domain().lock(place.administrator(), "OPERATOR").done());
        int request = wire.executed();
        Await.until("all are locked", SHADOW, () -> enabledAccounts(place) == 0);
        Await.pause(QUIET);
        int all = wire.executed();
        free(places);
        return new Statements(request, all - request);
    }

    /** All organizations lock their last administrator at once, and the server is killed meanwhile; returns how many locks were there then. */
    private int kill(Runnable arm) {
        Map<Place, Integer> logged = new HashMap<>();
        places.forEach(place -> logged.put(place, changes(place)));
        arm.run();
        List<? extends Future<?>> requests = places.stream()
                .map(place -> operators.submit(() -> domain().tryToLock(place.administrator())))
                .toList();
        Await.until(
                "each is held, or answered, or the server is dead",
                () -> !isAlive() || wire.held() + answered(requests) >= AT_ONCE && isQuiet());
        portal.server().kill();
        Await.until("killed", () -> !isAlive());
        wire.count();
        Await.until("the database has done what it was told before", () -> sessions() == 0);
        Await.until("nobody waits", () -> answered(requests) == AT_ONCE);

        List<Place> locked = new ArrayList<>();
        for (Place place : places) {
            int locks = locks(place.administrator().id());
            assertEquals(locks, locks(place.organization()), "the cascade goes with the lock");
            assertEquals(locks > 0, changes(place) > logged.getOrDefault(place, 0), "the log goes with the lock");
            assertTrue(locks <= 1, "one lock");
            if (locks == 1) {
                locked.add(place);
            }
        }

        portal = again();
        Duration cast = Await.timeOf(() -> places.forEach(place -> Await.until(
                "the shadow is right",
                SHADOW,
                () -> enabledAccounts(place) == (locked.contains(place) ? 0 : CLERKS + 1))));
        longest = cast.compareTo(longest) > 0 ? cast : longest;
        free(locked);
        warmUp();
        return locked.size();
    }

    /** What a server reads once counts no more. */
    private void warmUp() {
        domain().lock(places.get(0).administrator(), "OPERATOR");
        Await.until("all are locked", SHADOW, () -> enabledAccounts(places.get(0)) == 0);
        free(places);
    }

    private void free(List<Place> locked) {
        locked.forEach(place -> domain().unlock(place.administrator()));
        locked.forEach(place -> Await.until("all are free", SHADOW, () -> enabledAccounts(place) == CLERKS + 1));
        Await.pause(QUIET);
    }

    private static long answered(List<? extends Future<?>> requests) {
        return requests.stream().filter(Future::isDone).count();
    }

    private boolean isQuiet() {
        int executed = wire.executed();
        Await.pause(QUIET);
        return wire.executed() == executed;
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    private Portal again() {
        return Portal.own(
                wire.database(),
                mails,
                node -> node.withoutRealms()
                        .adminPassword(ADMIN_PASSWORD)
                        .env("PORTAL_SECRET_KEY_FILE", keyFile.toString()));
    }

    private boolean isAlive() {
        return portal.server().process().map(ProcessHandle::isAlive).orElse(false);
    }

    private Domain domain() {
        return portal.domain(REALM);
    }

    private int locks(String target) {
        return number("select count(*) from PORTAL_LOCK where LIFTED_AT is null and TARGET_ID = ?", target);
    }

    private int changes(Place place) {
        return number("select count(*) from PORTAL_CHANGE where CHAIN_ID = ?", place.organization());
    }

    private int enabledAccounts(Place place) {
        return number(
                "select count(*) from USER_ENTITY u join PORTAL_MEMBERSHIP m on m.USER_ID = u.ID"
                        + " where u.ENABLED and m.ORGANIZATION_ID = ?",
                place.organization());
    }

    /** Of the server that was killed: PostgreSQL may still be busy with a statement that passed before. */
    private int sessions() {
        return number(
                "select count(*) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()"
                        + " and backend_type = ?",
                "client backend");
    }

    /** Past the wire: what the test asks does not count. */
    private int number(String sql, String parameter) {
        try (Connection connection = postgres.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An organization with its only administrator. */
    private record Place(String organization, Account administrator) {}

    private record Statements(int request, int shadow) {}
}
