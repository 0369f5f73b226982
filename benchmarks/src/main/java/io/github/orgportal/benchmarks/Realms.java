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
    /** The member portal with a hash that costs nothing, for rates that Argon2 would not leave two cores for. */
    CHEAP_HASH("bench-cheap", false, false, true);

    /** Accounts per realm; each may get ten mails a minute. */
    static final int ACCOUNTS = 200;

    static final String CLIENT = "bench";
    static final String REDIRECT = "http://localhost/done";
    static final String PASSWORD = "Richtig-Langes-1-Passwort!";

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
            json.remove(List.of("browserFlow", "directGrantFlow", "authenticationFlows", "authenticatorConfig"));
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
            account.putArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
        }
        return accounts;
    }

    String account(int number) {
        return "k" + number;
    }

    String address(int number) {
        return account(number) + "@" + realm + ".example";
    }
}
