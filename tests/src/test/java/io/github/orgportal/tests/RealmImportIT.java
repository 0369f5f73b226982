package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.launcher.Database;
import io.github.orgportal.launcher.KeycloakBuilder;
import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.LauncherException;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

/** The three production realms as they are imported: what they allow, what they refuse, and what stops their import. */
class RealmImportIT {
    static final List<String> REALMS = Portal.REALMS;

    private static final String COMPONENT = "io.github.orgportal.organizations.policy.PortalComponent";
    private static final String TAN_PAGE = "login-portal-email-tan";
    private static final String LOGIN_PAGE = "login-login";

    private final Portal portal = Portal.onH2();

    @AfterEach
    void setTheClockRight() {
        portal.clock(Duration.ZERO);
    }

    @ParameterizedTest(name = "Z-1 Z-6 {0} is there, German unless the browser asks for English")
    @FieldSource("REALMS")
    void isGerman(String realm) {
        assertEquals("de", language(realm, "fr"));
        assertEquals("de", language(realm, "de-AT"));
        assertEquals("en", language(realm, "en"));
    }

    private String language(String realm, String wish) {
        Tab tab = new PlainBrowser(portal.server().url(), wish).open(realm);
        assertEquals(LOGIN_PAGE, tab.pageId(), tab.text());
        return tab.page().select("html").attr("lang");
    }

    @Nested
    @DisplayName("L-1 no way past the TAN")
    class NoWayPastTheTan {
        @ParameterizedTest(name = "L-1 {0}: a password alone gives no token, whatever the client")
        @FieldSource("io.github.orgportal.tests.RealmImportIT#REALMS")
        void noDirectGrant(String realm) {
            Account account = portal.account(realm);
            ClientRepresentation open = client(realm);
            open.setDirectAccessGrantsEnabled(true);
            create(realm, open);
            List<String> clients = portal.realm(realm).clients().findAll().stream()
                    .map(ClientRepresentation::getClientId)
                    .toList();
            assertTrue(clients.containsAll(List.of("admin-cli", "account-console", open.getClientId())));

            for (String client : clients) {
                Tab answer = token(
                        realm,
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                client,
                                "username",
                                account.loginName(),
                                "password",
                                Portal.PASSWORD));
                assertRefused(client, answer);
            }
        }

        @ParameterizedTest(name = "L-1 {0}: neither device flow nor CIBA")
        @FieldSource("io.github.orgportal.tests.RealmImportIT#REALMS")
        void noOtherDevice(String realm) {
            Account account = portal.account(realm);
            ClientRepresentation open = client(realm);
            open.setAttributes(Map.of(
                    "oauth2.device.authorization.grant.enabled", "true",
                    "oidc.ciba.grant.enabled", "true"));
            create(realm, open);

            // With the feature off, Keycloak has no resource to answer with, and says so with an empty 204.
            Tab device = post(realm, "/auth/device", Map.of("client_id", open.getClientId()));
            assertEquals(204, device.status());
            assertEquals("", device.body());
            assertRefused(
                    "CIBA",
                    post(
                            realm,
                            "/ext/ciba/auth",
                            Map.of(
                                    "client_id", open.getClientId(),
                                    "login_hint", account.loginName(),
                                    "scope", "openid")));
            for (String grant :
                    List.of("urn:ietf:params:oauth:grant-type:device_code", "urn:openid:params:grant-type:ciba")) {
                Tab answer = token(
                        realm,
                        Map.of(
                                "grant_type",
                                grant,
                                "client_id",
                                open.getClientId(),
                                "device_code",
                                "any",
                                "auth_req_id",
                                "any"));
                assertRefused(grant, answer);
                assertTrue(answer.body().contains("unsupported_grant_type"), answer.body());
            }
        }

        @ParameterizedTest(name = "L-1 {0}: no implicit flow, which would show tokens in addresses")
        @FieldSource("io.github.orgportal.tests.RealmImportIT#REALMS")
        void noImplicitFlow(String realm) {
            ClientRepresentation open = client(realm);
            open.setImplicitFlowEnabled(true);
            open.setRedirectUris(List.of("https://app.example/*"));
            create(realm, open);
            for (String type : List.of("token", "id_token", "id_token%20token")) {
                URI address = URI.create("%s/realms/%s/protocol/openid-connect/auth?client_id=%s&response_type=%s"
                                .formatted(portal.server().url(), realm, open.getClientId(), type)
                        + "&scope=openid&nonce=n&redirect_uri=https://app.example/");
                Tab tab = portal.browser().tab("https://app.example/").get(address);

                assertFalse(tab.pageId().equals(LOGIN_PAGE), "asks for a password to answer with " + type);
                assertTrue(tab.status() >= 400 || tab.url().toString().contains("error="), tab.url()::toString);
            }
        }

        @ParameterizedTest(name = "L-10 {0}: no offline access, which would outlive idle times and locks")
        @FieldSource("io.github.orgportal.tests.RealmImportIT#REALMS")
        void noOfflineAccess(String realm) {
            String console = portal.server().url() + "/realms/" + realm + "/account/";
            URI address = URI.create("%s/realms/%s/protocol/openid-connect/auth?client_id=account-console"
                            .formatted(portal.server().url(), realm)
                    + "&response_type=code&scope=openid%20offline_access&redirect_uri=" + console
                    + "&code_challenge_method=S256&code_challenge=" + PlainBrowser.CODE_CHALLENGE);
            Tab tab = portal.browser().tab(console).get(address);

            assertFalse(tab.pageId().equals(LOGIN_PAGE), "asks for a password");
            assertTrue(tab.status() >= 400 || tab.url().toString().contains("error="), tab.url()::toString);
        }

        @ParameterizedTest(
                name =
                        "{0}: none of Keycloak's pages to register, which would make accounts, or to reset a password, which would log in")
        @FieldSource("io.github.orgportal.tests.RealmImportIT#REALMS")
        void noPagesForIt(String realm) {
            Tab login = portal.browser().open(realm);
            boolean offered = realm.equals("member-portal");
            assertEquals(offered, login.body().contains("registration"), "a link to register");

            String base = portal.server().url() + "/realms/" + realm;
            Tab reset = login.duplicate()
                    .get(URI.create(base + "/login-actions/reset-credentials?client_id=account-console"));
            assertTrue(
                    List.of("login-portal-forgotten-password", "login-portal-role-choice")
                            .contains(reset.pageId()),
                    reset.text());
            Tab registration = login.duplicate()
                    .get(URI.create(
                            base + "/protocol/openid-connect/registrations?client_id=account-console&response_type=code"
                                    + "&scope=openid&redirect_uri=" + base + "/account/"
                                    + "&code_challenge_method=S256&code_challenge=" + PlainBrowser.CODE_CHALLENGE));
            if (offered) {
                assertEquals(Registering.ROLE, registration.pageId(), registration.text());
            } else {
                assertTrue(registration.status() >= 400, "status " + registration.status());
                assertTrue(registration.page().select("form[method=post]").isEmpty(), registration.text());
            }
        }

        private ClientRepresentation client(String realm) {
            ClientRepresentation client = new ClientRepresentation();
            client.setClientId(realm + "-app-" + UUID.randomUUID().toString().substring(0, 8));
            client.setPublicClient(true);
            client.setEnabled(true);
            return client;
        }

        private void create(String realm, ClientRepresentation client) {
            try (var answer = portal.realm(realm).clients().create(client)) {
                assertEquals(201, answer.getStatus());
            }
        }

        private void assertRefused(String what, Tab answer) {
            assertTrue(answer.status() >= 400 && answer.status() < 500, what + " answers " + answer.status());
            assertFalse(answer.body().contains("access_token"), what);
        }
    }

    @Nested
    @DisplayName("Section 2: passwords")
    class Passwords {
        @ParameterizedTest(name = "member-portal takes {0}")
        @ValueSource(strings = {"Abcdef1!", "Zwölf-Äpfel 12", "aB3$aB3$aB3$aB3$aB3$aB3$aB3$"})
        void memberPortalTakes(String password) {
            assertDoesNotThrow(() -> set(portal.account("member-portal"), password));
        }

        @ParameterizedTest(name = "member-portal refuses {0}: {1}")
        @CsvSource({
            "Abcde1!, 7 characters",
            "abcdefg1!, no capital letter",
            "ABCDEFG1!, no small letter",
            "Abcdefgh!, no digit",
            "Abcdefgh1, no special character"
        })
        void memberPortalRefuses(String password, String reason) {
            Account account = portal.account("member-portal");
            assertThrows(BadRequestException.class, () -> set(account, password), reason);
        }

        @ParameterizedTest(name = "{0} takes 12 to 128 characters with letter, digit and special character")
        @ValueSource(strings = {"benefits-portal", "employer-portal"})
        void longOnesAreTaken(String realm) {
            Account account = portal.account(realm);
            assertAll(
                    () -> set(account, "abcdefghij1!"),
                    () -> set(account, "ÄÖÜÄÖÜÄÖÜÄ1!"),
                    () -> set(account, "ab1!".repeat(32)));
        }

        @ParameterizedTest(name = "{0} refuses {1}: {2}")
        @CsvSource({
            "benefits-portal, abcdefghi1!, 11 characters",
            "benefits-portal, 123456789012!, no letter",
            "benefits-portal, abcdefghijkl!, no digit",
            "benefits-portal, abcdefghijkl1, no special character",
            "employer-portal, abcdefghi1!, 11 characters",
            "employer-portal, 123456789012!, no letter",
            "employer-portal, abcdefghijkl!, no digit",
            "employer-portal, abcdefghijkl1, no special character"
        })
        void othersAreRefused(String realm, String password, String reason) {
            Account account = portal.account(realm);
            assertThrows(BadRequestException.class, () -> set(account, password), reason);
        }

        @ParameterizedTest(name = "{0} refuses 129 characters, and what the account ever had")
        @ValueSource(strings = {"benefits-portal", "employer-portal"})
        void usedOnesAreRefused(String realm) {
            Account account = portal.account(realm);
            assertThrows(BadRequestException.class, () -> set(account, "ab1!".repeat(32) + "c"));
            set(account, "Das-Zweite-1");
            set(account, "Das-Dritte-1");
            for (String old : List.of(Portal.PASSWORD, "Das-Zweite-1", "Das-Dritte-1")) {
                assertThrows(BadRequestException.class, () -> set(account, old), old);
            }
        }

        private void set(Account account, String password) {
            CredentialRepresentation credential = new CredentialRepresentation();
            credential.setType(CredentialRepresentation.PASSWORD);
            credential.setValue(password);
            portal.realm(account.realm()).users().get(account.id()).resetPassword(credential);
        }
    }

    @Nested
    @DisplayName("Section 2: too many wrong passwords")
    class WrongPasswords {
        private static final int MOST = 10;

        @Test
        @DisplayName("MP: the tenth ends the account's access for good, the ninth does not")
        void endTheAccess() {
            Account account = portal.account("member-portal");
            wrong(account, MOST - 1);
            assertTrue(portal.domain(account.realm()).state(account).granted());

            wrong(account, MOST);

            assertFalse(portal.domain(account.realm()).state(account).granted());
            portal.clock(Duration.ofHours(2));
            assertFalse(login(account).pageId().equals(TAN_PAGE), "it does not end by itself");
        }

        @ParameterizedTest(name = "{0}: the tenth locks for five minutes; then the right one works again")
        @ValueSource(strings = {"benefits-portal", "employer-portal"})
        void pauseTheAccess(String realm) {
            Account account = portal.account(realm);
            wrong(account, MOST);
            Await.until("the account is locked for now", () ->
                    (boolean) failures(account).get("disabled"));
            assertEquals(LOGIN_PAGE, login(account).pageId());
            assertTrue(isEnabled(account));

            portal.clock(Duration.ofSeconds(2L * MOST + 301));

            assertEquals(TAN_PAGE, login(account).pageId());
        }

        /** Makes failures until so many are counted, each a while after the other: two within a second count more. */
        private void wrong(Account account, int count) {
            for (int i = (int) failures(account).get("numFailures") + 1; i <= count; i++) {
                int expected = i;
                portal.clock(Duration.ofSeconds(2L * i));
                Tab tab = portal.browser().open(account.realm()).password(account.loginName(), "falsch");
                assertEquals(LOGIN_PAGE, tab.pageId());
                Await.until(
                        "failure " + i + " is counted",
                        () -> !isEnabled(account) || (int) failures(account).get("numFailures") >= expected);
            }
        }

        private Map<String, Object> failures(Account account) {
            return portal.realm(account.realm()).attackDetection().bruteForceUserStatus(account.id());
        }

        private boolean isEnabled(Account account) {
            return portal.realm(account.realm())
                    .users()
                    .get(account.id())
                    .toRepresentation()
                    .isEnabled();
        }

        private Tab login(Account account) {
            return portal.browser().open(account.realm()).password(account.loginName(), Portal.PASSWORD);
        }
    }

    @ParameterizedTest(name = "L-10 {0}: a session without activity ends after {1} minutes")
    @CsvSource({"member-portal, 30", "benefits-portal, 10", "employer-portal, 30"})
    void endsIdleSessions(String realm, int minutes) throws Exception {
        String used = refreshToken(realm);
        String idle = refreshToken(realm);

        portal.clock(Duration.ofMinutes(minutes).minusMinutes(2));
        assertEquals(200, refresh(realm, used).status());
        portal.clock(Duration.ofMinutes(minutes).plusSeconds(121));
        Tab refused = refresh(realm, idle);

        assertEquals(400, refused.status());
        assertTrue(refused.body().contains("invalid_grant"), refused.body());
    }

    private String refreshToken(String realm) throws Exception {
        Account account = portal.account(realm);
        Tab tab = portal.browser().open(realm).password(account.loginName(), Portal.PASSWORD);
        tab.tan(portal.mails().tan(account.address(), 1));
        assertTrue(tab.loggedIn(), tab.text());
        String code = tab.url().toString().split("[?&#]code=", 2)[1].split("&", 2)[0];
        Tab tokens = token(
                realm,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "account-console",
                        "redirect_uri",
                        portal.server().url() + "/realms/" + realm + "/account/",
                        "code",
                        code,
                        "code_verifier",
                        PlainBrowser.CODE_VERIFIER));
        return JsonSerialization.mapper
                .readTree(tokens.body())
                .path("refresh_token")
                .asText();
    }

    private Tab refresh(String realm, String token) {
        return token(
                realm, Map.of("grant_type", "refresh_token", "client_id", "account-console", "refresh_token", token));
    }

    private Tab token(String realm, Map<String, String> values) {
        return post(realm, "/token", values);
    }

    private Tab post(String realm, String path, Map<String, String> values) {
        String address = portal.server().url() + "/realms/" + realm + "/protocol/openid-connect" + path;
        return portal.browser().tab(address + "/never").post(URI.create(address), values);
    }

    @Nested
    @DisplayName("Z-1 a wrong configuration stops the start")
    class WrongConfiguration {
        /** Of the server that does not start: its tables are made once. */
        @TempDir
        static Path servers = Path.of("");

        @TempDir
        Path folder = Path.of("");

        @Test
        @DisplayName("Z-1 of a realm: the error names realm, key, value and what is allowed")
        void ofARealm() throws Exception {
            RealmRepresentation realm = Portal.productionRealm("benefits-portal");
            realm.getAuthenticatorConfig().get(0).setConfig(Map.of("lifespan", "abc"));
            JsonSerialization.mapper.writeValue(
                    folder.resolve("benefits-portal-realm.json").toFile(), realm);

            String error = errorOf(start -> start.realms(folder));

            assertTrue(
                    error.contains("Realm 'benefits-portal', authenticator config 'portal email TAN': "
                            + "lifespan is 'abc', allowed is a whole number from 60 to 900"),
                    error);
        }

        @Test
        @DisplayName("Z-1 of a portal: the error names realm, component, key, value and what is allowed")
        void ofAPortal() throws Exception {
            RealmRepresentation realm = Portal.productionRealm("benefits-portal");
            policy(realm).getConfig().putSingle("tokenEntries", "2001");
            JsonSerialization.mapper.writeValue(
                    folder.resolve("benefits-portal-realm.json").toFile(), realm);

            String error = errorOf(start -> start.realms(folder));

            assertTrue(
                    error.contains("Realm 'benefits-portal', portal-policy 'policy': "
                            + "tokenEntries is '2001', allowed is a whole number from 1 to 2000"),
                    error);
        }

        @Test
        @DisplayName("Z-1 of a flow: the error names realm, flow, the step that is not there and those that are")
        void ofAFlow() throws Exception {
            RealmRepresentation realm = Portal.productionRealm("benefits-portal");
            misspellTheTan(realm);
            JsonSerialization.mapper.writeValue(
                    folder.resolve("benefits-portal-realm.json").toFile(), realm);

            String error = errorOf(start -> start.realms(folder));

            assertTrue(
                    error.contains("Realm 'benefits-portal', flow 'portal password and TAN': "
                            + "authenticator is 'portal-emial-tan', allowed is one of "),
                    error);
            assertTrue(error.contains(", portal-email-tan, "), error);
        }

        @Test
        @DisplayName("Z-1 O-6 without a key file: the error names the variable and how to make one")
        void withoutAKeyFile() {
            String error = errorOf(start -> start.env("PORTAL_SECRET_KEY_FILE", ""));

            assertTrue(error.contains("PORTAL_SECRET_KEY_FILE is not set. It names the key file"), error);
        }

        @Test
        @DisplayName("Z-1 O-6 with a broken key file: the error names file and line, and shows nothing of the key")
        void withABrokenKeyFile() throws Exception {
            Path file = Files.writeString(folder.resolve("key"), "# keys\nk1:Z2VoZWltZXMgWmV1Zw==\n");

            String error = errorOf(start -> start.env("PORTAL_SECRET_KEY_FILE", file.toString()));

            assertTrue(error.contains(file + ", line 2: the key has 13 bytes instead of 32"), error);
            assertFalse(error.contains("Z2VoZWltZXMg"), error);
        }

        private String errorOf(UnaryOperator<KeycloakBuilder> mistake) {
            LauncherException refused = assertThrows(LauncherException.class, () -> {
                try (KeycloakServer server = mistake.apply(
                                Portal.builder(Database.h2()).folder(servers.resolve("server")))
                        .start()) {
                    server.stop();
                }
            });
            return String.valueOf(refused.getMessage());
        }
    }

    private static ComponentExportRepresentation policy(RealmRepresentation realm) {
        return realm.getComponents().getList(COMPONENT).stream()
                .filter(component -> component.getProviderId().equals("portal-policy"))
                .findFirst()
                .orElseThrow();
    }

    private static void misspellTheTan(RealmRepresentation realm) {
        realm.getAuthenticationFlows().stream()
                .flatMap(flow -> flow.getAuthenticationExecutions().stream())
                .filter(step -> "portal-email-tan".equals(step.getAuthenticator()))
                .forEach(step -> step.setAuthenticator("portal-emial-tan"));
    }

    private static ComponentExportRepresentation component(String kind, String name, Map<String, List<String>> config) {
        ComponentExportRepresentation component = new ComponentExportRepresentation();
        component.setProviderId(kind);
        component.setName(name);
        component.setConfig(new MultivaluedHashMap<>(config));
        return component;
    }

    @Nested
    @DisplayName("Z-1 a portal that contradicts itself")
    class Contradiction {
        static Stream<Arguments> contradictions() {
            return Stream.of(
                    contradiction(
                            "portal-right 'print': requires is 'read', which does not exist, allowed is one of print, view-contract,",
                            component("portal-right", "print", Map.of("requires", List.of("read")))),
                    contradiction(
                            "portal-right 'one': requires is 'two', which leads back to it, allowed is one of view-contract,",
                            component("portal-right", "one", Map.of("requires", List.of("two"))),
                            component("portal-right", "two", Map.of("requires", List.of("one")))),
                    contradiction(
                            "portal-right 'print': unitTypes is 'ship', which does not exist, allowed is one of group-life,",
                            component("portal-right", "print", Map.of("unitTypes", List.of("ship")))),
                    contradiction(
                            "portal-right 'print': unitTypes is 'group-health', for which 'calculate', which it requires,",
                            component("portal-right", "print", Map.of("requires", List.of("calculate")))),
                    contradiction(
                            "portal-right 'calculate': name is 'calculate', which stands twice, allowed is each name once",
                            component("portal-right", "calculate", Map.of())),
                    contradiction(
                            "portal-policy: the realm has 2 of them, allowed is exactly one",
                            component("portal-policy", "second", Map.of())));
        }

        private static Arguments contradiction(String message, ComponentExportRepresentation... more) {
            return Arguments.of(message, List.of(more));
        }

        @ParameterizedTest(name = "Z-1 is not imported: {0}")
        @MethodSource("contradictions")
        void isNotImported(String message, List<ComponentExportRepresentation> more) {
            assertNotImported(
                    message,
                    realm -> more.forEach(component -> realm.getComponents().add(COMPONENT, component)));
        }

        @Test
        @DisplayName("Z-1 is not imported: rights without a policy")
        void withoutAPolicy() {
            assertNotImported(
                    "portal-policy: the realm has 0 of them, allowed is exactly one",
                    realm -> realm.getComponents().getList(COMPONENT).remove(policy(realm)));
        }

        @Test
        @DisplayName("Z-1 is not imported: a flow with a step that is not there")
        void unknownStep() {
            assertNotImported(
                    "flow 'portal password and TAN': authenticator is 'portal-emial-tan', allowed is one of ",
                    RealmImportIT::misspellTheTan);
        }

        @ParameterizedTest(name = "Z-1 is not imported: {0} = {1} without the required action {2} ({3})")
        @CsvSource({
            "clerkPassword, LETTER, portal-personal-password, gone",
            "clerkPassword, HANDED_OVER, portal-personal-password, disabled",
            "administratorPassword, LINK, portal-link-password, gone",
            "dataCentreUserPassword, LINK, portal-link-password, disabled",
            "userIdByLink, true, portal-link-user-id, disabled",
        })
        void withoutARequiredAction(String key, String value, String action, String state) {
            assertNotImported(
                    "%s is '%s', allowed only where the required action '%s' is enabled".formatted(key, value, action),
                    realm -> {
                        // of two that are wrong, any may be named
                        List.of("administratorPassword", "clerkPassword", "dataCentreUserPassword")
                                .forEach(way -> policy(realm)
                                        .getConfig()
                                        .putSingle(way, value.equals("LINK") ? "LETTER" : "LINK"));
                        policy(realm).getConfig().putSingle(key, value);
                        if (state.equals("gone")) {
                            realm.getRequiredActions().removeIf(each -> action.equals(each.getAlias()));
                        } else {
                            realm.getRequiredActions().stream()
                                    .filter(each -> action.equals(each.getAlias()))
                                    .forEach(each -> each.setEnabled(false));
                        }
                    });
        }

        private void assertNotImported(String message, Consumer<RealmRepresentation> change) {
            String[] name = {""};
            BadRequestException refused = assertThrows(
                    BadRequestException.class,
                    () -> portal.unprotectedRealm(realm -> {
                        name[0] = realm.getRealm();
                        change.accept(realm);
                    }));
            String expected = "Realm '%s', %s".formatted(name[0], message);
            String error = errorMessage(refused.getResponse());
            assertTrue(error.startsWith(expected), error);
            assertThrows(NotFoundException.class, () -> portal.realm(name[0]).toRepresentation());
        }

        @Test
        @DisplayName("Z-1 does not come about later: the admin API refuses what the import would")
        void notLater() {
            RealmResource realm = portal.realm(portal.unprotectedRealm());

            assertEquals(
                    201,
                    add(realm, "print", Map.of("requires", List.of("view-documents")))
                            .getStatus());
            assertRefused(
                    "requires is read, which does not exist", add(realm, "scan", Map.of("requires", List.of("read"))));
            assertRefused(
                    "position is -1, allowed is a whole number", add(realm, "scan", Map.of("position", List.of("-1"))));
            assertRefused(
                    "requierd is print, but there is no such key",
                    add(realm, "scan", Map.of("requierd", List.of("print"))));
            assertRefused("name is print, which stands twice", add(realm, "print", Map.of()));

            ComponentRepresentation documents = named(realm, "view-documents");
            assertUpdateRefused(
                    realm,
                    "view-documents",
                    "portal-right print: requires is view-documents, which leads back to it",
                    change -> change.getConfig().putSingle("requires", "print"));
            assertUpdateRefused(
                    realm,
                    "view-documents",
                    "name is documents, allowed is view-documents",
                    change -> change.setName("documents"));
            assertUpdateRefused(
                    realm,
                    "view-documents",
                    "needsIdentifier is no, allowed is true or false",
                    change -> change.getConfig().putSingle("needsIdentifier", "no"));
            assertEquals(documents.getConfig(), named(realm, "view-documents").getConfig());

            BadRequestException refused = assertThrows(
                    BadRequestException.class,
                    () -> realm.components().component(documents.getId()).remove());
            assertTrue(refused.getResponse()
                    .readEntity(String.class)
                    .contains("portal-right 'print': requires is 'view-documents', which does not exist"));

            realm.components().component(named(realm, "print").getId()).remove();
            realm.components().component(documents.getId()).remove();
            realm.remove();
        }

        private Response add(RealmResource realm, String name, Map<String, List<String>> config) {
            ComponentRepresentation component = new ComponentRepresentation();
            component.setProviderType(COMPONENT);
            component.setProviderId("portal-right");
            component.setName(name);
            component.setConfig(new MultivaluedHashMap<>(config));
            try (Response answer = realm.components().add(component)) {
                answer.bufferEntity();
                return answer;
            }
        }

        private ComponentRepresentation named(RealmResource realm, String name) {
            return realm.components()
                    .query(realm.toRepresentation().getId(), COMPONENT, name)
                    .get(0);
        }

        private void assertUpdateRefused(
                RealmResource realm, String name, String message, Consumer<ComponentRepresentation> change) {
            ComponentRepresentation component = named(realm, name);
            change.accept(component);
            BadRequestException refused = assertThrows(
                    BadRequestException.class,
                    () -> realm.components().component(component.getId()).update(component));
            assertRefused(message, refused.getResponse());
        }

        /** Keycloak formats what it answers to components with MessageFormat, which takes the quotation marks away. */
        private void assertRefused(String message, Response answer) {
            assertEquals(400, answer.getStatus());
            String error = errorMessage(answer);
            assertTrue(error.startsWith("Realm unprotected-") && error.contains(message), error);
        }

        private static String errorMessage(Response answer) {
            return String.valueOf(answer.readEntity(ErrorRepresentation.class).getErrorMessage());
        }
    }

    @ParameterizedTest(name = "Z-1 {0}: an export carries the portal's components, and another realm takes them")
    @FieldSource("REALMS")
    void areExported(String name) {
        RealmRepresentation production = Portal.productionRealm(name);
        production.setRealm("exported-" + name);
        portal.create(production);
        RealmRepresentation export = portal.realm(production.getRealm()).partialExport(false, false);
        portal.realm(production.getRealm()).remove();
        assertEquals(described(production), described(export));
        assertTrue(export.isOrganizationsEnabled());

        String copy = portal.unprotectedRealm(realm -> {
            List<ComponentExportRepresentation> components =
                    export.getComponents().getList(COMPONENT);
            components.forEach(component -> component.setId(null));
            realm.getComponents().put(COMPONENT, components);
        });
        assertEquals(described(production), described(portal.realm(copy).partialExport(false, false)));
        portal.realm(copy).remove();
    }

    private static Set<String> described(RealmRepresentation realm) {
        return realm.getComponents().getList(COMPONENT).stream()
                .map(component -> {
                    Map<String, Set<String>> config = new TreeMap<>();
                    component.getConfig().forEach((key, values) -> config.put(key, new TreeSet<>(values)));
                    return "%s %s %s".formatted(component.getProviderId(), component.getName(), config);
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
