package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.Database;
import io.github.orgportal.launcher.KeycloakServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The last administrator of an organization is locked: how long the answer takes and how long until Keycloak shows all its clerks as
 * disabled, for organizations of different size; beside disabling the same clerks one by one over the admin API.
 */
final class CascadeLoad {
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final List<Integer> CLERKS = List.of(FEW, 1_000, MANY);
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Report report;

    CascadeLoad(Report report) {
        this.report = report;
    }

    void run(Database database) {
        report.heading("Cascade of the last administrator");
        try (KeycloakServer server = KeycloakServer.builder()
                        .database(database)
                        .provider(Settings.DOMAIN)
                        .adminPassword(Settings.ADMIN_PASSWORD)
                        .withoutRealms()
                        .start();
                Connection tables = database.connect()) {
            Map<Integer, Organization> organizations = new LinkedHashMap<>();
            for (int clerks : CLERKS) {
                organizations.put(clerks, organization(server, tables, clerks));
            }
            measure(organizations);
            disableOneByOne(server, Objects.requireNonNull(organizations.get(MANY)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void measure(Map<Integer, Organization> organizations) {
        organizations.forEach((clerks, organization) -> {
            Timing unused = new Timing();
            for (int round = 0; round < WARM_UP; round++) {
                unused.round(organization, clerks);
            }
        });
        Map<Integer, Timing> timings = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            organizations.forEach((clerks, organization) ->
                    timings.computeIfAbsent(clerks, key -> new Timing()).round(organization, clerks));
        }
        timings.forEach(this::describe);
        Timing few = Objects.requireNonNull(timings.get(FEW));
        Timing many = Objects.requireNonNull(timings.get(MANY));
        double ratio = many.answer().median() / few.answer().median();
        report.line(
                "  %,d : %d clerks %.2f, target <= 2: %s; target <= 100 ms: %s; shadow <= 5 s: %s (load %.1f)",
                MANY,
                FEW,
                ratio,
                verdict(ratio <= 2),
                verdict(many.answer().median() <= 100),
                verdict(many.shadow().max() <= 5),
                Report.load());
    }

    private void describe(int clerks, Timing timing) {
        report.line(
                "  %,6d clerks: committed and answered after median %.1f ms, longest %.1f ms; shadow complete after median %.2f s, longest %.2f s",
                clerks,
                timing.answer().median(),
                timing.answer().max(),
                timing.shadow().median(),
                timing.shadow().max());
    }

    /** Milliseconds until the answer, and seconds until Keycloak shows it. */
    private static final class Timing {
        private final List<Double> answers = new ArrayList<>();
        private final List<Double> shadows = new ArrayList<>();

        void round(Organization organization, int clerks) {
            long begin = System.nanoTime();
            organization.lock();
            answers.add((System.nanoTime() - begin) / 1e6);
            organization.awaitEnabled(0);
            shadows.add((System.nanoTime() - begin) / 1e9);
            organization.unlock();
            organization.awaitEnabled(clerks);
        }

        Series answer() {
            return Series.of(answers);
        }

        Series shadow() {
            return Series.of(shadows);
        }
    }

    private static String verdict(boolean met) {
        return met ? "met" : "MISSED";
    }

    private void disableOneByOne(KeycloakServer server, Organization organization) {
        List<String> clerks = organization.clerks();
        String token = token(server);
        long begin = System.nanoTime();
        int done = 0;
        for (String clerk : clerks) {
            if (done++ % 2_000 == 0) {
                token = token(server);
            }
            Http.text(HttpRequest.newBuilder(URI.create(server.url() + "/admin/realms/" + realm() + "/users/" + clerk))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"enabled\":false}")));
        }
        report.line(
                "  beside: the same %,d clerks disabled one by one over the admin API: %.1f s (load %.1f)",
                clerks.size(), (System.nanoTime() - begin) / 1e9, Report.load());
    }

    private String token(KeycloakServer server) {
        return Http.json(HttpRequest.newBuilder(
                                URI.create(server.url() + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username=%s&password=%s"
                                .formatted(server.adminUser(), server.adminPassword()))))
                .path("access_token")
                .asText();
    }

    /** Clerks come by SQL: what making them costs is another benchmark's matter. */
    private Organization organization(KeycloakServer server, Connection tables, int clerks) throws SQLException {
        String base = server.url() + "/realms/" + realm() + "/test-domain";
        String number = "B" + clerks + "-" + UUID.randomUUID().toString().substring(0, 8);
        String id = Http.json(HttpRequest.newBuilder(URI.create(base + "/organizations"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"memberNumber\":\"%1$s\",\"name\":\"%1$s\",\"kind\":\"employer\"}"
                                        .formatted(number))))
                .path("id")
                .asText();
        Organization organization =
                new Organization(base, tables, id, UUID.randomUUID().toString());
        organization.fill(realm(), clerks);
        Http.text(HttpRequest.newBuilder(URI.create(
                        base + "/organizations/%s/members/%s/administrator".formatted(id, organization.administrator)))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));
        return organization;
    }

    private static String realm() {
        return Realms.PORTAL.realm();
    }

    /** An organization with one administrator. */
    private static final class Organization {
        private final URI locks;
        private final Connection tables;
        private final String id;
        private final String administrator;

        Organization(String base, Connection tables, String id, String administrator) {
            this.locks = URI.create(base + "/accounts/" + administrator + "/locks");
            this.tables = tables;
            this.id = id;
            this.administrator = administrator;
        }

        void fill(String realm, int clerks) throws SQLException {
            insert("""
                    insert into USER_ENTITY (ID, USERNAME, EMAIL, EMAIL_CONSTRAINT, EMAIL_VERIFIED, ENABLED, REALM_ID, CREATED_TIMESTAMP, NOT_BEFORE)
                    select ?, ?, null, ?, true, true, r.ID, 0, 0 from REALM r where r.NAME = ?
                    """, administrator, administrator, administrator, realm);
            insert("""
                    insert into USER_ENTITY (ID, USERNAME, EMAIL, EMAIL_CONSTRAINT, EMAIL_VERIFIED, ENABLED, REALM_ID, CREATED_TIMESTAMP, NOT_BEFORE)
                    select gen_random_uuid(), ? || '-' || n, null, gen_random_uuid(), true, true, r.ID, 0, 0
                    from REALM r, generate_series(1, cast(? as int)) n where r.NAME = ?
                    """, id, Integer.toString(clerks), realm);
            insert("""
                    insert into PORTAL_MEMBERSHIP (ID, REALM_ID, ORGANIZATION_ID, USER_ID, ROLE, CREATED_AT, VERSION)
                    select gen_random_uuid(), u.REALM_ID, ?, u.ID, 'CLERK', 0, 0 from USER_ENTITY u where u.USERNAME like ? || '-%'
                    """, id, id);
            insert("analyze");
        }

        private void insert(String sql, String... values) throws SQLException {
            try (PreparedStatement statement = tables.prepareStatement(sql)) {
                for (int n = 0; n < values.length; n++) {
                    statement.setString(n + 1, values[n]);
                }
                statement.execute();
            }
        }

        void lock() {
            Http.text(HttpRequest.newBuilder(locks)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"cause\":\"OPERATOR\",\"reason\":\"\"}")));
        }

        void unlock() {
            Http.text(HttpRequest.newBuilder(locks).DELETE());
        }

        void awaitEnabled(int clerks) {
            Pause.until(clerks + " clerks are enabled", PATIENCE, () -> enabled() == clerks);
        }

        private int enabled() {
            try (PreparedStatement statement = tables.prepareStatement(
                    "select count(*) from USER_ENTITY u join PORTAL_MEMBERSHIP m on m.USER_ID = u.ID"
                            + " where m.ORGANIZATION_ID = ? and m.ROLE = 'CLERK' and u.ENABLED")) {
                statement.setString(1, id);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        List<String> clerks() {
            try (PreparedStatement statement = tables.prepareStatement(
                    "select USER_ID from PORTAL_MEMBERSHIP where ORGANIZATION_ID = ? and ROLE = 'CLERK'")) {
                statement.setString(1, id);
                List<String> ids = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        ids.add(row.getString(1));
                    }
                }
                return ids;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
