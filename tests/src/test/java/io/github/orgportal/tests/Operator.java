package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.util.JsonSerialization;

/** A service account of a realm, which calls the portal's API. */
final class Operator {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SECRET = "nichts-geheimes-zum-testen";

    private final Portal portal;
    private final String realm;
    private final String clientId = "operator-" + UUID.randomUUID().toString().substring(0, 8);

    private Operator(Portal portal, String realm) {
        this.portal = portal;
        this.realm = realm;
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(clientId);
        client.setSecret(SECRET);
        client.setServiceAccountsEnabled(true);
        client.setStandardFlowEnabled(false);
        try (Response answer = realm().clients().create(client)) {
            assertEquals(201, answer.getStatus());
        }
    }

    /** One with the operator's role, and whose tokens the API takes. */
    static Operator of(Portal portal, String realm) {
        return stranger(portal, realm).withRole().named();
    }

    /** One with neither. */
    static Operator stranger(Portal portal, String realm) {
        return new Operator(portal, realm);
    }

    Operator withRole() {
        return withRole("portal-operator");
    }

    Operator withRole(String role) {
        realm().users()
                .get(account())
                .roles()
                .realmLevel()
                .add(List.of(realm().roles().get(role).toRepresentation()));
        return this;
    }

    void loseRole() {
        realm().users()
                .get(account())
                .roles()
                .realmLevel()
                .remove(List.of(realm().roles().get("portal-operator").toRepresentation()));
    }

    /** Adds its client to those that the realm's policy names. */
    Operator named() {
        ComponentRepresentation policy = realm().components().query().stream()
                .filter(component -> "portal-policy".equals(component.getProviderId()))
                .findFirst()
                .orElseThrow();
        List<String> clients =
                new ArrayList<>(policy.getConfig().getOrDefault("tokenClients", List.of("account-console")));
        clients.add(clientId);
        policy.getConfig().put("tokenClients", clients);
        realm().components().component(policy.getId()).update(policy);
        return this;
    }

    private RealmResource realm() {
        return portal.realm(realm);
    }

    /** The id of its service account. */
    String account() {
        String id = realm().clients().findByClientId(clientId).get(0).getId();
        return realm().clients().get(id).getServiceAccountUser().getId();
    }

    String token() {
        return json(send(HttpRequest.newBuilder(URI.create(
                                portal.server().url() + "/realms/" + realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=%s&client_secret=%s"
                                .formatted(clientId, SECRET)))))
                .path("access_token")
                .asText();
    }

    /** What the import answered. */
    record Report(int status, String body) {
        List<JsonNode> rows() {
            return body.lines()
                    .map(line -> Operator.json(line))
                    .filter(line -> !line.has("summary"))
                    .toList();
        }

        JsonNode summary() {
            List<String> lines = body.lines().toList();
            return Operator.json(lines.get(lines.size() - 1)).path("summary");
        }

        /** The fate of the row at a path. */
        String fate(String path) {
            return row(path).path("fate").asText();
        }

        String message(String path) {
            return row(path).path("message").asText();
        }

        private JsonNode row(String path) {
            return rows().stream()
                    .filter(row -> row.path("path").asText().equals(path))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No row " + path + " in " + body));
        }
    }

    Report run(String document) {
        return post("", token(), "identity", document.getBytes(StandardCharsets.UTF_8));
    }

    Report rehearse(String document) {
        return query("?dry-run=true", document);
    }

    Report query(String query, String document) {
        return post(query, token(), "identity", document.getBytes(StandardCharsets.UTF_8));
    }

    Report compressed(String document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(document.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return post("", token(), "gzip", bytes.toByteArray());
    }

    /** With another token than its own; empty for none. */
    Report with(String token, String document) {
        return post("", token, "identity", document.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #run(String)}, with a document that is written while it is read. */
    Report run(InputStream document) {
        return post("", token(), "identity", BodyPublishers.ofInputStream(() -> document));
    }

    private Report post(String query, String token, String encoding, byte[] body) {
        return post(query, token, encoding, BodyPublishers.ofByteArray(body));
    }

    private Report post(String query, String token, String encoding, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(portal.server().url() + "/realms/" + realm + "/portal/import" + query))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .header("Accept-Language", "en")
                .POST(body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = send(request);
        return new Report(answer.statusCode(), answer.body());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        try {
            return JsonSerialization.readValue(text, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
