package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.RealmEventsConfigRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The second factor over HTTP, on both databases. */
@ParameterizedClass(name = "on {0}")
@EnumSource(Portal.On.class)
class EmailTanIT {
    private static final String TAN_PAGE = "login-portal-email-tan";
    private static final String REFUSED_PAGE = "login-portal-email-tan-refused";
    private static final String LOGIN_PAGE = "login-login";

    @Parameter
    Portal.On on = Portal.On.H2;

    private Portal portal() {
        return on.portal();
    }

    @AfterEach
    void setTheClockRight() {
        portal().clock(Duration.ZERO);
    }

    @ParameterizedTest(name = "L-1 password and TAN open {0}")
    @ValueSource(strings = {"member-portal", "benefits-portal", "employer-portal"})
    void logsIn(String realm) {
        Account account = portal().account(realm);

        Tab tab = atTanPage(account);
        assertFalse(tab.loggedIn());
        tab.tan(tan(account, 1));

        assertTrue(tab.loggedIn(), tab.text());
    }

    @Nested
    class ATan {
        private final String realm = portal().sharedRealm();
        private final Account account = portal().account(realm);

        @Test
        @DisplayName(
                "L-3 a wrong one is refused beside its field, with the tries that are left; the right one still works")
        void mayBeWrong() {
            Tab tab = atTanPage(account).tan(otherThan(tan(account, 1)));

            assertEquals(TAN_PAGE, tab.pageId());
            assertEquals("true", tab.page().select("#tan").attr("aria-invalid"));
            assertTrue(tab.page().select("#tan").attr("aria-describedby").contains("tan-error"));
            assertTrue(tab.page().select("#tan-error").text().contains("4"), tab.text());
            assertEquals("", tab.page().select("#tan").attr("value"), "a wrong TAN is not shown again");

            assertTrue(tab.tan(tan(account, 1)).loggedIn(), tab.text());
        }

        @Test
        @DisplayName("L-1 an expired one starts the login over with name and password")
        void expires() {
            Tab tab = atTanPage(account);
            String tan = tan(account, 1);

            portal().clock(Duration.ofSeconds(301));
            tab.tan(tan);

            assertEquals(LOGIN_PAGE, tab.pageId());
            assertTrue(tab.text().contains("abgelaufen"), tab.text());
            assertTrue(
                    tab.password(account.loginName(), Portal.PASSWORD)
                            .tan(tan(account, 2))
                            .loggedIn(),
                    tab.text());
        }

        @Test
        @DisplayName("L-1 refreshing the page after the validity starts the login over, without a mail")
        void expiresUnderTheEyes() {
            Tab tab = atTanPage(account);
            tan(account, 1);

            portal().clock(Duration.ofSeconds(301));
            tab.refresh();

            assertEquals(LOGIN_PAGE, tab.pageId());
            assertEquals(1, mails(account));
        }

        @Test
        @DisplayName("L-1 a used one opens nothing a second time")
        void worksOnce() {
            Tab first = atTanPage(account);
            String tan = tan(account, 1);
            assertTrue(first.tan(tan).loggedIn());

            Tab second = atTanPage(account);
            tan(account, 2);
            second.tan(tan);

            assertFalse(second.loggedIn());
            assertEquals(TAN_PAGE, second.pageId());
        }

        @Test
        @DisplayName("L-1 one of another session is refused, and works in its own")
        void belongsToItsSession() {
            Tab own = atTanPage(account);
            String ownTan = tan(account, 1);
            Tab foreign = atTanPage(account);
            String foreignTan = tan(account, 2);
            assertNotEquals(ownTan, foreignTan, "one in a million; run again");

            assertFalse(own.tan(foreignTan).loggedIn());
            assertTrue(foreign.tan(foreignTan).loggedIn());
            assertTrue(own.tan(ownTan).loggedIn());
        }

        @Test
        @DisplayName("L-1 one of another tab is refused, and works in its own")
        void belongsToItsTab() {
            PlainBrowser browser = portal().browser();
            Tab first = browser.open(realm).password(account.loginName(), Portal.PASSWORD);
            String firstTan = tan(account, 1);
            Tab second = browser.open(realm).password(account.loginName(), Portal.PASSWORD);
            String secondTan = tan(account, 2);
            assertNotEquals(firstTan, secondTan, "one in a million; run again");

            assertFalse(second.tan(firstTan).loggedIn());
            assertFalse(first.tan(secondTan).loggedIn());
            assertTrue(second.tan(secondTan).loggedIn());
        }

        @Test
        @DisplayName("L-1 one of another account is refused")
        void belongsToItsAccount() {
            Account other = portal().account(realm);
            Tab tab = atTanPage(account);
            String own = tan(account, 1);
            atTanPage(other);
            String foreign = tan(other, 1);
            assertNotEquals(own, foreign, "one in a million; run again");

            assertFalse(tab.tan(foreign).loggedIn());
        }

        @Test
        @DisplayName("L-1 it is worthless once the account has another address")
        void belongsToItsAddress() {
            Tab tab = atTanPage(account);
            String tan = tan(account, 1);
            UserRepresentation user =
                    portal().realm(realm).users().get(account.id()).toRepresentation();
            user.setEmail("neu-" + account.address());
            portal().realm(realm).users().get(account.id()).update(user);

            assertFalse(tab.tan(tan).loggedIn());
        }

        @Test
        @DisplayName("L-1 sent by ten requests at once it opens one session")
        void worksOnceAtOnce() throws Exception {
            String own = portal().unprotectedRealm();
            storeEvery(own);
            Account person = portal().account(own);
            Tab tab = atTanPage(person);
            String tan = tan(person, 1);
            URI action = tab.formAction();

            inParallel(IntStream.range(0, 10)
                    .<Callable<Tab>>mapToObj(i -> () -> tab.duplicate().post(action, Map.of("tan", tan)))
                    .toList());

            assertEquals(1, count("accepted", person));
            assertEquals(
                    1,
                    portal().realm(own)
                            .users()
                            .get(person.id())
                            .getUserSessions()
                            .size());
        }

        @ParameterizedTest(name = "what cannot be a TAN is no try: \"{0}\"")
        @ValueSource(strings = {"", "12345", "1234567", "abcdef", "<script>alert(1)</script>"})
        void ignoresWhatIsNone(String entry) {
            Tab tab = atTanPage(account);
            String tan = tan(account, 1);
            for (int i = 0; i < 10; i++) {
                tab.tan(entry);
                assertEquals(TAN_PAGE, tab.pageId());
            }
            assertTrue(tab.tan(tan.substring(0, 3) + " " + tan.substring(3)).loggedIn(), tab.text());
        }

        @Test
        @DisplayName("L-6 an account that was disabled since the password learns it, with the right TAN too")
        void needsAnEnabledAccount() {
            Tab tab = atTanPage(account);
            String tan = tan(account, 1);
            UserRepresentation user =
                    portal().realm(realm).users().get(account.id()).toRepresentation();
            user.setEnabled(false);
            portal().realm(realm).users().get(account.id()).update(user);

            tab.tan(tan);

            assertFalse(tab.loggedIn());
            assertFalse(tab.pageId().equals(TAN_PAGE));
        }
    }

    @Nested
    class ThePage {
        private final String realm = portal().sharedRealm();

        @Test
        @DisplayName("L-2 says where the mail went and for how long, and is made for codes from a mail")
        void tellsAboutTheMail() {
            Account account = portal().account(realm);
            Tab tab = atTanPage(account);
            var input = tab.page().select("#tan");

            assertAll(
                    () -> assertTrue(tab.text().contains("k···@f···.example"), tab.text()),
                    () -> assertFalse(tab.body().contains(account.address())),
                    () -> assertTrue(tab.text().contains("5 Minuten"), tab.text()),
                    () -> assertEquals("numeric", input.attr("inputmode")),
                    () -> assertEquals("one-time-code", input.attr("autocomplete")),
                    () -> assertEquals("", input.attr("maxlength"), "a pasted '123 456' must fit"));
        }

        @Test
        @DisplayName("L-2 refresh and back button send nothing")
        void sendsOnce() {
            Account account = portal().account(realm);
            Tab tab = atTanPage(account);
            String tan = tan(account, 1);

            URI page = tab.refresh().url();
            tab.refresh().get(page);

            assertEquals(TAN_PAGE, tab.pageId(), tab.text());
            assertEquals(1, mails(account));
            assertTrue(tab.tan(tan).loggedIn());
        }

        @Test
        @DisplayName("an account without an address is told whom to ask")
        void knowsNoAddress() {
            Account account = portal().account(realm, "ohne-adresse", "", Map.of());
            Tab tab = portal().browser().open(realm).password(account.loginName(), Portal.PASSWORD);

            assertEquals(200, tab.status());
            assertEquals(REFUSED_PAGE, tab.pageId());
            assertTrue(tab.text().contains("hilfe@arbeitgeberportal.example"), tab.text());
        }

        @Test
        @DisplayName("cancelling leads back to name and password, and resets no counter")
        void canBeCancelled() {
            Account account = portal().account(realm);
            for (int i = 1; i <= 4; i++) {
                Tab tab = atTanPage(account);
                String wrong = otherThan(tan(account, i));
                IntStream.range(0, 4).forEach(n -> tab.tan(wrong));
                tab.press("cancel");
                assertEquals(LOGIN_PAGE, tab.pageId());
            }
            Tab tab = atTanPage(account);
            String wrong = otherThan(tan(account, 5));
            IntStream.range(0, 4).forEach(n -> tab.tan(wrong));

            assertEquals(REFUSED_PAGE, tab.pageId(), "20 wrong ones over four cancelled logins and this one");
        }

        @Test
        @DisplayName("L-5 who is logging in may ask whether the mail has left; nobody else may")
        void tellsWhetherTheMailHasLeft() {
            Account account = portal().account(realm);
            Tab tab = atTanPage(account);
            tan(account, 1);
            URI delivery = URI.create(tab.page().select("[data-portal-tan]").attr("data-delivery-url"));

            Await.until(
                    "the outbox is empty",
                    () -> tab.duplicate().get(delivery).body().equals("{\"waiting\":false}"));
            assertEquals(404, portal().browser().open(realm).get(delivery).status());
            assertEquals(
                    404,
                    tab.duplicate()
                            .get(URI.create(delivery.toString().replaceAll("tab_id=[^&]*", "tab_id=foreign")))
                            .status());
            assertEquals(
                    404,
                    tab.duplicate()
                            .get(URI.create(delivery.toString().split("\\?")[0]))
                            .status());
        }
    }

    @Nested
    class AnotherMail {
        private final String realm = portal().sharedRealm();
        private final Account account = portal().account(realm);

        @Test
        @DisplayName("L-2 is refused for 30 seconds after the last, with the seconds that are left")
        void needsPatience() {
            Tab tab = atTanPage(account);
            String tan = tan(account, 1);
            leaves(tab);

            tab.press("resend");

            assertEquals(TAN_PAGE, tab.pageId());
            assertTrue(tab.text().matches(".*Bitte warten Sie noch (30|[12]?[0-9]) Sekunden.*"), tab.text());
            assertEquals(1, mails(account));
            assertTrue(tab.tan(tan).loggedIn());
        }

        @Test
        @DisplayName("L-2 brings a new TAN; the old one is void")
        void bringsANewTan() {
            Tab tab = atTanPage(account);
            String old = tan(account, 1);
            leaves(tab);
            portal().clock(Duration.ofSeconds(31));

            tab.press("resend");
            String tan = tan(account, 2);
            assertNotEquals(old, tan, "one in a million; run again");

            assertFalse(tab.tan(old).loggedIn());
            assertTrue(tab.tan(tan).loggedIn());
        }

        @Test
        @DisplayName("L-2 keeps the wrong tries of the login counted")
        void resetsNoTries() {
            Tab tab = atTanPage(account);
            String wrong = otherThan(tan(account, 1));
            leaves(tab);
            IntStream.range(0, 4).forEach(n -> tab.tan(wrong));
            portal().clock(Duration.ofSeconds(31));
            tab.press("resend");
            String right = tan(account, 2);

            tab.tan(otherThan(right));

            assertEquals(LOGIN_PAGE, tab.pageId(), "the fifth wrong one ends the login");
        }

        @Test
        @DisplayName("L-2 five mails in 15 minutes, over all sessions; the page says from when on there is the next")
        void isLimited() {
            for (int i = 1; i <= 5; i++) {
                atTanPage(account);
                tan(account, i);
            }
            Tab tab = portal().browser().open(realm).password(account.loginName(), Portal.PASSWORD);

            assertEquals(REFUSED_PAGE, tab.pageId());
            assertTrue(tab.text().matches(".*in 1[2-5] Minuten.*"), tab.text());
            assertEquals(5, mails(account));

            portal().clock(Duration.ofMinutes(16));
            assertEquals(TAN_PAGE, atTanPage(account).pageId());
        }

        @Test
        @DisplayName("L-2 double click on 'send again' sends once")
        void survivesADoubleClick() throws Exception {
            Tab tab = atTanPage(account);
            tan(account, 1);
            leaves(tab);
            portal().clock(Duration.ofSeconds(31));
            URI action = tab.formAction();

            inParallel(List.of(
                    () -> tab.duplicate().post(action, Map.of("action", "resend")),
                    () -> tab.duplicate().post(action, Map.of("action", "resend"))));
            tan(account, 2);

            assertEquals(2, mails(account));
        }
    }

    @Nested
    class TooManyWrongOnes {
        @Test
        @DisplayName("L-3 five in one login end it; the page says why")
        void endTheLogin() {
            String realm = portal().sharedRealm();
            Account account = portal().account(realm);
            Tab tab = atTanPage(account);
            String right = tan(account, 1);
            IntStream.range(0, 5).forEach(n -> tab.tan(otherThan(right)));

            assertEquals(LOGIN_PAGE, tab.pageId());
            assertTrue(tab.text().contains("zu oft falsch"), tab.text());
        }

        @Test
        @DisplayName("L-3 count for Keycloak's brute-force protection, which locks the account")
        void countForTheRealm() {
            Account account = portal().account("employer-portal");
            Tab tab = atTanPage(account);
            String right = tan(account, 1);
            for (int i = 1; i <= 4; i++) {
                // slower than Keycloak's "quick login" of a second
                portal().clock(Duration.ofSeconds(2L * i));
                tab.tan(otherThan(right));
                int expected = i;
                Await.until(
                        "Keycloak has counted " + expected,
                        () -> expected
                                == (int) portal().realm(account.realm())
                                        .attackDetection()
                                        .bruteForceUserStatus(account.id())
                                        .get("numSecondaryAuthFailures"));
            }
        }

        @Test
        @DisplayName(
                "L-3 twenty on one account, over sessions, pause it, even for the right TAN, and end by themselves")
        void pauseTheAccount() {
            String realm = portal().sharedRealm();
            Account account = portal().account(realm);
            for (int login = 1; login <= 4; login++) {
                Tab tab = atTanPage(account);
                String right = tan(account, login);
                IntStream.range(0, 4).forEach(n -> tab.tan(otherThan(right)));
            }
            Tab last = atTanPage(account);
            String right = tan(account, 5);
            IntStream.range(0, 4).forEach(n -> last.tan(otherThan(right)));

            assertEquals(REFUSED_PAGE, last.pageId(), "the twentieth");
            Tab refused = portal().browser().open(realm).password(account.loginName(), Portal.PASSWORD);
            assertEquals(REFUSED_PAGE, refused.pageId());
            assertEquals(5, mails(account), "a paused account gets no mail");

            portal().clock(Duration.ofMinutes(16));
            Tab tab = atTanPage(account);
            assertTrue(tab.tan(tan(account, 6)).loggedIn(), tab.text());
        }

        @Test
        @DisplayName(
                "L-3 guessed in parallel sessions: never more than 20 are looked at, then the right one is refused")
        void areCountedAtOnce() throws Exception {
            int rounds = Campaign.of(10);
            String realm = portal().unprotectedRealm();
            storeEvery(realm);
            Account account = portal().account(realm);
            int sent = 0;
            for (int round = 0; round < rounds; round++) {
                // the pause is over, and so is the limit of mails: an attacker who has all the time in the world
                portal().clock(Duration.ofMinutes(16L * round));
                List<Tab> guessing =
                        IntStream.range(0, 4).mapToObj(i -> atTanPage(account)).toList();
                Tab waiting = atTanPage(account);
                Set<String> rights = IntStream.rangeClosed(1, 5)
                        .mapToObj(n -> tan(account, n))
                        .collect(Collectors.toCollection(TreeSet::new));
                String right = tan(account, 5);
                inParallel(guessing.stream()
                        .<Callable<Tab>>map(tab -> () -> guess(tab, 25, rights))
                        .toList());
                sent += 4 * 25;

                assertFalse(waiting.tan(right).loggedIn(), "round " + round);
                assertEquals(REFUSED_PAGE, waiting.pageId());
                portal().mails().clear();
            }
            int sessions = 5 * rounds;
            long lookedAt = count("rejected", account) + count("limit_reached", account, "tries_per_login");
            System.out.printf(
                    "%s: %d wrong TANs sent over %d sessions, %d looked at, right TAN refused in each of %d rounds%n",
                    on, sent, sessions, lookedAt, rounds);
            assertTrue(lookedAt <= 20 + rounds, "looked at " + lookedAt);
            assertEquals(0, count("accepted", account));
        }
    }

    @Nested
    class Events {
        @Test
        @DisplayName("tell sent, accepted, rejected, expired and limits, with ids and without TAN or address")
        void tellWhatHappened() {
            String realm = portal().unprotectedRealm();
            storeEvery(realm);
            Account account = portal().account(realm);

            Tab tab = atTanPage(account);
            String first = tan(account, 1);
            tab.tan(otherThan(first));
            tab.tan(first);
            Tab late = atTanPage(account);
            String second = tan(account, 2);
            portal().clock(Duration.ofSeconds(301));
            late.tan(second);
            Tab careless = atTanPage(account);
            String third = tan(account, 3);
            IntStream.range(0, 5).forEach(n -> careless.tan(otherThan(third)));

            List<EventRepresentation> events = portal().events(account).stream()
                    .filter(event -> event.getDetails().containsKey("email_tan"))
                    .toList();
            assertEquals(
                    List.of(
                            "CUSTOM_REQUIRED_ACTION sent",
                            "LOGIN_ERROR rejected",
                            "CUSTOM_REQUIRED_ACTION accepted",
                            "LOGIN accepted",
                            "CUSTOM_REQUIRED_ACTION sent",
                            "LOGIN_ERROR expired",
                            "CUSTOM_REQUIRED_ACTION sent",
                            "LOGIN_ERROR rejected",
                            "LOGIN_ERROR rejected",
                            "LOGIN_ERROR rejected",
                            "LOGIN_ERROR rejected",
                            "LOGIN_ERROR limit_reached"),
                    events.stream()
                            .map(event ->
                                    event.getType() + " " + event.getDetails().get("email_tan"))
                            .toList());
            for (EventRepresentation event : events) {
                String details = event.getDetails().toString();
                assertEquals(account.id(), event.getUserId());
                assertFalse(details.contains(account.address()), details);
                assertFalse(details.contains(first) || details.contains(second) || details.contains(third), details);
            }
            assertFalse(portal().server().log().contains(account.address()), "the log knows no address");
        }
    }

    private Tab atTanPage(Account account) {
        Tab tab = portal().browser().open(account.realm()).password(account.loginName(), Portal.PASSWORD);
        assertEquals(TAN_PAGE, tab.pageId(), tab.text());
        return tab;
    }

    private String tan(Account account, int n) {
        return portal().mails().tan(account.address(), n);
    }

    private int mails(Account account) {
        return portal().mails().mails(account.address()).size();
    }

    /** Waits until the mail has left for good: a mail that could still be taken back may be sent again at once. */
    private static void leaves(Tab tab) {
        URI delivery = URI.create(tab.page().select("[data-portal-tan]").attr("data-delivery-url"));
        Await.until(
                "the mail has left", () -> tab.duplicate().get(delivery).body().equals("{\"waiting\":false}"));
    }

    private static String otherThan(String tan) {
        return "%06d".formatted((Integer.parseInt(tan) + 1) % 1_000_000);
    }

    /** As a script would: on, whatever the answer was. */
    private static Tab guess(Tab tab, int times, Set<String> rights) {
        URI action = tab.formAction();
        for (int i = 0; i < times; i++) {
            String guess = "%06d".formatted(i * 7919);
            if (tab.pageId().equals(TAN_PAGE)) {
                action = tab.formAction();
            }
            tab.post(action, Map.of("tan", rights.contains(guess) ? otherThan(guess) : guess));
        }
        return tab;
    }

    private void storeEvery(String realm) {
        RealmEventsConfigRepresentation config = portal().realm(realm).getRealmEventsConfig();
        config.setEventsEnabled(true);
        config.setEnabledEventTypes(List.of("LOGIN", "LOGIN_ERROR", "CUSTOM_REQUIRED_ACTION"));
        portal().realm(realm).updateRealmEventsConfig(config);
    }

    private long count(String what, Account account) {
        return portal().events(account).stream()
                .filter(event -> !event.getType().equals("LOGIN"))
                .filter(event -> what.equals(event.getDetails().get("email_tan")))
                .count();
    }

    private long count(String what, Account account, String limit) {
        return portal().events(account).stream()
                .filter(event -> what.equals(event.getDetails().get("email_tan")))
                .filter(event -> limit.equals(event.getDetails().get("email_tan_limit")))
                .count();
    }

    private static void inParallel(List<Callable<Tab>> requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            for (Future<Tab> answer : threads.invokeAll(requests)) {
                assertTrue(answer.get().status() < 500, () -> "the server failed");
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
