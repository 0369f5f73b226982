package io.github.orgportal.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** The operator's import of very many accounts, ten in each organization, into a server with 512 MB. */
final class ImportLoad {
    private static final String REALM = "member-portal";
    private static final String CLIENT = "benchmark-import";
    private static final String SECRET = "only-for-benchmarks";
    private static final String COMPONENTS = "io.github.orgportal.organizations.policy.PortalComponent";
    private static final int IN_EACH = 10;
    private static final int WARM_UP = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Report report;

    ImportLoad(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run(PostgresServer postgres) {
        int organizations = settings.imports() / IN_EACH;
        report.heading("Import of %,d accounts in %,d organizations, -Xmx512m"
                .formatted(organizations * IN_EACH, organizations));
        Path target = Settings.TARGET.resolve("import");
        try {
            Files.createDirectories(target);
            writeRealm(target);
            try (KeycloakServer server = KeycloakServer.builder()
                    .database(postgres.createDatabase())
                    .realms(target)
                    .jvmFlag("-Xmx512m")
                    .start()) {
                send(server, "", document(target.resolve("warm-up.gz"), "w", WARM_UP));
                Path document = document(target.resolve("import.gz"), "n", organizations);
                send(server, "", document).tell(report, "all new");
                send(server, "", document).tell(report, "all there already");
                send(server, "?dry-run=true", document).tell(report, "dry run");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImportAnswer send(KeycloakServer server, String query, Path document) throws IOException {
        return ImportAnswer.to(
                HttpRequest.newBuilder(URI.create(server.url() + "/realms/" + REALM + "/portal/import" + query))
                        .header("Authorization", "Bearer " + token(server))
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofFile(document)),
                server);
    }

    private String token(KeycloakServer server) {
        return Http.json(HttpRequest.newBuilder(
                                URI.create(server.url() + "/realms/" + REALM + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=%s&client_secret=%s"
                                .formatted(CLIENT, SECRET))))
                .path("access_token")
                .asText();
    }

    private static Path document(Path file, String prefix, int organizations) throws IOException {
        try (BufferedWriter writer = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            writer.write("{\"organizations\":[");
            for (int organization = 0; organization < organizations; organization++) {
                String number = prefix + organization;
                writer.write(
                        "%s\n{\"memberNumber\":\"%s\",\"name\":\"Betrieb %s\",\"kind\":\"employer\",\"units\":[{\"number\":\"1\",\"name\":\"Werk\",\"type\":\"billing-office\"}],\"accounts\":["
                                .formatted(organization == 0 ? "" : ",", number, number));
                for (int account = 0; account < IN_EACH; account++) {
                    writer.write(
                            "%s\n{\"loginName\":\"p%d@%s.example\",\"email\":\"p%d@%s.example\",\"firstName\":\"Kim\",\"lastName\":\"Beispiel\",%s}"
                                    .formatted(
                                            account == 0 ? "" : ",",
                                            account,
                                            number,
                                            account,
                                            number,
                                            account == 0
                                                    ? "\"role\":\"administrator\""
                                                    : "\"role\":\"clerk\",\"grants\":[{\"unit\":\"1\",\"rights\":[\"full-access\"]}]"));
                }
                writer.write("]}");
            }
            writer.write("]}");
        }
        return file;
    }

    /** The production realm, with a service account that may import. */
    private static void writeRealm(Path folder) throws IOException {
        String file = REALM + "-realm.json";
        if (!(JSON.readTree(Settings.IMPORT.resolve(file).toFile()) instanceof ObjectNode realm)) {
            throw new IllegalStateException(file + " is no object");
        }
        realm.withArray("clients")
                .addObject()
                .put("clientId", CLIENT)
                .put("secret", SECRET)
                .put("serviceAccountsEnabled", true);
        realm.withArray("users")
                .addObject()
                .put("username", "service-account-" + CLIENT)
                .put("enabled", true)
                .put("serviceAccountClientId", CLIENT)
                .putArray("realmRoles")
                .add("default-roles-" + REALM)
                .add("portal-operator");
        for (JsonNode component : realm.path("components").path(COMPONENTS)) {
            if (component.path("providerId").asText().equals("portal-policy")
                    && component.path("config") instanceof ObjectNode policy) {
                policy.putArray("tokenClients").add(CLIENT);
            }
        }
        JSON.writeValue(folder.resolve(file).toFile(), realm);
    }
}
