package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.Database;
import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The list of an organization's accounts in a realm with very many of them: an organization of 10,000 beside one of ten, in turns, over
 * HTTP; and the members that Keycloak's own endpoint lists of the same two organizations, which tells no total.
 *
 * <p>All other organizations have ten accounts each. One account in ten has no password, one in fifty is locked.
 */
final class ListsLoad {
    private static final int MANY = 10_000;
    private static final int FEW = 10;
    private static final int PAGE = 10;
    private static final int ROUNDS = 10;
    private static final int TIMES = 10;
    private static final double TARGET = 1.5;

    private final Settings settings;
    private final Report report;

    ListsLoad(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run(PostgresServer postgres) {
        report.heading("Lists, %,d accounts, one organization of %,d".formatted(settings.listed(), MANY));
        Database database = postgres.createDatabase();
        try (KeycloakServer server = KeycloakServer.builder()
                .database(database)
                .provider(Settings.DOMAIN)
                .realms(ApiRealm.write())
                .start()) {
            String many = ApiRealm.organization(server, "many");
            String few = ApiRealm.organization(server, "few");
            fill(database, many, few);
            measure("portal", new Portal(server), many, few);
            measure("Keycloak's members", new Members(server), many, few);
        }
    }

    private void measure(String whose, Lists lists, String many, String few) {
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round < lists.warmUp() + ROUNDS; round++) {
            for (String kind : lists.kinds()) {
                lists.logIn();
                double small = median(lists, kind, few, FEW);
                double large = median(lists, kind, many, MANY);
                if (round >= lists.warmUp()) {
                    ratios.computeIfAbsent(kind, key -> new ArrayList<>()).add(large / small);
                    times.computeIfAbsent(kind, key -> new ArrayList<>()).add(large);
                }
            }
        }
        ratios.forEach((kind, found) -> {
            report.line(
                    "%-40s %.2f ms (load %.1f)",
                    whose + ", " + kind,
                    Series.of(times.getOrDefault(kind, List.of())).median(),
                    Report.load());
            String what = "  %,d : %d accounts".formatted(MANY, FEW);
            if (lists.isOurs()) {
                report.ratio(what, found, TARGET);
            } else {
                report.ratio(what, found);
            }
        });
    }

    private static double median(Lists lists, String kind, String organization, int size) {
        List<Double> times = new ArrayList<>();
        for (int n = 0; n < TIMES; n++) {
            HttpRequest.Builder request = lists.request(kind, organization, size);
            long begin = System.nanoTime();
            String answer = Http.text(request);
            times.add((System.nanoTime() - begin) / 1e6);
            if (!answer.contains("\"id\"")) {
                throw new IllegalStateException("An empty list for " + kind);
            }
        }
        return Series.of(times).median();
    }

    /** Somebody's lists. */
    private interface Lists {
        List<String> kinds();

        boolean isOurs();

        /** Rounds that do not count. */
        int warmUp();

        /** Tokens do not last as long as the benchmark. */
        void logIn();

        HttpRequest.Builder request(String kind, String organization, int size);
    }

    private static final class Portal implements Lists {
        private static final Map<String, String> QUERIES = Map.of(
                "filter by name",
                "&name=suchmann",
                "filter by role and name",
                "&role=clerk&name=suchmann",
                "search",
                "&search=suchmann",
                "filter by status locked",
                "&status=LOCKED",
                "filter by status active",
                "&status=ACTIVE");

        private final KeycloakServer server;
        private String token = "";

        Portal(KeycloakServer server) {
            this.server = server;
        }

        @Override
        public List<String> kinds() {
            return List.of(
                    "first page",
                    "last page",
                    "filter by name",
                    "filter by role and name",
                    "search",
                    "filter by status locked",
                    "filter by status active");
        }

        @Override
        public boolean isOurs() {
            return true;
        }

        @Override
        public int warmUp() {
            return 20;
        }

        @Override
        public void logIn() {
            if (token.isEmpty()) {
                token = ApiRealm.token(server);
            }
        }

        @Override
        public HttpRequest.Builder request(String kind, String organization, int size) {
            String query = kind.equals("last page") ? "&first=" + (size - PAGE) : QUERIES.getOrDefault(kind, "");
            return HttpRequest.newBuilder(URI.create(server.url() + "/realms/" + ApiRealm.NAME
                            + "/portal/organizations/" + organization + "/accounts?max=" + PAGE + query))
                    .header("Authorization", "Bearer " + token);
        }
    }

    private static final class Members implements Lists {
        private final KeycloakServer server;
        private String token = "";

        Members(KeycloakServer server) {
            this.server = server;
        }

        @Override
        public List<String> kinds() {
            return List.of("first page", "last page", "search");
        }

        @Override
        public boolean isOurs() {
            return false;
        }

        /** Few: the database's part of it, which takes the longest by far, needs no warming. */
        @Override
        public int warmUp() {
            return 2;
        }

        @Override
        public void logIn() {
            token = Http.json(HttpRequest.newBuilder(
                                    URI.create(server.url() + "/realms/master/protocol/openid-connect/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(
                                    "grant_type=password&client_id=admin-cli&username=%s&password=%s"
                                            .formatted(server.adminUser(), server.adminPassword()))))
                    .path("access_token")
                    .asText();
        }

        @Override
        public HttpRequest.Builder request(String kind, String organization, int size) {
            String query = switch (kind) {
                case "last page" -> "&first=" + (size - PAGE);
                case "search" -> "&search=suchmann";
                default -> "";
            };
            return HttpRequest.newBuilder(URI.create(server.url() + "/admin/realms/" + ApiRealm.NAME + "/organizations/"
                            + organization + "/members?max=" + PAGE + query))
                    .header("Authorization", "Bearer " + token);
        }
    }

    /** By SQL, from the rows that the server itself has made of the two organizations; the administrator is one of the accounts. */
    private void fill(Database database, String many, String few) {
        long begin = System.nanoTime();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            // the rows of a table come before those that they refer to
            statement.execute("set session_replication_role = replica");
            for (String sql : rows(many, few).split(";\n", -1)) {
                statement.execute(sql);
            }
            connection.setAutoCommit(true);
            statement.execute("vacuum analyze");
            report.line(
                    "%,d accounts in %,d organizations written in %.0f s (load %.1f)",
                    settings.listed(),
                    2 + (settings.listed() - MANY - FEW) / FEW,
                    (System.nanoTime() - begin) / 1e9,
                    Report.load());
        } catch (SQLException e) {
            throw new IllegalStateException("The realm cannot be filled", e);
        }
    }

    private String rows(String many, String few) {
        return """
                create temporary table PLAN as
                select n, md5('account' || n)::uuid::text as ACCOUNT, md5('membership' || n)::uuid::text as MEMBERSHIP,
                    case when n < MANY then 'ID_OF_MANY' when n < MANY + FEW - 1 then 'ID_OF_FEW'
                        else md5('organization' || (n - MANY - FEW + 1) / FEW)::uuid::text end as ORGANIZATION,
                    case when n in (7, MANY + 5) then 'Suchmann' else 'Name' || n * 7919::bigint % 5000 end as LAST_NAME,
                    'Vorname' || n * 104729::bigint % 300 as FIRST_NAME
                from generate_series(1, LISTED - 2) n;
                create temporary table PLACES as
                select distinct ORGANIZATION, md5('group' || ORGANIZATION)::uuid::text as PLACE
                from PLAN where ORGANIZATION not in ('ID_OF_MANY', 'ID_OF_FEW');
                insert into KEYCLOAK_GROUP
                select (jsonb_populate_record(g, jsonb_build_object('id', p.PLACE, 'name', p.PLACE, 'org_id', p.ORGANIZATION))).*
                from PLACES p, KEYCLOAK_GROUP g join ORG o on o.GROUP_ID = g.ID where o.ID = 'ID_OF_FEW';
                insert into ORG
                select (jsonb_populate_record(o, jsonb_build_object('id', p.ORGANIZATION, 'name', p.ORGANIZATION, 'alias', p.ORGANIZATION,
                    'group_id', p.PLACE))).*
                from PLACES p, ORG o where o.ID = 'ID_OF_FEW';
                insert into PORTAL_ORGANIZATION
                select p.ORGANIZATION, o.REALM_ID, left(p.PLACE, 30), o.KIND from PLACES p, PORTAL_ORGANIZATION o where o.ID = 'ID_OF_FEW';
                insert into PLACES select ID, GROUP_ID from ORG where ID in ('ID_OF_MANY', 'ID_OF_FEW');
                insert into USER_ENTITY (ID, USERNAME, EMAIL, EMAIL_CONSTRAINT, EMAIL_VERIFIED, ENABLED, REALM_ID, CREATED_TIMESTAMP,
                    NOT_BEFORE, LAST_NAME, FIRST_NAME)
                select p.ACCOUNT, 'k' || p.n, 'k' || p.n || '@firma.example', 'k' || p.n || '@firma.example', true, true, o.REALM_ID, 0,
                    0, p.LAST_NAME, p.FIRST_NAME
                from PLAN p, PORTAL_ORGANIZATION o where o.ID = 'ID_OF_FEW';
                insert into PORTAL_MEMBERSHIP (ID, REALM_ID, ORGANIZATION_ID, USER_ID, ROLE, CREATED_AT, VERSION, LAST_NAME, FIRST_NAME)
                select p.MEMBERSHIP, o.REALM_ID, p.ORGANIZATION, p.ACCOUNT, 'CLERK', p.n, 0, lower(p.LAST_NAME), lower(p.FIRST_NAME)
                from PLAN p, PORTAL_ORGANIZATION o where o.ID = 'ID_OF_FEW';
                insert into USER_GROUP_MEMBERSHIP (GROUP_ID, USER_ID, MEMBERSHIP_TYPE)
                select l.PLACE, p.ACCOUNT, 'UNMANAGED' from PLAN p join PLACES l on l.ORGANIZATION = p.ORGANIZATION;
                insert into CREDENTIAL (ID, TYPE, USER_ID, CREATED_DATE, SECRET_DATA, CREDENTIAL_DATA, PRIORITY)
                select md5('credential' || n)::uuid::text, 'password', ACCOUNT, 0, '{}', '{}', 10 from PLAN where n % 10 > 0;
                insert into PORTAL_LOCK (ID, REALM_ID, SCOPE, TARGET_ID, CAUSE, REASON, LOCKED_BY, LOCKED_AT)
                select md5('lock' || p.n)::uuid::text, o.REALM_ID, 'USER', p.ACCOUNT, 'ADMINISTRATOR', '', 'benchmark', 0
                from PLAN p, PORTAL_ORGANIZATION o where o.ID = 'ID_OF_FEW' and p.n % 50 = 3
                """.replace("ID_OF_MANY", many)
                .replace("ID_OF_FEW", few)
                .replace("MANY", Integer.toString(MANY))
                .replace("FEW", Integer.toString(FEW))
                .replace("LISTED", Integer.toString(settings.listed()));
    }
}
