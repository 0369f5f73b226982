package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.util.JsonSerialization;

/** One-time passwords over HTTP, on both databases. */
@ParameterizedClass(name = "on {0}")
@EnumSource(Portal.On.class)
class OneTimePasswordIT {
    private static final String LOGIN_PAGE = "login-login";
    private static final String TAN_PAGE = "login-portal-email-tan";
    private static final String PASSWORD_PAGE = "login-login-update-password";
    private static final String ERROR_PAGE = "login-error";
    private static final String TYPE = "portal-one-time-password";
    private static final String OWN = "Selbst-Gewaehlt-42-Langes!";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Parameter
    Portal.On on = Portal.On.H2;

    private Portal portal() {
        return on.portal();
    }

    @AfterEach
    void setTheClockRight() {
        portal().clock(Duration.ZERO);
    }

    @Nested
    class TheFirstLogin {
        private final String realm = portal().sharedRealm();
        private final Account account = pending(realm);

        @Test
        @DisplayName(
                "O-4 needs the TAN as any other and ends with an own password; from then on the one-time password is void")
        void endsWithAnOwnPassword() {
            String value = set(account);
            assertEquals(value, show(account));
            assertEquals(value, show(account), "O-2 again and again");

            Tab tab = open(account, value);
            assertEquals(TAN_PAGE, tab.pageId(), tab.text());
            tab.tan(tan(account, 1));
            assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
            assertFalse(tab.loggedIn());
            choose(tab, OWN);
            assertTrue(tab.loggedIn(), tab.text());

            assertEquals("", show(account));
            assertEquals("NONE", state(account));
            assertFalse(types(account).contains(TYPE), "nothing is left of it");
            assertRefused(open(account, value));
            assertEquals(TAN_PAGE, open(account, OWN).pageId());
        }

        @Test
        @DisplayName("O-4 gives no session before the own password, and may be begun again")
        void cannotBeLeftEarly() {
            String value = set(account);
            PlainBrowser browser = portal().browser();
            Tab tab = browser.open(realm).password(account.loginName(), value).tan(tan(account, 1));
            assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());

            tab.refresh();
            assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
            assertFalse(browser.open(realm).loggedIn());
            assertEquals(
                    0,
                    portal().realm(realm)
                            .users()
                            .get(account.id())
                            .getUserSessions()
                            .size());

            assertEquals("VALID", state(account));
            choose(open(account, value).tan(tan(account, 2)), OWN);
            assertEquals("NONE", state(account));
        }

        @Test
        @DisplayName("O-4 holds the own password against the portal's rules")
        void keepsTheRules() {
            Tab tab = open(account, set(account)).tan(tan(account, 1));

            choose(tab, "kurz");

            assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
            assertEquals("VALID", state(account));
            choose(tab, OWN);
            assertTrue(tab.loggedIn(), tab.text());
        }

        @Test
        @DisplayName("O-4 asks for one password, though Keycloak's own action wants one too")
        void asksOnce() {
            String value = set(account);
            var user = portal().realm(realm).users().get(account.id());
            var changed = user.toRepresentation();
            changed.setRequiredActions(List.of("UPDATE_PASSWORD"));
            user.update(changed);

            assertTrue(choose(open(account, value).tan(tan(account, 1)), OWN).loggedIn());
            assertEquals(List.of(), user.toRepresentation().getRequiredActions());
        }

        @Test
        @DisplayName("O-2 the value is read as people type it from a letter")
        void readsSpaces() {
            String value = set(account);
            assertEquals(
                    TAN_PAGE,
                    open(account, value.substring(0, 5) + " " + value.substring(5))
                            .pageId());
        }

        @Test
        @DisplayName("O-5 a page that stood open while another one was set takes no password")
        void isAskedAgainAfterASet() {
            Tab tab = open(account, set(account)).tan(tan(account, 1));
            String another = set(account);

            choose(tab, OWN);

            assertEquals(ERROR_PAGE, tab.pageId(), tab.text());
            assertTrue(tab.text().contains("nicht mehr gültig"), tab.text());
            assertFalse(types(account).contains("password"));
            assertEquals(another, show(account));
            assertRefused(open(account, OWN));
        }

        @Test
        @DisplayName("O-3 a page that stood open while it expired takes no password")
        void isAskedAgainAfterTheEnd() {
            String value = set(account);
            portal().clock(Duration.ofDays(28).minusSeconds(120));
            Tab tab = open(account, value).tan(tan(account, 1));
            assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());

            portal().clock(Duration.ofDays(28).plusSeconds(30));
            choose(tab, OWN);

            assertEquals(ERROR_PAGE, tab.pageId(), tab.text());
            assertFalse(types(account).contains("password"));
        }
    }

    @Nested
    class AOneTimePassword {
        private final String realm = portal().sharedRealm();

        @Test
        @DisplayName("O-3 says after 28 days that it has expired and whom to ask, and is shown no more")
        void expires() {
            Account account = pending(realm);
            String value = set(account);
            portal().clock(Duration.ofDays(28).minusMinutes(5));
            assertEquals("VALID", state(account));

            portal().clock(Duration.ofDays(28).plusSeconds(1));
            Tab tab = open(account, value);

            assertEquals(LOGIN_PAGE, tab.pageId());
            assertTrue(tab.text().contains("abgelaufen") && tab.text().contains("Post"), tab.text());
            assertEquals("EXPIRED", state(account));
            assertEquals("", show(account));
            assertRefused(open(account, value + "1"));
        }

        @Test
        @DisplayName("O-5 set, it voids the personal password, which may not be chosen again")
        void replacesEverything() {
            Account account = portal().account(realm);
            String value = set(account);

            assertRefused(open(account, Portal.PASSWORD));
            Tab tab = open(account, value).tan(tan(account, 1));
            choose(tab, Portal.PASSWORD);
            assertEquals(PASSWORD_PAGE, tab.pageId());
            assertTrue(tab.text().contains("schon einmal"), tab.text());
            assertTrue(choose(tab, OWN).loggedIn(), tab.text());
        }

        @Test
        @DisplayName("O-5 asked for by somebody who forgot, it leaves the personal password valid until it is used")
        void standsBesideThePersonalPassword() {
            Account account = portal().account(realm);
            String value = setBeside(account);

            assertTrue(open(account, Portal.PASSWORD).tan(tan(account, 1)).loggedIn());
            assertEquals(value, show(account));
            Tab tab = open(account, value).tan(tan(account, 2));
            assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
            assertEquals(TAN_PAGE, open(account, Portal.PASSWORD).pageId(), "not used yet");
            assertTrue(choose(tab, OWN).loggedIn(), tab.text());
            assertRefused(open(account, Portal.PASSWORD));
            assertRefused(open(account, value));
        }

        @Test
        @DisplayName("O-4 a personal password that comes from elsewhere voids it")
        void endsWithAnyPersonalPassword() {
            Account account = portal().account(realm);
            String value = setBeside(account);
            CredentialRepresentation password = new CredentialRepresentation();
            password.setType(CredentialRepresentation.PASSWORD);
            password.setValue(OWN);
            portal().realm(realm).users().get(account.id()).resetPassword(password);

            assertEquals("NONE", state(account));
            assertEquals("", show(account));
            assertRefused(open(account, value));
        }

        @Test
        @DisplayName("O-5 the next one voids it, and so does taking it away")
        void isReplacedAndRevoked() throws Exception {
            Account account = pending(realm);
            String first = set(account);
            String second = set(account);
            assertNotEquals(first, second);
            assertRefused(open(account, first));
            assertEquals(1, types(account).stream().filter(TYPE::equals).count());

            assertEquals(204, calls().call("DELETE", account, "").statusCode());
            assertEquals("NONE", state(account));
            assertRefused(open(account, second));
        }

        @Test
        @DisplayName("O-6 the admin API lists it with its end, without its value")
        void isListedWithItsEnd() throws IOException {
            Account account = pending(realm);
            String value = set(account);

            List<CredentialRepresentation> listed =
                    portal().realm(realm).users().get(account.id()).credentials();

            assertEquals(1, listed.size());
            CredentialRepresentation shown = listed.get(0);
            assertEquals(TYPE, shown.getType());
            assertTrue(
                    shown.getUserLabel().matches("→ \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), shown.getUserLabel());
            assertTrue(shown.getCredentialData().contains(shown.getUserLabel().substring(2)));
            assertNull(shown.getSecretData());
            assertFalse(JsonSerialization.writeValueAsString(listed).contains(value));
        }

        @Test
        @DisplayName("O-5 set twice at the same moment: one is left")
        void setAtOnce() throws Exception {
            int rounds = Campaign.of(100);
            int refused = 0;
            for (int i = 0; i < rounds; i++) {
                Account account = pending(realm);
                List<HttpResponse<String>> answers =
                        AtOnce.all(() -> calls().call("POST", account, ""), () -> calls().call("POST", account, ""));
                refused += (int) answers.stream()
                        .filter(answer -> answer.statusCode() != 200)
                        .count();

                assertEquals(1, types(account).stream().filter(TYPE::equals).count());
                assertTrue(answers.stream().anyMatch(answer -> answer.body().equals(show(account))));
            }
            System.out.printf("%s: %d times set twice at once, one left each time, %d refused%n", on, rounds, refused);
        }

        @Test
        @DisplayName(
                "O-4 O-5 used and set at the same moment: whoever comes second, the old one opens nothing afterwards")
        void usedAndSetAtOnce() throws Exception {
            int rounds = Campaign.of(100);
            int used = 0;
            int conflicts = 0;
            for (int i = 0; i < rounds; i++) {
                Account account = pending(realm);
                Tab tab = open(account, set(account)).tan(tan(account, 1));
                assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());

                List<Object> answers = AtOnce.all(() -> choose(tab, OWN), () -> calls().call("POST", account, ""));

                used += tab.loggedIn() ? 1 : 0;
                if (answers.get(1) instanceof HttpResponse<?> answer && answer.statusCode() == 200) {
                    assertEquals(
                            answer.body(),
                            show(account),
                            () -> "%s, %s, logged in: %s, %s"
                                    .formatted(state(account), types(account), tab.loggedIn(), tab.text()));
                    assertFalse(types(account).contains("password"), "round " + i);
                } else {
                    conflicts++;
                    assertTrue(tab.loggedIn(), tab.text());
                    assertEquals("NONE", state(account));
                }
            }
            System.out.printf(
                    "%s: used and set at once %d times: %d times the use came first, %d times the set was refused%n",
                    on, rounds, used, conflicts);
        }
    }

    @Nested
    class NoOtherWay {
        @Test
        @DisplayName("O-4 direct grant and Keycloak's own form can neither use nor burn it")
        void takesIt() throws Exception {
            String realm = realmWithDirectGrant();
            Account account = portal().account(realm);
            String value = setBeside(account);

            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = directGrant(account, value);
                assertEquals(400, answer.statusCode(), answer.body());
                assertTrue(answer.body().contains("Invalid user credentials"), answer.body());
            }
            assertEquals(LOGIN_PAGE, open(account, value).pageId());
            assertEquals(200, directGrant(account, Portal.PASSWORD).statusCode());

            assertEquals("VALID", state(account));
            assertEquals(value, show(account));
        }

        @Test
        @DisplayName("O-4 a realm that could not force an own password gets none")
        void isThereWithoutTheAction() throws Exception {
            String realm = portal().unprotectedRealm();
            Account account = pending(realm);
            String value = set(account);
            RequiredActionProviderRepresentation action =
                    portal().realm(realm).flows().getRequiredAction("portal-personal-password");
            action.setEnabled(false);
            portal().realm(realm).flows().updateRequiredAction("portal-personal-password", action);

            assertRefused(open(account, value));
            assertNotEquals(200, calls().call("POST", account, "").statusCode());
            assertEquals(value, show(account));
        }

        private String realmWithDirectGrant() {
            RealmRepresentation stock = new RealmRepresentation();
            stock.setRealm("direct-" + UUID.randomUUID().toString().substring(0, 8));
            stock.setEnabled(true);
            stock.setRequiredActions(List.of(action("UPDATE_PASSWORD"), action("portal-personal-password")));
            ClientRepresentation client = new ClientRepresentation();
            client.setClientId("direct");
            client.setPublicClient(true);
            client.setDirectAccessGrantsEnabled(true);
            stock.setClients(List.of(client));
            portal().create(stock);
            return stock.getRealm();
        }

        private static RequiredActionProviderRepresentation action(String id) {
            RequiredActionProviderRepresentation action = new RequiredActionProviderRepresentation();
            action.setAlias(id);
            action.setProviderId(id);
            action.setName(id);
            action.setEnabled(true);
            action.setConfig(Map.of());
            return action;
        }

        private HttpResponse<String> directGrant(Account account, String password) throws Exception {
            String form = "grant_type=password&client_id=direct&username=%s&password=%s"
                    .formatted(account.loginName(), URLEncoder.encode(password, StandardCharsets.UTF_8));
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(portal().server().url() + "/realms/" + account.realm()
                                    + "/protocol/openid-connect/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Nested
    class Guessing {
        @Test
        @DisplayName("O-1 wrong ones count for brute-force protection; the right one that has expired does not")
        void counts() {
            Account account = pending(portal().unprotectedRealm(realm -> realm.setBruteForceProtected(true)));
            String value = set(account);
            assertEquals(0, failures(account));

            assertRefused(open(account, otherThan(value)));
            Await.until("the failure is counted", () -> failures(account) == 1);

            portal().clock(Duration.ofDays(28).plusSeconds(1));
            assertTrue(open(account, value).text().contains("abgelaufen"));
            assertRefused(open(account, otherThan(value)));
            // counted one after the other: were the expired one among them, it would be there by now. Twelve hours
            // without a mistake had made it forget the first.
            Await.until("the next failure is counted", () -> failures(account) == 1);
        }

        private int failures(Account account) {
            Object count = portal().realm(account.realm())
                    .attackDetection()
                    .bruteForceUserStatus(account.id())
                    .get("numFailures");
            return ((Number) count).intValue();
        }
    }

    /** An account that has no password yet. */
    private Account pending(String realm) {
        return portal().account(realm, user -> user.setCredentials(List.of()));
    }

    private Tab open(Account account, String password) {
        return portal().browser().open(account.realm()).password(account.loginName(), password);
    }

    private static Tab choose(Tab tab, String password) {
        return tab.submit(Map.of("password-new", password, "password-confirm", password));
    }

    private static void assertRefused(Tab tab) {
        assertEquals(LOGIN_PAGE, tab.pageId(), tab.text());
        assertTrue(tab.text().contains("Diese Angaben sind nicht richtig"), tab.text());
    }

    private static String otherThan(String value) {
        char last = value.charAt(value.length() - 1);
        return value.substring(0, value.length() - 1) + (last == '0' ? '1' : '0');
    }

    private String tan(Account account, int n) {
        return portal().mails().tan(account.address(), n);
    }

    private String set(Account account) {
        return calls().set(account);
    }

    private String setBeside(Account account) {
        return calls().setBeside(account);
    }

    private String show(Account account) {
        return calls().show(account);
    }

    private String state(Account account) {
        return calls().state(account);
    }

    private OneTimePasswordCalls calls() {
        return new OneTimePasswordCalls(portal().server().url());
    }

    private List<String> types(Account account) {
        return portal().realm(account.realm()).users().get(account.id()).credentials().stream()
                .map(CredentialRepresentation::getType)
                .toList();
    }
}
