package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.Domain.Lock;
import io.github.orgportal.tests.Domain.State;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import io.github.orgportal.tests.client.model.AccountDetail;
import jakarta.ws.rs.BadRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Too many wrong passwords, on PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongPasswordsIT {
    private static final String TAN_PAGE = "login-portal-email-tan";
    private static final String PASSWORD_PAGE = "login-login-update-password";
    private static final String LOGIN_PAGE = "login-login";
    private static final String OWN = "Selbst-Gewaehlt-42-Langes!";
    private static final int LIMIT = 10;
    private static final int AT_ONCE = 16;

    private final Portal portal = Portal.onPostgres();
    private final OneTimePasswordCalls oneTimePasswords =
            new OneTimePasswordCalls(portal.server().url());

    /** The member portal's own settings are proved in {@link RealmImportIT}; there the role comes first. */
    private final String deactivating = realm("employer-portal", settings -> {
        settings.setBruteForceProtected(false);
        settings.getComponents().getList("io.github.orgportal.organizations.policy.PortalComponent").stream()
                .filter(component -> component.getProviderId().equals("portal-policy"))
                .forEach(component -> component.getConfig().putSingle("wrongPasswords", Integer.toString(LIMIT)));
    });

    @AfterEach
    void setTheClockRight() {
        portal.clock(Duration.ZERO);
    }

    @Nested
    @DisplayName("in a portal that deactivates")
    class Deactivate {
        private final String realm = deactivating;
        private final Domain domain = portal.domain(realm);
        private final String organization = domain.organization();
        private final Account administrator = portal.account(realm);
        private final Account clerk = portal.account(realm);

        {
            domain.member(organization, administrator, "administrator");
            domain.member(organization, clerk, "clerk");
        }

        @Test
        @DisplayName(
                "O-1 O-9 the tenth in a row takes access, password and sessions, and makes a one-time password, which leads back")
        void tooMany() {
            Application application = Application.forEverybody(portal, realm);
            JsonNode tokens = application.tokens(application
                    .open(portal.browser())
                    .password(clerk.loginName(), Portal.PASSWORD)
                    .tan(tan(clerk, 1)));
            enterWrong(clerk, LIMIT - 1);
            assertTrue(domain.state(clerk).granted());
            AccessIT.assertAlive(application, tokens);

            enterWrong(clerk, 1);

            State state = domain.state(clerk);
            assertFalse(state.granted());
            assertEquals("USER WRONG_PASSWORDS", state.scope() + " " + state.cause());
            assertEquals("wrong-passwords", state.locks().get(0).lockedBy());
            assertFalse(types(clerk).contains("password"));
            String value = oneTimePasswords.show(clerk);
            assertNotEquals("", value);
            assertRefused(open(clerk, Portal.PASSWORD));
            AccessIT.assertDead(application, tokens);
            Await.until("no session is left", () -> sessions(clerk) == 0);

            Tab tab = open(clerk, value).tan(tan(clerk, 2));
            assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
            assertFalse(domain.state(clerk).granted(), "not before the password is chosen");
            choose(tab, OWN);
            assertTrue(tab.loggedIn(), tab.text());
            assertTrue(domain.state(clerk).granted());
            assertTrue(open(clerk, OWN).tan(tan(clerk, 3)).loggedIn());
        }

        @Test
        @DisplayName("O-9 the operator's staff are not deactivated: there is nobody to hand them another password")
        void staff() {
            Account staff = portal.account(realm);
            portal.realm(realm)
                    .users()
                    .get(staff.id())
                    .roles()
                    .realmLevel()
                    .add(List.of(
                            portal.realm(realm).roles().get("portal-operator").toRepresentation()));

            enterWrong(staff, LIMIT + 1);

            assertTrue(types(staff).contains("password"));
            assertEquals(TAN_PAGE, open(staff, Portal.PASSWORD).pageId());
        }

        @Test
        @DisplayName("O-9 the right one in between starts the count again")
        void inARow() {
            enterWrong(clerk, LIMIT - 1);
            assertEquals(TAN_PAGE, open(clerk, Portal.PASSWORD).pageId());

            enterWrong(clerk, LIMIT - 1);
            assertTrue(domain.state(clerk).granted());
            enterWrong(clerk, 1);
            assertFalse(domain.state(clerk).granted());
        }

        @Test
        @DisplayName("O-1 whoever has only a one-time password is not deactivated: guesses never make it void")
        void pending() {
            Account pending = portal.account(realm, user -> user.setCredentials(List.of()));
            domain.member(organization, pending, "clerk");
            String value = oneTimePasswords.set(pending);

            enterWrong(pending, LIMIT + 2);

            assertTrue(domain.state(pending).granted());
            assertEquals(value, oneTimePasswords.show(pending));
            assertEquals(TAN_PAGE, open(pending, value).pageId());
        }

        @Test
        @DisplayName("O-1 after that, guesses leave the new one-time password as it is")
        void deactivatedOnce() {
            enterWrong(clerk, LIMIT);
            String value = oneTimePasswords.show(clerk);

            enterWrong(clerk, LIMIT + 2);

            assertEquals(value, oneTimePasswords.show(clerk));
            assertEquals(1, wrongPasswordLocks(clerk));
        }

        @Test
        @DisplayName("O-1 wrong ones at the same moment: each is counted, one deactivates")
        void atOnce() throws Exception {
            int rounds = Campaign.of(50);
            for (int round = 0; round < rounds; round++) {
                Account account = round % 2 == 0 ? portal.account(realm) : member();
                String alone = round % 2 == 0 ? "belongs to nobody" : "a clerk";
                List<Tab> pages = IntStream.range(0, AT_ONCE)
                        .mapToObj(i -> portal.browser().open(realm))
                        .toList();
                AtOnce.each(pages.stream()
                        .map(page -> (Callable<Tab>) () -> page.password(account.loginName(), "falsch"))
                        .toList());

                assertEquals(List.of("WRONG_PASSWORDS"), domain.state(account).activeCauses(), alone);
                assertEquals(1, wrongPasswordLocks(account), alone);
                assertEquals(List.of("portal-one-time-password"), types(account), alone);
                String value = oneTimePasswords.show(account);
                assertEquals(TAN_PAGE, open(account, value).pageId(), alone);
            }
            System.out.printf(
                    "wrong passwords, %d at once for each of %d accounts: each deactivated exactly once%n",
                    AT_ONCE, rounds);
        }

        private Account member() {
            Account account = portal.account(realm);
            domain.member(organization, account, "clerk");
            return account;
        }

        @Test
        @DisplayName("C-2 the last administrator locked out by wrong passwords does not start the cascade")
        void neverTheCascade() {
            enterWrong(administrator, LIMIT);

            assertEquals("WRONG_PASSWORDS", domain.state(administrator).cause());
            assertTrue(domain.state(clerk).granted());
            assertEquals(TAN_PAGE, open(clerk, Portal.PASSWORD).pageId());
        }

        @Test
        @DisplayName("C-2 nor does Keycloak's own permanent lockout, should the operator switch that on")
        void neverTheCascadeByKeycloak() {
            RealmRepresentation settings = portal.realm(realm).toRepresentation();
            settings.setBruteForceProtected(true);
            settings.setPermanentLockout(true);
            settings.setFailureFactor(2);
            settings.setQuickLoginCheckMilliSeconds(0L);
            portal.realm(realm).update(settings);

            try {
                for (int i = 1; i <= 3; i++) {
                    int failures = i;
                    enterWrong(administrator, 1);
                    // two that come too fast for Keycloak may count as one
                    Await.until(
                            "it is counted",
                            () -> failures(administrator) >= failures
                                    || !user(administrator).isEnabled());
                }
                Await.until(
                        "Keycloak has disabled the administrator",
                        () -> !user(administrator).isEnabled());
                assertTrue(domain.state(clerk).granted());
                assertEquals(TAN_PAGE, open(clerk, Portal.PASSWORD).pageId());
            } finally {
                settings.setBruteForceProtected(false);
                settings.setPermanentLockout(false);
                portal.realm(realm).update(settings);
            }
        }

        private long wrongPasswordLocks(Account account) {
            return domain.state(account).locks().stream()
                    .map(Lock::cause)
                    .filter("WRONG_PASSWORDS"::equals)
                    .count();
        }
    }

    @Nested
    @DisplayName("in a portal that pauses")
    class Pause {
        private static final int FACTOR = 3;

        private final String realm = realm("benefits-portal", settings -> {
            settings.setFailureFactor(FACTOR);
            settings.setQuickLoginCheckMilliSeconds(0L);
            settings.setAccessTokenLifespan(3600);
            settings.setSsoSessionIdleTimeout(3600);
        });
        private final Domain domain = portal.domain(realm);

        @Test
        @DisplayName(
                "A-13 administrators read until when wrong passwords keep an account out, and afterwards nothing of it")
        void toldToAdministrators() {
            Account clerk = portal.account(realm);
            Account administrator = portal.account(realm);
            String organization = domain.organization();
            domain.member(organization, administrator, "administrator");
            domain.member(organization, clerk, "clerk");
            Api.Caller caller = Api.of(portal, realm).caller(administrator);
            assertNull(caller.getAccount(organization, clerk.id()).getBlockedUntil());
            Instant before = Instant.now();

            for (int i = 1; i <= FACTOR; i++) {
                int failures = i;
                enterWrong(clerk, 1);
                Await.until("it is counted", Duration.ofSeconds(5), () -> failures(clerk) == failures);
            }

            Instant until = Instant.parse(domain.pausedUntil(clerk));
            AccountDetail told = caller.getAccount(organization, clerk.id());
            assertEquals(until.toEpochMilli(), told.getBlockedUntil());
            assertEquals("ACTIVE", told.getAccount().getStatus());
            Api.refusal(() -> caller.unlockAccount(organization, clerk.id())).expect(409, "nothing_to_unlock");

            portal.clock(Duration.between(before, until).plusSeconds(2));
            assertNull(caller.getAccount(organization, clerk.id()).getBlockedUntil());
        }

        @Test
        @DisplayName("A-13 the pause ends by itself, at the time that is told, and nobody ends it earlier")
        void endsByItself() {
            Account clerk = portal.account(realm);
            String organization = domain.organization();
            domain.member(organization, portal.account(realm), "administrator");
            domain.member(organization, clerk, "clerk");
            assertEquals("", domain.pausedUntil(clerk));
            Instant before = Instant.now();

            for (int i = 1; i <= FACTOR; i++) {
                int failures = i;
                enterWrong(clerk, 1);
                Await.until("it is counted", () -> failures(clerk) == failures);
            }

            Instant until = Instant.parse(domain.pausedUntil(clerk));
            assertTrue(
                    until.isAfter(before.plusSeconds(290)) && until.isBefore(before.plusSeconds(400)), until::toString);
            domain.unlock(clerk);
            assertRefused(open(clerk, Portal.PASSWORD));
            assertTrue(domain.state(clerk).granted(), "no lock of ours");
            assertTrue(types(clerk).contains("password"));
            assertEquals(until.toString(), domain.pausedUntil(clerk));

            portal.clock(Duration.between(before, until).plusSeconds(2));
            assertEquals("", domain.pausedUntil(clerk));
            assertEquals(TAN_PAGE, open(clerk, Portal.PASSWORD).pageId());
        }
    }

    private int failures(Account account) {
        Object count = portal.realm(account.realm())
                .attackDetection()
                .bruteForceUserStatus(account.id())
                .get("numFailures");
        return ((Number) count).intValue();
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of("permanentLockout is 'true', allowed is false", (Consumer<RealmRepresentation>)
                        settings -> settings.setPermanentLockout(true)),
                Arguments.of(
                        "failureFactor is '10', allowed is more than wrongPasswords, which is '10'",
                        (Consumer<RealmRepresentation>) settings -> settings.setFailureFactor(LIMIT)),
                Arguments.of(
                        "wrongPasswords is '10', allowed is 0: the realm has no required action 'portal-personal-password'",
                        (Consumer<RealmRepresentation>) settings -> settings.getRequiredActions()
                                .removeIf(action -> action.getAlias().equals("portal-personal-password"))));
    }

    @ParameterizedTest(name = "Z-1 is not imported: {0}")
    @MethodSource("contradictions")
    void isNotImported(String message, Consumer<RealmRepresentation> mistake) {
        BadRequestException refused = assertThrows(BadRequestException.class, () -> realm("member-portal", mistake));

        String error =
                refused.getResponse().readEntity(ErrorRepresentation.class).getErrorMessage();
        assertTrue(error.contains(message), error);
    }

    /** A production realm under another name, with a quick hash. */
    private String realm(String like, Consumer<RealmRepresentation> change) {
        RealmRepresentation realm = Portal.productionRealm(like);
        realm.setRealm("wrong-" + UUID.randomUUID().toString().substring(0, 8));
        realm.setPasswordPolicy(Portal.QUICK_HASH);
        realm.getSmtpServer().put("host", "127.0.0.1");
        realm.getSmtpServer().put("port", Integer.toString(portal.mails().port()));
        change.accept(realm);
        portal.create(realm);
        return realm.getRealm();
    }

    private void enterWrong(Account account, int times) {
        for (int i = 0; i < times; i++) {
            assertRefused(open(account, "falsch-" + i));
        }
    }

    private Tab open(Account account, String password) {
        return portal.browser().open(account.realm()).password(account.loginName(), password);
    }

    private static Tab choose(Tab tab, String password) {
        return tab.submit(Map.of("password-new", password, "password-confirm", password));
    }

    private static void assertRefused(Tab tab) {
        assertEquals(LOGIN_PAGE, tab.pageId(), tab.text());
        assertTrue(tab.text().contains("Diese Angaben sind nicht richtig"), tab.text());
    }

    private String tan(Account account, int n) {
        return portal.mails().tan(account.address(), n);
    }

    private List<String> types(Account account) {
        return portal.realm(account.realm()).users().get(account.id()).credentials().stream()
                .map(CredentialRepresentation::getType)
                .toList();
    }

    private int sessions(Account account) {
        return portal.realm(account.realm())
                .users()
                .get(account.id())
                .getUserSessions()
                .size();
    }

    private UserRepresentation user(Account account) {
        return portal.realm(account.realm()).users().get(account.id()).toRepresentation();
    }
}
