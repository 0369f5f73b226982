package io.github.orgportal.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the demo reads from its environment.
 *
 * @param httpPort {@code PORTAL_HTTP_PORT}
 * @param mailServer {@code PORTAL_SMTP_HOST} and {@code PORTAL_SMTP_PORT}; with one of them set, mails go there instead of to the
 *     demo's own mail catcher
 * @param publicUrl {@code PORTAL_URL}, where it is not the demo's own address
 * @param keyFile {@code PORTAL_SECRET_KEY_FILE}; without it the demo makes a key
 */
record DemoSettings(int httpPort, Optional<MailServer> mailServer, Optional<URI> publicUrl, Optional<Path> keyFile) {
    private static final int HIGHEST_PORT = 65_535;

    /**
     * An SMTP server.
     *
     * @param host name or address
     * @param port TCP port
     */
    record MailServer(String host, int port) {}

    /**
     * Reads them.
     *
     * @throws LauncherException if a value cannot be meant so; the message names the variable, the value and what is allowed
     */
    static DemoSettings of(Map<String, String> environment) {
        return new DemoSettings(
                port(environment, "PORTAL_HTTP_PORT", 8080),
                mailServer(environment),
                value(environment, "PORTAL_URL").map(DemoSettings::url),
                value(environment, "PORTAL_SECRET_KEY_FILE")
                        .map(file -> Path.of(file).toAbsolutePath()));
    }

    private static Optional<MailServer> mailServer(Map<String, String> environment) {
        if (value(environment, "PORTAL_SMTP_HOST").isEmpty()
                && value(environment, "PORTAL_SMTP_PORT").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MailServer(
                value(environment, "PORTAL_SMTP_HOST").orElse("localhost"),
                port(environment, "PORTAL_SMTP_PORT", 1025)));
    }

    private static int port(Map<String, String> environment, String name, int otherwise) {
        Optional<String> value = value(environment, name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get().matches("\\d{1,5}")) {
            int port = Integer.parseInt(value.get());
            if (port >= 1 && port <= HIGHEST_PORT) {
                return port;
            }
        }
        throw new LauncherException(
                "%s is '%s'. Allowed is a port from 1 to %d.".formatted(name, value.get(), HIGHEST_PORT));
    }

    private static URI url(String value) {
        if (value.matches("https?://[^\\s/]+(/[^\\s]*)?")) {
            return URI.create(value.replaceAll("/+$", ""));
        }
        throw new LauncherException(
                "PORTAL_URL is '%s'. Allowed is an address such as https://portal.example.".formatted(value));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
