package io.github.orgportal.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * An application of the portals, as a page that runs in the browser alone: it logs people in and shows what their token says. Served
 * for this machine only.
 */
final class SampleApplication implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int ANY_PORT = 0;
    private static final String FOLDER = "/sample-application/";

    private final HttpServer server;
    private final URI keycloak;
    private final Map<String, Answer> answers = new HashMap<>();

    private record Answer(String type, String body) {}

    private SampleApplication(HttpServer server, URI keycloak) {
        this.server = server;
        this.keycloak = keycloak;
    }

    /** Serves on this port if it is free, else on another. */
    static SampleApplication start(int wantedPort, URI keycloak, Collection<String> realms) {
        try {
            int port = FreePort.isFree(wantedPort) ? wantedPort : ANY_PORT;
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            SampleApplication application = new SampleApplication(server, keycloak);
            application.read("/", "index.html", "text/html; charset=utf-8");
            application.read("/style.css", "style.css", "text/css; charset=utf-8");
            application.read("/application.js", "application.js", "text/javascript; charset=utf-8");
            application.answers.put(
                    "/settings.json",
                    new Answer(
                            "application/json",
                            new ObjectMapper()
                                    .writeValueAsString(Map.of("keycloak", keycloak.toString(), "realms", realms))));
            server.createContext("/", application::answer);
            server.start();
            return application;
        } catch (IOException e) {
            throw new LauncherException("The sample application cannot be served", e);
        }
    }

    private void read(String path, String file, String type) throws IOException {
        try (InputStream stream = SampleApplication.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new LauncherException("The launcher's jar lacks " + FOLDER + file);
            }
            answers.put(path, new Answer(type, new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    /** With a slash at the end. */
    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answers.get(exchange.getRequestURI().getPath());
            if (answer == null) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("Cache-Control", "no-store");
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' %s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                            .formatted(origin()));
            headers.set("X-Content-Type-Options", "nosniff");
            // an address of this page may carry a code
            headers.set("Referrer-Policy", "no-referrer");
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String origin() {
        return keycloak.getScheme() + "://" + keycloak.getAuthority();
    }
}
