package io.github.orgportal.tests;

import com.microsoft.playwright.Page;
import io.github.orgportal.tests.Portal.Account;

/** Name and password. */
final class LoginPage extends PortalPage {
    LoginPage(Page page) {
        super(page, "login-login");
    }

    /** Enters the right password. */
    TanPage password(Account account) {
        return password(account.loginName(), Portal.PASSWORD);
    }

    /** Enters a password that is right, such as a one-time password. */
    TanPage password(String name, String password) {
        send(name, password);
        return new TanPage(page());
    }

    LoginPage wrongPassword(Account account) {
        send(account.loginName(), "falsch");
        return new LoginPage(page());
    }

    /** Enters the right password of an account that gets no TAN. */
    RefusedPage refused(Account account) {
        send(account.loginName(), Portal.PASSWORD);
        return new RefusedPage(page());
    }

    /** Enters the right password of an account that may not get in. */
    PortalPage lockedOut(Account account) {
        send(account.loginName(), Portal.PASSWORD);
        return new PortalPage(page(), "login-portal-access-refused");
    }

    /** Where the form goes to. */
    String action() {
        return String.valueOf(page().locator("#kc-form-login").getAttribute("action"));
    }

    private void send(String name, String password) {
        page().locator("#username").fill(name);
        page().locator("#password").fill(password);
        press(page().locator("#kc-login"));
    }
}
