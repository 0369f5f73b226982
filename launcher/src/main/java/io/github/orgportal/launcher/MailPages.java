package io.github.orgportal.launcher;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows the caught mails in a browser, newest first, and the last one as plain text for {@code curl}. Runs no script; a mail's HTML
 * stands in a sandboxed frame.
 */
final class MailPages implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int ANY_PORT = 0;
    private static final Pattern MAIL = Pattern.compile("/mail/(\\d{1,6})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final Supplier<List<Mail>> mails;

    private MailPages(HttpServer server, Supplier<List<Mail>> mails) {
        this.server = server;
        this.mails = mails;
    }

    /** Serves on this port if it is free, else on another. */
    static MailPages start(int wantedPort, Supplier<List<Mail>> mails) {
        try {
            int port = FreePort.isFree(wantedPort) ? wantedPort : ANY_PORT;
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            MailPages pages = new MailPages(server, mails);
            server.createContext("/", pages::answer);
            server.start();
            return pages;
        } catch (IOException e) {
            throw new LauncherException("The mail page cannot be served", e);
        }
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<Mail> all = mails.get();
            String path = exchange.getRequestURI().getPath();
            Matcher mail = MAIL.matcher(path);
            if (!isForThisMachine(exchange)) {
                send(exchange, NOT_FOUND, "text/plain", "Ask for localhost.\n");
            } else if (path.equals("/")) {
                send(exchange, OK, "text/html", list(all));
            } else if (path.equals("/latest.txt") && !all.isEmpty()) {
                send(exchange, OK, "text/plain", asText(all.get(all.size() - 1)));
            } else if (mail.matches() && isAmong(all, Integer.parseInt(mail.group(1)))) {
                send(exchange, OK, "text/html", detail(all.get(Integer.parseInt(mail.group(1)) - 1)));
            } else {
                send(exchange, NOT_FOUND, "text/plain", "There is no such mail.\n");
            }
        }
    }

    /** A page elsewhere whose name was made to point here (DNS rebinding) must not read the TANs. */
    private boolean isForThisMachine(HttpExchange exchange) {
        int port = server.getAddress().getPort();
        String host = exchange.getRequestHeaders().getFirst("Host");
        return ("localhost:" + port).equals(host) || ("127.0.0.1:" + port).equals(host);
    }

    private static boolean isAmong(List<Mail> all, int number) {
        return number >= 1 && number <= all.size();
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** A mail as the terminal shows it. */
    static String asText(Mail mail) {
        return "From: %s%nTo: %s%nSubject: %s%n%n%s%n"
                .formatted(
                        mail.from(),
                        String.join(", ", mail.to()),
                        mail.subject(),
                        mail.text().strip());
    }

    private static String list(List<Mail> all) {
        StringBuilder rows = new StringBuilder();
        for (int number = all.size(); number >= 1; number--) {
            Mail mail = all.get(number - 1);
            rows.append("<li><a href=\"/mail/%d\">%s</a><br>to %s, %s</li>\n"
                    .formatted(
                            number,
                            escape(mail.subject()),
                            escape(String.join(", ", mail.to())),
                            TIME.format(mail.received())));
        }
        String body = all.isEmpty() ? "<p>No mail yet.</p>" : "<ul>\n" + rows + "</ul>";
        return page(
                "Mails of the demo",
                "<p>Newest first. This page looks for new mails every 5 seconds.</p>\n" + body,
                "<meta http-equiv=\"refresh\" content=\"5\">");
    }

    private static String detail(Mail mail) {
        String html = mail.html()
                .map(source -> "<h2>HTML</h2>\n<iframe sandbox title=\"The mail's HTML part\" srcdoc=\"%s\"></iframe>"
                        .formatted(escape(source)))
                .orElse("");
        return page(
                mail.subject(),
                """
                <p><a href="/">All mails</a></p>
                <p>From %s<br>to %s, %s</p>
                <h2>Text</h2>
                <pre tabindex="0">%s</pre>
                %s
                """.formatted(
                                escape(mail.from()),
                                escape(String.join(", ", mail.to())),
                                TIME.format(mail.received()),
                                escape(mail.text()),
                                html),
                "");
    }

    private static String page(String title, String body, String head) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                %s
                <title>%s</title>
                <style>
                :root { color-scheme: light dark; }
                body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
                li { margin-bottom: 0.75rem; }
                pre { white-space: pre-wrap; border: 1px solid; padding: 1rem; }
                iframe { width: 100%%; height: 32rem; border: 1px solid; background: #fff; color-scheme: light; }
                </style>
                </head>
                <body>
                <main>
                <h1>%s</h1>
                %s
                </main>
                </body>
                </html>
                """.formatted(head, escape(title), escape(title), body);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
