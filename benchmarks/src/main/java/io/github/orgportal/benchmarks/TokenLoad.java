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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What access costs a token: the CPU of a refresh beside stock Keycloak. Both servers run side by side and take turns.
 *
 * <p>The realm is the member portal's, but its clients may exchange a password for tokens: only refreshes are measured.
 */
final class TokenLoad {
    private static final String REALM = "bench-token";
    private static final String CLIENT = "bench";
    private static final String ADMINISTRATOR = "leitung";
    private static final String ACCOUNT = "sachbearbeitung";
    private static final int TURN = 100;
    private static final int TURNS = 30;
    private static final int WARM_UP = 60;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Report report;
    private final List<Double> cpu = new ArrayList<>();
    private final List<Double> cpuCompiled = new ArrayList<>();

    TokenLoad(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run(PostgresServer postgres) {
        report.heading("Tokens");
        Database forBundle = postgres.createDatabase();
        Database forStock = postgres.createDatabase();
        try (KeycloakServer bundle = bundle(forBundle).realms(realm(true)).start()) {
            fill(bundle);
        }
        stock(forStock).realms(realm(false)).start().stop();
        for (int start = 1; start <= settings.starts(); start++) {
            report.line("Start %d", start);
            try (KeycloakServer bundle = bundle(forBundle).withoutRealms().start();
                    KeycloakServer stock = stock(forStock).withoutRealms().start()) {
                refreshes(bundle, stock);
            }
        }
        report.ratio("CPU of a refresh, bundle : stock", cpu, 1.05);
        report.ratio("CPU of a refresh, bundle : stock, without the compilers", cpuCompiled, 1.05);
    }

    private static KeycloakBuilder bundle(Database database) {
        return KeycloakServer.builder().database(database).provider(Settings.DOMAIN);
    }

    private static KeycloakBuilder stock(Database database) {
        return KeycloakServer.builder().database(database).stock();
    }

    private void refreshes(KeycloakServer bundle, KeycloakServer stock) {
        Session ours = new Session(bundle);
        Session theirs = new Session(stock);
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

    private static Time used(ServerCpu cpu, Session session) {
        Time before = cpu.used();
        session.refresh(TURN);
        return cpu.used().since(before);
    }

    /** Somebody who is logged in at a client. */
    private static final class Session {
        private final URI endpoint;
        private String refreshToken;

        Session(KeycloakServer server) {
            this.endpoint = URI.create(server.url() + "/realms/" + REALM + "/protocol/openid-connect/token");
            JsonNode tokens = post(Map.of(
                    "grant_type",
                    "password",
                    "client_id",
                    CLIENT,
                    "username",
                    ACCOUNT,
                    "password",
                    Realms.PASSWORD,
                    "scope",
                    "openid"));
            refreshToken = tokens.path("refresh_token").asText();
        }

        void refresh(int times) {
            for (int n = 0; n < times; n++) {
                JsonNode tokens =
                        post(Map.of("grant_type", "refresh_token", "client_id", CLIENT, "refresh_token", refreshToken));
                refreshToken = tokens.path("refresh_token").asText();
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

    /** One organization with a clerk. */
    private void fill(KeycloakServer server) {
        String base = server.url() + "/realms/" + REALM + "/test-domain";
        String organization = Http.json(HttpRequest.newBuilder(URI.create(base + "/organizations"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"memberNumber\":\"T-1\",\"name\":\"T-1\",\"kind\":\"employer\"}")))
                .path("id")
                .asText();
        member(base, organization, ADMINISTRATOR, "administrator");
        member(base, organization, ACCOUNT, "clerk");
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
