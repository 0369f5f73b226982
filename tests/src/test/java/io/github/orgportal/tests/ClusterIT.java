package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.launcher.Database;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL, behind a load balancer that sends each request where it likes. The last test kills one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    private static final String TAN_PAGE = "login-portal-email-tan";
    private static final String ADMIN_PASSWORD = "nur-fuer-diese-beiden";
    /** The outbox's default, and a second. */
    private static final Duration AFTER_THE_LEASE = Duration.ofSeconds(61);

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final MailServer mails = new MailServer();
    private final Database database = Portal.newDatabase();
    private final int port = freePort();

    @TempDir
    static Path folder = Path.of("");

    private Portal first;
    private Portal second;
    private String realm = "";

    @BeforeAll
    void start() throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Path keyFile = Files.writeString(
                folder.resolve("key"), "k1:" + Base64.getEncoder().encodeToString(key) + "\n");
        URI publicUrl = URI.create("http://localhost:" + port);
        first = Portal.own(
                database,
                mails,
                node -> node.clustered()
                        .withoutRealms()
                        .port(port)
                        .publicUrl(publicUrl)
                        .adminPassword(ADMIN_PASSWORD)
                        .env("PORTAL_SECRET_KEY_FILE", keyFile.toString()));
        second = Portal.own(
                database,
                mails,
                node -> node.clustered()
                        .withoutRealms()
                        .publicUrl(publicUrl)
                        .adminPassword(ADMIN_PASSWORD)
                        .env("PORTAL_SECRET_KEY_FILE", keyFile.toString()));
        realm = first.unprotectedRealm();
    }

    @AfterAll
    void stop() {
        second.server().stop();
        first.server().stop();
        mails.close();
    }

    @Test
    @Order(1)
    @DisplayName("Z-4 a login that begins on one node ends on the other")
    void goesOnElsewhere() {
        Account account = first.account(realm);
        PlainBrowser browser = first.browser();
        Tab tab = browser.open(realm).password(account.loginName(), Portal.PASSWORD);
        assertEquals(TAN_PAGE, tab.pageId(), tab.text());

        browser.via(second.server().url());

        assertTrue(tab.tan(mails.tan(account.address(), 1)).loggedIn(), tab.text());
    }

    @Test
    @Order(2)
    @DisplayName("Z-4 L-3 wrong TANs on both nodes count together")
    void countsTogether() {
        Account account = first.account(realm);
        PlainBrowser browser = first.browser();
        Tab tab = browser.open(realm).password(account.loginName(), Portal.PASSWORD);
        String right = mails.tan(account.address(), 1);
        String wrong = "%06d".formatted((Integer.parseInt(right) + 1) % 1_000_000);
        IntStream.range(0, 5).forEach(n -> {
            browser.via((n % 2 == 0 ? second : first).server().url());
            assertEquals(TAN_PAGE, tab.pageId(), tab.text());
            tab.tan(wrong);
        });

        assertEquals("login-login", tab.pageId(), tab.text());
        assertTrue(tab.text().contains("zu oft falsch"), tab.text());
    }

    @Test
    @Order(3)
    @DisplayName("Z-4 C-2 an account that is locked on one node is out on the other within a second")
    void locksEverywhere() {
        Duration shown = Await.shortest(5, AT_ONCE, this::lockUntilShownElsewhere);
        assertTrue(shown.compareTo(AT_ONCE) < 0, shown::toString);
    }

    private Duration lockUntilShownElsewhere() {
        Domain domain = first.domain(realm);
        String organization = domain.organization();
        Account administrator = first.account(realm);
        Account clerk = first.account(realm);
        domain.member(organization, administrator, "administrator");
        domain.member(organization, clerk, "clerk");
        Application application = Application.forEverybody(second, realm);
        PlainBrowser browser = first.browser();
        browser.via(second.server().url());
        JsonNode tokens = application.tokens(application
                .open(browser)
                .password(clerk.loginName(), Portal.PASSWORD)
                .tan(mails.tan(clerk.address(), 1)));
        AccessIT.assertAlive(application, tokens);
        second.realm(realm).users().get(clerk.id()).toRepresentation();

        assertTrue(domain.lock(administrator, "OPERATOR").done());

        AccessIT.assertDead(application, tokens);
        return Await.timeOf(() -> Await.until(
                "the second node shows the account disabled and without sessions",
                () -> !second.realm(realm)
                                .users()
                                .get(clerk.id())
                                .toRepresentation()
                                .isEnabled()
                        && second.realm(realm)
                                .users()
                                .get(clerk.id())
                                .getUserSessions()
                                .isEmpty()));
    }

    @Test
    @Order(4)
    @DisplayName("Z-4 L-5 the mail and the login of a node that dies are taken over, and the mail leaves once")
    void survivesADeath() {
        Account account = first.account(realm);
        PlainBrowser browser = first.browser();
        mails.hang();
        int before = mails.connections();
        Tab tab = browser.open(realm).password(account.loginName(), Portal.PASSWORD);
        assertEquals(TAN_PAGE, tab.pageId(), tab.text());
        Await.until("the first node is sending", () -> mails.connections() > before);

        first.server().kill();
        mails.start();
        second.clock(AFTER_THE_LEASE);
        browser.via(second.server().url());
        String tan = mails.tan(account.address(), 1);

        assertTrue(tab.tan(tan).loggedIn(), tab.text());
        Await.until("the outbox is empty", () -> second.metric("portal_mails_waiting") == 0);
        assertEquals(1, mails.mails(account.address()).size());
    }

    private static int freePort() {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
