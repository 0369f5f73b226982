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

/** The member portal's realm, but with an administrator and an operator whose passwords a client may exchange for a token of the portal's API. */
final class ApiRealm {
    static final String NAME = "bench-api";
    private static final String CLIENT = "bench";
    static final String ADMINISTRATOR = "leitung";
    static final String OPERATOR = "betrieb";
    /** Keycloak keeps the ids of imported accounts. */
    private static final String ADMINISTRATOR_ID = "00000000-0000-4000-8000-000000000001";

    private static final String STOCK_ADMINISTRATOR_ID = "00000000-0000-4000-8000-000000000002";
    private static final String OPERATOR_ID = "00000000-0000-4000-8000-000000000003";

    /** The same without what is the portal's, for what Keycloak itself costs. */
    static final String STOCK = "bench-api-stock";

    private static final String COMPONENTS = "io.github.orgportal.organizations.policy.PortalComponent";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiRealm() {}

    /** A token of the administrator for the portal's API. */
    static String token(KeycloakServer server) {
        return token(server, ADMINISTRATOR);
    }

    /** A token of the operator's staff for the portal's API. */
    static String operatorToken(KeycloakServer server) {
        return token(server, OPERATOR);
    }

    private static String token(KeycloakServer server, String account) {
        return Http.json(HttpRequest.newBuilder(
                                URI.create(server.url() + "/realms/" + NAME + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "grant_type=password&client_id=%s&username=%s&password=%s&scope=openid"
                                        .formatted(
                                                CLIENT,
                                                account,
                                                URLEncoder.encode(Realms.PASSWORD, StandardCharsets.UTF_8)))))
                .path("access_token")
                .asText();
    }

    /** Makes an organization, with the administrator, and answers its id; the server needs {@link Settings#DOMAIN}. */
    static String organization(KeycloakServer server, String number) {
        String domain = server.url() + "/realms/" + NAME + "/test-domain/organizations";
        String id = Http.json(HttpRequest.newBuilder(URI.create(domain))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"memberNumber\":\"%1$s\",\"name\":\"%1$s\",\"kind\":\"employer\"}"
                                        .formatted(number))))
                .path("id")
                .asText();
        Http.text(HttpRequest.newBuilder(
                        URI.create(domain + "/%s/members/%s/administrator".formatted(id, ADMINISTRATOR_ID)))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));
        return id;
    }

    /** Writes the realm into a folder of its own, for Keycloak to import. */
    static Path write() {
        try {
            return write("api-realm", portal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #write}, with {@link #STOCK} beside it. */
    static Path writeWithStock() {
        try {
            ObjectNode stock = realm(STOCK, STOCK_ADMINISTRATOR_ID);
            stock.remove(List.of(
                    "accountTheme",
                    "loginTheme",
                    "emailTheme",
                    "localizationTexts",
                    "clientProfiles",
                    "clientPolicies"));
            write("api-realms", stock);
            return write("api-realms", portal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(String name, ObjectNode realm) throws IOException {
        Path folder = Files.createDirectories(Settings.TARGET.resolve(name));
        JSON.writeValue(
                folder.resolve(realm.path("realm").asText() + "-realm.json").toFile(), realm);
        return folder;
    }

    private static ObjectNode portal() throws IOException {
        ObjectNode realm = realm(NAME, ADMINISTRATOR_ID);
        account(realm, OPERATOR_ID, OPERATOR).putArray("realmRoles").add("portal-operator");
        return realm;
    }

    private static ObjectNode realm(String name, String administratorId) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(
                Settings.IMPORT.resolve("member-portal-realm.json").toFile());
        json.put("realm", name);
        json.put("accessTokenLifespan", 3600);
        json.remove(List.of(
                "browserFlow",
                "resetCredentialsFlow",
                "registrationFlow",
                "directGrantFlow",
                "authenticationFlows",
                "authenticatorConfig"));
        json.put("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1000)");
        // all but the policies that refuse direct grants
        ((ObjectNode) json.get("clientPolicies"))
                .withArray("policies")
                .removeIf(policy -> !"portal access".equals(policy.path("name").asText()));
        openTheApi(json);
        client(json);
        account(json, administratorId, ADMINISTRATOR);
        return json;
    }

    /** The client's tokens are good for the portal's API, and its limits are far away. */
    private static void openTheApi(ObjectNode realm) {
        for (JsonNode component : realm.path("components").path(COMPONENTS)) {
            if (component.path("providerId").asText().equals("portal-policy")
                    && component.path("config") instanceof ObjectNode policy) {
                policy.putArray("tokenClients").add(CLIENT).add("account-console");
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

    private static ObjectNode account(ObjectNode realm, String id, String name) {
        ObjectNode account = realm.withArray("users")
                .addObject()
                .put("id", id)
                .put("username", name)
                .put("email", name + "@firma.example")
                .put("emailVerified", true)
                .put("firstName", "Kim")
                .put("lastName", "Beispiel")
                .put("enabled", true);
        // which the account console asks for; see above
        account.putObject("clientRoles")
                .putArray("account")
                .add("manage-account")
                .add("view-profile");
        account.putArray("credentials").addObject().put("type", "password").put("value", Realms.PASSWORD);
        return account;
    }
}
