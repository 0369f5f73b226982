package io.github.orgportal.tests;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** A page of the registration in a browser. */
final class RegistrationPage extends PortalPage {
    private static final List<String> WITH_FIELDS =
            List.of(Registering.ORGANIZATION, Registering.PERSON, Registering.UNITS);

    private final Registering who;

    /**
     * The form to sign.
     *
     * @param reference as the page tells it
     * @param file what the browser calls it
     * @param text what it says
     */
    record Form(String reference, String file, String text) {}

    private RegistrationPage(Page page, Registering who, String id) {
        super(page, id);
        this.who = who;
    }

    /** From the login of a realm, by its link. */
    static RegistrationPage open(Window window, String realm, Registering who) {
        window.page()
                .navigate(PlainBrowser.loginAddress(
                                java.net.URI.create(window.address(realm, "").replaceAll("/realms/.*", "")), realm)
                        .toString());
        PortalPage login = new PortalPage(window.page(), "login-portal-role-choice");
        login.press(window.page().locator("#register"));
        return new RegistrationPage(window.page(), who, Registering.ROLE);
    }

    String id() {
        return page().locator("body").getAttribute("data-page-id");
    }

    Locator field(String name) {
        return page().locator("#" + name);
    }

    /** Fills in what the page asks for. */
    RegistrationPage fill() {
        if (WITH_FIELDS.contains(id())) {
            for (Locator field : page().locator("#registration :is(input:not([type=hidden]), textarea)")
                    .all()) {
                field.fill(who.value(field.getAttribute("id")));
            }
        }
        return this;
    }

    /** Fills the page in and goes on to the next one. */
    RegistrationPage next() {
        if (id().equals(Registering.ROLE)) {
            press(page().locator("button[value='" + who.value("role") + "']"));
        } else {
            fill().press(page().locator("#registration-next"));
        }
        return this;
    }

    /** Goes on to a page, filling in those before it. */
    RegistrationPage goOn(String page) {
        for (int pages = 0; pages < 6 && !id().equals(page); pages++) {
            next();
        }
        return new RegistrationPage(page(), who, page);
    }

    /** Opens the link in the mail, confirms the address, and takes the form. */
    Form confirm() {
        page().navigate(who.link(1).toString());
        PortalPage asked = new PortalPage(page(), Registering.CONFIRM);
        asked.press(page().locator("#registration-confirm-submit"));
        new PortalPage(page(), Registering.DONE);
        Download form = page().waitForDownload(
                        () -> page().locator("#registration-form").click());
        return new Form(
                page().locator("#registration-reference").innerText(),
                form.suggestedFilename(),
                Registering.text(form.path()));
    }
}
