package io.github.orgportal.organizations.changelog.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.organizations.changelog.chain.Entry;
import io.github.orgportal.organizations.changelog.chain.EntrySignatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on H2, with the module's own tables. */
class VerifyChangeLogTest {
    private static final int ENTRIES = 2_500;

    @TempDir
    Path folder;

    private final EntrySignatures signatures = WrittenChain.signatures(WrittenChain.KEY);
    private String url;
    private Connection connection;
    private String output;

    @BeforeEach
    void makeTables() throws Exception {
        url = "jdbc:h2:mem:" + folder.getFileName();
        connection = DriverManager.getConnection(url, "sa", "");
        try (Liquibase liquibase = new Liquibase(
                "META-INF/portal-organizations-changelog.xml",
                new ClassLoaderResourceAccessor(),
                DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(
                                new JdbcConnection(DriverManager.getConnection(url, "sa", ""))))) {
            // not to the screen
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            Scope.child(Scope.Attr.ui, new LoggerUIService(), () -> liquibase.update(""));
        }
        Files.writeString(folder.resolve("keys"), WrittenChain.KEY);
        for (String id : List.of("chain-1", "chain-2", "chain-3")) {
            store(new WrittenChain(id).append(signatures, ENTRIES));
        }
    }

    @AfterEach
    void dropTables() throws SQLException {
        connection.close();
    }

    @Test
    @DisplayName("G-3 whole chains: exit code 0, the number of chains and entries")
    void whole() throws IOException {
        assertEquals(0, run());

        assertEquals("3 chains, 7500 entries good, 0 chains broken\n", output);
    }

    @Test
    @DisplayName(
            "G-3 a broken chain: exit code 1, the chain, the first broken entry and what is wrong; the others are checked too")
    void broken() throws Exception {
        update(
                "update PORTAL_CHANGE set REASON = 'other' where CHAIN_ID = 'chain-1' and SEQUENCE_NUMBER in (1500, 2000)");
        update("delete from PORTAL_CHANGE where CHAIN_ID = 'chain-3' and SEQUENCE_NUMBER > 2000");

        assertEquals(1, run());

        assertEquals("""
                BROKEN chain chain-1, entry 1500: ALTERED: its columns or its signature are not what the software wrote
                BROKEN chain chain-3, entry 2001: CUT: entries 2001 to 2500 are gone at the end
                3 chains, 5999 entries good, 2 chains broken
                """, output);
        assertEquals(0, run("--chain", "chain-2"));
        assertEquals(1, run("--chain", "chain-3"));
    }

    @Test
    @DisplayName("G-3 a chain that is gone without its organization, or lost its row, is found")
    void goneWithoutItsOrganization() throws Exception {
        update(
                "insert into PORTAL_ORGANIZATION (ID, REALM_ID, MEMBER_NUMBER, KIND) values ('chain-0', 'r', '1', 'EMPLOYER')");
        update("delete from PORTAL_CHANGE_CHAIN where CHAIN_ID = 'chain-2'");

        assertEquals(1, run());

        assertEquals("""
                BROKEN chain chain-0, entry 1: MISSING: nothing of this chain is there
                BROKEN chain chain-2, entry 2500: END_ALTERED: the chain's row, which says where it ends, is gone
                4 chains, 7500 entries good, 2 chains broken
                """, output);
    }

    @Test
    @DisplayName("G-3 a kept list of ends shows what was cut so well that the database alone cannot tell")
    void kept() throws Exception {
        Path ends = folder.resolve("ends");
        assertEquals(0, run("--ends", ends.toString()));
        assertEquals(3, Files.readAllLines(ends).size());
        assertEquals(0, run("--kept", ends.toString()));

        update("delete from PORTAL_CHANGE where CHAIN_ID = 'chain-1' and SEQUENCE_NUMBER > 2499");
        update("update PORTAL_CHANGE_CHAIN set LAST_SEQUENCE = 2499, LAST_HASH = (select HASH from PORTAL_CHANGE"
                + " where CHAIN_ID = 'chain-1' and SEQUENCE_NUMBER = 2499) where CHAIN_ID = 'chain-1'");
        update("delete from PORTAL_CHANGE where CHAIN_ID = 'chain-3'");
        update("delete from PORTAL_CHANGE_CHAIN where CHAIN_ID = 'chain-3'");

        assertEquals(0, run());
        assertEquals(1, run("--kept", ends.toString()));
        assertEquals("""
                BROKEN chain chain-1, entry 2500: CUT: entry 2500 is gone at the end, as the kept list shows, and the chain's row was rewound
                BROKEN chain chain-3, entry 1: MISSING: nothing of this chain is there
                3 chains, 4999 entries good, 2 chains broken
                """, output);
    }

    @Test
    @DisplayName("G-3 what cannot be checked is exit code 2, and why")
    void unchecked() throws IOException {
        assertEquals(2, run("--unknown", "x"));
        assertTrue(output.startsWith("--unknown is no option"), output);
        assertEquals(2, run("--chain"));
        assertEquals(2, run("--kept", folder.resolve("missing").toString()));
        Path keys = Files.writeString(folder.resolve("nonsense"), "a b c\n");
        assertEquals(2, run("--kept", keys.toString()));
        assertTrue(output.contains("line 1: expected"), output);
        assertEquals(2, run("--ends", keys.toString()), "it never writes over a list");

        assertEquals(2, run(Map.of()));
        assertTrue(output.startsWith("PORTAL_SECRET_KEY_FILE is not set"), output);
        assertEquals(
                2, run(Map.of("PORTAL_SECRET_KEY_FILE", folder.resolve("keys").toString())));
        assertTrue(output.startsWith("KC_DB_URL is not set"), output);
        assertEquals(
                2,
                run(Map.of(
                        "PORTAL_SECRET_KEY_FILE",
                        folder.resolve("keys").toString(),
                        "KC_DB_URL",
                        "jdbc:h2:mem:empty")));
        assertTrue(output.startsWith("The database cannot be read"), output);
        assertFalse(output.contains(WrittenChain.KEY.strip()), output);
    }

    private void store(WrittenChain chain) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into PORTAL_CHANGE (CHAIN_ID, SEQUENCE_NUMBER, REALM_ID, CHANGED_AT, ACTOR_KIND, ACTOR_ID, ACTOR_NAME, ACTION,
                    SUBJECT_KIND, SUBJECT_ID, SUBJECT_NAME, VALUES_BEFORE, VALUES_AFTER, REASON, HASH)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (StoredEntry row : chain.rows()) {
                Entry entry = row.entry();
                List<Object> values = List.of(
                        entry.chainId(),
                        entry.sequence(),
                        entry.realmId(),
                        entry.changedAt(),
                        entry.actorKind(),
                        entry.actorId(),
                        entry.actorName(),
                        entry.action(),
                        entry.subjectKind(),
                        entry.subjectId(),
                        entry.subjectName(),
                        entry.before(),
                        entry.after(),
                        entry.reason(),
                        row.signature());
                for (int i = 0; i < values.size(); i++) {
                    statement.setObject(i + 1, values.get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
        update(
                "insert into PORTAL_CHANGE_CHAIN (CHAIN_ID, REALM_ID, LAST_SEQUENCE, LAST_HASH) values ('%s', 'realm', %d, '%s')"
                        .formatted(chain.id(), chain.end().number(), chain.end().signature()));
    }

    private void update(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    private int run(String... arguments) throws IOException {
        return run(
                Map.of(
                        "KC_DB_URL",
                        url,
                        "KC_DB_USERNAME",
                        "sa",
                        "KC_DB_PASSWORD",
                        "",
                        "PORTAL_SECRET_KEY_FILE",
                        folder.resolve("keys").toString()),
                arguments);
    }

    private int run(Map<String, String> environment, String... arguments) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(written, true, UTF_8)) {
            int code = VerifyChangeLog.run(arguments, new HashMap<>(environment), stream, stream);
            output = written.toString(UTF_8).replace(System.lineSeparator(), "\n");
            return code;
        }
    }
}
