package io.github.orgportal.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.orgportal.tests.Portal.Account;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The login as a person meets it, in Chromium. */
class BrowserLoginIT {
    private static final Locale GERMAN = Locale.GERMAN;
    private static final Locale ENGLISH = Locale.ENGLISH;

    private final Portal portal = Portal.onH2();
    private final Window window = Window.in(portal, GERMAN);

    @AfterEach
    void putEverythingBack() {
        window.close();
        portal.mails().start();
        portal.clock(Duration.ZERO);
    }

    static Stream<Arguments> realmsAndLanguages() {
        return Portal.REALMS.stream()
                .flatMap(realm -> Stream.of(GERMAN, ENGLISH).map(language -> Arguments.of(realm, language)));
    }

    @ParameterizedTest(name = "L-1 password and TAN open {0} for somebody who reads ''{1}''")
    @MethodSource("realmsAndLanguages")
    void opensTheAccountConsole(String realm, Locale language) {
        Account account = portal.account(realm);
        try (Window reader = Window.in(portal, language)) {
            LoginPage login = reader.open(realm);
            assertEquals(language.getLanguage(), login.language());
            assertEquals(language.equals(GERMAN) ? "Anmelden" : "Sign in", login.heading());

            TanPage tanPage = login.password(account);
            assertEquals(language.equals(GERMAN) ? "TAN eingeben" : "Enter your TAN", tanPage.heading());
            AccountConsole console = tanPage.tan(tan(account, 1), language);

            assertThat(console.loginName()).hasValue(account.loginName());
        }
    }

    @ParameterizedTest(name = "Z-1 {0} wears the name, the logo and the colour of its realm file")
    @FieldSource("io.github.orgportal.tests.Portal#REALMS")
    void wearsItsBrand(String realm) {
        Map<String, String> texts =
                Portal.productionRealm(realm).getLocalizationTexts().get("de");
        int colour = Integer.parseInt(texts.get("portalBrandColor").substring(1), 16);
        String rgb = "rgb(%d, %d, %d)".formatted(colour >> 16, colour >> 8 & 255, colour & 255);
        Page page = window.open(realm).page();

        assertThat(page.locator("#kc-header-wrapper")).hasText(texts.get("portalBrandName"));
        assertTrue(page.evaluate(
                        "getComputedStyle(document.querySelector('#kc-header-wrapper'), '::before').backgroundImage")
                .toString()
                .contains(texts.get("portalBrandLogo")));
        Locator card = page.locator(".pf-v5-c-login__main-header");
        assertThat(card).hasCSS("border-top", "4px solid " + rgb);
        assertThat(card).hasCSS("background-color", "rgb(255, 255, 255)");
        assertThat(page.locator("#kc-login")).hasCSS("background-color", rgb);
    }

    @Test
    @DisplayName("Z-6 German comes first for a browser that speaks neither language; the menu brings English")
    void speaksGermanFirst() {
        Account account = portal.account("member-portal");
        try (Window reader = Window.in(portal, Locale.FRENCH)) {
            LoginPage login = reader.open("member-portal");
            assertEquals("de", login.language());

            login.chooseLanguage("English");
            assertEquals("en", login.language());
            TanPage tanPage = login.password(account);
            assertEquals("en", tanPage.language());
            tanPage.tan(tan(account, 1), ENGLISH);
        }
    }

    @Test
    @DisplayName("Z-6 without scripts the login works all the same")
    void needsNoScripts() {
        Account account = portal.account("benefits-portal");
        try (Window plain = Window.withoutScripts(portal, GERMAN)) {
            TanPage tanPage = plain.openFromAnApplication("benefits-portal").password(account);
            assertThat(tanPage.resend()).isEnabled();

            tanPage.field().fill(tan(account, 1));
            plain.page()
                    .waitForRequest(
                            request -> request.url().startsWith(plain.console("benefits-portal"))
                                    && request.url().contains("code="),
                            () -> plain.page().locator("#tan-submit").click());
        }
    }

    @Nested
    class TheRole {
        private static final String REALM = "member-portal";

        @Test
        @DisplayName("L-7 it is chosen with the keyboard alone, shown with name and password, and changed there")
        void withTheKeyboard() {
            Account account = portal.account(REALM);
            RolePage roles = window.openAtChoice(REALM);
            assertEquals("In welcher Rolle?", roles.heading());
            roles.card("administrator").focus();
            roles.page().keyboard().press("Tab");
            assertThat(roles.card("clerk")).isFocused();
            roles.replacing(() -> roles.page().keyboard().press("Enter"));

            LoginPage login = new LoginPage(roles.page());
            assertTrue(login.text().contains("Rolle: Sachbearbeitung"), login.text());
            assertThat(login.page().locator("#username")).isFocused();
            login.press(login.page().locator("#change-role"));
            login = new RolePage(login.page()).choose("administrator");
            assertTrue(login.text().contains("Rolle: Administration"), login.text());
            login.password(account).tan(tan(account, 1), GERMAN);
        }

        @Test
        @DisplayName(
                "L-7 the back button leads to the choice, where another role can be chosen; reload keeps the one that was")
        void backAndReload() {
            Account account = portal.account(REALM);
            LoginPage login = window.openAtChoice(REALM).choose("clerk");
            login.refresh();
            login = new LoginPage(window.page());
            assertTrue(login.text().contains("Rolle: Sachbearbeitung"), login.text());

            window.page().goBack();
            login = new RolePage(window.page()).choose("data-centre-user");

            assertTrue(login.text().contains("Rolle: Rechenzentrum"), login.text());
            login.password(account).tan(tan(account, 1), GERMAN);
        }

        @Test
        @DisplayName("Z-6 another language on the way keeps the role")
        void changesItsLanguage() {
            RolePage roles = window.openAtChoice(REALM);
            roles.chooseLanguage("English");
            roles = new RolePage(window.page());
            assertEquals("In which role?", roles.heading());

            LoginPage login = roles.choose("clerk");
            login.chooseLanguage("Deutsch");

            login = new LoginPage(window.page());
            assertTrue(login.text().contains("Rolle: Sachbearbeitung"), login.text());
        }
    }

    @Nested
    class TheTanPage {
        private final Account account = portal.account("employer-portal");

        @Test
        @DisplayName("L-2 says where the mail went and how long the TAN is valid, and is ready to be typed into")
        void saysWhatToDo() {
            TanPage tanPage = atTanPage();

            assertFalse(tanPage.text().contains(account.address()), "the address is masked");
            assertTrue(tanPage.text().contains("k···@f···.example"), tanPage.text());
            assertTrue(tanPage.text().contains("5 Minuten"), tanPage.text());
            assertThat(tanPage.field()).isFocused();
            assertThat(tanPage.field()).hasAttribute("inputmode", "numeric");
            assertThat(tanPage.field()).hasAttribute("autocomplete", "one-time-code");
            assertThat(tanPage.page().getByRole(AriaRole.TIMER)).hasText(Pattern.compile("[45]:[0-9]{2}"));
        }

        @Test
        @DisplayName("L-3 a wrong TAN: the error stands at the field, which has the focus and is empty")
        void tellsAWrongTan() {
            TanPage tanPage = atTanPage();
            String tan = tan(account, 1);

            tanPage = tanPage.wrongTan(otherThan(tan));

            assertThat(tanPage.error()).containsText("Die TAN ist nicht richtig. Sie haben noch 4 Versuche.");
            assertThat(tanPage.field()).hasAttribute("aria-invalid", "true");
            assertThat(tanPage.field()).hasAccessibleDescription(Pattern.compile("Die TAN ist nicht richtig"));
            assertThat(tanPage.field()).isFocused();
            assertThat(tanPage.field()).hasValue("");
            tanPage.tan(tan, GERMAN);
        }

        @Test
        @DisplayName("L-2 a TAN may be pasted with a gap in it")
        void takesAPastedTan() {
            TanPage tanPage = atTanPage();
            String tan = tan(account, 1);

            tanPage.paste(" " + tan.substring(0, 3) + " " + tan.substring(3) + " ")
                    .submit(GERMAN);
        }

        @Test
        @DisplayName("L-1 a double click signs in once")
        void survivesADoubleClick() {
            atTanPage().tanWithDoubleClick(tan(account, 1), GERMAN);
        }

        @Test
        @DisplayName("L-1 cancel leads back to name and password, where the login can start over")
        void canBeLeft() {
            TanPage tanPage = atTanPage();
            tan(account, 1);

            LoginPage login = tanPage.cancel();

            assertTrue(login.text().contains("Die Anmeldung wurde abgebrochen."), login.text());
            login.password(account).tan(tan(account, 2), GERMAN);
        }

        @Test
        @DisplayName("L-2 refresh and the back button send nothing and void nothing")
        void staysAsItIs() {
            TanPage tanPage = atTanPage();
            String tan = tan(account, 1);

            tanPage.refresh();
            window.page().goBack();
            window.page().goForward();
            tanPage = new TanPage(window.page());

            tanPage.tan(tan, GERMAN);
            assertEquals(1, portal.mails().mails(account.address()).size());
        }

        @Test
        @DisplayName("Z-6 another language on the TAN page keeps the login and sends nothing")
        void changesItsLanguage() {
            TanPage tanPage = atTanPage();
            String tan = tan(account, 1);

            tanPage.chooseLanguage("English");
            assertEquals("Enter your TAN", tanPage.heading());
            assertEquals("en", tanPage.language());
            tanPage.chooseLanguage("Deutsch");
            assertEquals("TAN eingeben", tanPage.heading());

            tanPage.tan(tan, GERMAN);
            assertEquals(1, portal.mails().mails(account.address()).size());
        }

        @Test
        @DisplayName("L-2 'send again' is shut until its countdown ends, then brings a new TAN")
        void sendsAgain() {
            window.takeTheClock();
            TanPage tanPage = atTanPage();
            String old = tan(account, 1);
            assertThat(tanPage.resend()).isDisabled();
            assertThat(tanPage.resendIn()).containsText(Pattern.compile("Erneut senden ist in 0:[0-3][0-9] möglich"));

            window.clockAhead(31);
            assertThat(tanPage.resend()).isEnabled();
            assertThat(tanPage.resendIn()).isHidden();
            portal.clock(Duration.ofSeconds(31));
            tanPage = tanPage.sendAgain();

            assertTrue(tanPage.text().contains("Bitte benutzen Sie die TAN aus der neuesten E-Mail."), tanPage.text());
            assertThat(tanPage.resend()).isDisabled();
            String tan = tan(account, 2);
            tanPage.wrongTan(old).tan(tan, GERMAN);
        }

        @Test
        @DisplayName("L-1 the end of the validity is announced in steps, then shown; the login starts over")
        void showsItsEnd() {
            window.takeTheClock();
            TanPage tanPage = atTanPage();

            window.clockAhead(185);
            assertThat(tanPage.announced()).hasText("Die TAN ist noch zwei Minuten gültig.");
            window.clockAhead(60);
            assertThat(tanPage.announced()).hasText("Die TAN ist noch eine Minute gültig.");
            window.clockAhead(60);
            assertThat(tanPage.expired()).isVisible();
            assertThat(tanPage.expired()).isFocused();
            assertThat(tanPage.field()).isHidden();
            tan(account, 1);
            portal.clock(Duration.ofSeconds(305));
            LoginPage login = tanPage.startOver();

            login.password(account).tan(tan(account, 2), GERMAN);
        }

        private TanPage atTanPage() {
            return window.open(account.realm()).password(account);
        }
    }

    @Nested
    class TheMailServerIsDown {
        private static final int TRIES = 4;

        /** How long it took until the TAN page was there, and until it said that the mail has not left. */
        private record Said(Account account, Duration page, Duration warning) {
            boolean inTime() {
                return page.compareTo(Duration.ofSeconds(1)) < 0 && warning.compareTo(Duration.ofSeconds(10)) < 0;
            }
        }

        private Said said() {
            Account account = portal.account("employer-portal");
            LoginPage login = window.open(account.realm());
            portal.mails().stop();
            TanPage tanPage = login.password(account);
            tanPage.notLeft().waitFor();
            Duration warning = window.sinceThePageWasAskedFor();
            return new Said(account, window.answerTime(), warning);
        }

        @Test
        @DisplayName(
                "L-5 the TAN page is there within a second, says within 10 that the mail has not left, and offers another try")
        void isSaidOnThePage() {
            // What takes long only on a server that has just started is not meant, nor what the machine does beside it.
            Said said = said();
            for (int tries = 1; tries < TRIES && !said.inTime(); tries++) {
                portal.mails().start();
                window.page().context().clearCookies();
                said = said();
            }
            System.out.printf(
                    "mail server down: TAN page after %d ms, warning after %d ms%n",
                    said.page().toMillis(), said.warning().toMillis());
            assertTrue(said.inTime(), said::toString);
            Account account = said.account();
            TanPage tanPage = new TanPage(window.page());
            assertThat(tanPage.announced()).containsText("konnte noch nicht verschickt werden");
            assertThat(tanPage.resend()).isEnabled();

            portal.mails().start();
            tanPage = tanPage.sendAgain();
            tanPage.tan(tan(account, 1), GERMAN);
        }

        @Test
        @DisplayName("L-5 it comes back: the mail leaves by itself, the page takes its warning back, the TAN works")
        void endsByItself() {
            Account account = portal.account("member-portal");
            window.takeTheClock();
            LoginPage login = window.open(account.realm());
            portal.mails().stop();
            TanPage tanPage = login.password(account);
            window.clockAhead(10);
            assertThat(tanPage.notLeft()).isVisible();

            portal.mails().start();
            String tan = tan(account, 1);
            window.clockAhead(30);

            assertThat(tanPage.notLeft()).isHidden();
            tanPage.tan(tan, GERMAN);
        }
    }

    @Nested
    class OtherPages {
        @Test
        @DisplayName("L-1 an account without an address is told whom to ask")
        void noAddress() {
            Account account = portal.account("member-portal", "ohne-adresse-" + System.nanoTime(), "", Map.of());

            RefusedPage refused = window.open("member-portal").refused(account);

            assertEquals("Keine E-Mail-Adresse hinterlegt", refused.heading());
            assertTrue(refused.text().contains("hilfe@mitgliederportal.example"), refused.text());
            refused.startOver();
        }

        @Test
        @DisplayName("L-1 a wrong password is told without saying what was wrong")
        void wrongPassword() {
            Account account = portal.account("benefits-portal");

            LoginPage login = window.open("benefits-portal").wrongPassword(account);

            assertTrue(login.text().contains("Diese Angaben sind nicht richtig."), login.text());
        }

        @Test
        @DisplayName("L-1 an earlier page of the login leads to the 'expired' page, and from there back into the login")
        void anEarlierPage() {
            Account account = portal.account("employer-portal");
            LoginPage login = window.open("employer-portal");
            String earlier = login.action();
            login.password(account);
            String tan = tan(account, 1);

            window.page().navigate(earlier);
            PortalPage expired = new PortalPage(window.page(), "login-login-page-expired");
            assertEquals("Diese Seite ist nicht mehr aktuell", expired.heading());
            expired.pressLink("Anmeldung fortsetzen");

            new TanPage(window.page()).tan(tan, GERMAN);
            assertEquals(1, portal.mails().mails(account.address()).size());
        }

        @Test
        @DisplayName("Z-6 an unknown application gets an error page in the portal's words")
        void anUnknownApplication() {
            window.page()
                    .navigate(window.address(
                            "employer-portal",
                            "protocol/openid-connect/auth?client_id=gibt-es-nicht&response_type=code"));

            PortalPage error = new PortalPage(window.page(), "login-error");

            assertEquals("Das hat leider nicht geklappt", error.heading());
            assertTrue(error.text().contains("Diese Anwendung ist hier nicht bekannt."), error.text());
        }

        @Test
        @DisplayName("L-10 logout asks, says that it is done, and the next visit logs in anew")
        void logout() {
            Account account = portal.account("benefits-portal");
            window.open("benefits-portal").password(account).tan(tan(account, 1), GERMAN);

            window.page().navigate(window.address("benefits-portal", "protocol/openid-connect/logout"));
            PortalPage question = new PortalPage(window.page(), "login-logout-confirm");
            assertTrue(question.text().contains("Möchten Sie sich abmelden?"), question.text());
            question.press(window.page().locator("#kc-logout"));

            PortalPage done = new PortalPage(window.page(), "login-info");
            assertTrue(done.text().contains("Sie sind abgemeldet."), done.text());
            window.open("benefits-portal");
        }

        @Test
        @DisplayName("Z-6 L-11 a password that must be changed is asked for after the TAN, and leads to a new login")
        void newPassword() {
            Account account =
                    portal.account("benefits-portal", user -> user.setRequiredActions(List.of("UPDATE_PASSWORD")));
            TanPage tanPage = window.open("benefits-portal").password(account);

            tanPage.field().fill(tan(account, 1));
            tanPage.press(window.page().locator("#tan-submit"));
            PortalPage change = new PortalPage(window.page(), "login-login-update-password");
            assertEquals("Neues Passwort festlegen", change.heading());
            window.page().locator("#password-new").fill("Ein-ganz-neues-Passwort-2!");
            window.page().locator("#password-confirm").fill("Ein-ganz-neues-Passwort-2!");
            change.press(window.page().locator("#kc-submit"));

            PortalPage changed = new PortalPage(window.page(), "login-portal-password-changed");
            assertEquals("Ihr Passwort ist geändert", changed.heading());
            changed.pressLink("Neu anmelden");
            new LoginPage(window.page());
            window.page().locator("#username").fill(account.loginName());
            window.page().locator("#password").fill("Ein-ganz-neues-Passwort-2!");
            window.page().locator("#kc-login").click();
            new TanPage(window.page()).tan(tan(account, 2), GERMAN);
        }
    }

    private String tan(Account account, int n) {
        return portal.mails().tan(account.address(), n);
    }

    private static String otherThan(String tan) {
        return "%06d".formatted((Integer.parseInt(tan) + 1) % 1_000_000);
    }
}
