package io.github.orgportal.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Brings the demo's organizations into a running server as an operator would, over the import of the portal's API, and then gives
 * passwords to the accounts that are to be tried: the import gives none.
 *
 * @param server the server
 * @param importSecret of the client that may import
 */
record DemoOrganizations(KeycloakServer server, String importSecret) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * Imports one realm's organizations.
     *
     * @throws LauncherException if a row is rejected; the message tells which and why
     */
    void importInto(String realm, Path document) throws IOException {
        String token = token(
                realm,
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        DemoRealms.IMPORT_CLIENT,
                        "client_secret",
                        importSecret));
        String report = send(
                "POST",
                "/realms/%s/portal/import".formatted(realm),
                token,
                "application/json",
                BodyPublishers.ofFile(document));
        String rejected = report.lines()
                .filter(line -> line.contains("\"fate\":\"REJECTED\""))
                .collect(Collectors.joining("\n"));
        if (!rejected.isEmpty() || !report.contains("\"summary\"")) {
            throw new LauncherException("%s cannot be imported:%n%s".formatted(document, rejected));
        }
    }

    /** Sets the passwords of the accounts that came with their organizations. */
    void setPasswords(List<DemoAccount> accounts) throws IOException {
        String token = token(
                "master",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        server.adminUser(),
                        "password",
                        server.adminPassword()));
        for (DemoAccount account : accounts) {
            if (!account.isOperator()) {
                setPassword(account, token);
            }
        }
    }

    private void setPassword(DemoAccount account, String token) throws IOException {
        String users = "/admin/realms/%s/users".formatted(account.realm());
        JsonNode found = JSON.readTree(send(
                "GET",
                // what people log in with is not everywhere Keycloak's username
                users + "?exact=true&email=" + encoded(account.email()),
                token,
                "application/json",
                BodyPublishers.noBody()));
        if (found.size() != 1) {
            throw new LauncherException(
                    "The demo's account %s is in no organization of its realm".formatted(account.loginName()));
        }
        send(
                "PUT",
                "%s/%s/reset-password".formatted(users, found.get(0).path("id").asText()),
                token,
                "application/json",
                BodyPublishers.ofString(JSON.writeValueAsString(
                        Map.of("type", "password", "value", account.password(), "temporary", false))));
    }

    private String token(String realm, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        String answer = send(
                "POST",
                "/realms/%s/protocol/openid-connect/token".formatted(realm),
                "",
                "application/x-www-form-urlencoded",
                BodyPublishers.ofString(body));
        return JSON.readTree(answer).path("access_token").asText();
    }

    private String send(String method, String path, String token, String type, BodyPublisher body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", type)
                .method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new LauncherException(
                        "%s %s answered %d: %s".formatted(method, path, answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted while the demo's organizations were imported", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return server.url().toString();
    }
}
