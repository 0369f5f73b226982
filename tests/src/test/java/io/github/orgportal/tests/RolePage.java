package io.github.orgportal.tests;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The choice of the role, before name and password. */
final class RolePage extends PortalPage {
    RolePage(Page page) {
        super(page, "login-portal-role-choice");
    }

    /** The card of a role, as the server writes it. */
    Locator card(String role) {
        return page().locator("button[name=role][value='" + role + "']");
    }

    LoginPage choose(String role) {
        press(card(role));
        return new LoginPage(page());
    }
}
