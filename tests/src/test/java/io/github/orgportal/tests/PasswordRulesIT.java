package io.github.orgportal.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import jakarta.ws.rs.BadRequestException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The rules for personal passwords: on the server, on the page, and what they cost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordRulesIT {
    private static final String PASSWORD_PAGE = "login-login-update-password";
    private static final String FORMER = "portal-former-passwords";

    private final Portal portal = Portal.onPostgres();
    private final Map<String, String> shared = new HashMap<>();

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("member-portal", "Kurz-1a", "zu kurz (mindestens 8 Zeichen)"),
                Arguments.of("member-portal", "langes-passwort-1", "fehlen Großbuchstaben"),
                Arguments.of("member-portal", "LANGES-PASSWORT-1", "fehlen Kleinbuchstaben"),
                Arguments.of("member-portal", "Langes-Passwort", "fehlen Ziffern"),
                Arguments.of("member-portal", "LangesPasswort1", "fehlen Sonderzeichen"),
                Arguments.of("benefits-portal", "kurz-1-kurz", "zu kurz (mindestens 12 Zeichen)"),
                Arguments.of("employer-portal", "a1-" + "x".repeat(126), "zu lang (höchstens 128 Zeichen)"),
                Arguments.of("employer-portal", "1234567890-1", "fehlen Buchstaben (mindestens 1)"),
                Arguments.of("benefits-portal", "ohne-eine-ziffer", "fehlen Ziffern"),
                Arguments.of("benefits-portal", "ohnesonderzeichen1", "fehlen Sonderzeichen"),
                Arguments.of("employer-portal", Portal.PASSWORD, "schon einmal benutzt"));
    }

    @ParameterizedTest(name = "O-4 {0} refuses a password: {2}")
    @MethodSource("refused")
    void isRefused(String like, String password, String message) {
        Tab tab = atThePage(portal.account(shared(like), PasswordRulesIT::mustChange));

        choose(tab, password);

        assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
        assertTrue(tab.text().contains(message), tab.text());
    }

    @ParameterizedTest(name = "O-4 {0} takes ''{1}''")
    @CsvSource({
        "member-portal, Kürzer-8",
        "benefits-portal, nurkleine-und-1",
        "employer-portal, ΑΒΓΔΕΖΗΘΙΚ-1",
        "employer-portal, 1234567890_ß"
    })
    void isTaken(String like, String password) {
        Account account = portal.account(shared(like));

        reset(account, password);

        assertEquals(
                "login-portal-email-tan",
                portal.browser()
                        .open(account.realm())
                        .password(account.loginName(), password)
                        .pageId());
    }

    @Test
    @DisplayName(
            "O-5 no password that the account ever had is taken again, and a change costs the same however many those are")
    void neverAgain() {
        Account account = portal.account(shared("benefits-portal"));
        int changes = Campaign.of(500);
        List<Runnable> all = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            String password = "Das-%d-te-Passwort".formatted(i);
            all.add(() -> reset(account, password));
        }
        Timings first = Timings.inTurn(all.subList(0, changes / 2));
        Timings last = Timings.inTurn(all.subList(changes / 2, changes));

        int refused = 0;
        for (int i = 0; i < changes; i++) {
            String password = "Das-%d-te-Passwort".formatted(i);
            assertThrows(BadRequestException.class, () -> reset(account, password), password);
            refused++;
        }
        assertThrows(BadRequestException.class, () -> reset(account, Portal.PASSWORD), "the first of all");
        System.out.printf(
                "never used before: %d former passwords, %d refused; change, first half: %s; second half: %s%n",
                changes, refused + 1, first, last);
        assertEquals(1, types(account).stream().filter(FORMER::equals).count());
        assertFalse(types(account).contains("password-history"));
        // the quickest of each half: what else the machine does comes and goes
        assertTrue(last.least() < first.least() * 2 + 20, "grows with the number of former passwords");
        // the same password is another account's to choose
        reset(portal.account(account.realm()), "Das-1-te-Passwort");
    }

    @Test
    @DisplayName("O-5 a password that was refused for another reason may be chosen later")
    void refusedIsNotUsed() {
        String realm = realm("benefits-portal");
        Account account = portal.account(realm);
        RealmRepresentation settings = portal.realm(realm).toRepresentation();
        // ours stands before the one that refuses
        settings.setPasswordPolicy("portal-never-used and length(30) and hashIterations(1)");
        portal.realm(realm).update(settings);
        assertThrows(BadRequestException.class, () -> reset(account, "Zuerst-zu-kurz-1"));

        settings.setPasswordPolicy("portal-never-used and length(8) and hashIterations(1)");
        portal.realm(realm).update(settings);
        reset(account, "Zuerst-zu-kurz-1");
        assertThrows(BadRequestException.class, () -> reset(account, "Zuerst-zu-kurz-1"));
    }

    @Test
    @DisplayName("Z-6 the page tells the realm's own rules, in German and English")
    void tellsTheRules() {
        String realm = realm("benefits-portal");
        RealmRepresentation settings = portal.realm(realm).toRepresentation();
        settings.setPasswordPolicy(
                "length(20) and portal-letters(3) and digits(1) and portal-never-used and hashIterations(1)");
        Account german = portal.account(realm, PasswordRulesIT::mustChange);
        Account english = portal.account(realm, PasswordRulesIT::mustChange);
        portal.realm(realm).update(settings);

        assertEquals(
                List.of(
                        "Zeichen: mindestens 20",
                        "Buchstaben: mindestens 3",
                        "Ziffern: mindestens 1",
                        "Noch nie für diesen Zugang benutzt"),
                rules(atThePage(german)));
        assertEquals(
                List.of(
                        "Characters: at least 20",
                        "Letters: at least 3",
                        "Digits: at least 1",
                        "Never used before for this account"),
                rules(atThePage(english, new PlainBrowser(portal.server().url(), "en"))));
    }

    @Test
    @DisplayName("Z-6 a rule is ticked as one types, and a screen reader hears of it once, after a pause")
    void ticksWhileTyping() {
        Account account = portal.account(shared("benefits-portal"), PasswordRulesIT::mustChange);
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            window.takeTheClock();
            TanPage tan = window.openFromAnApplication(account.realm()).password(account);
            tan.field().fill(portal.mails().tan(account.address(), 1));
            tan.press(window.page().locator("#tan-submit"));
            Page page = new PortalPage(window.page(), PASSWORD_PAGE).page();
            page.waitForFunction("document.getElementById('password-new').hasAttribute('aria-describedby')");
            window.stopTheClock();
            Locator field = page.locator("#password-new");
            Locator status = page.locator("#password-rules-status");

            assertEquals(List.of(), page.locator(".portal-kept, .portal-open").allInnerTexts());
            field.pressSequentially("ä_b");
            assertThat(rule(page, "portal-letters")).hasClass("portal-kept");
            assertThat(rule(page, "specialChars")).hasClass("portal-kept");
            assertThat(rule(page, "digits")).hasClass("portal-open");
            assertThat(rule(page, "length")).hasClass("portal-open");
            assertThat(rule(page, "portal-never-used")).not().hasClass("portal-open");
            assertEquals("", status.textContent(), "nothing is said while one types");
            window.clockAhead(2);
            assertThat(status).hasText("Noch offene Regeln: 2");

            field.pressSequentially("-1234567");
            assertThat(status).hasText("Noch offene Regeln: 2");
            window.clockAhead(2);
            assertThat(status).hasText("Noch offene Regeln: 1");
            field.pressSequentially("89");
            window.clockAhead(2);
            assertThat(status).hasText("Alle Regeln, die sich hier prüfen lassen, sind erfüllt.");
            field.fill("");
            assertThat(status).hasText("");
            assertEquals(List.of(), page.locator(".portal-kept, .portal-open").allInnerTexts());
        }
    }

    private static Locator rule(Page page, String id) {
        return page.locator("[data-rule='" + id + "']");
    }

    private static List<String> rules(Tab tab) {
        return tab.page().select("#password-rules li > span:first-child").eachText();
    }

    private static void mustChange(UserRepresentation user) {
        user.setRequiredActions(List.of("UPDATE_PASSWORD"));
    }

    private Tab atThePage(Account account) {
        return atThePage(account, portal.browser());
    }

    private Tab atThePage(Account account, PlainBrowser browser) {
        Tab tab = browser.open(account.realm())
                .password(account.loginName(), Portal.PASSWORD)
                .tan(portal.mails().tan(account.address(), 1));
        assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
        return tab;
    }

    private static void choose(Tab tab, String password) {
        tab.submit(Map.of("password-new", password, "password-confirm", password));
    }

    private void reset(Account account, String password) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        portal.realm(account.realm()).users().get(account.id()).resetPassword(credential);
    }

    private List<String> types(Account account) {
        return portal.realm(account.realm()).users().get(account.id()).credentials().stream()
                .map(CredentialRepresentation::getType)
                .toList();
    }

    private String shared(String like) {
        return shared.computeIfAbsent(like, this::realm);
    }

    /** A production realm under another name: the rules are its own, the hash is quick. */
    private String realm(String like) {
        RealmRepresentation realm = Portal.productionRealm(like);
        realm.setRealm("rules-" + UUID.randomUUID().toString().substring(0, 8));
        realm.setPasswordPolicy(realm.getPasswordPolicy() + " and hashIterations(1)");
        realm.setBruteForceProtected(false);
        realm.getSmtpServer().put("host", "127.0.0.1");
        realm.getSmtpServer().put("port", Integer.toString(portal.mails().port()));
        portal.create(realm);
        return realm.getRealm();
    }
}
