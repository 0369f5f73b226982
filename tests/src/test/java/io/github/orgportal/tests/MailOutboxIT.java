package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import jakarta.mail.internet.MimeMessage;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Mails, and what becomes of logins while the mail server is up, down, slow or silent; on both databases. */
@ParameterizedClass(name = "on {0}")
@EnumSource(Portal.On.class)
class MailOutboxIT {
    private static final String TAN_PAGE = "login-portal-email-tan";
    /** The outbox leaves a dead server in peace for at most 8 seconds, and looks for due mails every 3; the rest is a busy machine's. */
    private static final Duration AFTER_A_PAUSE = Duration.ofSeconds(60);

    /** Less than the ten seconds after which the outbox gives up on a server that says nothing. */
    private static final Duration WITHOUT_WAITING = Duration.ofSeconds(8);

    private static final Duration PROMISED = Duration.ofSeconds(1);
    private static final int TRIES = 5;

    private static final int LOGINS_PER_SECOND = 20;
    private static final int MAILS_PER_ACCOUNT = 5;

    @Parameter
    Portal.On on = Portal.On.H2;

    private String realm = "";

    private Portal portal() {
        return on.portal();
    }

    private MailServer mails() {
        return portal().mails();
    }

    /** Without Keycloak's brute-force protection, which refuses two logins of one account at the same moment. */
    @BeforeEach
    void makeRealm() {
        realm = portal().unprotectedRealm(changed -> changed.setPasswordPolicy(Portal.QUICK_HASH));
    }

    @AfterEach
    void workAgain() {
        portal().clock(Duration.ZERO);
        mails().start();
        portal().realm(realm).remove();
    }

    @Test
    @DisplayName("L-5 the mail with the TAN arrives shortly after the password")
    void arrives() {
        Account account = portal().account(realm);
        atTanPage(account);

        Await.until(
                "the mail has arrived", () -> mails().mails(account.address()).size() == 1);
    }

    @ParameterizedTest(name = "L-4 Keycloak''s own mails go the same way, in the account''s language: {0}")
    @CsvSource({"de, Bitte vervollständigen", "en, Please complete"})
    void carriesEveryMail(String language, String subject) throws Exception {
        Account account = portal().account(
                        realm, "sprache-" + language, language + "@firma.example", Map.of("locale", List.of(language)));
        double queued = portal().metric("portal_mails_queued_total");

        portal().realm(realm).users().get(account.id()).executeActionsEmail(List.of("UPDATE_PASSWORD"));

        MimeMessage mail = mails().await(account.address(), 1);
        assertTrue(mail.getSubject().contains(subject), mail.getSubject());
        assertTrue(MailServer.text(mail).contains("/login-actions/action-token"), "the link is in the text");
        assertTrue(MailServer.html(mail).contains("/login-actions/action-token"), "and in the HTML part");
        assertTrue(portal().metric("portal_mails_queued_total") > queued, "it went through the outbox");
        mails().clear();
    }

    @Nested
    @DisplayName("while the mail server is stopped")
    class Stopped {
        @Test
        @DisplayName("L-5 the TAN page comes within a second and says that the mail waits; as many tries as one likes, "
                + "none is a failure; then exactly one valid mail arrives")
        void anotherTryIsFree() {
            countFailures();
            mails().stop();
            Duration took = Await.shortest(TRIES, PROMISED, this::passwordPost);
            System.out.printf("%s: mail server stopped, password post took %d ms%n", on, took.toMillis());
            assertTrue(took.compareTo(PROMISED) < 0, took::toString);

            Account account = portal().account(realm);
            Tab tab = atTanPage(account);
            for (int resend = 1; resend <= 8; resend++) {
                assertEquals("{\"waiting\":true}", delivery(tab));
                sendAgain(tab);
            }
            Map<String, Object> failures =
                    portal().realm(realm).attackDetection().bruteForceUserStatus(account.id());
            assertEquals(0, failures.get("numFailures"));
            assertEquals(0, failures.get("numSecondaryAuthFailures"));

            mails().start();
            String tan = mails().tan(account.address(), 1);
            Await.until("the mail has left", () -> delivery(tab).equals("{\"waiting\":false}"));
            nothingElseComes();
            assertEquals(1, mails().mails(account.address()).size(), "the mails that were taken back never leave");
            assertTrue(tab.tan(tan).loggedIn(), tab.text());
        }

        private Duration passwordPost() {
            Account account = portal().account(realm);
            Tab tab = portal().browser().open(realm);
            Duration took = Await.timeOf(() -> tab.password(account.loginName(), Portal.PASSWORD));
            assertEquals(TAN_PAGE, tab.pageId(), tab.text());
            return took;
        }

        @Test
        @DisplayName("L-1 L-5 a mail that expires meanwhile never leaves, and the metrics tell of it")
        void expires() {
            Account account = portal().account(realm);
            Await.until(
                    "no mail of another test waits", AFTER_A_PAUSE, () -> portal().metric("portal_mails_waiting") == 0);
            double failed = portal().metric("portal_mails_failed_total");
            double expired = portal().metric("portal_mails_expired_total");
            mails().stop();
            atTanPage(account);
            Await.until("a try has failed", () -> portal().metric("portal_mails_failed_total") > failed);
            portal().clock(Duration.ofSeconds(200));
            Await.until(
                    "the oldest is 200 seconds old",
                    AFTER_A_PAUSE,
                    () -> portal().metric("portal_mails_oldest_age_seconds") >= 200);
            assertTrue(portal().metric("portal_mails_waiting") >= 1);

            portal().clock(Duration.ofSeconds(301));
            Await.until(
                    "a mail has expired",
                    AFTER_A_PAUSE,
                    () -> portal().metric("portal_mails_expired_total") == expired + 1);
            mails().start();
            portal().clock(Duration.ZERO);

            nothingElseComes();
            assertEquals(0, mails().mails(account.address()).size());
        }

        @Test
        @DisplayName("Z-3 the admin console's connection test says so at once, and leaves nothing behind")
        void failsTheConnectionTest() {
            giveTheAdministratorAnAddress();
            double queued = portal().metric("portal_mails_queued_total");

            assertEquals(204, connectionTest());
            mails().stop();
            assertEquals(500, connectionTest());

            assertEquals(queued, portal().metric("portal_mails_queued_total"));
        }

        private void countFailures() {
            RealmRepresentation changed = portal().realm(realm).toRepresentation();
            changed.setBruteForceProtected(true);
            portal().realm(realm).update(changed);
        }

        private int connectionTest() {
            try (Response response = portal().realm(realm)
                    .testSMTPConnection(portal().realm(realm).toRepresentation().getSmtpServer())) {
                return response.getStatus();
            }
        }

        private void giveTheAdministratorAnAddress() {
            UserRepresentation administrator = portal().realm("master")
                    .users()
                    .searchByUsername(portal().server().adminUser(), true)
                    .get(0);
            administrator.setEmail("admin@betrieb.example");
            portal().realm("master").users().get(administrator.getId()).update(administrator);
        }
    }

    @Nested
    @DisplayName("while the mail server says nothing")
    class Silent {
        @Test
        @DisplayName("L-5 twenty logins a second wait no longer than before, and mails of another server leave at once")
        void delaysNobody() throws Exception {
            int logins = Campaign.of(LOGINS_PER_SECOND * 30);
            List<Account> accounts = accounts(2 * logins / MAILS_PER_ACCOUNT);
            Timings.inTurn(passwordPosts(accounts(2), 2 * MAILS_PER_ACCOUNT));
            try (MailServer other = new MailServer()) {
                String otherRealm = portal().unprotectedRealm(
                                changed -> changed.getSmtpServer().put("port", Integer.toString(other.port())));
                Account elsewhere = portal().account(otherRealm);
                Timings healthy = Timings.atRate(
                        LOGINS_PER_SECOND, passwordPosts(accounts.subList(0, accounts.size() / 2), logins));

                mails().hang();
                Timings silent = Timings.atRate(
                        LOGINS_PER_SECOND,
                        passwordPosts(accounts.subList(accounts.size() / 2, accounts.size()), logins));
                Tab tab = atTanPage(elsewhere);
                long begin = System.nanoTime();
                String tan = other.tan(elsewhere.address(), 1);
                Duration other1 = Duration.ofNanos(System.nanoTime() - begin);

                System.out.printf(
                        "%s: %d logins a second, mail server healthy: %s; silent: %s; mail over another server after %d ms%n",
                        on, LOGINS_PER_SECOND, healthy, silent, other1.toMillis());
                assertTrue(tab.tan(tan).loggedIn(), tab.text());
                assertTrue(other1.compareTo(WITHOUT_WAITING) < 0, other1::toString);
                assertNotSlower(healthy.median(), silent.median());
                assertNotSlower(healthy.p95(), silent.p95());
                portal().realm(otherRealm).remove();
            }
        }
    }

    @Nested
    @DisplayName("while each answer of the mail server takes a second")
    class Slow {
        @Test
        @DisplayName("L-5 a password post takes as long as with a fast one")
        void delaysNobody() {
            int logins = Campaign.of(200);
            List<Account> accounts = accounts(4 * logins / MAILS_PER_ACCOUNT + 1);
            Timings.inTurn(passwordPosts(accounts(2), 2 * MAILS_PER_ACCOUNT));
            List<Runnable> posts = passwordPosts(accounts, 4 * logins);
            // fast, slow, slow, fast: what grows with time hits both alike
            Timings fast = Timings.inTurn(posts.subList(0, logins));
            mails().delay(Duration.ofSeconds(1));
            Timings slow = Timings.inTurn(posts.subList(logins, 3 * logins));
            mails().delay(Duration.ZERO);
            Timings fastAgain = Timings.inTurn(posts.subList(3 * logins, 4 * logins));

            double fastMedian = (fast.median() + fastAgain.median()) / 2;
            System.out.printf(
                    "%s: password post, fast mail server: median %.1f ms; each answer after 1 s: median %.1f ms%n",
                    on, fastMedian, slow.median());
            assertNotSlower(fastMedian, slow.median());
        }
    }

    @Nested
    @DisplayName("while thousands of mails wait for a slow mail server")
    class Crowded {
        @Test
        @DisplayName("L-5 a TAN, which lives for minutes, overtakes mails that live for a day")
        void overtakes() {
            int bulk = Campaign.of(500);
            Account recipient = portal().account(realm);
            Account account = portal().account(realm);
            // each mail takes a second or more, over two connections
            mails().delay(Duration.ofMillis(200));
            for (int n = 0; n < bulk; n++) {
                portal().realm(realm).users().get(recipient.id()).executeActionsEmail(List.of("UPDATE_PASSWORD"));
            }

            Tab tab = atTanPage(account);
            long begin = System.nanoTime();
            String tan = mails().tan(account.address(), 1);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            int before = mails().mails(recipient.address()).size();
            mails().delay(Duration.ZERO);

            System.out.printf(
                    "%s: %d mails waited, %d of them left before the TAN did, after %d ms%n",
                    on, bulk, before, took.toMillis());
            assertTrue(before < bulk, "it overtook some");
            assertTrue(tab.tan(tan).loggedIn(), tab.text());
            Await.until(
                    "the others arrive too",
                    Duration.ofMinutes(1),
                    () -> mails().mails(recipient.address()).size() == bulk);
            mails().clear();
        }
    }

    @Nested
    @DisplayName("while the mail server is fast")
    class Fast {
        @Test
        @DisplayName("L-5 200 mails go over few connections")
        void usesFewConnections() throws Exception {
            Account account = portal().account(realm);
            int before = mails().connections();
            ExecutorService administrators = Executors.newFixedThreadPool(4);
            try {
                List<Callable<Void>> requests = IntStream.range(0, 200)
                        .<Callable<Void>>mapToObj(i -> () -> {
                            portal().realm(realm)
                                    .users()
                                    .get(account.id())
                                    .executeActionsEmail(List.of("UPDATE_PASSWORD"));
                            return null;
                        })
                        .toList();
                for (Future<Void> request : administrators.invokeAll(requests)) {
                    request.get();
                }
            } finally {
                administrators.shutdownNow();
            }
            Await.until(
                    "200 mails have arrived",
                    AFTER_A_PAUSE,
                    () -> mails().mails(account.address()).size() >= 200);
            int used = mails().connections() - before;

            System.out.printf("%s: 200 mails over %d connections%n", on, used);
            assertEquals(200, mails().mails(account.address()).size());
            assertTrue(used <= 4, "connections: " + used);
            mails().clear();
        }
    }

    @Nested
    @DisplayName("where the mail server wants TLS and a password")
    class Protected {
        @Test
        @DisplayName("L-5 TLS: mails leave as the realm's settings say, and wait while the password is wrong")
        void overTls() {
            try (MailServer server = MailServer.withTls("portal", "richtig")) {
                logsIn(server, "ssl");
            }
        }

        @Test
        @DisplayName("L-5 STARTTLS: mails leave as the realm's settings say, and wait while the password is wrong")
        void overStartTls() {
            try (MailServer server = MailServer.withStartTls("portal", "richtig")) {
                logsIn(server, "starttls");
            }
        }

        @Test
        @DisplayName("L-5 STARTTLS: a server that does not offer it gets no mail, whoever took the offer away")
        void insistsOnStartTls() {
            RealmRepresentation changed = portal().realm(realm).toRepresentation();
            changed.getSmtpServer().put("starttls", "true");
            portal().realm(realm).update(changed);
            Account account = portal().account(realm);
            double failed = portal().metric("portal_mails_failed_total");

            Tab tab = atTanPage(account);

            Await.until("it was not sent", () -> portal().metric("portal_mails_failed_total") > failed);
            assertEquals("{\"waiting\":true}", delivery(tab));
            assertEquals(0, mails().mails(account.address()).size());
        }

        private void logsIn(MailServer server, String encryption) {
            use(server, encryption, "falsch");
            Account account = portal().account(realm);
            double failed = portal().metric("portal_mails_failed_total");
            Tab tab = atTanPage(account);
            Await.until("it was refused", () -> portal().metric("portal_mails_failed_total") > failed);
            assertEquals("{\"waiting\":true}", delivery(tab));
            assertEquals(0, server.count());

            use(server, encryption, "richtig");

            assertTrue(tab.tan(server.tan(account.address(), 1)).loggedIn(), tab.text());
        }

        private void use(MailServer server, String encryption, String password) {
            RealmRepresentation changed = portal().realm(realm).toRepresentation();
            Map<String, String> smtp = new HashMap<>(changed.getSmtpServer());
            smtp.putAll(Map.of(
                    "host",
                    "localhost",
                    "port",
                    Integer.toString(server.port()),
                    encryption,
                    "true",
                    "auth",
                    "true",
                    "user",
                    "portal",
                    "password",
                    password));
            changed.setSmtpServer(smtp);
            portal().realm(realm).update(changed);
        }
    }

    private Tab atTanPage(Account account) {
        Tab tab = portal().browser().open(account.realm()).password(account.loginName(), Portal.PASSWORD);
        assertEquals(TAN_PAGE, tab.pageId(), tab.text());
        return tab;
    }

    private static URI deliveryUrl(Tab tab) {
        return URI.create(tab.page().select("[data-portal-tan]").attr("data-delivery-url"));
    }

    private static String delivery(Tab tab) {
        return tab.duplicate().get(deliveryUrl(tab)).body();
    }

    /** Only in the moment in which the outbox tries to send the mail can it not be taken back. */
    private static void sendAgain(Tab tab) {
        Await.until("another mail can be asked for", () -> {
            tab.press("resend");
            return !tab.text().contains("Bitte warten Sie noch");
        });
        assertEquals(TAN_PAGE, tab.pageId(), tab.text());
        assertTrue(tab.text().contains("Wir schicken Ihnen die TAN noch einmal"), tab.text());
    }

    /** The mail of a later login has arrived, and the outbox has nothing more. */
    private void nothingElseComes() {
        mails().tan(atTanPageOfSomebodyElse().address(), 1);
        Await.until("the outbox is empty", AFTER_A_PAUSE, () -> portal().metric("portal_mails_waiting") == 0);
    }

    private Account atTanPageOfSomebodyElse() {
        Account later = portal().account(realm);
        atTanPage(later);
        return later;
    }

    private List<Account> accounts(int count) {
        return IntStream.range(0, count).mapToObj(i -> portal().account(realm)).toList();
    }

    /** Logins that have come to the password, spread over the accounts. */
    private List<Runnable> passwordPosts(List<Account> accounts, int count) {
        List<Runnable> posts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Account account = accounts.get(i % accounts.size());
            Tab tab = portal().browser().open(realm);
            posts.add(() -> {
                tab.password(account.loginName(), Portal.PASSWORD);
                assertEquals(TAN_PAGE, tab.pageId(), tab.text());
            });
        }
        return posts;
    }

    /** What would show is a slow mail server's answers of a second each, at least five for a mail, or the ten seconds of a timeout. */
    private static void assertNotSlower(double before, double now) {
        assertTrue(now <= 1.5 * before + 2_000, "%.0f ms instead of %.0f ms".formatted(now, before));
    }
}
