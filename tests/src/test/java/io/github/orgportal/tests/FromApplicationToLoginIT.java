package io.github.orgportal.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.orgportal.tests.Screen.button;
import static io.github.orgportal.tests.Screen.dialog;
import static io.github.orgportal.tests.Screen.heading;
import static io.github.orgportal.tests.Screen.link;
import static io.github.orgportal.tests.Screen.tab;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SelectOption;
import io.github.orgportal.tests.Portal.Account;
import io.github.orgportal.tests.RegistrationPage.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * From the application to the first login, in Chromium: who applies, the operator's staff and those who wait for it, each at a window of
 * their own. No step is done for them.
 */
class FromApplicationToLoginIT {
    private static final String OWN = "Selbst-Gewaehlt-42-Langes!";

    private static Portal portal;
    private static String realm = "";
    private static Domain domain;
    private static Account operator;

    @BeforeAll
    static void aPortal() {
        portal = Portal.onPostgres();
        realm = portal.unprotectedRealm("member-portal", settings -> {});
        domain = portal.domain(realm);
        operator = portal.account(realm);
        portal.realm(realm)
                .users()
                .get(operator.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(realm).roles().get("portal-operator").toRepresentation()));
    }

    @Test
    @DisplayName(
            "R-1 R-3 R-4 C-2 C-4 O-4 O-7 the last administrator is locked: a new one registers, is approved, gets a letter and logs in; the clerks are back")
    void administrator() {
        String number = number();
        String organization = domain.organization(number);
        Account gone = member(organization, "administrator", "Fort");
        Account clerk = member(organization, "clerk", "Wartend");
        assertTrue(domain.lockBy(gone, gone).done());
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            PortalPage refused = window.open(realm).lockedOut(clerk);
            assertTrue(refused.text().contains("weder eine Administratorin noch einen Administrator"), refused.text());
        }

        Registering newcomer = newcomer("administrator", number).with("phone", "+49 30 5550123");
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Form form = register(window, newcomer);
            assertTrue(form.text().contains(number), form.text());
            String oneTimePassword = approvedAndPrinted(form, newcomer);

            Page page = logInFirst(window, newcomer, oneTimePassword);
            assertThat(link(page, "Letzte Änderungen")).isVisible();
            assertThat(link(page, "Druckwarteschlange")).hasCount(0);
            link(page, "Unsere Organisation").click();
            assertThat(page.locator("main")).containsText("Betrieb " + number);
            assertThat(row(page, newcomer.value("lastName"))).containsText("Aktiv");
            link(page, "Benutzer").click();
            assertThat(row(page, "Wartend")).containsText("Aktiv");
            assertThat(row(page, "Fort")).containsText("Gesperrt");
        }

        awaitEnabled(clerk);
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            logIn(window, clerk);
            assertThat(link(window.page(), "Meine Rechte")).isVisible();
        }
    }

    @Test
    @DisplayName(
            "R-2 R-3 R-4 L-9 O-4 O-7 a data centre registers for two organizations, is approved, gets a letter, logs in and chooses between them")
    void dataCentre() {
        List<String> numbers = List.of(number(), number());
        List<String> organizations = numbers.stream().map(domain::organization).toList();
        organizations.forEach(organization -> member(organization, "administrator", "Leitung"));
        Application application = Application.demanding(portal, realm, "data-centre-user");

        Registering newcomer = newcomer("data-centre-user", numbers.get(0)).with("served", numbers.get(1));
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Form form = register(window, newcomer);
            numbers.forEach(number -> assertTrue(form.text().contains(number), form.text()));
            String oneTimePassword = approvedAndPrinted(form, newcomer);

            Page page = logInFirst(window, newcomer, oneTimePassword);
            Locator places = page.getByLabel("Organisation", new Page.GetByLabelOptions().setExact(true));
            assertThat(places.locator("option")).hasCount(2);
            assertThat(link(page, "Benutzer")).hasCount(0);
            for (int i = 1; i >= 0; i--) {
                places.selectOption(new SelectOption().setLabel("Betrieb " + numbers.get(i)));
                assertThat(page).hasURL(Pattern.compile("/org/" + organizations.get(i) + "/rights$"));
                assertThat(heading(page, "Meine Rechte")).isVisible();
            }

            page.route("https://app.example/**", route -> route.fulfill());
            page.navigate(application.address("").toString());
            PortalPage choice = new PortalPage(page, "login-portal-access-choice");
            numbers.forEach(number -> assertTrue(choice.text().contains("Mitgliedsnummer " + number), choice.text()));
            page.locator(".portal-card")
                    .filter(new Locator.FilterOptions().setHasText(numbers.get(1)))
                    .click();
            assertThat(page).hasURL(Pattern.compile("^https://app\\.example/.*[?&]code="));
        }
    }

    private static String number() {
        return "N-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static Account member(String organization, String role, String lastName) {
        Account account = portal.account(realm, user -> user.setLastName(lastName));
        assertTrue(domain.member(organization, account, role).done());
        // in this portal, people with a role log in with their address
        return new Account(realm, account.id(), account.address(), account.address());
    }

    private static Registering newcomer(String role, String memberNumber) {
        return new Registering(portal, realm)
                .with("role", role)
                .with("memberNumber", memberNumber)
                .with("lastName", "Neu-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** From the login page to the form on paper. */
    private static Form register(Window window, Registering newcomer) {
        Form form = RegistrationPage.open(window, realm, newcomer)
                .goOn(Registering.SENT)
                .confirm();
        assertTrue(form.text().contains(form.reference()), form.text());
        assertTrue(form.text().contains(newcomer.value("lastName")), form.text());
        return form;
    }

    /** What the operator's staff does with the form that has come by post; answers with what it puts into the letter. */
    private static String approvedAndPrinted(Form form, Registering newcomer) {
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window, operator);
            approve(page, form, newcomer);
            // it tells that a letter is under way
            portal.mails().await(newcomer.address(), 2);
            return print(page, newcomer);
        }
    }

    private static void approve(Page page, Form form, Registering newcomer) {
        link(page, "Anträge").click();
        page.getByRole(AriaRole.TEXTBOX).first().fill(form.reference());
        assertThat(page).hasURL(Pattern.compile("[?&]search="));
        link(page, form.reference()).click();
        assertThat(heading(page, "Kim " + newcomer.value("lastName"))).isVisible();
        assertThat(page.getByText("Nicht bekannt")).hasCount(0);
        button(page, "Genehmigen").click();
        dialog(page).getByRole(AriaRole.BUTTON).first().click();
        assertThat(page.getByText("Genehmigt am")).isVisible();
    }

    private static String print(Page page, Registering newcomer) {
        List<Request> wishes = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/letters/pdf")) {
                wishes.add(request);
            }
        });
        link(page, "Druckwarteschlange").click();
        Locator letter = row(page, newcomer.value("lastName"));
        assertThat(letter).containsText("Einmalpasswort");
        letter.getByRole(AriaRole.CHECKBOX).check();
        Download pdf =
                page.waitForDownload(() -> button(page, "PDF erstellen (1)").click());
        String text = Registering.text(pdf.path());
        assertTrue(text.contains(newcomer.value("street")), text);
        Matcher oneTimePassword = LettersIT.ONE_TIME_PASSWORD.matcher(text);
        assertTrue(oneTimePassword.find(), text);

        button(page, "Als gedruckt vermerken (1)").click();
        page.locator("#letters-on-paper").check();
        button(page, "Als gedruckt vermerken").click();
        assertThat(page.getByText("1 Brief ist als gedruckt vermerkt")).isVisible();
        assertThat(letter).hasCount(0);
        tab(page, "Gedruckt").click();
        assertThat(letter).hasCount(1);
        assertThat(letter.getByRole(AriaRole.CHECKBOX)).hasCount(0);
        assertGone(page, wishes.get(0), newcomer);
        return oneTimePassword.group(1);
    }

    /** What is on paper is nowhere else: the same wish for the same letter is refused, and the server itself cannot read it. */
    private static void assertGone(Page page, Request wish, Registering newcomer) {
        var again = page.request()
                .post(
                        wish.url(),
                        RequestOptions.create()
                                .setHeader("Authorization", wish.headerValue("authorization"))
                                .setHeader("Content-Type", "application/json")
                                .setData(wish.postData()));
        assertEquals(409, again.status(), again.text());
        assertTrue(again.text().contains("letters_void"), again.text());
        assertEquals("", new Passwords(portal, realm).inTheLetter(account(newcomer)));
    }

    private static Account account(Registering newcomer) {
        UserRepresentation user = portal.realm(realm)
                .users()
                .searchByEmail(newcomer.address(), true)
                .get(0);
        return new Account(realm, user.getId(), user.getUsername(), newcomer.address());
    }

    /** With what the letter says: TAN, a password of the own, and the account console. */
    private static Page logInFirst(Window window, Registering newcomer, String oneTimePassword) {
        Page page = window.page();
        int mails = portal.mails().mails(newcomer.address()).size();
        TanPage tan =
                window.openAtChoice(realm).choose(newcomer.value("role")).password(newcomer.address(), oneTimePassword);
        tan.field().fill(portal.mails().tan(newcomer.address(), mails + 1));
        tan.press(page.locator("#tan-submit"));
        PortalPage choice = new PortalPage(page, "login-login-update-password");
        page.locator("#password-new").fill(OWN);
        page.locator("#password-confirm").fill(OWN);
        choice.press(page.locator("#kc-submit"));
        new AccountConsole(page, window.language());
        return page;
    }

    private static Page logIn(Window window, Account account) {
        int mails = portal.mails().mails(account.address()).size();
        window.open(realm).password(account).tan(portal.mails().tan(account.address(), mails + 1), window.language());
        return window.page();
    }

    private static Locator row(Page page, String name) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    /** Keycloak's own switch follows the portal's decision. */
    private static void awaitEnabled(Account account) {
        assertFalse(domain.state(account).locks().stream().anyMatch(lock -> lock.liftedAt() == null));
        Await.until(
                "the account is enabled again",
                () -> portal.realm(realm)
                        .users()
                        .get(account.id())
                        .toRepresentation()
                        .isEnabled());
    }
}
