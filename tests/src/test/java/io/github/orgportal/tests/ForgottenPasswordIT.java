package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** First, own and forgotten passwords in the three portals, over HTTP, on PostgreSQL. */
class ForgottenPasswordIT {
    private static final String LOGIN_PAGE = "login-login";
    private static final String TAN_PAGE = "login-portal-email-tan";
    private static final String PASSWORD_PAGE = "login-login-update-password";
    private static final String FORGOTTEN_PAGE = "login-portal-forgotten-password";
    private static final String NOTICE_PAGE = "login-portal-notice";
    private static final String COMPONENTS = "io.github.orgportal.organizations.policy.PortalComponent";
    private static final String OWN = "Selbst-Gewaehlt-42-Langes!";
    private static final String OTHER = "Danach-Gewaehlt-43-Langes!";
    private static final Map<String, String> COPIES = new ConcurrentHashMap<>();

    private final Portal portal = Portal.onPostgres();

    @AfterEach
    void setTheClockRight() {
        portal.clock(Duration.ZERO);
        portal.mails().start();
    }

    /** One copy of each portal for all tests, with the portal's rules for the rest and passwords that cost nothing. */
    private String copyOf(String name) {
        return COPIES.computeIfAbsent(
                name, key -> portal.unprotectedRealm(key, realm -> realm.setPasswordPolicy(Portal.QUICK_HASH)));
    }

    @Nested
    @DisplayName("Section 2: in the member portal")
    class InTheMemberPortal {
        private final String realm = copyOf("member-portal");
        private final Passwords passwords = new Passwords(portal, realm);
        private final String organization = portal.domain(realm).organization();
        private final Account administrator = passwords.person(organization, "administrator");

        @Test
        @DisplayName("O-1, A-4, O-8 a clerk's whole way: handed over, own password, TAN, forgotten, back in")
        void ofAClerk() throws Exception {
            Account clerk = passwords.person(organization, "clerk");
            passwords.first(clerk, organization);

            MimeMessage created = portal.mails().await(clerk.address(), 1);
            assertEquals("Ihr Zugang zu Mitgliederportal", created.getSubject());
            assertFalse(MailServer.text(created).contains("http"), "A-4 no link");
            List<String> seen = passwords.look(administrator, clerk);
            assertEquals("SHOWN", seen.get(0));
            assertFalse(MailServer.text(created).contains(seen.get(1)), "O-2 not the clerk's mail");

            choose(login(clerk, "clerk", seen.get(1)).tan(tan(clerk, 2)), OWN);
            assertEquals(List.of("NONE", ""), passwords.look(administrator, clerk), "O-4");
            assertTrue(login(clerk, "clerk", OWN).tan(tan(clerk, 3)).loggedIn());

            Tab tab = forgotten(clerk, "clerk");
            assertEquals(NOTICE_PAGE, tab.pageId(), tab.text());
            MimeMessage told = portal.mails().await(clerk.address(), 4);
            assertEquals("Neues Einmalpasswort für Mitgliederportal", told.getSubject());
            String replacement = passwords.look(administrator, clerk).get(1);
            assertFalse(MailServer.text(told).contains(replacement));
            assertEquals(TAN_PAGE, login(clerk, "clerk", OWN).pageId(), "O-5 valid until the other is used");
            tan(clerk, 5);
            choose(login(clerk, "clerk", replacement).tan(tan(clerk, 6)), OTHER);
            assertEquals(LOGIN_PAGE, login(clerk, "clerk", OWN).pageId());
            assertTrue(login(clerk, "clerk", OTHER).tan(tan(clerk, 7)).loggedIn());
        }

        @Test
        @DisplayName("O-5 a stranger who says that it was forgotten cannot void what the administrator has handed over")
        void keepsWhatWasHandedOver() {
            Account clerk = passwords.person(organization, "clerk");
            passwords.first(clerk, organization);
            String value = passwords.look(administrator, clerk).get(1);

            forgotten(clerk, "clerk");
            portal.mails().await(clerk.address(), 2);

            assertEquals(value, passwords.look(administrator, clerk).get(1));
            passwords.replace(clerk);
            assertNotEquals(value, passwords.look(administrator, clerk).get(1), "O-1 set");
            assertEquals(LOGIN_PAGE, login(clerk, "clerk", value).pageId(), "O-5 set voids it");
        }

        @Test
        @DisplayName("O-7 nobody hands over the password of a clerk of several organizations: it goes by letter")
        void ofSeveral() {
            Account clerk = passwords.person(organization, "clerk");
            portal.domain(realm).member(portal.domain(realm).organization(), clerk, "clerk");

            passwords.first(clerk, organization);

            assertEquals(List.of("ONE_TIME_PASSWORD"), passwords.letters(clerk));
            assertEquals(List.of("REFUSED", ""), passwords.look(administrator, clerk));
        }

        @Test
        @DisplayName("A-12 who is unlocked gets a new one-time password, and the own one is void")
        void afterUnlock() {
            Account clerk = withPassword(passwords.person(organization, "clerk"));

            passwords.unlocked(clerk);

            assertEquals(List.of("HANDED_OVER", "false", "VALID", "false", "true"), passwords.state(clerk));
            assertEquals(LOGIN_PAGE, login(clerk, "clerk", Portal.PASSWORD).pageId());
        }

        @Test
        @DisplayName("O-7 an administrator's one-time password goes by letter and is on nobody's page")
        void ofAnAdministrator() throws Exception {
            Account other = passwords.person(organization, "administrator");
            passwords.first(other, organization);
            assertEquals(List.of("ONE_TIME_PASSWORD"), passwords.letters(other));
            assertEquals(List.of("REFUSED", ""), passwords.look(administrator, other));
            String posted = passwords.inTheLetter(other);
            passwords.print(other);
            MimeMessage created = portal.mails().await(other.address(), 1);
            assertFalse(MailServer.text(created).contains(posted));

            choose(login(other, "administrator", posted).tan(tan(other, 2)), OWN);
            assertTrue(login(other, "administrator", OWN).tan(tan(other, 3)).loggedIn());
            forgotten(other, "administrator");
            assertEquals(
                    "Neues Einmalpasswort für Mitgliederportal",
                    portal.mails().await(other.address(), 4).getSubject());
            assertEquals(List.of("ONE_TIME_PASSWORD"), passwords.letters(other));
            String second = passwords.inTheLetter(other);
            forgotten(other, "administrator");
            portal.mails().await(other.address(), 5);
            assertEquals(second, passwords.inTheLetter(other), "the letter that waits stays good");
            choose(login(other, "administrator", second).tan(tan(other, 6)), OTHER);
        }

        @Test
        @DisplayName("O-8 asks for the role, then the address twice, and says what is missing")
        void asksTwice() {
            Tab tab = forgottenPage(portal.browser().openAtChoice(realm));
            assertEquals("login-portal-role-choice", tab.pageId(), tab.text());
            tab.submit(Map.of("role", "clerk"));
            assertEquals(FORGOTTEN_PAGE, tab.pageId(), tab.text());
            tab.submit(Map.of("username", "a@firma.example", "username-again", "b@firma.example"));
            assertEquals(FORGOTTEN_PAGE, tab.pageId());
            assertTrue(tab.text().contains("stimmen nicht überein"), tab.text());
            tab.submit(Map.of("username", "", "username-again", ""));
            assertTrue(tab.text().contains("füllen Sie dieses Feld aus"), tab.text());
            tab.submit(Map.of("username", "a@firma.example", "username-again", "A@firma.example"));
            assertEquals(NOTICE_PAGE, tab.pageId(), tab.text());
        }

        @Test
        @DisplayName("O-8 leaves no session: the second factor is asked of everybody")
        void noSession() {
            Account clerk = withPassword(passwords.person(organization, "clerk"));
            PlainBrowser browser = portal.browser();
            Tab tab = send(forgottenPage(browser.open(realm)), clerk);
            assertEquals(NOTICE_PAGE, tab.pageId());

            tab.refresh();
            assertFalse(tab.loggedIn());
            assertEquals(LOGIN_PAGE, browser.open(realm).pageId());
            assertEquals(List.of(), portal.realm(realm).users().get(clerk.id()).getUserSessions());
        }
    }

    @Nested
    @DisplayName("Section 2: in the benefits portal")
    class InTheBenefitsPortal {
        private final String realm = copyOf("benefits-portal");
        private final Passwords passwords = new Passwords(portal, realm);
        private final String organization = portal.domain(realm).organization();

        @Test
        @DisplayName("A-4, R-6 an administrator's whole way: link, user id by link, TAN, forgotten, back in")
        void ofAnAdministrator() throws Exception {
            Account administrator = passwords.person(organization, "administrator");
            bornOn(administrator, "1980-05-03");
            passwords.first(administrator, organization);
            MimeMessage created = portal.mails().await(administrator.address(), 1);
            assertEquals("Ihr Zugang zu Vorsorgeportal: Passwort festlegen", created.getSubject());
            assertFalse(MailServer.text(created).contains(administrator.loginName()), "A-4 not the user id");
            assertTrue(MailServer.text(created).contains("60 Minuten"));

            Tab tab = open(Passwords.linkIn(created));
            assertFalse(tab.body().contains(administrator.loginName()), "nor the page");
            choose(tab, OWN);
            assertEquals(NOTICE_PAGE, tab.pageId(), tab.text());

            Tab questions = open(passwords.linkIn(administrator, 2));
            assertEquals("login-portal-user-id", questions.pageId(), questions.text());
            assertFalse(questions.body().contains(administrator.loginName()));
            questions.submit(Map.of(
                    "firstName", "kim",
                    "lastName", "BEISPIEL",
                    "birthDate", "3.5.1980",
                    "memberNumber", memberNumber(realm, organization)));
            assertEquals(
                    administrator.loginName(),
                    questions.page().select("#told-user-id").text());

            assertTrue(login(administrator, "administrator", OWN)
                    .tan(tan(administrator, 3))
                    .loggedIn());
            forgotten(administrator, "administrator");
            MimeMessage again = portal.mails().await(administrator.address(), 4);
            assertEquals("Neues Passwort für Vorsorgeportal", again.getSubject());
            assertEquals(TAN_PAGE, login(administrator, "administrator", OWN).pageId(), "O-5");
            tan(administrator, 5);
            choose(open(Passwords.linkIn(again)), OTHER);
            assertEquals(LOGIN_PAGE, login(administrator, "administrator", OWN).pageId());
            assertTrue(login(administrator, "administrator", OTHER)
                    .tan(tan(administrator, 6))
                    .loggedIn());
        }

        @Test
        @DisplayName("A-12 who is unlocked keeps the password")
        void keepsPassword() {
            Account clerk = withPassword(passwords.person(organization, "clerk"));

            passwords.unlocked(clerk);

            assertEquals(List.of("LINK", "true", "NONE", "false", "false"), passwords.state(clerk));
        }
    }

    @Nested
    @DisplayName("Section 2: in the employer portal")
    class InTheEmployerPortal {
        private final String realm = copyOf("employer-portal");
        private final Passwords passwords = new Passwords(portal, realm);
        private final String organization = portal.domain(realm).organization();

        @Test
        @DisplayName("O-7 a clerk's whole way: two letters, own password, TAN, forgotten, back in")
        void ofAClerk() {
            Account administrator = passwords.person(organization, "principal-administrator");
            Account clerk = passwords.person(organization, "clerk");
            passwords.first(clerk, organization);
            assertEquals(List.of("ACCESS_ID", "ONE_TIME_PASSWORD"), passwords.letters(clerk));
            assertEquals(List.of("REFUSED", ""), passwords.look(administrator, clerk));
            choose(login(clerk, "clerk", passwords.inTheLetter(clerk)).tan(tan(clerk, 2)), OWN);
            passwords.print(clerk);
            assertTrue(login(clerk, "clerk", OWN).tan(tan(clerk, 3)).loggedIn());

            forgotten(clerk, "clerk");
            portal.mails().await(clerk.address(), 4);
            assertEquals(List.of("ONE_TIME_PASSWORD"), passwords.letters(clerk));
            choose(login(clerk, "clerk", passwords.inTheLetter(clerk)).tan(tan(clerk, 5)), OTHER);
            assertTrue(login(clerk, "clerk", OTHER).tan(tan(clerk, 6)).loggedIn());
        }
    }

    @Nested
    @DisplayName("O-8 whoever asks")
    class WhoeverAsks {
        private final String realm = copyOf("benefits-portal");
        private final Passwords passwords = new Passwords(portal, realm);
        private final String organization = portal.domain(realm).organization();

        @Test
        @DisplayName(
                "O-8 reads the same for known, unknown, locked, disabled accounts and those named too often; those get no mail")
        void sameAnswer() {
            Account chief = passwords.person(organization, "administrator");
            Account known = withPassword(passwords.person(organization, "clerk"));
            Account locked = withPassword(passwords.person(organization, "clerk"));
            portal.domain(realm).lock(locked, "OPERATOR");
            Account disabled = withPassword(passwords.person(organization, "clerk"));
            UserRepresentation user =
                    portal.realm(realm).users().get(disabled.id()).toRepresentation();
            user.setEnabled(false);
            portal.realm(realm).users().get(disabled.id()).update(user);
            Account unknown = new Account(realm, "", "s201-gibt-es-nicht", "");

            List<String> answers = Stream.of(known, unknown, locked, disabled, known, known, known, known)
                    .map(account -> send(forgottenPage(portal.browser().open(realm)), account))
                    .map(tab -> tab.status() + tab.pageId() + tab.text())
                    .distinct()
                    .toList();

            assertEquals(1, answers.size(), answers::toString);
            portal.mails().await(known.address(), 3);
            forgotten(chief, "administrator");
            portal.mails().await(chief.address(), 1);
            assertEquals(3, portal.mails().mails(known.address()).size(), "three per hour");
            assertEquals(0, portal.mails().mails(locked.address()).size());
            assertEquals(0, portal.mails().mails(disabled.address()).size());
            portal.clock(Duration.ofHours(1).plusSeconds(5));
            forgotten(known, "clerk");
            portal.mails().await(known.address(), 4);
        }

        @Test
        @DisplayName("O-8 a network address can name so many accounts in an hour")
        void perNetwork() {
            String own = realm(Map.of("forgottenPerNetwork", "2"));
            Passwords there = new Passwords(portal, own);
            String organizationThere = portal.domain(own).organization();
            List<Account> people = Stream.generate(() -> there.person(organizationThere, "administrator"))
                    .limit(3)
                    .toList();

            people.forEach(person ->
                    assertEquals(NOTICE_PAGE, forgotten(person, "administrator").pageId()));
            portal.mails().await(people.get(0).address(), 1);
            portal.mails().await(people.get(1).address(), 1);
            portal.clock(Duration.ofHours(1).plusSeconds(5));
            forgotten(people.get(0), "administrator");
            portal.mails().await(people.get(0).address(), 2);
            assertEquals(0, portal.mails().mails(people.get(2).address()).size());
        }

        @Test
        @DisplayName("O-8 waits as long for the answer, with a mail server that takes a second")
        void sameTime() {
            String own = realm(Map.of("forgottenPerNetwork", "10000", "forgottenPerAccount", "100"));
            Passwords there = new Passwords(portal, own);
            String organizationThere = portal.domain(own).organization();
            List<Account> people = Stream.generate(() -> withPassword(there.person(organizationThere, "administrator")))
                    .limit(10)
                    .toList();
            portal.mails().delay(Duration.ofSeconds(1));

            TwoArms arms = TwoArms.measure(
                    Campaign.of(300),
                    n -> name(own, people.get(n % people.size()).loginName()),
                    n -> name(own, "x201-" + (100_000_000_000L + n)));

            System.out.println("O-8 forgotten password, known against unknown accounts: " + arms);
            assertTrue(arms.areAlike(), arms::toString);
        }

        private Runnable name(String realm, String loginName) {
            Tab tab = forgottenPage(portal.browser().open(realm));
            return () -> {
                tab.submit(Map.of("username", loginName));
                assertEquals(NOTICE_PAGE, tab.pageId(), tab.text());
            };
        }
    }

    @Nested
    @DisplayName("O-2 looks")
    class Looks {
        @Test
        @DisplayName("O-2 are in the change log, those that are refused too")
        void areTold() {
            String realm = copyOf("member-portal");
            Passwords passwords = new Passwords(portal, realm);
            String organization = portal.domain(realm).organization();
            String elsewhere = portal.domain(realm).organization();
            Account administrator = passwords.person(organization, "administrator");
            Account stranger = passwords.person(elsewhere, "administrator");
            Account clerk = passwords.person(organization, "clerk");
            passwords.first(clerk, organization);
            String value = passwords.look(administrator, clerk).get(1);
            int looks = Campaign.of(300);

            for (int i = 1; i < looks; i++) {
                assertEquals(List.of("SHOWN", value), passwords.look(administrator, clerk));
            }
            for (int i = 0; i < looks; i++) {
                List<String> refused = switch (i % 3) {
                    case 0 -> passwords.look(stranger, clerk);
                    case 1 -> passwords.lookAsOperator(clerk);
                    default -> passwords.look(clerk, clerk);
                };
                assertEquals(List.of("REFUSED", ""), refused);
            }

            assertEquals(looks, count(realm, organization, "ONE_TIME_PASSWORD_SHOWN"));
            assertEquals(looks, count(realm, organization, "ONE_TIME_PASSWORD_REFUSED"));
            assertFalse(portal.changes(realm).csv(organization).contains(value), "never the secret");
            System.out.printf("O-2: %d looks and %d refused ones, all of them in the change log%n", looks, looks);
        }

        private int count(String realm, String organization, String action) {
            return (int) portal.changes(realm)
                    .csv(organization)
                    .lines()
                    .filter(line -> line.contains("," + action + ","))
                    .count();
        }
    }

    private String realm(Map<String, String> settings) {
        return portal.unprotectedRealm("benefits-portal", realm -> {
            realm.setPasswordPolicy(Portal.QUICK_HASH);
            set(realm, settings);
        });
    }

    private static void set(RealmRepresentation realm, Map<String, String> settings) {
        for (ComponentExportRepresentation component : realm.getComponents().get(COMPONENTS)) {
            if (component.getProviderId().equals("portal-policy")) {
                settings.forEach((key, value) -> component.getConfig().putSingle(key, value));
            }
        }
    }

    private void bornOn(Account account, String date) {
        UserRepresentation user =
                portal.realm(account.realm()).users().get(account.id()).toRepresentation();
        user.singleAttribute("birthDate", date);
        portal.realm(account.realm()).users().get(account.id()).update(user);
    }

    private String memberNumber(String realm, String organization) {
        return portal.realm(realm)
                .organizations()
                .get(organization)
                .toRepresentation()
                .getName()
                .replace("Betrieb ", "");
    }

    private Account withPassword(Account account) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(Portal.PASSWORD);
        portal.realm(account.realm()).users().get(account.id()).resetPassword(password);
        return account;
    }

    /** Where people log in with their address, that is it. */
    private String loginName(Account account) {
        return account.realm().equals(COPIES.get("member-portal")) ? account.address() : account.loginName();
    }

    private Tab login(Account account, String role, String password) {
        return portal.browser().open(account.realm(), role).password(loginName(account), password);
    }

    /** Through the link of the login page, as people do. */
    private Tab forgotten(Account account, String role) {
        return send(forgottenPage(portal.browser().open(account.realm(), role)), account);
    }

    private static Tab forgottenPage(Tab login) {
        return login.get(URI.create(resetAddress(login)));
    }

    private static String resetAddress(Tab login) {
        String shown = login.page().select("a[href*=reset-credentials]").attr("abs:href");
        // the page that asks for the role has no such link
        return shown.isEmpty()
                ? login.formAction()
                        .toString()
                        .replaceAll("/authenticate.*", "/reset-credentials?client_id=account-console")
                : shown;
    }

    private Tab send(Tab tab, Account account) {
        assertEquals(FORGOTTEN_PAGE, tab.pageId(), tab.text());
        return tab.submit(Map.of("username", loginName(account), "username-again", loginName(account)));
    }

    private Tab open(URI link) {
        return portal.browser().tab("http://application.example/").get(link);
    }

    private static void choose(Tab tab, String password) {
        assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
        tab.submit(Map.of("password-new", password, "password-confirm", password));
        assertNotEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
    }

    private String tan(Account account, int n) {
        return portal.mails().tan(account.address(), n);
    }
}
