package io.github.orgportal.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the demo's realms have beside those for production: the operator's account, a service account that may import, and the sample
 * application's client.
 *
 * @param accounts the demo's accounts
 * @param importSecret of the client that imports
 * @param application where the sample application is served
 */
record DemoRealms(List<DemoAccount> accounts, String importSecret, URI application) {
    static final String IMPORT_CLIENT = "demo-import";
    static final String APPLICATION_CLIENT = "sample-application";
    private static final String OPERATOR_ROLE = "portal-operator";
    private static final String COMPONENTS = "io.github.orgportal.organizations.policy.PortalComponent";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes the realm files into another folder, with what the demo adds. */
    void write(Path productionRealms, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(productionRealms)) {
            for (Path file : files.toList()) {
                if (JSON.readTree(file.toFile()) instanceof ObjectNode realm) {
                    complete(realm);
                    JSON.writeValue(target.resolve(file.getFileName()).toFile(), realm);
                }
            }
        }
    }

    private void complete(ObjectNode realm) {
        String name = realm.path("realm").asText();
        accounts.stream()
                .filter(account -> account.realm().equals(name) && account.isOperator())
                .forEach(account -> addOperator(realm, account));
        addImport(realm);
        addApplication(realm);
    }

    private static void addOperator(ObjectNode realm, DemoAccount account) {
        ObjectNode user = user(realm, account.loginName());
        user.put("email", account.email());
        user.put("emailVerified", true);
        user.put("firstName", account.firstName());
        user.put("lastName", account.lastName());
        ObjectNode credential = user.putArray("credentials").addObject();
        credential.put("type", "password");
        credential.put("value", account.password());
        credential.put("temporary", false);
    }

    private void addImport(ObjectNode realm) {
        ObjectNode client = realm.withArray("clients").addObject();
        client.put("clientId", IMPORT_CLIENT);
        client.put("name", "Import of the demo's organizations");
        client.put("secret", importSecret);
        client.put("serviceAccountsEnabled", true);
        client.put("standardFlowEnabled", false);
        client.put("directAccessGrantsEnabled", false);
        user(realm, "service-account-" + IMPORT_CLIENT).put("serviceAccountClientId", IMPORT_CLIENT);
        for (JsonNode component : realm.path("components").path(COMPONENTS)) {
            if (component.path("providerId").asText().equals("portal-policy")
                    && component.path("config") instanceof ObjectNode policy) {
                policy.putArray("tokenClients").add("account-console").add(IMPORT_CLIENT);
            }
        }
    }

    private static ObjectNode user(ObjectNode realm, String loginName) {
        ObjectNode user = realm.withArray("users").addObject();
        user.put("username", loginName);
        user.put("enabled", true);
        user.putArray("realmRoles")
                .add("default-roles-" + realm.path("realm").asText())
                .add(OPERATOR_ROLE);
        return user;
    }

    private void addApplication(ObjectNode realm) {
        ObjectNode client = realm.withArray("clients").addObject();
        client.put("clientId", APPLICATION_CLIENT);
        client.put("name", "Sample application");
        client.put("baseUrl", application.toString());
        client.put("publicClient", true);
        client.put("standardFlowEnabled", true);
        client.put("directAccessGrantsEnabled", false);
        client.putArray("redirectUris").add(application.toString());
        client.putArray("webOrigins").add(application.toString().replaceAll("/$", ""));
        ObjectNode attributes = client.putObject("attributes");
        attributes.put("pkce.code.challenge.method", "S256");
        attributes.put("post.logout.redirect.uris", application.toString());
        // an administrator gets no session here
        attributes.put("portal.roles", "clerk,data-centre-user");
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return "%d accounts, %s".formatted(accounts.size(), application);
    }
}
