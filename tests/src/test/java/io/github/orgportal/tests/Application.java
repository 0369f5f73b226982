package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.PlainBrowser.Tab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.util.JsonSerialization;

/** An application that people log in to, with the endpoints that it then uses. It demands portal roles, or none. */
final class Application {
    private static final String ADDRESS = "https://app.example/";
    private static final String SECRET = "nichts-geheimes-zum-testen";

    private final Portal portal;
    private final String realm;
    private final String clientId = "app-" + UUID.randomUUID().toString().substring(0, 8);

    private Application(Portal portal, String realm) {
        this.portal = portal;
        this.realm = realm;
    }

    /** One that demands these roles, with commas between them. */
    static Application demanding(Portal portal, String realm, String roles) {
        return new Application(portal, realm).create(Map.of("portal.roles", roles));
    }

    static Application forEverybody(Portal portal, String realm) {
        return new Application(portal, realm).create(Map.of());
    }

    private Application create(Map<String, String> attributes) {
        ProtocolMapperRepresentation audience = new ProtocolMapperRepresentation();
        audience.setName("audience");
        audience.setProtocol("openid-connect");
        audience.setProtocolMapper("oidc-audience-mapper");
        audience.setConfig(Map.of("included.client.audience", clientId, "access.token.claim", "true"));
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(clientId);
        client.setSecret(SECRET);
        client.setEnabled(true);
        client.setStandardFlowEnabled(true);
        client.setRedirectUris(List.of(ADDRESS + "*"));
        client.setBaseUrl(ADDRESS);
        client.setAttributes(attributes);
        client.setProtocolMappers(List.of(audience));
        try (var answer = portal.realm(realm).clients().create(client)) {
            assertEquals(201, answer.getStatus());
        }
        return this;
    }

    /** As Keycloak shows it. */
    ClientRepresentation client() {
        return portal.realm(realm).clients().findByClientId(clientId).get(0);
    }

    /** Sends a browser to the login; if nothing has to be asked there, it comes back at once. */
    Tab open(PlainBrowser browser) {
        return browser.tab(ADDRESS).get(address(""));
    }

    /** As {@link #open(PlainBrowser)}, for people in a role. */
    Tab open(PlainBrowser browser, String role) {
        return browser.tab(ADDRESS).get(address("&portal_role=" + role));
    }

    /** As {@link #open(PlainBrowser)}, wanting the person to choose. */
    Tab openToChoose(PlainBrowser browser) {
        return browser.tab(ADDRESS).get(address("&prompt=select_account"));
    }

    /** Where people are sent to log in. */
    URI address(String more) {
        return URI.create(endpoint("/auth") + "?client_id=" + clientId + "&response_type=code&scope=openid&state=s"
                + "&redirect_uri=" + ADDRESS + more);
    }

    /** What it gets for the code that a login came back with. */
    JsonNode tokens(Tab loggedIn) {
        Tab answer = exchange(loggedIn);
        assertEquals(200, answer.status(), answer.body());
        return json(answer);
    }

    /** The answer to the code that a login came back with. */
    Tab exchange(Tab loggedIn) {
        assertTrue(loggedIn.loggedIn(), loggedIn.text());
        String code = loggedIn.url().toString().split("[?&#]code=", 2)[1].split("&", 2)[0];
        return post("/token", Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", ADDRESS));
    }

    Tab refresh(JsonNode tokens) {
        return post(
                "/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.path("refresh_token").asText()));
    }

    Tab userInfo(JsonNode tokens) {
        return post(
                "/userinfo", Map.of("access_token", tokens.path("access_token").asText()));
    }

    JsonNode introspect(JsonNode tokens) {
        Tab answer = post(
                "/token/introspect", Map.of("token", tokens.path("access_token").asText()));
        assertEquals(200, answer.status(), answer.body());
        return json(answer);
    }

    /** What a token says, such as {@code access_token} of an answer. */
    static JsonNode claims(JsonNode tokens, String which) {
        try {
            return JsonSerialization.mapper.readTree(
                    Base64.getUrlDecoder().decode(tokens.path(which).asText().split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Tab answer) {
        try {
            return JsonSerialization.mapper.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tab post(String path, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("client_id", clientId);
        all.put("client_secret", SECRET);
        String address = endpoint(path);
        return portal.browser().tab(address + "/never").post(URI.create(address), all);
    }

    private String endpoint(String path) {
        return portal.server().url() + "/realms/" + realm + "/protocol/openid-connect" + path;
    }
}
