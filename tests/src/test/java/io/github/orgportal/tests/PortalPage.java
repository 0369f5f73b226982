package io.github.orgportal.tests;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;

/** What every page of the login has. */
class PortalPage {
    private final Page page;

    /** Waits until the page with this id is there. */
    PortalPage(Page page, String id) {
        this.page = page;
        page.locator("body[data-page-id='" + id + "']").waitFor();
    }

    final Page page() {
        return page;
    }

    final String heading() {
        return page.locator("h1").innerText();
    }

    /** What is to be read on the page. */
    final String text() {
        return page.locator("main").innerText();
    }

    /** The language that a screen reader reads it in. */
    final String language() {
        return page.locator("html").getAttribute("lang");
    }

    /** Chooses a language by its own name, from the menu. */
    final void chooseLanguage(String name) {
        replacing(() -> page.locator("#login-select-toggle").selectOption(new SelectOption().setLabel(name)));
    }

    final void refresh() {
        page.reload();
    }

    final void pressLink(String label) {
        replacing(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(label))
                .click());
    }

    final void press(Locator button) {
        replacing(button::click);
    }

    /** Waits until another page is there, be it one of the same kind. */
    final void replacing(Runnable action) {
        page.evaluate("document.documentElement.setAttribute('data-left', '')");
        action.run();
        page.locator("html:not([data-left]) body").first().waitFor();
    }
}
