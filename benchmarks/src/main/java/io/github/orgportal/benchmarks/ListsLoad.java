package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.Database;
import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The list of an organization's accounts in a realm with very many of them: an organization of 10,000 beside one of ten, in turns, over
 * HTTP; and the members that Keycloak's own endpoint lists of the same two organizations, which tells no total.
 */
final class ListsLoad {
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
        report.heading("Lists, %,d accounts, one organization of %,d".formatted(settings.listed(), Population.MANY));
        Database database = postgres.createDatabase();
        try (KeycloakServer server = KeycloakServer.builder()
                .database(database)
                .provider(Settings.DOMAIN)
                .realms(ApiRealm.write())
                .start()) {
            String many = ApiRealm.organization(server, "many");
            String few = ApiRealm.organization(server, "few");
            Population.write(database, many, few, settings.listed(), report);
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
                double small = median(lists, kind, few, Population.FEW);
                double large = median(lists, kind, many, Population.MANY);
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
            String what = "  %,d : %d accounts".formatted(Population.MANY, Population.FEW);
            if (lists.isOurs() && !kind.equals("search")) {
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
}
