package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import io.github.orgportal.tests.client.ApiClient;
import io.github.orgportal.tests.client.ApiException;
import io.github.orgportal.tests.client.ApiResponse;
import io.github.orgportal.tests.client.PortalApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.util.JsonSerialization;

/** The portal's API in one realm, for people who log in with an application that the realm's policy names. */
final class Api {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** Takes no answer that says more than its description. */
    private static final ObjectMapper MAPPER =
            ApiClient.createDefaultObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Portal portal;
    private final String realm;
    private final Application application;

    private Api(Portal portal, String realm) {
        this.portal = portal;
        this.realm = realm;
        this.application = Application.forEverybody(portal, realm);
    }

    static Api of(Portal portal, String realm) {
        Api api = new Api(portal, realm);
        allow(portal, realm, api.application.client().getClientId());
        return api;
    }

    /** Adds a client to those that the realm's policy names. */
    static void allow(Portal portal, String realm, String clientId) {
        change(portal, realm, "tokenClients", clientId, true);
    }

    /** Sets a key of the realm's policy. */
    static void policy(Portal portal, String realm, String key, String value) {
        change(portal, realm, key, value, false);
    }

    private static void change(Portal portal, String realm, String key, String value, boolean add) {
        ComponentRepresentation policy = portal.realm(realm).components().query().stream()
                .filter(component -> "portal-policy".equals(component.getProviderId()))
                .findFirst()
                .orElseThrow();
        List<String> values = new ArrayList<>(add ? policy.getConfig().getOrDefault(key, List.of()) : List.of());
        values.add(value);
        policy.getConfig().put(key, values);
        portal.realm(realm).components().component(policy.getId()).update(policy);
    }

    Application application() {
        return application;
    }

    /** What a person gets who logs in. */
    JsonNode tokens(Account account) {
        return tokens(application, account);
    }

    JsonNode tokens(Application with, Account account) {
        int mails = portal.mails().mails(account.address()).size();
        Tab tab = with.open(portal.browser()).password(account.loginName(), Portal.PASSWORD);
        return with.tokens(tab.tan(portal.mails().tan(account.address(), mails + 1)));
    }

    Caller caller(Account account) {
        return caller(tokens(account).path("access_token").asText());
    }

    /** With any token; empty for none. */
    Caller caller(String token) {
        return new Caller(token);
    }

    /** What the API answers to a call that it refuses. */
    static Answer refusal(Executable call) {
        ApiException refused = assertThrows(ApiException.class, call);
        return new Answer(refused.getCode(), refused.getResponseBody(), refused.getResponseHeaders());
    }

    /** The version of what was read or written, for the next write. */
    static String version(ApiResponse<?> answer) {
        return answer.getHeaders().get("ETag").get(0);
    }

    /** What the API answered. */
    record Answer(int status, String body, HttpHeaders headers) {
        JsonNode json() {
            return Api.json(body);
        }

        String code() {
            return header("Content-Type").contains("problem+json")
                    ? json().path("code").asText()
                    : "";
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        Answer expect(int expected) {
            assertEquals(expected, status, body);
            return this;
        }

        Answer expect(int expected, String code) {
            expect(expected);
            assertEquals(code, code(), body);
            return this;
        }

        /** What is wrong with fields, such as {@code email required}. */
        List<String> errors() {
            List<String> errors = new ArrayList<>();
            json().path("errors")
                    .forEach(error -> errors.add(error.path("field").asText() + " "
                            + error.path("code").asText()));
            return errors;
        }
    }

    /**
     * Somebody with a token: does what {@code docs/openapi.yaml} describes, as anybody's generated client, and sends what no client would.
     */
    final class Caller extends PortalApi {
        private final String token;

        private Caller(String token) {
            super(new Client(base(), token));
            this.token = token;
        }

        Answer get(String path) {
            return send("GET", path, "", Map.of());
        }

        Answer post(String path, Object body) {
            return send("POST", path, text(body), Map.of());
        }

        Answer put(String path, Object body, String ifMatch) {
            return send("PUT", path, text(body), Map.of("If-Match", ifMatch));
        }

        Answer put(String path, Object body) {
            return send("PUT", path, text(body), Map.of());
        }

        /** A file that is no text. */
        byte[] file(String path, Object body) {
            HttpResponse<byte[]> response =
                    exchange(request("POST", path, text(body), Map.of()).build(), BodyHandlers.ofByteArray());
            assertEquals(200, response.statusCode());
            return response.body();
        }

        /** What is no JSON. */
        byte[] file(String path) {
            HttpResponse<byte[]> response =
                    exchange(request("GET", path, "", Map.of()).build(), BodyHandlers.ofByteArray());
            assertEquals(200, response.statusCode());
            return response.body();
        }

        /** Any request; its body is JSON unless it is empty. */
        Answer send(String method, String path, String body, Map<String, String> headers) {
            HttpResponse<String> response =
                    exchange(request(method, path, body, headers).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        }

        private HttpRequest.Builder request(String method, String path, String body, Map<String, String> headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path))
                    .method(
                            method,
                            body.isEmpty()
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
            if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            headers.forEach(request::header);
            sign(request, token);
            return request;
        }

        private static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> as) {
            try {
                return HTTP.send(request, as);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static void sign(HttpRequest.Builder request, String token) {
        request.header("Accept-Language", "en");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
    }

    /** One connection pool and one mapper for all callers, instead of new ones for each. */
    private static final class Client extends ApiClient {
        Client(String base, String token) {
            super(HttpClient.newBuilder(), MAPPER, base);
            setRequestInterceptor(request -> sign(request, token));
        }

        @Override
        public HttpClient getHttpClient() {
            return HTTP;
        }

        @Override
        public ObjectMapper getObjectMapper() {
            return MAPPER;
        }
    }

    private String base() {
        return portal.server().url() + "/realms/" + realm + "/portal";
    }

    private static String text(Object body) {
        try {
            return body instanceof String text ? text : JsonSerialization.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JsonSerialization.readValue(text, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
