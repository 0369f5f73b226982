package io.github.orgportal.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What access costs a token: the CPU of a refresh beside one in a stock realm of the same server and beside stock Keycloak, and the time
 * of one with very many grants beside one with none. Both servers run side by side; all take turns.
 *
 * <p>The realm is the member portal's, but its clients may exchange a password for tokens: only refreshes are measured.
 */
final class TokenLoad {
    private static final String REALM = "bench-token";
    /** Asks whether the account may, but the token does not tell its rights. */
    private static final String DECISION = "bench-token-decision";

    private static final String STOCK = "bench-token-stock";
    private static final String CLIENT = "bench";
    private static final String ADMINISTRATOR = "leitung";
    private static final String ACCOUNT = "sachbearbeitung";
    private static final String GRANTED = "alle-abrechnungsstellen";
    private static final int GRANTS = 10_000;
    private static final int TURN = 100;
    private static final int TURNS = 30;
    private static final int WARM_UP = 60;
    private static final double REFRESHES = TURN * (double) TURNS;
    private static final String STOCK_KEYCLOAK = "stock Keycloak";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Report report;
    private final Map<String, List<Double>> ratios = new LinkedHashMap<>();
    private final List<Double> granted = new ArrayList<>();

    TokenLoad(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run(PostgresServer postgres) {
        report.heading("Tokens");
        Database forBundle = postgres.createDatabase();
        Database forStock = postgres.createDatabase();
        try (KeycloakServer bundle =
                bundle(forBundle).realms(realms(REALM, DECISION, STOCK)).start()) {
            fill(bundle, REALM);
            fill(bundle, DECISION);
            // belonging to an organization has a price of Keycloak's own, which is not the decision's
            fill(bundle, STOCK);
            grantAll(forBundle);
        }
        stock(forStock).realms(realms(STOCK)).start().stop();
        for (int start = 1; start <= settings.starts(); start++) {
            report.line("Start %d", start);
            try (KeycloakServer bundle = bundle(forBundle).withoutRealms().start();
                    KeycloakServer stock = stock(forStock).withoutRealms().start()) {
                refreshes(bundle, stock);
                grants(bundle);
            }
        }
        ratios.forEach((what, each) -> report.ratio("CPU of a refresh, " + what, each, 1.05));
        report.ratio("time of a refresh, %,d grants : none".formatted(GRANTS), granted, 1.2);
    }

    private static KeycloakBuilder bundle(Database database) {
        return KeycloakServer.builder().database(database).provider(Settings.DOMAIN);
    }

    private static KeycloakBuilder stock(Database database) {
        return KeycloakServer.builder().database(database).stock();
    }

    private void refreshes(KeycloakServer bundle, KeycloakServer stock) {
        Map<String, Session> sessions = new LinkedHashMap<>();
        sessions.put("all of the bundle", new Session(bundle, REALM, ACCOUNT));
        sessions.put("the decision alone", new Session(bundle, DECISION, ACCOUNT));
        sessions.put("a stock realm beside", new Session(bundle, STOCK, ACCOUNT));
        sessions.put(STOCK_KEYCLOAK, new Session(stock, STOCK, ACCOUNT));
        for (int turn = 0; turn < WARM_UP; turn++) {
            sessions.values().forEach(session -> session.refresh(TURN));
        }
        ServerCpu ours = new ServerCpu(bundle);
        ServerCpu theirs = new ServerCpu(stock);
        Map<String, Time> used = new LinkedHashMap<>();
        for (int turn = 0; turn < TURNS; turn++) {
            sessions.forEach((what, session) ->
                    used.merge(what, used(what.equals(STOCK_KEYCLOAK) ? theirs : ours, session), Time::plus));
        }
        used.forEach((what, time) -> report.line(
                "  CPU per refresh, %s: %.2f ms, of these %.2f ms compiling (load %.1f)",
                what, time.all() / REFRESHES, time.compiler() / REFRESHES, Report.load()));
        compare(used, "the decision alone", "a stock realm beside");
        compare(used, "all of the bundle", "a stock realm beside");
        // the net asks in a stock realm too: only beside stock Keycloak the decision's statement counts
        compare(used, "the decision alone", STOCK_KEYCLOAK);
        compare(used, "all of the bundle", STOCK_KEYCLOAK);
    }

    private void compare(Map<String, Time> used, String one, String other) {
        Time first = used.getOrDefault(one, Time.NONE);
        Time second = used.getOrDefault(other, Time.NONE);
        ratios.computeIfAbsent(one + " : " + other, what -> new ArrayList<>()).add(first.all() / second.all());
        ratios.computeIfAbsent(one + " : " + other + ", without the compilers", what -> new ArrayList<>())
                .add(first.withoutCompiler() / second.withoutCompiler());
    }

    private void grants(KeycloakServer bundle) {
        Session none = new Session(bundle, REALM, ACCOUNT);
        Session many = new Session(bundle, REALM, GRANTED);
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
        if (many.accessToken.length() < none.accessToken.length() + GRANTS / 10) {
            throw new IllegalStateException("The token does not tell the grants");
        }
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

        Session(KeycloakServer server, String realm, String account) {
            this.endpoint = URI.create(server.url() + "/realms/" + realm + "/protocol/openid-connect/token");
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

    /** One organization with two clerks without grants. */
    private void fill(KeycloakServer server, String realm) {
        String base = server.url() + "/realms/" + realm + "/test-domain";
        String organization = Http.json(HttpRequest.newBuilder(URI.create(base + "/organizations"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"memberNumber\":\"T-1\",\"name\":\"%s\",\"kind\":\"employer\"}".formatted(realm))))
                .path("id")
                .asText();
        member(base, organization, accountId(realm, ADMINISTRATOR), "administrator");
        member(base, organization, accountId(realm, ACCOUNT), "clerk");
        member(base, organization, accountId(realm, GRANTED), "clerk");
    }

    /** Very many grants for one of them. */
    private static void grantAll(Database database) {
        try (Connection connection = database.connect();
                PreparedStatement units = connection.prepareStatement(
                        "insert into PORTAL_UNIT (ID, ORGANIZATION_ID, UNIT_NUMBER, NAME, TYPE)"
                                + " select 'unit-' || n, m.ORGANIZATION_ID, n::text, 'Abrechnungsstelle ' || n, 'billing-office'"
                                + " from PORTAL_MEMBERSHIP m, generate_series(1, ?) n where m.USER_ID = ?");
                PreparedStatement grants = connection.prepareStatement(
                        "insert into PORTAL_GRANT (MEMBERSHIP_ID, UNIT_ID, RIGHT_ID)"
                                + " select m.ID, u.ID, 'full-access' from PORTAL_MEMBERSHIP m join PORTAL_UNIT u on u.ORGANIZATION_ID = m.ORGANIZATION_ID where m.USER_ID = ?")) {
            String account = accountId(REALM, GRANTED);
            units.setInt(1, GRANTS);
            units.setString(2, account);
            units.executeUpdate();
            grants.setString(1, account);
            if (grants.executeUpdate() != GRANTS) {
                throw new IllegalStateException("Not all grants were made");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void member(String base, String organization, String accountId, String role) {
        Http.text(HttpRequest.newBuilder(
                        URI.create(base + "/organizations/%s/members/%s/%s".formatted(organization, accountId, role)))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));
    }

    /** Keycloak keeps the ids of imported accounts. */
    private static String accountId(String realm, String account) {
        return UUID.nameUUIDFromBytes((realm + account).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Writes the realms' files, for Keycloak to import. */
    private static Path realms(String... realms) {
        try {
            Path folder = Files.createDirectories(Settings.TARGET.resolve("token-realms-" + realms.length));
            for (String realm : realms) {
                JSON.writeValue(folder.resolve(realm + "-realm.json").toFile(), json(realm));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode json(String realm) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(
                Settings.IMPORT.resolve("member-portal-realm.json").toFile());
        json.put("realm", realm);
        json.remove(List.of(
                "browserFlow",
                "resetCredentialsFlow",
                "registrationFlow",
                "directGrantFlow",
                "authenticationFlows",
                "authenticatorConfig"));
        json.put("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1000)");
        if (realm.equals(STOCK)) {
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
        } else {
            // all but the policies that refuse direct grants
            ((ObjectNode) json.get("clientPolicies"))
                    .withArray("policies")
                    .removeIf(policy ->
                            !"portal access".equals(policy.path("name").asText()));
        }
        ObjectNode client = client(json);
        if (realm.equals(REALM)) {
            demandRole(json, client);
        }
        account(json, ADMINISTRATOR);
        account(json, ACCOUNT);
        account(json, GRANTED);
        return json;
    }

    /** Clients of an imported realm have the scopes that are named, not the realm's default ones. */
    private static ObjectNode client(ObjectNode realm) {
        ObjectNode client = realm.withArray("clients")
                .addObject()
                .put("clientId", CLIENT)
                .put("enabled", true)
                .put("publicClient", true)
                .put("directAccessGrantsEnabled", true);
        client.putArray("defaultClientScopes")
                .add("basic")
                .add("profile")
                .add("email")
                .add("roles");
        return client;
    }

    /** An organization is chosen for clients that demand a role, by a step of the login; only then the token tells rights. */
    private static void demandRole(ObjectNode realm, ObjectNode client) {
        client.putObject("attributes").put("portal.roles", "clerk");
        client.withArray("defaultClientScopes").add("portal");
        realm.put("directGrantFlow", "password and access");
        ObjectNode flow = realm.putArray("authenticationFlows")
                .addObject()
                .put("alias", "password and access")
                .put("providerId", "basic-flow")
                .put("topLevel", true)
                .put("builtIn", false);
        for (String step :
                List.of("direct-grant-validate-username", "direct-grant-validate-password", "portal-access")) {
            ArrayNode steps = flow.withArray("authenticationExecutions");
            steps.addObject()
                    .put("authenticator", step)
                    .put("authenticatorFlow", false)
                    .put("requirement", "REQUIRED")
                    .put("priority", steps.size() * 10);
        }
    }

    private static void account(ObjectNode realm, String name) {
        ObjectNode account = realm.withArray("users")
                .addObject()
                .put("id", accountId(realm.path("realm").asText(), name))
                .put("username", name)
                .put("email", name + "@firma.example")
                .put("emailVerified", true)
                .put("firstName", "Kim")
                .put("lastName", "Beispiel")
                .put("enabled", true);
        account.putArray("credentials").addObject().put("type", "password").put("value", Realms.PASSWORD);
    }
}
