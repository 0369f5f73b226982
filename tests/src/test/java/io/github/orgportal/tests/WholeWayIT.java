package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import io.github.orgportal.tests.Portal.Account;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a clerk meets from the first password to a forgotten one, in Chromium, in the portals as their realm files have them. */
class WholeWayIT {
    private static final String OWN = "Selbst-Gewaehlt-42-Langes!";
    private static final String OTHER = "Danach-Gewaehlt-43-Langes!";

    private final Portal portal = Portal.onH2();

    static Stream<Arguments> realmsAndLanguages() {
        return BrowserLoginIT.realmsAndLanguages();
    }

    @ParameterizedTest(
            name = "O-1, O-4, O-8 in {0}, read in ''{1}'': first access, own password, logout, TAN, forgotten, back in")
    @MethodSource("realmsAndLanguages")
    void fromTheFirstPasswordToAForgottenOne(String realm, Locale language) {
        try (Window window = Window.in(portal, language)) {
            Person person = new Person(window, realm);

            person.chooses(OWN);
            person.logsOut();
            person.logsIn(OWN);
            person.logsOut();
            person.forgets();
            person.chooses(OTHER);
            person.logsOut();
            person.logsIn(OTHER);
        }
    }

    /** A new clerk at a window, and the administrator who hands over what is handed over. */
    private final class Person {
        private final Window window;
        private final Page page;
        private final String realm;
        private final Passwords passwords;
        private final Account administrator;
        private final Account clerk;
        private int mails;

        Person(Window window, String realm) {
            this.window = window;
            this.page = window.page();
            this.realm = realm;
            this.passwords = new Passwords(portal, realm);
            String organization = portal.domain(realm).organization();
            this.administrator = passwords.person(organization, "administrator");
            this.clerk = passwords.person(organization, "clerk");
            passwords.first(clerk, organization);
            awaitMail();
        }

        /** The first time or after having forgotten it: by the way that the portal has for it. */
        void chooses(String password) {
            switch (realm) {
                case "member-portal" ->
                    begins(passwords.look(administrator, clerk).get(1), password);
                case "employer-portal" -> begins(passwords.inTheLetter(clerk), password);
                default -> {
                    page.navigate(passwords.linkIn(clerk, mails).toString());
                    enters(password);
                    notice().press(page.locator("#notice-login"));
                    enter(new LoginPage(page), password).tan(tan(), window.language());
                }
            }
        }

        private void begins(String oneTimePassword, String password) {
            password(oneTimePassword).field().fill(tan());
            page.locator("#tan-submit").click();
            enters(password);
            new AccountConsole(page, window.language());
        }

        private void enters(String password) {
            PortalPage choice = new PortalPage(page, "login-login-update-password");
            assertEquals(window.language().getLanguage(), choice.language());
            page.locator("#password-new").fill(password);
            page.locator("#password-confirm").fill(password);
            page.locator("#kc-submit").click();
        }

        void logsIn(String password) {
            password(password).tan(tan(), window.language());
        }

        void logsOut() {
            page.navigate(window.address(realm, "protocol/openid-connect/logout"));
            PortalPage question = new PortalPage(page, "login-logout-confirm");
            question.press(page.locator("#kc-logout"));
            new PortalPage(page, "login-info");
        }

        void forgets() {
            LoginPage login = window.open(realm);
            login.press(page.locator("a[href*=reset-credentials]"));
            PortalPage form = new PortalPage(page, "login-portal-forgotten-password");
            page.locator("#username").fill(loginName());
            if (page.locator("#username-again").count() > 0) {
                page.locator("#username-again").fill(loginName());
            }
            form.press(page.locator("#forgotten-submit"));
            notice();
            awaitMail();
        }

        private PortalPage notice() {
            PortalPage notice = new PortalPage(page, "login-portal-notice");
            assertEquals(window.language().getLanguage(), notice.language());
            return notice;
        }

        private TanPage password(String password) {
            return enter(window.open(realm), password);
        }

        private TanPage enter(LoginPage login, String password) {
            return login.password(loginName(), password);
        }

        /** What the person logs in with. */
        private String loginName() {
            return realm.equals("member-portal") ? clerk.address() : clerk.loginName();
        }

        private String tan() {
            return portal.mails().tan(clerk.address(), ++mails);
        }

        private void awaitMail() {
            portal.mails().await(clerk.address(), ++mails);
        }
    }
}
