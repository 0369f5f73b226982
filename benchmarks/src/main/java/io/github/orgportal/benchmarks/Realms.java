package io.github.orgportal.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The realms that are compared, all made from the member portal's: the same sessions, events, brute-force protection, profile and
 * password policy, hence the same hashing.
 */
enum Realms {
    /** Stock flow, stock theme, no client policies. */
    STOCK("bench-stock", true, true, false),
    /** Stock flow and no client policies, but the portal's theme and texts: what the theme costs. */
    THEMED("bench-themed", true, false, false),
    /** The member portal. */
    PORTAL("bench-portal", false, false, false),
    /** Each of the three with a hash that costs nothing: to warm up, and for rates that Argon2 would not leave two cores for. */
    STOCK_CHEAP("bench-stock-cheap", true, true, true),
    THEMED_CHEAP("bench-themed-cheap", true, false, true),
    PORTAL_CHEAP("bench-portal-cheap", false, false, true);

    /** Accounts per realm; each may get ten mails a minute. */
    static final int ACCOUNTS = 400;

    static final String CLIENT = "bench";
    static final String REDIRECT = "http://localhost/done";
    static final String PASSWORD = "Richtig-Langes-1-Passwort!";

    /**
     * The password as Keycloak hashes it by default, so that the import need not do it hundreds of times. With other defaults
     * Keycloak would hash it anew at the first login.
     */
    private static final String HASH =
            "{\"value\":\"6CZhQ7GiNHWgf3DK8X90gJFkvc1bLjFgh/G+HzrhIgg=\",\"salt\":\"YmVuY2htYXJrLXNhbHQtMQ==\",\"additionalParameters\":{}}";

    private static final String HASH_PARAMETERS =
            "{\"hashIterations\":5,\"algorithm\":\"argon2\",\"additionalParameters\":{\"hashLength\":[\"32\"],\"memory\":[\"7168\"],\"type\":[\"id\"],\"version\":[\"1.3\"],\"parallelism\":[\"1\"]}}";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String realm;
    private final boolean stockFlow;
    private final boolean stockTheme;
    private final boolean cheapHash;

    Realms(String realm, boolean stockFlow, boolean stockTheme, boolean cheapHash) {
        this.realm = realm;
        this.stockFlow = stockFlow;
        this.stockTheme = stockTheme;
        this.cheapHash = cheapHash;
    }

    String realm() {
        return realm;
    }

    /** The same with a cheap hash. */
    Realms cheap() {
        return switch (this) {
            case STOCK, STOCK_CHEAP -> STOCK_CHEAP;
            case THEMED, THEMED_CHEAP -> THEMED_CHEAP;
            case PORTAL, PORTAL_CHEAP -> PORTAL_CHEAP;
        };
    }

    /** Whether a login asks for a TAN. */
    boolean asksForTan() {
        return !stockFlow;
    }

    /** Writes a file per realm into the folder, for Keycloak to import. */
    static Path writeAll(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Realms each : values()) {
                JSON.writeValue(folder.resolve(each.realm + "-realm.json").toFile(), each.json());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode json() throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(
                Settings.IMPORT.resolve("member-portal-realm.json").toFile());
        json.put("realm", realm);
        if (stockFlow) {
            json.remove(List.of(
                    "browserFlow",
                    "resetCredentialsFlow",
                    "directGrantFlow",
                    "authenticationFlows",
                    "authenticatorConfig"));
            json.remove(List.of("clientProfiles", "clientPolicies"));
        } else {
            allowManyMails(json);
        }
        if (stockTheme) {
            json.remove(List.of("loginTheme", "emailTheme", "localizationTexts"));
        }
        if (cheapHash) {
            json.put(
                    "passwordPolicy",
                    json.get("passwordPolicy").asText() + " and hashAlgorithm(pbkdf2-sha256) and hashIterations(1000)");
        }
        json.withArray("clients").add(client());
        json.set("users", accounts());
        return json;
    }

    /** A few hundred accounts stand for thousands of people: each logs in more often than a person may ask for mails. */
    private static void allowManyMails(ObjectNode json) {
        ((ObjectNode) json.at("/authenticatorConfig/0/config"))
                .put("mails", "10")
                .put("mailWindow", "60");
    }

    private static ObjectNode client() {
        ObjectNode client = JSON.createObjectNode()
                .put("clientId", CLIENT)
                .put("enabled", true)
                .put("publicClient", true)
                .put("standardFlowEnabled", true);
        client.putArray("redirectUris").add(REDIRECT);
        return client;
    }

    private ArrayNode accounts() {
        ArrayNode accounts = JSON.createArrayNode();
        for (int i = 0; i < ACCOUNTS; i++) {
            ObjectNode account = accounts.addObject()
                    .put("username", account(i))
                    .put("email", address(i))
                    .put("emailVerified", true)
                    .put("firstName", "Kim")
                    .put("lastName", "Beispiel")
                    .put("enabled", true);
            account.putArray("credentials").add(credential());
        }
        return accounts;
    }

    private ObjectNode credential() {
        ObjectNode credential = JSON.createObjectNode().put("type", "password");
        return cheapHash
                ? credential.put("value", PASSWORD)
                : credential.put("secretData", HASH).put("credentialData", HASH_PARAMETERS);
    }

    String account(int number) {
        return "k" + number;
    }

    String address(int number) {
        return account(number) + "@" + realm + ".example";
    }
}
