package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.Database;
import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The change log with very many entries beside one with few: what a page, a filter and an append cost. Two servers on two databases of
 * the same PostgreSQL, in short turns by turns; each time is of the service and its transaction alone, taken inside the server.
 *
 * <p>Nine of ten entries belong to the measured organization, the others to a hundred more. 50 administrators made them, and there is one
 * clerk for a hundred of them.
 */
final class ChangeLogLoad {
    private static final String REALM = "member-portal";
    private static final int PAGE = 20;
    private static final int DEPTH = 1_000;
    private static final int ROUNDS = 10;
    private static final int TIMES = 100;
    private static final int WARM_UP = 10;
    private static final double TARGET = 1.2;
    /** 2024-01-01. */
    private static final long FIRST = 1_704_067_200_000L;
    /** Entries stand so many milliseconds apart. */
    private static final long STEP = 5;

    private final Settings settings;
    private final Report report;

    ChangeLogLoad(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run(PostgresServer postgres) {
        report.heading("Change log, %,d entries beside 10,000".formatted(settings.changes()));
        try (Log few = new Log(postgres.createDatabase(), 10_000);
                Log many = new Log(postgres.createDatabase(), settings.changes())) {
            Map<String, List<Double>> ratios = new LinkedHashMap<>();
            Map<String, List<Double>> times = new LinkedHashMap<>();
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                for (String kind : few.requests().keySet()) {
                    Series small = few.measure(kind);
                    Series large = many.measure(kind);
                    if (round >= WARM_UP) {
                        ratios.computeIfAbsent(kind, key -> new ArrayList<>()).add(large.median() / small.median());
                        times.computeIfAbsent(kind, key -> new ArrayList<>()).add(large.median());
                    }
                }
            }
            ratios.forEach((kind, found) -> {
                report.line(
                        "%-40s %.2f ms",
                        kind, Series.of(times.getOrDefault(kind, List.of())).median());
                report.ratio("  %,d : 10,000 entries".formatted(settings.changes()), found, TARGET);
            });
        }
    }

    /** A log of its own, and the server that reads it. */
    private final class Log implements AutoCloseable {
        private final Database database;
        private final int count;
        private final KeycloakServer server;
        private final String organization;

        Log(Database database, int count) {
            this.database = database;
            this.count = count;
            this.server = KeycloakServer.builder()
                    .database(database)
                    .provider(Settings.CHANGES)
                    .start();
            this.organization = send("POST", "/organization");
            fill();
        }

        Map<String, String> requests() {
            String clerks = IntStream.rangeClosed(1, 9)
                    .mapToObj(i -> "person=" + person("clerk", i))
                    .collect(Collectors.joining("&"));
            Map<String, String> requests = new LinkedHashMap<>();
            for (String scope : List.of("organization", "realm")) {
                String where = scope.equals("organization") ? "organization=" + organization + "&" : "";
                requests.put("page 1 of the " + scope, where);
                requests.put("page 1,000 of the " + scope, where + "before=" + position());
                requests.put("clerk in the " + scope, where + clerks);
                requests.put("administrator in the " + scope, where + "person=" + person("administrator", 7));
                requests.put("action in the " + scope, where + "action=MAILBOXES_CHANGED");
                requests.put(
                        "administrator, action in the " + scope,
                        where + "action=LOCKED&person=" + person("administrator", 7));
                requests.put(
                        "an hour of the " + scope, where + "from=%d&to=%d".formatted(middle(), middle() + 3_600_000));
            }
            requests.put("append", "");
            return requests;
        }

        Series measure(String kind) {
            String query = "?times=" + TIMES + "&max=" + PAGE + "&" + requests().getOrDefault(kind, "");
            String nanos =
                    kind.equals("append") ? send("POST", query + "organization=" + organization) : send("GET", query);
            return Series.of(Stream.of(nanos.split(",", -1))
                    .map(text -> Long.parseLong(text) / 1e6)
                    .toList());
        }

        private long middle() {
            return FIRST + count / 2 * STEP;
        }

        /** As deep as page 1,000, or in the middle of a log that has no such page. */
        private String position() {
            return "%d_zzz_1".formatted(FIRST + (count - Math.min(DEPTH * PAGE, count / 2)) * STEP);
        }

        private static String person(String kind, int number) {
            return "%s-00000000-0000-%010d".formatted(kind.substring(0, 5), number);
        }

        /** Without the indexes, which are made afterwards: many times faster than row by row. */
        private void fill() {
            long begin = System.nanoTime();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("set maintenance_work_mem = '512MB'");
                statement.execute("set synchronous_commit = off");
                String realmId = text(statement, "select ID from REALM where NAME = '%s'".formatted(REALM));
                List<String> indexes = texts(
                        statement,
                        "select indexdef from pg_indexes where tablename = 'portal_change' and indexname like 'idx_%'");
                for (String index : texts(
                        statement,
                        "select indexname from pg_indexes where tablename = 'portal_change' and indexname like 'idx_%'")) {
                    statement.execute("drop index " + index);
                }
                statement.execute(entries(realmId));
                for (String index : indexes) {
                    statement.execute(index);
                }
                statement.execute("update PORTAL_CHANGE_CHAIN set LAST_SEQUENCE = %d where CHAIN_ID = '%s'"
                        .formatted(count + 100, organization));
                statement.execute("vacuum analyze PORTAL_CHANGE");
                report.line(
                        "%,d entries written in %.0f s; table %s, indexes %s (load %.1f)",
                        count,
                        (System.nanoTime() - begin) / 1e9,
                        text(statement, "select pg_size_pretty(pg_table_size('portal_change'))"),
                        text(statement, "select pg_size_pretty(pg_indexes_size('portal_change'))"),
                        Report.load());
            } catch (SQLException e) {
                throw new IllegalStateException("The log cannot be filled", e);
            }
        }

        private String entries(String realmId) {
            return """
                    insert into PORTAL_CHANGE (CHAIN_ID, SEQUENCE_NUMBER, REALM_ID, CHANGED_AT, ACTOR_KIND, ACTOR_ID, ACTOR_NAME,
                        ACTION, SUBJECT_KIND, SUBJECT_ID, SUBJECT_NAME, VALUES_BEFORE, VALUES_AFTER, REASON, HASH)
                    select case when i %% 10 = 0 then 'other-000000000-0000-' || to_char(i / 10 %% 100, 'FM000') else '%s' end,
                        i + 100, '%s', %d + i * %d::bigint, 'ADMINISTRATOR',
                        'admin-00000000-0000-' || to_char(i * 7919::bigint %% 50, 'FM0000000000'), 'admin' || i %% 50,
                        case when i %% 100 = 1 then 'MAILBOXES_CHANGED' when i %% 3 = 0 then 'LOCKED' when i %% 3 = 1 then 'UNLOCKED'
                            else 'GRANTS_CHANGED' end,
                        'ACCOUNT', 'clerk-00000000-0000-' || to_char(i * 7919::bigint %% (%d / 100), 'FM0000000000'), 'clerk' || i,
                        '{"rights":["a","b"]}', '{"rights":["a","b","c"]}', 'As discussed on the phone', 'k1:' || repeat('A', 44)
                    from generate_series(1, %d) i
                    """.formatted(organization, realmId, FIRST, STEP, count, count);
        }

        private static String text(Statement statement, String sql) throws SQLException {
            return texts(statement, sql).get(0);
        }

        private static List<String> texts(Statement statement, String sql) throws SQLException {
            try (ResultSet found = statement.executeQuery(sql)) {
                List<String> texts = new ArrayList<>();
                while (found.next()) {
                    texts.add(found.getString(1));
                }
                return texts;
            }
        }

        private String send(String method, String path) {
            URI address = URI.create(server.url() + "/realms/" + REALM + "/benchmark-changes" + path);
            return Http.text(HttpRequest.newBuilder(address).method(method, BodyPublishers.noBody()));
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
