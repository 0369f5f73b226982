package io.github.orgportal.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One login in a browser of its own, without scripts, images and styles. A page other than the expected one is an exception. */
final class Login {
    private static final Pattern ACTION = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final int OK = 200;
    private static final int FOUND = 302;

    private final HttpClient http;
    private final URI server;
    private final Realms realm;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String page = "";

    Login(HttpClient http, URI server, Realms realm) {
        this.http = http;
        this.server = server;
        this.realm = realm;
    }

    /** Gets the page that asks for name and password. */
    void open() {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create("%s/realms/%s/protocol/openid-connect/auth?%s"
                                .formatted(
                                        server,
                                        realm.realm(),
                                        form(Map.of(
                                                "client_id", Realms.CLIENT,
                                                "redirect_uri", Realms.REDIRECT,
                                                "response_type", "code",
                                                "scope", "openid",
                                                "state", "s",
                                                "nonce", "n",
                                                // where the role is asked for first, the password page comes at once
                                                "portal_role", "clerk")))))
                        .GET());
        expectPage(response, "name=\"password\"");
    }

    /** Sends name and password, and returns how long the answer took: a code, or the page for the second factor. */
    Duration password(int account) {
        long begin = System.nanoTime();
        HttpResponse<String> response =
                submit(Map.of("username", realm.account(account), "password", Realms.PASSWORD, "credentialId", ""));
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        switch (realm.secondFactor()) {
            case NONE -> expectCode(response);
            case APP -> expectPage(response, "name=\"otp\"");
            case TAN -> expectPage(response, "name=\"tan\"");
        }
        return time;
    }

    /** Sends the TAN and gets the code. */
    void tan(String tan) {
        expectCode(submit(Map.of("tan", tan)));
    }

    /** Sends the code of the authenticator app and gets the code of the login. */
    void appCode(String code) {
        expectCode(submit(Map.of("otp", code)));
    }

    private HttpResponse<String> submit(Map<String, String> values) {
        Matcher action = ACTION.matcher(page);
        if (!action.find()) {
            throw new IllegalStateException("No form on the page");
        }
        return send(HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(values))));
    }

    private void expectPage(HttpResponse<String> response, String field) {
        page = response.body();
        if (response.statusCode() != OK || !page.contains(field)) {
            throw new IllegalStateException("Status %d and no %s on the page:%n%s"
                    .formatted(response.statusCode(), field, page.replaceAll("\\s*\\n\\s*", "\n")));
        }
    }

    private static void expectCode(HttpResponse<String> response) {
        String location = response.headers().firstValue("Location").orElse("");
        if (response.statusCode() != FOUND || !location.startsWith(Realms.REDIRECT) || !location.contains("code=")) {
            throw new IllegalStateException("Status %d to '%s' and no code:%n%s"
                    .formatted(response.statusCode(), location, response.body().replaceAll("\\s*\\n\\s*", "\n")));
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response =
                    http.send(request.header("Accept-Language", "de").build(), BodyHandlers.ofString());
            for (String cookie : response.headers().allValues("Set-Cookie")) {
                String[] pair = cookie.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
