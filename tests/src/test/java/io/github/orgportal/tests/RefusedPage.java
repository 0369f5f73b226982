package io.github.orgportal.tests;

import com.microsoft.playwright.Page;

/** Says why there is no TAN now, and whom to ask. */
final class RefusedPage extends PortalPage {
    RefusedPage(Page page) {
        super(page, "login-portal-email-tan-refused");
    }

    LoginPage startOver() {
        press(page().locator("#tan-restart"));
        return new LoginPage(page());
    }
}
