package io.github.orgportal.tests;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;

/** The account console, rendered: somebody has logged in. */
final class AccountConsole {
    private final Page page;

    AccountConsole(Page page, Locale language) {
        this.page = page;
        String title = language.equals(Locale.GERMAN) ? "Persönliche Angaben" : "Personal info";
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(title))
                .first()
                .waitFor();
        page.getByRole(AriaRole.NAVIGATION).first().waitFor();
    }

    /** The login name that the console shows. */
    Locator loginName() {
        return page.locator("input[name=username]");
    }
}
