package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Links to choose a password and to fetch a user id, over HTTP, on PostgreSQL. */
class PasswordLinkIT {
    private static final String LOGIN_PAGE = "login-login";
    private static final String TAN_PAGE = "login-portal-email-tan";
    private static final String PASSWORD_PAGE = "login-login-update-password";
    private static final String QUESTIONS_PAGE = "login-portal-user-id";
    private static final String NOTICE_PAGE = "login-portal-notice";
    private static final String OWN = "Selbst-Gewaehlt-42-Langes!";
    private static final String OTHER = "Danach-Gewaehlt-43-Langes!";

    private static final class Copy {
        static final String REALM = Portal.onPostgres()
                .unprotectedRealm("benefits-portal", realm -> realm.setPasswordPolicy(Portal.QUICK_HASH));
    }

    private final Portal portal = Portal.onPostgres();
    private final String realm = Copy.REALM;
    private final Passwords passwords = new Passwords(portal, realm);
    private final Domain domain = portal.domain(realm);
    private final String organization = domain.organization();
    private final Account administrator = passwords.person(organization, "administrator");

    @AfterEach
    void setTheClockRight() {
        portal.clock(Duration.ZERO);
        portal.mails().start();
    }

    @Nested
    class AnOpenedLink {
        private final Account clerk = passwords.person(organization, "clerk");
        private final URI link = send(clerk);

        @Test
        @DisplayName("A-4 works once, and opening it uses nothing up: scanners of mails open links too")
        void once() {
            open(link);
            open(link);
            Tab two = open(link);
            Tab tab = open(link);
            assertEquals(NOTICE_PAGE, choose(tab, OWN).pageId(), tab.text());

            assertEnded(choose(two, OTHER));
            assertEnded(open(link));
            assertEquals(TAN_PAGE, login(clerk, OWN).pageId());
            assertEquals(LOGIN_PAGE, login(clerk, OTHER).pageId());
        }

        @Test
        @DisplayName("A-4 of two who use it at once, one does")
        void twoAtOnce() throws Exception {
            int pairs = Campaign.of(50);
            for (int n = 0; n < pairs; n++) {
                Account account = passwords.person(organization, "clerk");
                URI shared = send(account);
                Tab one = open(shared);
                Tab two = open(shared);

                List<Tab> tabs = atOnce(List.of(() -> choose(one, OWN), () -> choose(two, OTHER)));

                assertEquals(
                        1,
                        tabs.stream()
                                .filter(tab -> tab.pageId().equals(NOTICE_PAGE))
                                .count(),
                        () -> tabs.get(0).text() + tabs.get(1).text());
                String winner = tabs.get(0).pageId().equals(NOTICE_PAGE) ? OWN : OTHER;
                assertEquals(TAN_PAGE, login(account, winner).pageId());
            }
            System.out.printf("A-4: %d pairs at once, one winner each%n", pairs);
        }

        @Test
        @DisplayName("A-4 holds the password against the portal's rules, and stays usable")
        void rules() {
            String strict = portal.unprotectedRealm("benefits-portal", copy -> {});
            Passwords there = new Passwords(portal, strict);
            Account account = there.person(portal.domain(strict).organization(), "administrator");
            there.link(account);
            Tab tab = open(there.linkIn(account, 1));

            assertEquals(PASSWORD_PAGE, choose(tab, "kurz").pageId());
            assertFalse(tab.body().contains(account.loginName()), "nor is the user id there now");
            assertEquals(
                    PASSWORD_PAGE,
                    tab.submit(Map.of("password-new", OWN, "password-confirm", OTHER))
                            .pageId());
            assertEquals(NOTICE_PAGE, choose(tab, OWN).pageId(), tab.text());
        }

        @Test
        @DisplayName("O-8 never logs in past the second factor, and ends the sessions that were there")
        void noSession() {
            withPassword(clerk);
            passwords.link(clerk);
            URI fresh = passwords.linkIn(clerk, 2);
            assertTrue(login(clerk, Portal.PASSWORD).tan(tan(clerk, 3)).loggedIn());
            PlainBrowser browser = portal.browser();
            Tab tab = browser.tab("http://application.example/").get(fresh);
            assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
            assertEquals(LOGIN_PAGE, browser.open(realm).pageId(), "not before");
            URI authenticate = URI.create(tab.formAction().toString().replace("/required-action", "/authenticate"));
            assertFalse(tab.duplicate().get(authenticate).loggedIn());

            assertEquals(NOTICE_PAGE, choose(tab.get(fresh), OWN).pageId(), tab.text());

            assertEquals(LOGIN_PAGE, browser.open(realm).pageId(), "nor after");
            assertFalse(tab.duplicate().refresh().loggedIn());
            assertEquals(List.of(), portal.realm(realm).users().get(clerk.id()).getUserSessions());
            assertEquals(LOGIN_PAGE, login(clerk, Portal.PASSWORD).pageId());
        }
    }

    @Nested
    class ALinkThatHasEnded {
        private final Account clerk = passwords.person(organization, "clerk");
        private final URI link = send(clerk);

        @Test
        @DisplayName("A-4 when the account has another address: who reads the former one's mails is not meant any more")
        void otherAddress() {
            UserRepresentation user =
                    portal.realm(realm).users().get(clerk.id()).toRepresentation();
            user.setEmail("neu-" + clerk.address());
            portal.realm(realm).users().get(clerk.id()).update(user);

            assertEnded(open(link));
        }

        @Test
        @DisplayName("A-4 after sixty minutes, also on a page that stood open")
        void expired() {
            Tab stood = open(link);
            portal.clock(Duration.ofMinutes(57));
            assertEquals(PASSWORD_PAGE, open(link).pageId());
            portal.clock(Duration.ofMinutes(60).plusSeconds(1));

            assertEquals("login-error", open(link).pageId());
            assertNotEquals(NOTICE_PAGE, choose(stood, OWN).pageId());
            assertEquals(LOGIN_PAGE, login(clerk, OWN).pageId());
        }

        @Test
        @DisplayName("A-20 when a newer one was sent")
        void newer() {
            Tab stood = open(link);
            passwords.link(clerk);

            assertEnded(open(link));
            assertEnded(choose(stood, OWN));
            assertEquals(PASSWORD_PAGE, open(passwords.linkIn(clerk, 2)).pageId());
        }

        @Test
        @DisplayName("A-4 when a password was set in another way")
        void passwordSet() {
            Tab stood = open(link);
            withPassword(clerk);

            assertEnded(open(link));
            assertEnded(choose(stood, OWN));
        }

        @Test
        @DisplayName("A-4 when the account was locked, also after it was unlocked; another one is not sent meanwhile")
        void locked() {
            Tab stood = open(link);
            domain.lockBy(administrator, clerk);
            assertEquals("login-error", open(link).pageId());
            assertEquals(409, passwords.link(clerk).status());
            domain.unlockBy(administrator, clerk);
            Await.until(
                    "the account is enabled",
                    () -> portal.realm(realm)
                            .users()
                            .get(clerk.id())
                            .toRepresentation()
                            .isEnabled());

            assertEnded(open(link));
            assertEquals("login-error", choose(stood, OWN).pageId());
            assertTrue(passwords.link(clerk).done());
            assertEquals(PASSWORD_PAGE, open(passwords.linkIn(clerk, 2)).pageId());
        }

        @Test
        @DisplayName("A-4 forged, of another realm, or of another purpose")
        void forged() {
            String text = link.toString();
            int at = text.indexOf("key=") + 4;
            String[] parts = text.substring(at).split("\\.", 3);
            String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            List<String> altered = List.of(
                    payload.replace(clerk.id(), administrator.id()),
                    payload.replace("\"PASSWORD\"", "\"USER_ID\""),
                    payload.replaceAll("\"exp\":\\d+", "\"exp\":99999999999"));
            for (String each : altered) {
                assertNotEquals(payload, each);
                String body =
                        Base64.getUrlEncoder().withoutPadding().encodeToString(each.getBytes(StandardCharsets.UTF_8));
                assertEquals(
                        "login-error",
                        open(URI.create(text.substring(0, at) + parts[0] + "." + body + "." + parts[2]))
                                .pageId());
            }
            assertEquals(
                    "login-error",
                    open(URI.create(text.substring(0, text.length() - 6) + "AAAAAA"))
                            .pageId());
            assertEquals(
                    "login-error",
                    open(URI.create(text.replace("/realms/" + realm + "/", "/realms/employer-portal/")))
                            .pageId());
            assertEquals(PASSWORD_PAGE, open(link).pageId());
        }

        @Test
        @DisplayName("A-20 administrators send it while the account is pending; the operator whenever it is needed")
        void whoMaySend() {
            assertTrue(passwords.linkBy(administrator, clerk).done());
            withPassword(clerk);
            assertEquals(409, passwords.linkBy(administrator, clerk).status());
            assertTrue(passwords.link(clerk).done());
            Account stranger = passwords.person(domain.organization(), "administrator");
            assertEquals(409, passwords.linkBy(stranger, clerk).status());
        }
    }

    @Nested
    class TheUserId {
        private final Map<String, String> right = Map.of(
                "firstName", "Kim",
                "lastName", "Beispiel",
                "birthDate", "1980-05-03",
                "memberNumber", memberNumber());

        @Test
        @DisplayName("R-6 is told once to whom knows all four; five tries an hour; the same answer whichever is wrong")
        void fourFacts() {
            URI link = sendUserIdLink(administrator);
            List<String> answers = new ArrayList<>();
            for (String wrong : right.keySet()) {
                Tab tab = open(link);
                assertEquals(QUESTIONS_PAGE, tab.pageId(), tab.text());
                answers.add(answer(tab, wrong).text());
            }
            answers.add(open(link)
                    .submit(Map.of("firstName", "", "lastName", "", "birthDate", "", "memberNumber", ""))
                    .text());
            assertEquals(1, answers.stream().distinct().count(), answers::toString);
            assertTrue(answers.get(0).contains("passen nicht zusammen"), answers.get(0));

            Tab sixth = open(link).submit(right);
            assertTrue(sixth.text().contains("zu oft"), sixth.text());
            assertFalse(sixth.body().contains(administrator.loginName()));
            portal.clock(Duration.ofHours(1).plusSeconds(1));
            assertEquals(
                    administrator.loginName(),
                    open(link).submit(right).page().select("#told-user-id").text());
            assertEnded(open(link));
        }

        @Test
        @DisplayName("R-6 fifteen wrong answers end the link, however slowly they come")
        void fewAttempts() {
            URI link = sendUserIdLink(administrator);
            for (int hour = 0; hour < 3; hour++) {
                portal.clock(Duration.ofHours(hour).plusMinutes(hour));
                for (int n = 0; n < 5; n++) {
                    Tab tab = answer(open(link), "firstName");
                    assertTrue(tab.text().contains("passen nicht zusammen"), tab.text());
                }
            }
            portal.clock(Duration.ofHours(3).plusMinutes(3));
            assertEnded(open(link));
        }

        @Test
        @DisplayName("R-6 five tries are five, however many come at once")
        void triesAtOnce() throws Exception {
            URI link = sendUserIdLink(administrator);
            List<Callable<Tab>> tries = new ArrayList<>();
            for (int n = 0; n < 12; n++) {
                Tab tab = open(link);
                tries.add(() -> answer(tab, "firstName"));
            }

            List<Tab> answered = atOnce(tries);

            assertEquals(
                    5,
                    answered.stream()
                            .filter(each -> each.text().contains("passen nicht zusammen"))
                            .count());
        }

        @Test
        @DisplayName("R-6 the link ends after its hours, and is for administrators whose birth date is known")
        void ends() {
            Account clerk = passwords.person(organization, "clerk");
            assertEquals(409, passwords.userIdLink(clerk).status());
            assertEquals(409, passwords.userIdLink(administrator).status(), "no birth date yet");
            URI link = sendUserIdLink(administrator);
            portal.clock(Duration.ofHours(72).plusSeconds(1));

            assertEquals("login-error", open(link).pageId());
        }

        @Test
        @DisplayName("R-6 answers after the same time, whichever fact is wrong, with a mail server that takes a second")
        void sameTime() {
            String own = portal.unprotectedRealm("benefits-portal", copy -> copy.setPasswordPolicy(Portal.QUICK_HASH));
            Passwords there = new Passwords(portal, own);
            String organizationThere = portal.domain(own).organization();
            int each = Campaign.of(300);
            // five tries for each link, and both arms and the warm-up take of them
            List<URI> links = new ArrayList<>();
            for (int n = 0; n < (2 * (each + 5)) / 5 + 1; n++) {
                Account account = there.person(organizationThere, "administrator");
                bornOn(account, "1980-05-03");
                there.userIdLink(account);
                links.add(there.linkIn(account, 1));
            }
            portal.mails().delay(Duration.ofSeconds(1));
            int[] turn = {0};

            TwoArms arms = TwoArms.measure(
                    each,
                    n -> wrong(open(links.get(turn[0]++ / 5)), "firstName"),
                    n -> wrong(open(links.get(turn[0]++ / 5)), "memberNumber"));

            System.out.println("R-6 user id, wrong first name against wrong member number: " + arms);
            assertTrue(arms.areAlike(), arms::toString);
        }

        private Runnable wrong(Tab tab, String fact) {
            return () -> assertTrue(answer(tab, fact).text().contains("passen nicht zusammen"), tab::text);
        }

        private Tab answer(Tab tab, String wrong) {
            Map<String, String> entered = new HashMap<>(right);
            entered.put(wrong, "1981-01-01");
            tab.submit(entered);
            return tab;
        }

        private URI sendUserIdLink(Account account) {
            bornOn(account, "1980-05-03");
            Domain.Answer sent = passwords.userIdLink(account);
            assertTrue(sent.done(), sent::toString);
            return passwords.linkIn(account, 1);
        }

        private String memberNumber() {
            return portal.realm(realm)
                    .organizations()
                    .get(organization)
                    .toRepresentation()
                    .getName()
                    .replace("Betrieb ", "");
        }
    }

    private void bornOn(Account account, String date) {
        UserRepresentation user =
                portal.realm(account.realm()).users().get(account.id()).toRepresentation();
        user.singleAttribute("birthDate", date);
        portal.realm(account.realm()).users().get(account.id()).update(user);
    }

    private void withPassword(Account account) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(Portal.PASSWORD);
        portal.realm(account.realm()).users().get(account.id()).resetPassword(password);
    }

    private URI send(Account account) {
        passwords.first(account, organization);
        return passwords.linkIn(account, 1);
    }

    private Tab open(URI link) {
        return portal.browser().tab("http://application.example/").get(link);
    }

    private static Tab choose(Tab tab, String password) {
        assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
        return tab.submit(Map.of("password-new", password, "password-confirm", password));
    }

    private Tab login(Account account, String password) {
        return portal.browser().open(account.realm()).password(account.loginName(), password);
    }

    private String tan(Account account, int n) {
        return portal.mails().tan(account.address(), n);
    }

    private static void assertEnded(Tab tab) {
        assertEquals("login-error", tab.pageId(), tab.text());
        assertTrue(tab.text().contains("Link ist nicht mehr gültig"), tab.text());
    }

    private static <T> List<T> atOnce(List<Callable<T>> requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
