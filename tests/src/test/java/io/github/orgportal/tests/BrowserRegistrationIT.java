package io.github.orgportal.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registration as a person meets it, in Chromium. How its pages look, AccessibilityIT asks. */
class BrowserRegistrationIT {
    private static final Portal PORTAL = Portal.onH2();
    /** Other tests of this server register in the portals themselves. */
    private static final String REALM = PORTAL.unprotectedRealm("member-portal", realm -> {});

    private final Registering kim = new Registering(PORTAL, REALM);
    private final Window window = Window.in(PORTAL, Locale.GERMAN);

    @AfterEach
    void close() {
        window.close();
    }

    @ParameterizedTest(name = "R-1 Z-6 from the login page to the form on paper, on a phone, in ''{0}''")
    @ValueSource(strings = {"de", "en"})
    void wholeWay(String language) {
        try (Window phone = Window.in(PORTAL, Locale.forLanguageTag(language))) {
            phone.page().setViewportSize(360, 740);
            RegistrationPage sent = RegistrationPage.open(phone, REALM, kim).goOn(Registering.SENT);
            assertEquals(language, sent.language());

            RegistrationPage.Form form = sent.confirm();
            assertEquals(form.reference() + ".pdf", form.file());
            assertTrue(form.text().contains(form.reference()), form.text());
            assertTrue(form.text().contains(kim.address()), form.text());
            PortalPage done = new PortalPage(phone.page(), Registering.DONE);
            assertEquals(language, done.language());
            done.refresh();
            assertThat(phone.page().locator("#registration-reference")).hasText(form.reference());
        }
    }

    @Test
    @DisplayName("Z-6 another language from the menu keeps what was typed and not sent")
    void anotherLanguage() {
        RegistrationPage person = RegistrationPage.open(window, REALM, kim).goOn(Registering.PERSON);
        person.field("firstName").fill("Noch nicht");
        person.field("city").fill("gesendet");
        person.chooseLanguage("English");

        assertEquals("en", person.language());
        assertEquals("About you", person.heading());
        assertThat(person.field("firstName")).hasValue("Noch nicht");
        assertThat(person.field("city")).hasValue("gesendet");
        person.goOn(Registering.CHECK).chooseLanguage("Deutsch");
        assertEquals("Angaben prüfen", person.heading());
    }

    @Test
    @DisplayName("R-1 the browser's own back, forward and reload go from step to step, and a second tab is its own")
    void browsersButtons() {
        RegistrationPage units = RegistrationPage.open(window, REALM, kim).goOn(Registering.UNITS);
        Page page = window.page();

        page.goBack();
        new PortalPage(page, Registering.PERSON);
        assertThat(page.locator("#lastName")).hasValue("Berg");
        page.goBack();
        new PortalPage(page, Registering.ORGANIZATION);
        page.reload();
        new PortalPage(page, Registering.ORGANIZATION);
        page.goForward();
        new PortalPage(page, Registering.PERSON);
        page.locator("#lastName").fill("Burg");
        units.press(page.locator("#registration-next"));
        new PortalPage(page, Registering.UNITS);

        Page second = page.context().newPage();
        second.navigate(PlainBrowser.loginAddress(PORTAL.server().url(), REALM).toString());
        second.locator("#register").click();
        second.locator("body[data-page-id='" + Registering.ROLE + "']").waitFor();
        page.bringToFront();
        units.goOn(Registering.CHECK);
        assertTrue(units.text().contains("Burg"), units.text());
    }

    @Test
    @DisplayName("R-1 a double click sends one application, and change leads to a page and straight back")
    void doubleClick() {
        RegistrationPage check = RegistrationPage.open(window, REALM, kim).goOn(Registering.CHECK);
        check.press(window.page().locator("#change-organization"));
        check.field("memberNumber").fill("4711-neu");
        check.press(window.page().locator("#registration-next"));
        new PortalPage(window.page(), Registering.CHECK);
        assertTrue(check.text().contains("4711-neu"), check.text());

        window.page().locator("#registration-next").dblclick();
        new PortalPage(window.page(), Registering.SENT);
        PORTAL.mails().await(kim.address(), 1);
        assertEquals(1, PORTAL.mails().mails(kim.address()).size());
    }

    @Test
    @DisplayName("Z-6 R-1 what is wrong takes the focus and is described")
    void focus() {
        kim.with("birthDate", "gestern").with("email", "info@firma.example");
        RegistrationPage person = RegistrationPage.open(window, REALM, kim)
                .goOn(Registering.PERSON)
                .next();

        assertThat(person.field("birthDate")).isFocused();
        assertThat(person.field("birthDate"))
                .hasAccessibleDescription(java.util.regex.Pattern.compile("TT.MM.JJJJ.*Geburtsdatum.*"));
        assertThat(person.field("email"))
                .hasAccessibleDescription(java.util.regex.Pattern.compile(".*persönliche Adresse.*"));
        assertThat(person.page().locator("[role=alert]")).containsText("markierten");
    }

    @Test
    @DisplayName("Z-6 without scripts the registration works all the same")
    void needsNoScripts() {
        try (Window plain = Window.withoutScripts(PORTAL, Locale.GERMAN)) {
            plain.page()
                    .navigate(PlainBrowser.loginAddress(PORTAL.server().url(), REALM)
                            .toString());
            plain.page().locator("#register").click();
            plain.page().locator("button[value=administrator]").click();
            plain.page().locator("#memberNumber").fill("4711");
            plain.page().locator("#memberNumber").press("Enter");
            plain.page().locator("#firstName").waitFor();
            plain.page().locator("#registration-back").click();
            assertThat(plain.page().locator("#memberNumber")).hasValue("4711");
        }
    }
}
