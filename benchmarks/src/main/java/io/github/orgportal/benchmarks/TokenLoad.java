package io.github.orgportal.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orgportal.benchmarks.ServerCpu.Time;
import io.github.orgportal.launcher.Database;
import io.github.orgportal.launcher.KeycloakBuilder;
import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What access costs a token: the CPU of a refresh beside stock Keycloak, and the time of one with very many grants beside one with none.
 * Both servers run side by side and take turns.
 *
 * <p>The realm is the member portal's, but its clients may exchange a password for tokens: only refreshes are measured.
 */
final class TokenLoad {
    private static final String REALM = "bench-token";
    private static final String CLIENT = "bench";
    private static final String ADMINISTRATOR = "leitung";
    private static final String ACCOUNT = "sachbearbeitung";
    private static final String GRANTED = "alle-abrechnungsstellen";
    private static final int GRANTS = 10_000;
    private static final int TURN = 100;
    private static final int TURNS = 30;
    private static final int WARM_UP = 60;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Report report;
    private final List<Double> cpu = new ArrayList<>();
    private final List<Double> cpuCompiled = new ArrayList<>();
    private final List<Double> granted = new ArrayList<>();

    TokenLoad(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run(PostgresServer postgres) {
        report.heading("Tokens");
        Database forBundle = postgres.createDatabase();
        Database forStock = postgres.createDatabase();
        try (KeycloakServer bundle = bundle(forBundle).realms(realm(true)).start()) {
            fill(bundle, forBundle);
        }
        stock(forStock).realms(realm(false)).start().stop();
        for (int start = 1; start <= settings.starts(); start++) {
            report.line("Start %d", start);
            try (KeycloakServer bundle = bundle(forBundle).withoutRealms().start();
                    KeycloakServer stock = stock(forStock).withoutRealms().start()) {
                refreshes(bundle, stock);
                grants(bundle);
            }
        }
        report.ratio("CPU of a refresh, bundle : stock", cpu, 1.05);
        report.ratio("CPU of a refresh, bundle : stock, without the compilers", cpuCompiled, 1.05);
        report.ratio("time of a refresh, %,d grants : none".formatted(GRANTS), granted, 1.2);
    }

    private static KeycloakBuilder bundle(Database database) {
        return KeycloakServer.builder().database(database).provider(Settings.DOMAIN);
    }

    private static KeycloakBuilder stock(Database database) {
        return KeycloakServer.builder().database(database).stock();
    }

    private void refreshes(KeycloakServer bundle, KeycloakServer stock) {
        Session ours = new Session(bundle, ACCOUNT);
        Session theirs = new Session(stock, ACCOUNT);
        for (int turn = 0; turn < WARM_UP; turn++) {
            ours.refresh(TURN);
            theirs.refresh(TURN);
        }
        ServerCpu ourCpu = new ServerCpu(bundle);
        ServerCpu theirCpu = new ServerCpu(stock);
        Time our = Time.NONE;
        Time their = Time.NONE;
        for (int turn = 0; turn < TURNS; turn++) {
            our = our.plus(used(ourCpu, ours));
            their = their.plus(used(theirCpu, theirs));
        }
        double refreshes = TURN * (double) TURNS;
        report.line(
                "  CPU per refresh: bundle %.2f ms, stock %.2f ms (load %.1f)",
                our.all() / refreshes, their.all() / refreshes, Report.load());
        cpu.add(our.all() / their.all());
        cpuCompiled.add(our.withoutCompiler() / their.withoutCompiler());
    }

    private void grants(KeycloakServer bundle) {
        Session none = new Session(bundle, ACCOUNT);
        Session many = new Session(bundle, GRANTED);
        none.refresh(TURN);
        many.refresh(TURN);
        List<Double> ofNone = new ArrayList<>();
        List<Double> ofMany = new ArrayList<>();
        for (int turn = 0; turn < TURNS * TURN; turn++) {
            ofNone.add(millis(none));
            ofMany.add(millis(many));
        }
        double first = Series.of(ofNone).median();
        double second = Series.of(ofMany).median();
        report.line(
                "  time of a refresh: no grants %.2f ms, %,d grants %.2f ms; access token of %,d and %,d characters",
                first, GRANTS, second, none.accessToken.length(), many.accessToken.length());
        granted.add(second / first);
    }

    private static double millis(Session session) {
        long begin = System.nanoTime();
        session.refresh(1);
        return (System.nanoTime() - begin) / 1e6;
    }

    private static Time used(ServerCpu cpu, Session session) {
        Time before = cpu.used();
        session.refresh(TURN);
        return cpu.used().since(before);
    }

    /** Somebody who is logged in at a client. */
    private static final class Session {
        private final URI endpoint;
        private String refreshToken;
        private String accessToken;

        Session(KeycloakServer server, String account) {
            this.endpoint = URI.create(server.url() + "/realms/" + REALM + "/protocol/openid-connect/token");
            JsonNode tokens = post(Map.of(
                    "grant_type",
                    "password",
                    "client_id",
                    CLIENT,
                    "username",
                    account,
                    "password",
                    Realms.PASSWORD,
                    "scope",
                    "openid"));
            refreshToken = tokens.path("refresh_token").asText();
            accessToken = tokens.path("access_token").asText();
        }

        void refresh(int times) {
            for (int n = 0; n < times; n++) {
                JsonNode tokens =
                        post(Map.of("grant_type", "refresh_token", "client_id", CLIENT, "refresh_token", refreshToken));
                refreshToken = tokens.path("refresh_token").asText();
                accessToken = tokens.path("access_token").asText();
            }
        }

        private JsonNode post(Map<String, String> values) {
            return Http.json(HttpRequest.newBuilder(endpoint)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(values.entrySet().stream()
                            .map(value ->
                                    value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&")))));
        }
    }

    /** One organization with a clerk who has no grants and one who has very many. */
    private void fill(KeycloakServer server, Database database) {
        String base = server.url() + "/realms/" + REALM + "/test-domain";
        String organization = Http.json(HttpRequest.newBuilder(URI.create(base + "/organizations"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"memberNumber\":\"T-1\",\"name\":\"T-1\",\"kind\":\"employer\"}")))
                .path("id")
                .asText();
        member(base, organization, ADMINISTRATOR, "administrator");
        member(base, organization, ACCOUNT, "clerk");
        member(base, organization, GRANTED, "clerk");
        try (Connection connection = database.connect();
                PreparedStatement units = connection.prepareStatement(
                        "insert into PORTAL_UNIT (ID, ORGANIZATION_ID, UNIT_NUMBER, NAME, TYPE)"
                                + " select 'unit-' || n, ?, n::text, 'Abrechnungsstelle ' || n, 'billing-office' from generate_series(1, ?) n");
                PreparedStatement grants = connection.prepareStatement(
                        "insert into PORTAL_GRANT (MEMBERSHIP_ID, UNIT_ID, RIGHT_ID)"
                                + " select m.ID, u.ID, 'full-access' from PORTAL_MEMBERSHIP m join PORTAL_UNIT u on u.ORGANIZATION_ID = m.ORGANIZATION_ID where m.USER_ID = ?")) {
            units.setString(1, organization);
            units.setInt(2, GRANTS);
            units.executeUpdate();
            grants.setString(1, accountId(GRANTED));
            if (grants.executeUpdate() != GRANTS) {
                throw new IllegalStateException("Not all grants were made");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void member(String base, String organization, String account, String role) {
        Http.text(HttpRequest.newBuilder(URI.create(
                        base + "/organizations/%s/members/%s/%s".formatted(organization, accountId(account), role)))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));
    }

    /** Keycloak keeps the ids of imported accounts. */
    private static String accountId(String account) {
        return "00000000-0000-4000-8000-%012x".formatted(account.hashCode() & 0xffffffffL);
    }

    private static Path realm(boolean bundle) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(
                    Settings.IMPORT.resolve("member-portal-realm.json").toFile());
            json.put("realm", REALM);
            json.remove(List.of(
                    "browserFlow",
                    "resetCredentialsFlow",
                    "directGrantFlow",
                    "authenticationFlows",
                    "authenticatorConfig"));
            json.put("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1000)");
            if (bundle) {
                // all but the policies that refuse direct grants
                ((ObjectNode) json.get("clientPolicies"))
                        .withArray("policies")
                        .removeIf(policy ->
                                !"portal access".equals(policy.path("name").asText()));
            } else {
                json.remove(List.of(
                        "clientProfiles",
                        "clientPolicies",
                        "components",
                        "userProfile",
                        "requiredActions",
                        "accountTheme",
                        "loginTheme",
                        "emailTheme",
                        "clientScopes",
                        "defaultDefaultClientScopes"));
            }
            client(json);
            account(json, ADMINISTRATOR);
            account(json, ACCOUNT);
            account(json, GRANTED);
            Path folder =
                    Files.createDirectories(Settings.TARGET.resolve(bundle ? "token-realms" : "token-realms-of-stock"));
            JSON.writeValue(folder.resolve(REALM + "-realm.json").toFile(), json);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void client(ObjectNode realm) {
        realm.withArray("clients")
                .addObject()
                .put("clientId", CLIENT)
                .put("enabled", true)
                .put("publicClient", true)
                .put("directAccessGrantsEnabled", true);
    }

    private static void account(ObjectNode realm, String name) {
        ObjectNode account = realm.withArray("users")
                .addObject()
                .put("id", accountId(name))
                .put("username", name)
                .put("email", name + "@firma.example")
                .put("emailVerified", true)
                .put("firstName", "Kim")
                .put("lastName", "Beispiel")
                .put("enabled", true);
        account.putArray("credentials").addObject().put("type", "password").put("value", Realms.PASSWORD);
    }
}
