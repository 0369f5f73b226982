package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody who can write to the database, but has no key, does to the change log; and the operator's command that finds it. */
class ChangeLogIT {
    private static final String REALM = "employer-portal";
    private static final int ENTRIES = 12;
    private static final int THREADS = 8;

    @TempDir
    Path folder;

    private final Portal portal = Portal.onPostgres();
    private final Changes changes = portal.changes(REALM);
    private final String organization = portal.domain(REALM).organization();

    @BeforeEach
    void fill() throws SQLException {
        // making the organization has written the first ones
        int there = (int) number("select count(*) from PORTAL_CHANGE where CHAIN_ID = ?", organization);
        for (int i = there + 1; i <= ENTRIES; i++) {
            changes.append(List.of(Changes.entry(organization, "kim", "LOCKED", "sam", "r" + i)));
        }
    }

    /** Broken for good: nobody but the software could mend it. */
    @AfterEach
    void remove() throws SQLException {
        for (String table : List.of("PORTAL_CHANGE", "PORTAL_CHANGE_CHAIN")) {
            update("delete from " + table + " where CHAIN_ID = ?", organization);
        }
        update("delete from PORTAL_ORGANIZATION where ID = ?", organization);
    }

    @Test
    @DisplayName("G-3 untouched chains are whole, beside a working server; the command counts them")
    void whole() throws Exception {
        Check check = verify();

        assertEquals(0, check.code(), check.output());
        assertTrue(check.output().endsWith(" 0 chains broken\n"), check.output());
        assertTrue(verify("--chain", organization).output().contains("1 chains, %d entries good".formatted(ENTRIES)));
    }

    @ParameterizedTest(name = "G-3 {0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    an altered value      | update PORTAL_CHANGE set REASON = 'other' where CHAIN_ID = ? and SEQUENCE_NUMBER = 6 | entry 6: ALTERED
                    an altered actor      | update PORTAL_CHANGE set ACTOR_ID = 'sam' where CHAIN_ID = ? and SEQUENCE_NUMBER = 7 | entry 7: ALTERED
                    an altered time       | update PORTAL_CHANGE set CHANGED_AT = CHANGED_AT + 1 where CHAIN_ID = ? and SEQUENCE_NUMBER = 12 | entry 12: ALTERED
                    a copied signature    | update PORTAL_CHANGE set HASH = (select c.HASH from PORTAL_CHANGE c where c.CHAIN_ID = PORTAL_CHANGE.CHAIN_ID and c.SEQUENCE_NUMBER = 3) where CHAIN_ID = ? and SEQUENCE_NUMBER = 8 | entry 8: ALTERED
                    a deleted entry       | delete from PORTAL_CHANGE where CHAIN_ID = ? and SEQUENCE_NUMBER = 5 | entry 5: MISSING: entry 5 is gone
                    the first one deleted | delete from PORTAL_CHANGE where CHAIN_ID = ? and SEQUENCE_NUMBER = 1 | entry 1: MISSING
                    an added one          | insert into PORTAL_CHANGE select CHAIN_ID, 13, REALM_ID, CHANGED_AT, ACTOR_KIND, ACTOR_ID, ACTOR_NAME, ACTION, SUBJECT_KIND, SUBJECT_ID, SUBJECT_NAME, VALUES_BEFORE, VALUES_AFTER, REASON, HASH from PORTAL_CHANGE where CHAIN_ID = ? and SEQUENCE_NUMBER = 12 | entry 13: ADDED
                    one moved away        | update PORTAL_CHANGE set SEQUENCE_NUMBER = 99 where CHAIN_ID = ? and SEQUENCE_NUMBER = 4 | entry 4: MOVED: it stands at number 99
                    the end cut           | delete from PORTAL_CHANGE where CHAIN_ID = ? and SEQUENCE_NUMBER > 9 | entry 10: CUT: entries 10 to 12 are gone at the end
                    a rewound row         | update PORTAL_CHANGE_CHAIN set LAST_SEQUENCE = 9 where CHAIN_ID = ? | entry 10: END_ALTERED
                    the row deleted       | delete from PORTAL_CHANGE_CHAIN where CHAIN_ID = ? | entry 12: END_ALTERED
                    """)
    void finds(String what, String sql, String expected) throws Exception {
        update(sql, organization);

        assertBroken(expected);
    }

    @Test
    @DisplayName("G-3 entries that changed places are found")
    void reordered() throws Exception {
        renumber(5, -1);
        renumber(9, 5);
        renumber(-1, 9);

        assertBroken("entry 5: MOVED: it stands at number 9");
    }

    @Test
    @DisplayName("G-3 an entry that was put between others, and the rest numbered anew, is found")
    void inserted() throws Exception {
        for (int i = ENTRIES; i >= 7; i--) {
            renumber(i, i + 1);
        }
        update(
                "insert into PORTAL_CHANGE select CHAIN_ID, 7, REALM_ID, CHANGED_AT, ACTOR_KIND, ACTOR_ID, ACTOR_NAME, 'UNLOCKED', SUBJECT_KIND,"
                        + " SUBJECT_ID, SUBJECT_NAME, VALUES_BEFORE, VALUES_AFTER, REASON, HASH from PORTAL_CHANGE where CHAIN_ID = ?"
                        + " and SEQUENCE_NUMBER = 6",
                organization);

        assertBroken("entry 7: ADDED");
    }

    @Test
    @DisplayName("G-3 an entry that was taken out, and the rest numbered anew up to the chain's row, is found")
    void takenOut() throws Exception {
        update("delete from PORTAL_CHANGE where CHAIN_ID = ? and SEQUENCE_NUMBER = 6", organization);
        for (int i = 7; i <= ENTRIES; i++) {
            renumber(i, i - 1);
        }
        update("update PORTAL_CHANGE_CHAIN set LAST_SEQUENCE = LAST_SEQUENCE - 1 where CHAIN_ID = ?", organization);

        assertBroken("entry 6: MISSING: entry 6 is gone, and those behind were numbered anew");
    }

    @Test
    @DisplayName("G-3 a chain that was cut together with its row is found by a list that was kept elsewhere")
    void rewound() throws Exception {
        Path kept = folder.resolve("kept");
        assertEquals(0, verify("--ends", kept.toString()).code());
        update("delete from PORTAL_CHANGE where CHAIN_ID = ? and SEQUENCE_NUMBER > 9", organization);
        update(
                "update PORTAL_CHANGE_CHAIN set LAST_SEQUENCE = 9, LAST_HASH = (select c.HASH from PORTAL_CHANGE c"
                        + " where c.CHAIN_ID = PORTAL_CHANGE_CHAIN.CHAIN_ID and c.SEQUENCE_NUMBER = 9) where CHAIN_ID = ?",
                organization);

        assertEquals(0, verify().code(), "the database alone tells nothing");
        Check check = verify("--kept", kept.toString());
        assertEquals(1, check.code());
        assertTrue(
                check.output().contains("entry 10: CUT: entries 10 to 12 are gone at the end, as the kept list"),
                check.output());
    }

    @Test
    @DisplayName("G-3 the software itself goes on with a chain whose kept end is still in it")
    void goesOn() throws Exception {
        Path kept = folder.resolve("kept");
        verify("--ends", kept.toString());

        changes.append(List.of(Changes.entry(organization, "kim", "LOCKED", "sam", "later")));

        assertEquals(0, verify("--kept", kept.toString()).code());
    }

    @Test
    @DisplayName("G-3 what cannot be checked is exit code 2")
    void unchecked() throws Exception {
        assertEquals(2, verify("--nonsense", "x").code());
    }

    @Test
    @DisplayName("G-1 a change that is rolled back leaves no entry, and its number to the next one")
    void rollback() throws Exception {
        changes.appendInVain(List.of(
                Changes.entry(organization, "kim", "LOCKED", "sam", "in vain"),
                Changes.entry(organization, "kim", "LOCKED", "sam", "in vain too")));
        assertEquals(ENTRIES, number("select count(*) from PORTAL_CHANGE where CHAIN_ID = ?", organization));

        changes.append(List.of(Changes.entry(organization, "kim", "LOCKED", "sam", "for good")));

        assertEquals(
                ENTRIES + 1L,
                number("select max(SEQUENCE_NUMBER) from PORTAL_CHANGE where CHAIN_ID = ?", organization));
        assertEquals(0, verify("--chain", organization).code());
    }

    @Test
    @DisplayName(
            "G-3 many who write at once: numbers without gaps, a whole chain, for an organization and for a realm's first entries")
    void concurrent() throws Exception {
        int count = Campaign.of(4_000);
        String fresh = portal.unprotectedRealm();
        Changes ofFresh = portal.changes(fresh);
        String realmId = portal.realm(fresh).toRepresentation().getId();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> writing = new ArrayList<>();
            IntStream.range(0, count)
                    .forEach(i -> writing.add(threads.submit(
                            () -> i % 2 == 0 ? append(changes, organization, i) : append(ofFresh, "", i))));
            for (Future<?> one : writing) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        System.out.printf("Change log: %,d entries by %d writers at once%n", count, THREADS);
        for (String chain : List.of(organization, realmId)) {
            long first = chain.equals(organization) ? ENTRIES : 0;
            String rows = " from PORTAL_CHANGE where CHAIN_ID = ?";
            assertEquals(first + count / 2, number("select count(*)" + rows, chain));
            assertEquals(first + count / 2, number("select max(SEQUENCE_NUMBER)" + rows, chain));
            assertEquals(0, verify("--chain", chain).code());
        }
    }

    private static boolean append(Changes log, String chain, int number) {
        log.append(List.of(Changes.entry(chain, "kim", "LOCKED", "sam", "n" + number)));
        return true;
    }

    @Test
    @DisplayName("G-1 the log holds no secret of the people it is about")
    void noSecrets() throws Exception {
        Account account = portal.account(REALM);
        Domain domain = portal.domain(REALM);
        assertTrue(domain.member(organization, account, "administrator").done());
        assertTrue(domain.lock(account, "OPERATOR").done());
        assertTrue(domain.unlock(account).done());
        List<String> secrets = texts("select SECRET_DATA from CREDENTIAL where USER_ID = ?", account.id());
        List<String> rows = texts("select cast(c as text) from PORTAL_CHANGE c where CHAIN_ID = ?", organization);

        assertTrue(rows.stream().anyMatch(row -> row.contains(account.id())));
        for (String row : rows) {
            assertFalse(row.contains(Portal.PASSWORD), row);
            assertFalse(row.contains(account.address()), row);
            secrets.forEach(secret -> assertFalse(row.contains(secret), row));
        }
    }

    @Test
    @DisplayName("Z-5 the log of a realm goes with it")
    void goesWithItsRealm() throws Exception {
        String realm = portal.unprotectedRealm();
        String id = portal.realm(realm).toRepresentation().getId();
        portal.domain(realm).organization();
        portal.changes(realm).append(List.of(Changes.entry("", "kim", "LOCKED", "sam", "r")));
        assertTrue(number("select count(*) from PORTAL_CHANGE where REALM_ID = ?", id) > 1);

        portal.realm(realm).remove();

        assertEquals(0, number("select count(*) from PORTAL_CHANGE where REALM_ID = ?", id));
        assertEquals(0, number("select count(*) from PORTAL_CHANGE_CHAIN where REALM_ID = ?", id));
    }

    private void assertBroken(String expected) throws IOException, InterruptedException {
        Check check = verify();
        assertEquals(1, check.code(), check.output());
        assertTrue(check.output().contains("BROKEN chain %s, %s".formatted(organization, expected)), check.output());
        assertTrue(check.output().endsWith(" 1 chains broken\n"), check.output());
    }

    /** What the command said. */
    private record Check(int code, String output) {}

    /** The image's command in the server's own home, as the operator runs it. */
    private Check verify(String... arguments) throws IOException, InterruptedException {
        Path home = portal.home();
        Path script = home.resolve("bin").resolve("verify-change-log.sh");
        Files.copy(
                Path.of("..", "docker", "target", "image", "bin", "verify-change-log.sh"),
                script,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().putAll(portal.databaseAccess());
        process.environment()
                .put("PORTAL_SECRET_KEY_FILE", home.resolve("secret-key").toString());
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process running = process.start();
        String output = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Check(running.waitFor(), output);
    }

    private void renumber(int from, int to) throws SQLException {
        update(
                "update PORTAL_CHANGE set SEQUENCE_NUMBER = %d where CHAIN_ID = ? and SEQUENCE_NUMBER = %d"
                        .formatted(to, from),
                organization);
    }

    private void update(String sql, String parameter) throws SQLException {
        try (Connection connection = portal.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            assertTrue(statement.executeUpdate() > 0 || sql.startsWith("delete"), sql);
        }
    }

    private long number(String sql, String parameter) throws SQLException {
        return Long.parseLong(texts(sql, parameter).get(0));
    }

    private List<String> texts(String sql, String parameter) throws SQLException {
        try (Connection connection = portal.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet found = statement.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (found.next()) {
                    texts.add(found.getString(1));
                }
                return texts;
            }
        }
    }
}
