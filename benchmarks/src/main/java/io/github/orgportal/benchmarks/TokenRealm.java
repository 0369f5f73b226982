package io.github.orgportal.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orgportal.launcher.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The member portal's realm, but with a client that may exchange a password for tokens, and with two accounts. */
final class TokenRealm {
    static final String NAME = "bench-token";
    static final String CLIENT = "bench";
    static final String ADMINISTRATOR = "leitung";
    static final String ACCOUNT = "sachbearbeitung";
    private static final String COMPONENTS = "io.github.orgportal.organizations.policy.PortalComponent";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenRealm() {}

    /** What the token endpoint answers. */
    static JsonNode tokens(KeycloakServer server, Map<String, String> values) {
        return Http.json(HttpRequest.newBuilder(
                        URI.create(server.url() + "/realms/" + NAME + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(values.entrySet().stream()
                        .map(value ->
                                value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")))));
    }

    /** The tokens of one of the accounts. */
    static JsonNode logIn(KeycloakServer server, String account) {
        return tokens(
                server,
                Map.of(
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
    }

    /** Makes an organization and answers its id; the server needs {@link Settings#DOMAIN}. */
    static String organization(KeycloakServer server, String number) {
        return Http.json(HttpRequest.newBuilder(URI.create(domain(server) + "/organizations"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"memberNumber\":\"%1$s\",\"name\":\"%1$s\",\"kind\":\"employer\"}"
                                        .formatted(number))))
                .path("id")
                .asText();
    }

    /** Makes one of the accounts belong to an organization. */
    static void member(KeycloakServer server, String organization, String account, String role) {
        Http.text(HttpRequest.newBuilder(URI.create(domain(server)
                        + "/organizations/%s/members/%s/%s".formatted(organization, accountId(account), role)))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));
    }

    private static String domain(KeycloakServer server) {
        return server.url() + "/realms/" + NAME + "/test-domain";
    }

    /** Keycloak keeps the ids of imported accounts. */
    private static String accountId(String account) {
        return "00000000-0000-4000-8000-%012x".formatted(account.hashCode() & 0xffffffffL);
    }

    /** Writes the realm into a folder of its own, for the bundle or for stock Keycloak to import. */
    static Path write(boolean bundle) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(
                    Settings.IMPORT.resolve("member-portal-realm.json").toFile());
            json.put("realm", NAME);
            json.put("accessTokenLifespan", 3600);
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
                openTheApi(json);
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
            JSON.writeValue(folder.resolve(NAME + "-realm.json").toFile(), json);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The client's tokens are good for the portal's API, and its limits are far away. */
    private static void openTheApi(ObjectNode realm) {
        for (JsonNode component : realm.path("components").path(COMPONENTS)) {
            if (component.path("providerId").asText().equals("portal-policy")
                    && component.path("config") instanceof ObjectNode policy) {
                policy.putArray("tokenClients").add(CLIENT);
                policy.putArray("importRowsPerDay").add("1000000");
            }
        }
    }

    private static void client(ObjectNode realm) {
        ObjectNode client = realm.withArray("clients")
                .addObject()
                .put("clientId", CLIENT)
                .put("enabled", true)
                .put("publicClient", true)
                .put("directAccessGrantsEnabled", true);
        // imported accounts have no default roles, from which Keycloak would tell that a token is for its account API
        // and ours
        client.putArray("protocolMappers")
                .addObject()
                .put("name", "audience")
                .put("protocol", "openid-connect")
                .put("protocolMapper", "oidc-audience-mapper")
                .putObject("config")
                .put("included.client.audience", "account")
                .put("access.token.claim", "true");
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
