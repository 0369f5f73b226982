package io.github.orgportal.tests;

import io.github.orgportal.launcher.Database;
import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    private static final Path ONE_TIME_PASSWORD =
            Path.of("one-time-password", "target", "portal-tests-one-time-password-0.1.0-SNAPSHOT.jar");

    private static final Path DOMAIN = Path.of("domain", "target", "portal-tests-domain-0.1.0-SNAPSHOT.jar");

    /** Checks passwords in no time, for tests that need many logins and are not about passwords. */
    static final String QUICK_HASH = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";

    private static final Pattern METRIC = Pattern.compile("^(\\w+)(?:\\{[^}]*})? ([0-9.E+-]+)$", Pattern.MULTILINE);

    private static final String HOME = "-Dkc.home.dir=";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final KeyPairGenerator KEYS = rsa();

    private static final List<Portal> STARTED = new CopyOnWriteArrayList<>();

    private final Database database;
    private final KeycloakServer server;
    private final MailServer mails;
    private final Keycloak admin;

    private String sharedRealm = "";

    /** How far the server's clock is ahead; empty while that is not known. */
    private Optional<Duration> ahead = Optional.of(Duration.ZERO);

    private Portal(Database database) {
        this(database, new MailServer(), start -> start);
    }

    private Portal(
            Database database, MailServer mails, UnaryOperator<io.github.orgportal.launcher.KeycloakBuilder> settings) {
        this.database = database;
        this.mails = mails;
        server = settings.apply(builder(database)
                        .env("PORTAL_SMTP_HOST", "127.0.0.1")
                        .env("PORTAL_SMTP_PORT", Integer.toString(mails.port()))
                        .option("--truststore-paths=" + TlsCertificate.pem()))
                .start();
        admin = KeycloakBuilder.builder()
                .serverUrl(server.url().toString())
                .realm("master")
                .clientId("admin-cli")
                .username(server.adminUser())
                .password(server.adminPassword())
                .build();
        // each move of the clock costs a token
        RealmRepresentation master = realm("master").toRepresentation();
        master.setPasswordPolicy(QUICK_HASH);
        realm("master").update(master);
        STARTED.add(this);
    }

    /** Those whose server has not been stopped. */
    static List<Portal> running() {
        return STARTED.stream()
                .filter(portal -> portal.server.process().isPresent())
                .toList();
    }

    private static final class OnH2 {
        static final Portal INSTANCE = new Portal(Database.h2());
    }

    private static final class Postgres {
        static final PostgresServer SERVER = PostgresServer.start();
    }

    private static final class OnPostgres {
        static final Portal INSTANCE = new Portal(Postgres.SERVER.createDatabase());
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

    /** A server of the test's own, to be stopped by it, for what cannot be tried on the shared ones. */
    static Portal own(
            Database database, MailServer mails, UnaryOperator<io.github.orgportal.launcher.KeycloakBuilder> settings) {
        return new Portal(database, mails, settings);
    }

    /** The start of a server as all tests have it: the same files, so that Keycloak need not be built once more. */
    static io.github.orgportal.launcher.KeycloakBuilder builder(Database database) {
        return KeycloakServer.builder()
                .database(database)
                .provider(CLOCK)
                .provider(DOMAIN)
                .provider(ONE_TIME_PASSWORD)
                .quickStart();
    }

    /** An empty database of the PostgreSQL that all tests share. */
    static Database newDatabase() {
        return Postgres.SERVER.createDatabase();
    }

    /** What a command beside the server needs to reach the database, as the server's own environment has it. */
    Map<String, String> databaseAccess() {
        return database.environment();
    }

    /** The folder of the server. */
    Path home() {
        return server.process().orElseThrow().info().arguments().stream()
                .flatMap(Stream::of)
                .filter(argument -> argument.startsWith(HOME))
                .findFirst()
                .map(argument -> Path.of(argument.substring(HOME.length())))
                .orElseThrow();
    }

    /** A look into the database beside the server; only PostgreSQL lets a second one in. */
    Connection connection() throws SQLException {
        return database.connect();
    }

    KeycloakServer server() {
        return server;
    }

    MailServer mails() {
        return mails;
    }

    /** The change log of a realm. */
    Changes changes(String realm) {
        return new Changes(new Domain(URI.create(server.url() + "/realms/" + realm + "/test-changes")));
    }

    /** The domain's services of a realm. */
    Domain domain(String realm) {
        return new Domain(URI.create(server.url() + "/realms/" + realm + "/test-domain"));
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
        return account(realm, user -> {});
    }

    /** As {@link #account(String)}, with what the test needs changed. */
    Account account(String realm, Consumer<UserRepresentation> change) {
        String name = "k" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return account(realm, name, name + "@firma.example", Map.of(), change);
    }

    Account account(String realm, String name, String address, Map<String, List<String>> attributes) {
        return account(realm, name, address, attributes, user -> {});
    }

    private Account account(
            String realm,
            String name,
            String address,
            Map<String, List<String>> attributes,
            Consumer<UserRepresentation> change) {
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
        change.accept(user);
        try (var response = realm(realm).users().create(user)) {
            return new Account(
                    realm, CreatedResponseUtil.getCreatedId(response), name.toLowerCase(Locale.ROOT), address);
        }
    }

    /** A value of the server's metrics, over all its labels; 0 if nothing was measured yet. */
    double metric(String name) {
        return METRIC.matcher(get(URI.create(server.managementUrl() + "/metrics")))
                .results()
                .filter(line -> line.group(1).equals(name))
                .mapToDouble(line -> Double.parseDouble(line.group(2)))
                .sum();
    }

    /** Makes a realm. With a key of its own: two that a server without C2 looks for take it more than a second. */
    void create(RealmRepresentation realm) {
        realm.setPrivateKey(Base64.getEncoder()
                .encodeToString(KEYS.generateKeyPair().getPrivate().getEncoded()));
        admin.realms().create(realm);
    }

    private static KeyPairGenerator rsa() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            return keys;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * As {@link #unprotectedRealm()}, but the same one for all who make accounts of their own in it and leave the realm itself as it is: to
     * make a realm takes a server seconds.
     */
    String sharedRealm() {
        if (sharedRealm.isEmpty()) {
            sharedRealm = unprotectedRealm();
        }
        return sharedRealm;
    }

    /**
     * A realm of its own with the employer portal's configuration, but without Keycloak's own brute-force protection: what then
     * still refuses is ours alone.
     */
    String unprotectedRealm() {
        return unprotectedRealm(realm -> {});
    }

    /** As {@link #unprotectedRealm()}, with what the test needs changed. */
    String unprotectedRealm(Consumer<RealmRepresentation> change) {
        return unprotectedRealm("employer-portal", change);
    }

    /** As {@link #unprotectedRealm(Consumer)}, of another portal. */
    String unprotectedRealm(String portal, Consumer<RealmRepresentation> change) {
        String name = "unprotected-" + UUID.randomUUID().toString().substring(0, 8);
        RealmRepresentation realm = productionRealm(portal);
        realm.setRealm(name);
        realm.setBruteForceProtected(false);
        // tests make many accounts, and a policy that compares with former passwords computes one more hash for each
        realm.setPasswordPolicy(realm.getPasswordPolicy() + " and " + QUICK_HASH);
        realm.getSmtpServer().put("host", "127.0.0.1");
        realm.getSmtpServer().put("port", Integer.toString(mails.port()));
        change.accept(realm);
        create(realm);
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
    void clock(Duration chosen) {
        if (ahead.equals(Optional.of(chosen))) {
            return;
        }
        ahead = Optional.empty();
        HttpResponse<String> response = send(
                HttpRequest.newBuilder(URI.create(server.url() + "/realms/master/test-clock/" + chosen.toSeconds()))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build());
        if (response.statusCode() != 204) {
            throw new IllegalStateException("The clock answered " + response.statusCode());
        }
        // the token in hand was issued at another time
        admin.tokenManager().grantToken();
        ahead = Optional.of(chosen);
    }

    private static String get(URI address) {
        return send(HttpRequest.newBuilder(address).build()).body();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
