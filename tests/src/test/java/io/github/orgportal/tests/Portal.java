package io.github.orgportal.tests;

import io.github.orgportal.launcher.Database;
import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * A real Keycloak with the three portals, and its mail server. There is one on H2 and one on PostgreSQL, started when a test first
 * asks for it and ended with the tests. Tests share it, so each makes accounts of its own.
 */
final class Portal {
    static final List<String> REALMS = List.of("member-portal", "benefits-portal", "employer-portal");

    /** Meets the password rules of all three portals. */
    static final String PASSWORD = "Richtig-Langes-1-Passwort!";

    private static final Path CLOCK = Path.of("clock", "target", "portal-tests-clock-0.1.0-SNAPSHOT.jar");

    private final KeycloakServer server;
    private final MailServer mails;
    private final Keycloak admin;

    private Portal(Database database) {
        mails = new MailServer();
        server = KeycloakServer.builder()
                .database(database)
                .provider(CLOCK)
                .env("PORTAL_SMTP_HOST", "127.0.0.1")
                .env("PORTAL_SMTP_PORT", Integer.toString(mails.port()))
                .quickStart()
                .start();
        admin = KeycloakBuilder.builder()
                .serverUrl(server.url().toString())
                .realm("master")
                .clientId("admin-cli")
                .username(server.adminUser())
                .password(server.adminPassword())
                .build();
    }

    private static final class OnH2 {
        static final Portal INSTANCE = new Portal(Database.h2());
    }

    private static final class OnPostgres {
        static final Portal INSTANCE = new Portal(PostgresServer.start().createDatabase());
    }

    /** Which portal a test class runs on; use it with {@code @ParameterizedClass}. */
    enum On {
        H2,
        POSTGRES;

        Portal portal() {
            return this == H2 ? OnH2.INSTANCE : OnPostgres.INSTANCE;
        }
    }

    static Portal onH2() {
        return OnH2.INSTANCE;
    }

    static Portal onPostgres() {
        return OnPostgres.INSTANCE;
    }

    KeycloakServer server() {
        return server;
    }

    MailServer mails() {
        return mails;
    }

    RealmResource realm(String name) {
        return admin.realm(name);
    }

    PlainBrowser browser() {
        return new PlainBrowser(server.url(), "de");
    }

    /** An account that can log in: {@link #PASSWORD}, and an address of its own. */
    record Account(String realm, String id, String loginName, String address) {}

    Account account(String realm) {
        String name = "k" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return account(realm, name, name + "@firma.example", Map.of());
    }

    Account account(String realm, String name, String address, Map<String, List<String>> attributes) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(name);
        user.setEmail(address.isEmpty() ? null : address);
        user.setFirstName("Kim");
        user.setLastName("Beispiel");
        user.setEnabled(true);
        user.setEmailVerified(true);
        user.setAttributes(attributes);
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(PASSWORD);
        user.setCredentials(List.of(password));
        try (var response = realm(realm).users().create(user)) {
            return new Account(
                    realm, CreatedResponseUtil.getCreatedId(response), name.toLowerCase(Locale.ROOT), address);
        }
    }

    /** What the account has to do right after its next login, such as {@code UPDATE_PASSWORD}. */
    void require(Account account, List<String> actions) {
        UserRepresentation user =
                realm(account.realm()).users().get(account.id()).toRepresentation();
        user.setRequiredActions(actions);
        realm(account.realm()).users().get(account.id()).update(user);
    }

    /**
     * A realm of its own with the employer portal's configuration, but without Keycloak's own brute-force protection: what then
     * still refuses is ours alone.
     */
    String unprotectedRealm() {
        String name = "unprotected-" + UUID.randomUUID().toString().substring(0, 8);
        RealmRepresentation realm = productionRealm("employer-portal");
        realm.setRealm(name);
        realm.setBruteForceProtected(false);
        realm.getSmtpServer().put("host", "127.0.0.1");
        realm.getSmtpServer().put("port", Integer.toString(mails.port()));
        admin.realms().create(realm);
        return name;
    }

    /** The realm as the image imports it. */
    static RealmRepresentation productionRealm(String name) {
        try {
            return JsonSerialization.readValue(
                    Files.readString(
                            Path.of("..", "docker", "target", "image", "data", "import", name + "-realm.json")),
                    RealmRepresentation.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The events of an account, oldest first; the realm must store their type. */
    List<EventRepresentation> events(Account account) {
        List<EventRepresentation> events =
                new ArrayList<>(realm(account.realm()).getEvents(null, null, account.id(), null, null, null, 0, 1000));
        events.sort(Comparator.comparingLong(EventRepresentation::getTime));
        return events;
    }

    /** The server's clock is so much ahead from now on. Put it back with {@link Duration#ZERO}. */
    void clock(Duration ahead) {
        try {
            int status = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create(server.url() + "/realms/master/test-clock/" + ahead.toSeconds()))
                                    .PUT(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            if (status != 204) {
                throw new IllegalStateException("The clock answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
