package io.github.orgportal.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A browser without screen and scripts: one cookie jar, many tabs. It follows redirects within the login and stops where an
 * application would take over.
 */
final class PlainBrowser {
    /** RFC 7636, appendix B: what belongs to the challenge below. */
    static final String CODE_VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    static final String CODE_CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final LocalCookies cookies = new LocalCookies();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI server;
    private final String language;
    private volatile URI node;

    /** Browsers send Secure cookies to localhost over HTTP too (W3C Secure Contexts, 3.1); Java's client does not. */
    private static final class LocalCookies extends CookieHandler {
        private final CookieManager jar = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

        @Override
        public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) throws IOException {
            return jar.get(uri, headers);
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            List<String> cookies = headers.getOrDefault("set-cookie", List.of()).stream()
                    .map(cookie -> cookie.replaceAll("(?i);\\s*Secure", ""))
                    .toList();
            jar.put(uri, Map.of("Set-Cookie", cookies));
        }
    }

    PlainBrowser(URI server, String language) {
        this.server = server;
        this.language = language;
        this.node = server;
    }

    /** A load balancer sends the requests to this node from now on; addresses stay as they are. */
    void via(URI chosen) {
        node = chosen;
    }

    /** The value of a cookie that the server has set. */
    String cookie(String name) {
        return cookies.jar.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No cookie " + name));
    }

    /** A new, empty tab that stops where the application at this address would take over. */
    Tab tab(String application) {
        return new Tab(application);
    }

    /** A new tab at the login page of a realm's account console, for clerks where the role is chosen first. */
    Tab open(String realm) {
        return open(realm, "clerk");
    }

    /** As {@link #open(String)}, for another role. */
    Tab open(String realm, String role) {
        return new Tab(console(server, realm)).get(URI.create(loginAddress(server, realm) + "&portal_role=" + role));
    }

    /** As {@link #open(String)}, from an application that knows no roles. */
    Tab openAtChoice(String realm) {
        return new Tab(console(server, realm)).get(loginAddress(server, realm));
    }

    /** Where an application sends people to log in. */
    static URI loginAddress(URI server, String realm) {
        return URI.create(server + "/realms/" + realm + "/protocol/openid-connect/auth?"
                + form(Map.of(
                        "client_id", "account-console",
                        "redirect_uri", console(server, realm),
                        "response_type", "code",
                        "scope", "openid",
                        "state", "s",
                        "nonce", "n",
                        "code_challenge", CODE_CHALLENGE,
                        "code_challenge_method", "S256")));
    }

    private static String console(URI server, String realm) {
        return server + "/realms/" + realm + "/account/";
    }

    /** One tab. */
    final class Tab {
        private final String console;
        private int status;
        private URI url;
        private String body = "";

        private Tab(String console) {
            this.console = console;
            this.url = URI.create(console);
        }

        /** The same page in the same session, to send from it at the same time. */
        Tab duplicate() {
            Tab copy = new Tab(console);
            copy.status = status;
            copy.url = url;
            copy.body = body;
            return copy;
        }

        int status() {
            return status;
        }

        URI url() {
            return url;
        }

        String body() {
            return body;
        }

        Document page() {
            return Jsoup.parse(body, url.toString());
        }

        /** The page's own name, such as {@code login-portal-email-tan}. */
        String pageId() {
            return page().body().attr("data-page-id");
        }

        /** What the page says, without its markup. */
        String text() {
            return page().body().text();
        }

        /** Whether the account console was reached, with a code to log in with. */
        boolean loggedIn() {
            return url.toString().startsWith(console) && url.toString().contains("code=");
        }

        Tab get(URI address) {
            return follow(HttpRequest.newBuilder(address).GET());
        }

        /** The address again, as after F5. */
        Tab refresh() {
            Optional<String> replaced = Optional.of(body.split("history.replaceState\\(\\{}, \"some title\", \"", 2))
                    .filter(parts -> parts.length == 2)
                    .map(parts -> parts[1].split("\"", 2)[0]);
            return get(replaced.map(URI::create).orElse(url));
        }

        Tab password(String loginName, String password) {
            return submit(Map.of("username", loginName, "password", password));
        }

        Tab tan(String digits) {
            return submit(Map.of("tan", digits));
        }

        /** Presses the button {@code resend} or {@code cancel} of the TAN page. */
        Tab press(String action) {
            return submit(Map.of("action", action));
        }

        /** Sends the page's form with these values, and the hidden ones that it has. */
        Tab submit(Map<String, String> values) {
            Element form = page().selectFirst("form[method=post]");
            if (form == null) {
                throw new AssertionError("No form on the page '%s': %s".formatted(pageId(), text()));
            }
            Map<String, String> all = new LinkedHashMap<>();
            form.select("input[type=hidden]").forEach(input -> all.put(input.attr("name"), input.attr("value")));
            all.putAll(values);
            return post(URI.create(form.attr("abs:action")), all);
        }

        /** Sends values to an address, as a form of another page or an attacker would. */
        Tab post(URI address, Map<String, String> values) {
            return follow(HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form(values))));
        }

        /** Where the page's form goes to. */
        URI formAction() {
            return URI.create(page().select("form[method=post]").attr("abs:action"));
        }

        /** What lies at an address, as this browser gets it; the tab stays where it is. */
        HttpResponse<byte[]> download(URI address) {
            try {
                return http.send(
                        HttpRequest.newBuilder(address)
                                .header("Accept-Language", language)
                                .timeout(Duration.ofSeconds(60))
                                .build(),
                        BodyHandlers.ofByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private Tab follow(HttpRequest.Builder request) {
            try {
                URI address = request.build().uri();
                HttpResponse<String> response = send(request);
                for (int hops = 0; hops < 10 && response.statusCode() / 100 == 3; hops++) {
                    URI next = address.resolve(
                            response.headers().firstValue("Location").orElseThrow());
                    if (next.toString().startsWith(console)) {
                        status = response.statusCode();
                        url = next;
                        body = "";
                        return this;
                    }
                    response = send(HttpRequest.newBuilder(next).GET());
                    address = next;
                }
                status = response.statusCode();
                url = address;
                body = response.body();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            String address = request.build().uri().toString();
            if (address.startsWith(server + "/")) {
                request.uri(
                        URI.create(node + address.substring(server.toString().length())));
            }
            return http.send(
                    request.header("Accept-Language", language)
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value ->
                        URLEncoder.encode(value.getKey(), UTF_8) + "=" + URLEncoder.encode(value.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
