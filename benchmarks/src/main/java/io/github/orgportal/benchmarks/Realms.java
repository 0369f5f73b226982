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
    STOCK("bench-stock", SecondFactor.NONE, true, false),
    /** The same with Keycloak's own one-time code from an authenticator app: what any second page costs, without a mail. */
    APP("bench-app", SecondFactor.APP, true, false),
    /** Stock flow and no client policies, but the portal's theme and texts: what the theme costs. */
    THEMED("bench-themed", SecondFactor.NONE, false, false),
    /** The member portal. */
    PORTAL("bench-portal", SecondFactor.TAN, false, false),
    /** Each of these with a hash that costs nothing: to warm up, and for rates that Argon2 would not leave two cores for. */
    STOCK_CHEAP("bench-stock-cheap", SecondFactor.NONE, true, true),
    APP_CHEAP("bench-app-cheap", SecondFactor.APP, true, true),
    THEMED_CHEAP("bench-themed-cheap", SecondFactor.NONE, false, true),
    PORTAL_CHEAP("bench-portal-cheap", SecondFactor.TAN, false, true);

    /** What a login asks for after the password. */
    enum SecondFactor {
        NONE,
        APP,
        TAN
    }

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
    private final SecondFactor secondFactor;
    private final boolean stockTheme;
    private final boolean cheapHash;

    Realms(String realm, SecondFactor secondFactor, boolean stockTheme, boolean cheapHash) {
        this.realm = realm;
        this.secondFactor = secondFactor;
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
            case APP, APP_CHEAP -> APP_CHEAP;
            case THEMED, THEMED_CHEAP -> THEMED_CHEAP;
            case PORTAL, PORTAL_CHEAP -> PORTAL_CHEAP;
        };
    }

    SecondFactor secondFactor() {
        return secondFactor;
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
        if (secondFactor != SecondFactor.TAN) {
            // A few hundred accounts stand for thousands of people: the same code may come twice. Without a type,
            // Keycloak reads none of it.
            json.put("otpPolicyType", "totp")
                    .put("otpPolicyAlgorithm", "HmacSHA1")
                    .put("otpPolicyDigits", 6)
                    .put("otpPolicyPeriod", 30)
                    .put("otpPolicyLookAheadWindow", 1)
                    .put("otpPolicyInitialCounter", 0)
                    .put("otpPolicyCodeReusable", true);
            json.remove(List.of(
                    "browserFlow",
                    "resetCredentialsFlow",
                    "registrationFlow",
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
            ArrayNode credentials = account.putArray("credentials").add(credential());
            if (secondFactor == SecondFactor.APP) {
                credentials
                        .addObject()
                        .put("type", "otp")
                        .put("secretData", "{\"value\":\"" + AppCode.SECRET + "\"}")
                        .put("credentialData", AppCode.CREDENTIAL);
            }
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
