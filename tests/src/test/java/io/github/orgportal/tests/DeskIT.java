package io.github.orgportal.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.orgportal.tests.Screen.button;
import static io.github.orgportal.tests.Screen.dialog;
import static io.github.orgportal.tests.Screen.heading;
import static io.github.orgportal.tests.Screen.link;
import static io.github.orgportal.tests.Screen.looks;
import static io.github.orgportal.tests.Screen.tab;
import static io.github.orgportal.tests.Screen.visit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.orgportal.tests.Api.Answer;
import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator's staff does at its desk in the account console, in a real browser, and what the API does for it. */
class DeskIT {
    private static Portal portal;
    private static String realm = "";
    private static Domain domain;
    private static Caller api;

    @BeforeAll
    static void staff() {
        portal = Portal.onPostgres();
        realm = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        domain = portal.domain(realm);
        api = Api.of(portal, realm).caller(staff(realm));
        // a policy that names clients names all of them
        Api.allow(portal, realm, "account-console");
    }

    private static Account staff(String place) {
        Account account = portal.account(place);
        portal.realm(place)
                .users()
                .get(account.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(place).roles().get("portal-operator").toRepresentation()));
        return account;
    }

    private static String unique(String word) {
        return word + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static Page logIn(Window window) {
        return logIn(window, staff(realm));
    }

    private static Page logIn(Window window, Account account) {
        int mails = portal.mails().mails(account.address()).size();
        window.open(realm).password(account).tan(portal.mails().tan(account.address(), mails + 1), window.language());
        return window.page();
    }

    private static String address(Window window, String page) {
        return window.console(realm) + "operator" + page;
    }

    /** Presses the first button of a dialog, which does what it asks for. */
    private static void confirm(Page page) {
        dialog(page).getByRole(AriaRole.BUTTON).first().click();
    }

    @Test
    @DisplayName(
            "R-5 A-10 G-1 an organization is taken in: made, given units and functions, led by an administrator, who is locked and unlocked; all of it stands in the log")
    void takesInAnOrganization() {
        String number = unique("N");
        String name = unique("Neu");
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            link(page, "Alle Organisationen").click();
            button(page, "Organisation anlegen").click();
            assertThat(heading(page, "Organisation anlegen")).isVisible();
            button(page, "Organisation anlegen").click();
            assertThat(page.getByText("Bitte geben Sie die Nummer ein")).isVisible();
            page.locator("#organization-memberNumber").fill(number);
            page.locator("#organization-name").fill("Nordwerk " + number);
            button(page, "Organisation anlegen").click();
            assertThat(heading(page, "Nordwerk " + number)).isVisible();
            assertThat(page.getByText("Die Organisation hat keinen aktiven Administrator"))
                    .isVisible();

            tab(page, "Einheiten").click();
            button(page, "Einheit anlegen").click();
            page.locator("#unit-number").fill("U-1");
            page.locator("#unit-name").fill("Erste Einheit");
            confirm(page);
            assertThat(page.locator("tbody tr")).containsText("U-1");
            button(page, "Einheit anlegen").click();
            page.locator("#unit-number").fill("U-1");
            page.locator("#unit-name").fill("Noch eine");
            confirm(page);
            assertThat(dialog(page)).containsText("Die Organisation hat schon eine Einheit mit dieser Nummer");
            page.keyboard().press("Escape");
            button(page, "Einheit U-1 ändern").click();
            page.locator("#unit-number").fill("U-2");
            page.locator("#unit-identifier").fill("B-77");
            confirm(page);
            assertThat(page.locator("tbody tr")).containsText("U-2");
            assertThat(page.locator("tbody tr")).containsText("B-77");

            tab(page, "Funktionen").click();
            page.locator("#restriction-view-contract").uncheck();
            assertThat(page.getByText("Auch diese Funktionen wirken dann nicht"))
                    .isVisible();
            button(page, "Speichern").click();
            assertThat(page.getByText("Die Funktionen sind gespeichert")).isVisible();
            assertThat(button(page, "Speichern")).isDisabled();

            button(page, "Administrator anlegen").click();
            page.getByLabel("Vorname").fill("Robin");
            page.getByLabel("Nachname").fill(name);
            page.getByLabel("E-Mail-Adresse").fill(name + "@firma.example");
            page.getByLabel("Die Person kennt die Nutzungsbedingungen").check();
            button(page, "Konto anlegen").click();
            assertThat(heading(page, "Robin " + name)).isVisible();

            button(page, "Sperren").click();
            dialog(page).getByRole(AriaRole.TEXTBOX).fill("Ist im Ruhestand");
            confirm(page);
            page.getByLabel("Ich habe gelesen, was geschieht").check();
            confirm(page);
            button(page, "Entsperren").click();
            confirm(page);
            assertThat(button(page, "Sperren")).isVisible();

            link(page, number + " Nordwerk " + number).click();
            assertThat(heading(page, "Nordwerk " + number)).isVisible();
            assertThat(page.getByText("Die Organisation hat keinen aktiven Administrator"))
                    .hasCount(0);
            tab(page, "Benutzer").click();
            assertThat(page.locator("tbody tr")).containsText(name + ", Robin");

            link(page, "Alle Änderungen").click();
            Locator units = page.locator("tbody tr")
                    .filter(new Locator.FilterOptions().setHasText("Einheit geändert"))
                    .filter(new Locator.FilterOptions().setHasText(number));
            units.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Vorher und nachher"))
                    .click();
            assertThat(units).containsText("U-1 → U-2");
            units.getByRole(AriaRole.LINK).click();
            assertThat(heading(page, "Nordwerk " + number)).isVisible();
        }
    }

    @Test
    @DisplayName(
            "R-3 R-5 an application from paper is typed in, its number corrected, and approved: the person has an account, and a letter waits")
    void approvesAnApplication() throws IOException {
        String number = number(organization("Antrag"));
        String name = unique("Papier");
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            link(page, "Anträge").click();
            button(page, "Antrag erfassen").click();
            assertThat(heading(page, "Antrag erfassen")).isVisible();
            button(page, "Antrag erfassen").click();
            assertThat(page.getByText("Bitte geben Sie die Nummer ein")).isVisible();
            assertThat(page.locator("#application-memberNumbers")).isFocused();
            page.locator("#application-memberNumbers").fill("nie-" + number);
            page.getByLabel("Vorname").fill("Robin");
            page.getByLabel("Nachname").fill(name);
            page.getByLabel("E-Mail-Adresse").fill(name + "@firma.example");
            page.locator("#person-birthDate").fill("1975-12-31");
            page.locator("#application-street").fill("Beispielweg 7");
            page.locator("#application-postalCode").fill("12345");
            page.locator("#application-city").fill("Musterstadt");
            button(page, "Antrag erfassen").click();
            assertThat(heading(page, "Robin " + name)).isVisible();
            assertThat(page.getByText("Nicht bekannt")).isVisible();
            assertThat(page.getByText("31.12.1975")).isVisible();

            Download form =
                    page.waitForDownload(() -> button(page, "Formular als PDF").click());
            try (PDDocument document = Loader.loadPDF(form.path().toFile())) {
                assertTrue(new PDFTextStripper().getText(document).contains(name));
            }
            button(page, "Genehmigen").click();
            assertThat(dialog(page)).containsText("bekommt mit der Genehmigung ein Konto");
            confirm(page);
            assertThat(dialog(page)).containsText("Es gibt keine Organisation mit der Nummer nie-" + number);
            page.locator("#application-memberNumbers").fill(number);
            confirm(page);
            assertThat(page.getByText("Genehmigt am")).isVisible();
            assertThat(button(page, "Genehmigen")).hasCount(0);
            link(page, "Zum Konto").click();
            assertThat(heading(page, "Robin " + name)).isVisible();
            assertThat(page.getByText("Ausstehend").first()).isVisible();

            link(page, "Druckwarteschlange").click();
            assertThat(page.locator("tbody tr")
                            .filter(new Locator.FilterOptions().setHasText(name))
                            .first())
                    .containsText("Druckbereit");
        }
    }

    @Test
    @DisplayName(
            "R-3 applications are found by what stands in them and by status; one is rejected with a reason that stays")
    void rejectsAnApplication() {
        String name = unique("Nein");
        String id = applied(name, "4711");
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            visit(page, address(window, "/applications"));
            page.getByRole(AriaRole.TEXTBOX).first().fill(name);
            assertThat(page.getByText("1 Antrag", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            page.locator("tbody a").first().click();
            assertThat(heading(page, "Kim " + name)).isVisible();
            button(page, "Ablehnen").click();
            confirm(page);
            assertThat(dialog(page)).containsText("Bitte geben Sie einen Grund an");
            dialog(page).getByRole(AriaRole.TEXTBOX).fill("Die Unterschrift fehlt");
            confirm(page);
            assertThat(page.getByText("Abgelehnt am")).isVisible();
            assertThat(page.getByText("Die Unterschrift fehlt")).isVisible();

            visit(page, address(window, "/applications?status=REJECTED&search=" + name));
            assertThat(page.locator("tbody tr")).containsText("Abgelehnt");
            visit(page, address(window, "/applications?status=WAITING&search=" + name));
            assertThat(page.getByText("Nichts gefunden")).isVisible();
            page.locator(".pf-v5-c-empty-state").getByRole(AriaRole.BUTTON).click();
            assertThat(page.getByText("Nichts gefunden")).hasCount(0);
            assertThat(page.getByRole(AriaRole.TEXTBOX).first()).hasValue("");
        }
        api.post("/applications/" + id + "/approve", Map.of()).expect(409, "application_rejected");
    }

    @Test
    @DisplayName(
            "R-5 R-3 an address behind the end of a list leads to the last page that there is, and keeps what is searched for")
    void goesToTheLastPage() {
        String number = unique("S");
        for (int i = 0; i < 21; i++) {
            api.post("/organizations", Map.of("memberNumber", number + "-" + i, "name", "Seite " + i))
                    .expect(201);
        }
        String name = unique("Seite");
        applied(name, "4711");
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            page.navigate(address(window, "/organizations?search=" + number + "&page=9"));
            assertThat(page).hasURL(Pattern.compile("\\?search=" + number + "&page=2$"));
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.getByText("21 Organisationen")).isVisible();

            page.navigate(address(window, "/applications?search=" + name + "&page=2"));
            assertThat(page).hasURL(Pattern.compile("\\?search=" + name + "$"));
            assertThat(page.locator("tbody tr")).containsText(name);
        }
    }

    @Test
    @DisplayName(
            "M-2 an activation request is found with what stands in its way, leads to where it is carried out, and is noted as done or declined with a reason")
    void settlesRequests() {
        String id = organization("Aktiv");
        String name = unique("Wunsch");
        waiting(id, name, "V-7", "V-8");
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            assertThat(page.locator("main")).isVisible();
            link(page, "Auf einen Blick").click();
            link(page, "Zu den Anfragen").click();
            assertThat(heading(page, "Aktivierungsanfragen")).isVisible();
            page.getByRole(AriaRole.TEXTBOX).first().fill(name);
            assertThat(page.getByText("2 Anfragen", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            Locator first = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("V-7"));
            assertThat(first).containsText("Kennung fehlt");
            link(page, "Zu den Einheiten").first().click();
            button(page, "Einheit V-7 ändern").click();
            page.locator("#unit-identifier").fill("B-77");
            confirm(page);
            assertThat(page.getByText("B-77")).isVisible();

            visit(page, address(window, "/activation-requests?search=" + name));
            assertThat(first).containsText("Nutzbar");
            first.getByRole(AriaRole.BUTTON).first().click();
            assertThat(dialog(page)).containsText("Kim " + name + " bittet um");
            assertThat(dialog(page).getByText("Das Recht wirkt noch nicht")).hasCount(0);
            confirm(page);
            assertThat(page.getByText("Die Anfrage von Kim " + name + " ist erledigt"))
                    .isVisible();
            assertThat(first).hasCount(0);

            Locator second = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("V-8"));
            second.getByRole(AriaRole.BUTTON).first().click();
            assertThat(dialog(page)).containsText("Das Recht wirkt noch nicht");
            page.keyboard().press("Escape");
            second.getByRole(AriaRole.BUTTON).last().click();
            confirm(page);
            assertThat(dialog(page)).containsText("Bitte geben Sie einen Grund an");
            dialog(page).getByRole(AriaRole.TEXTBOX).fill("Der Vertrag endet");
            confirm(page);
            assertThat(page.getByText("Nichts gefunden")).isVisible();

            visit(page, address(window, "/changes?action=ACTIVATION_DECLINED"));
            Locator entry = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(number(id)));
            assertThat(entry).containsText("Anfrage abgelehnt");
        }
    }

    /** Asks for a right that units without identifier do not have, as a clerk of this last name. */
    private static void waiting(String organization, String lastName, String... units) {
        domain.member(organization, portal.account(realm), "principal-administrator");
        Account clerk = portal.account(realm, user -> user.setLastName(lastName));
        domain.member(organization, clerk, "clerk");
        Map<String, Set<String>> grants = new HashMap<>();
        for (String unit : units) {
            grants.put(
                    domain.unit(organization, unit, "group-life", ""),
                    Set.of("view-contract", "view-persons", "register-persons"));
        }
        domain.grant(organization, clerk, grants);
        Caller asking = Api.of(portal, realm).caller(clerk);
        grants.keySet()
                .forEach(unit -> asking.post("/me/right-requests", Map.of("unit", unit, "right", "register-persons"))
                        .expect(202));
    }

    @Test
    @DisplayName("R-5 what somebody else of the staff has saved meanwhile is shown beside the own input")
    void showsBothVersions() {
        String id = organization("Gestern");
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            visit(page, address(window, "/organizations/" + id));
            button(page, "Angaben ändern").click();
            page.locator("#organization-name").fill("Meins " + id);
            String version = api.get("/organizations/" + id).header("ETag");
            api.put("/organizations/" + id, Map.of("name", "Anderes " + id), version)
                    .expect(200);
            button(page, "Speichern").click();
            assertThat(page.getByText("Jemand anderes hat die Organisation inzwischen geändert"))
                    .isVisible();
            assertThat(page.locator("tbody").first()).containsText("Anderes " + id);
            assertThat(page.locator("tbody").first()).containsText("Meins " + id);
            button(page, "Meine Eingaben speichern").click();
            assertThat(heading(page, "Meins " + id)).isVisible();
        }
    }

    @Test
    @DisplayName(
            "R-5 A-10 what somebody else has saved meanwhile of a unit, or of the functions, is shown beside the own input, and nothing is lost")
    void showsBothVersionsOfUnitsAndFunctions() {
        String id = organization("Zugleich");
        domain.unit(id, "U-1", "group-life", "");
        String unit = "/organizations/" + id + "/units/U-1";
        String restrictions = "/organizations/" + id + "/restrictions";
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            visit(page, address(window, "/organizations/" + id + "/units"));
            button(page, "Einheit U-1 ändern").click();
            dialog(page).locator("#unit-identifier").fill("Mein-7");
            api.put(
                            unit,
                            Map.of("name", "Vertrag U-1", "type", "group-life", "identifier", "Anders-8"),
                            api.get(unit).header("ETag"))
                    .expect(200);
            confirm(page);
            assertThat(dialog(page)).containsText("Jemand anderes hat die Einheit inzwischen geändert");
            assertThat(dialog(page).locator("tbody")).containsText("Anders-8");
            assertThat(dialog(page).locator("tbody")).containsText("Mein-7");
            button(page, "Meine Eingaben speichern").click();
            assertThat(page.getByText("Einheit U-1 ist gespeichert")).isVisible();
            assertThat(page.locator("tbody tr")).containsText("Mein-7");

            tab(page, "Funktionen").click();
            page.locator("#restriction-view-contract").uncheck();
            api.put(
                            restrictions,
                            Map.of("rights", List.of("view-persons")),
                            api.get(restrictions).header("ETag"))
                    .expect(200);
            button(page, "Speichern").click();
            assertThat(page.getByText("Jemand anderes hat die Funktionen inzwischen geändert"))
                    .isVisible();
            assertThat(page.locator("tbody tr")).hasCount(2);
            button(page, "Meine Eingaben verwerfen").click();
            assertThat(page.locator("#restriction-view-persons")).not().isChecked();
            assertThat(page.locator("#restriction-view-contract")).isChecked();
        }
        assertEquals(
                "Mein-7", api.get(unit).expect(200).json().path("identifier").asText());
        assertEquals(
                "view-persons",
                api.get(restrictions).expect(200).json().path("rights").get(0).asText());
    }

    @Test
    @DisplayName(
            "R-3 A-14 the page of an application shows the locked account that approval brings back; the operator's own lock is lifted by a word only, and only as it was seen")
    void bringsALockedAccountBack() {
        String organization = organization("Zurück");
        String again = comesBack(organization, unique("Wieder"));
        String account = "/organizations/" + organization + "/accounts/"
                + api.get("/applications/" + again)
                        .expect(200)
                        .json()
                        .path("meets")
                        .path("id")
                        .asText();
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            visit(page, address(window, "/applications/" + again));
            assertThat(page.getByText("Die Genehmigung bringt ein gesperrtes Konto zurück"))
                    .isVisible();
            assertThat(page.getByText("Grund: Unterschrift gefälscht")).isVisible();
            button(page, "Genehmigen").click();
            assertThat(dialog(page)).containsText("Grund: Unterschrift gefälscht");
            Locator approve = dialog(page).getByRole(AriaRole.BUTTON).first();
            assertThat(approve).isDisabled();
            page.getByLabel("Ja, die Sperre des Betreibers soll aufgehoben werden")
                    .check();

            // a colleague unlocks, and locks again for another reason
            api.post(account + "/unlock", "").expect(200);
            api.post(account + "/lock", Map.of("reason", "Ist ausgeschieden", "confirmed", true))
                    .expect(200);
            approve.click();
            assertThat(dialog(page)).containsText("Bitte noch einmal ansehen");
            assertThat(dialog(page)).containsText("Grund: Ist ausgeschieden");
            assertThat(approve).isDisabled();
            page.getByLabel("Ja, die Sperre des Betreibers soll aufgehoben werden")
                    .check();
            approve.click();
            assertThat(page.getByText("Genehmigt am")).isVisible();
        }
        assertEquals(
                "PENDING",
                api.get(account)
                        .expect(200)
                        .json()
                        .path("account")
                        .path("status")
                        .asText());
    }

    @Test
    @DisplayName("R-4 O-7 a letter is selected, printed and noted; from then on nobody can read its one-time password")
    void printsALetter() throws IOException {
        String organization = domain.organization();
        Passwords passwords = new Passwords(portal, realm);
        passwords.person(organization, "principal-administrator");
        String name = unique("Brief");
        Account clerk = portal.account(realm, user -> {
            user.setLastName(name);
            user.setAttributes(Map.of(
                    "street", List.of("Beispielweg 7"),
                    "postalCode", List.of("12345"),
                    "city", List.of("Musterstadt")));
        });
        domain.member(organization, clerk, "clerk");
        passwords.first(clerk, organization);
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            link(page, "Druckwarteschlange").click();
            Locator letter = page.locator("tbody tr")
                    .filter(new Locator.FilterOptions().setHasText(name))
                    .filter(new Locator.FilterOptions().setHasText("Einmalpasswort"));
            assertThat(letter).containsText("Druckbereit");
            letter.getByRole(AriaRole.CHECKBOX).check();
            Download pdf =
                    page.waitForDownload(() -> button(page, "PDF erstellen (1)").click());
            assertThat(letter).containsText("PDF erstellt");
            try (PDDocument document = Loader.loadPDF(pdf.path().toFile())) {
                assertEquals(1, document.getNumberOfPages());
                String text = new PDFTextStripper().getText(document);
                String value = passwords.inTheLetter(clerk);
                assertTrue(text.replace(" ", "").contains(value), "the one-time password is on paper");
                assertTrue(text.contains(name), text);
            }

            button(page, "Als gedruckt vermerken (1)").click();
            assertThat(button(page, "Als gedruckt vermerken")).isDisabled();
            page.locator("#letters-on-paper").check();
            button(page, "Als gedruckt vermerken").click();
            assertThat(page.getByText("1 Brief ist als gedruckt vermerkt")).isVisible();
            assertThat(letter).hasCount(0);
            tab(page, "Gedruckt").click();
            assertThat(letter).hasCount(1);
        }
        assertEquals("", passwords.inTheLetter(clerk));
    }

    @Test
    @DisplayName("A-16 whoever does not belong to the staff has no such menu, and no such pages")
    void isForTheStaffAlone() {
        String organization = domain.organization();
        Account administrator = portal.account(realm);
        domain.member(organization, administrator, "principal-administrator");
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window, administrator);
            assertThat(link(page, "Benutzer")).isVisible();
            assertThat(link(page, "Alle Organisationen")).hasCount(0);
            page.navigate(address(window, "/organizations/" + organization));
            assertThat(heading(page, "Persönliche Angaben")).isVisible();
        }
    }

    @ParameterizedTest(
            name = "Z-6 R-5 every page of the desk is for everybody, light and dark, phone and desktop, in ''{0}''")
    @ValueSource(strings = {"de", "en"})
    void isForEverybody(String language) {
        String id = organization(
                "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhersteller ".repeat(2) + "x".repeat(40));
        domain.unit(id, "V-100", "group-life", "");
        Account administrator = portal.account(realm);
        domain.member(id, administrator, "principal-administrator");
        waiting(id, "von Hohenstein-Bärwald zu Donaudampfschifffahrtsgesellschaft", "V-101");
        String application = applied("von Hohenstein-Bärwald zu Donaudampfschifffahrtsgesellschaft", "nie-4711");
        String again = comesBack(organization("Zurück"), "Donaudampfschifffahrtsgesellschaftskapitän");
        try (Window window = Window.in(portal, Locale.forLanguageTag(language))) {
            Page page = logIn(window);
            List<String> violations = new ArrayList<>();
            for (String path : List.of(
                    "",
                    "/organizations",
                    "/organizations/new",
                    "/organizations/" + id,
                    "/organizations/" + id + "/units",
                    "/organizations/" + id + "/restrictions",
                    "/organizations/" + id + "/accounts",
                    "/organizations/" + id + "/accounts/appoint",
                    "/organizations/" + id + "/accounts/" + administrator.id(),
                    "/organizations/" + id + "/changes",
                    "/organizations?search=nirgends",
                    "/applications",
                    "/applications/new",
                    "/applications/" + application,
                    "/applications/" + again,
                    "/activation-requests",
                    "/activation-requests?search=nirgends",
                    "/letters",
                    "/changes")) {
                visit(page, address(window, path));
                looks(
                        page,
                        language,
                        "operator"
                                + path.replace(id, "one")
                                        .replace(application, "one")
                                        .replace(again, "back")
                                        .replace(administrator.id(), "account")
                                        .replaceAll("[/?=]", "-"),
                        violations);
            }
            visit(page, address(window, "/organizations/" + id + "/units"));
            page.locator("tbody button").first().click();
            dialog(page).waitFor();
            looks(page, language, "operator-unit", violations);
            visit(page, address(window, "/applications/" + application));
            for (String name : List.of("approve", "reject")) {
                page.locator("main .portal-head .portal-actions button")
                        .nth(name.equals("approve") ? 0 : 1)
                        .click();
                dialog(page).waitFor();
                looks(page, language, "operator-" + name, violations);
                page.keyboard().press("Escape");
                assertThat(dialog(page)).hasCount(0);
            }
            visit(page, address(window, "/applications/" + again));
            page.locator("main .portal-head .portal-actions button").first().click();
            dialog(page).waitFor();
            looks(page, language, "operator-approve-back", violations);
            visit(page, address(window, "/activation-requests?search=" + number(id)));
            for (String name : List.of("done", "decline")) {
                page.locator("tbody .portal-actions button")
                        .nth(name.equals("done") ? 0 : 1)
                        .click();
                dialog(page).waitFor();
                looks(page, language, "operator-activation-" + name, violations);
                page.keyboard().press("Escape");
                assertThat(dialog(page)).hasCount(0);
            }
            // no key in place of its text
            assertThat(page.getByText("portalConsole.")).hasCount(0);
            assertEquals(List.of(), violations);
        }
    }

    @Test
    @DisplayName(
            "R-5 G-2 the desk's numbers and lists: who is led by nobody, what waits, and the log of all organizations page by page")
    void counts() {
        applied(unique("Zahl"), "4711");
        String led = organization("Mit");
        String alone = organization("Ohne");
        domain.member(led, portal.account(realm), "principal-administrator");
        assertTrue(api.get("/overview")
                        .expect(200)
                        .json()
                        .path("organizationsWithoutAdministrator")
                        .asLong()
                > 0);
        assertTrue(api.get("/overview").json().path("waitingApplications").asLong() > 0);
        String search = "/organizations?without-administrator=true&search=";
        assertEquals(
                1,
                api.get(search + number(alone)).expect(200).json().path("total").asInt());
        assertEquals(
                0,
                api.get(search + number(led)).expect(200).json().path("total").asInt());
        api.get("/organizations?without-administrator=maybe").expect(400, "invalid");

        List<String> found = new ArrayList<>();
        String before = "";
        do {
            JsonNode page = api.get("/changes?max=1&action=ORGANIZATION_CREATED&before=" + before)
                    .expect(200)
                    .json();
            page.path("items")
                    .forEach(change -> found.add(change.path("organization").asText()));
            assertEquals(
                    number(found.get(found.size() - 1)),
                    page.path("items").get(0).path("memberNumber").asText());
            before = page.path("next").asText("");
        } while (!found.containsAll(List.of(led, alone)) && !before.isEmpty());
        assertTrue(found.containsAll(List.of(led, alone)), found::toString);
        assertTrue(api.get("/changes/export?organization=" + alone)
                .expect(200)
                .body()
                .contains("ORGANIZATION_CREATED"));
        api.get("/changes?organization=" + UUID.randomUUID()).expect(404, "organization_not_found");
    }

    @Test
    @DisplayName("R-5 a unit gets another number and keeps its rights; a number that is taken, or gone, is refused")
    void renumbersUnits() {
        String id = organization("Einheiten");
        String units = "/organizations/" + id + "/units/";
        Map<String, Object> unit = Map.of("name", "Vertrag", "type", "group-life");
        Map<String, String> fresh = Map.of("If-None-Match", "*");
        String body = "{\"name\":\"Vertrag\",\"type\":\"group-life\"}";
        String first = api.send("PUT", units + "A-1", body, fresh)
                .expect(200)
                .json()
                .path("id")
                .asText();
        api.send("PUT", units + "A-1", body, fresh).expect(412, "exists_already");
        api.put(units + "A-2", unit).expect(200);
        Map<String, Object> renumbered = new HashMap<>(unit);
        renumbered.put("number", "A-2");
        api.put(units + "A-1", renumbered).expect(428, "version_required");
        String seen = api.get(units + "A-1").expect(200).header("ETag");
        api.put(units + "A-1", renumbered, seen).expect(409, "exists_already");
        renumbered.put("number", "A-3");
        Answer moved = api.put(units + "A-1", renumbered, seen).expect(200);
        assertEquals(first, moved.json().path("id").asText());
        api.put(units + "A-1", renumbered, seen).expect(412, "changed_meanwhile");
        api.put(units + "A-1", renumbered).expect(409, "changed_meanwhile");
        renumbered.put("number", "a b");
        api.put(units + "A-3", renumbered, seen).expect(412, "changed_meanwhile");
        api.put(units + "A-3", renumbered, moved.header("ETag")).expect(400);
    }

    @Test
    @DisplayName(
            "R-6 A-14 where administrators get links, the operator makes them with their birth date, sends both links again, and unlocks whom they have locked")
    void sendsLinksAgain() {
        String other = portal.unprotectedRealm("benefits-portal", settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        Caller staff = Api.of(portal, other).caller(staff(other));
        String place = portal.domain(other).organization();
        String accounts = "/organizations/" + place + "/accounts";
        String address = unique("link") + "@firma.example";
        Map<String, Object> wanted = new HashMap<>(Map.of(
                "role",
                "administrator",
                "firstName",
                "Kim",
                "lastName",
                "Link",
                "email",
                address,
                "termsConfirmed",
                true));
        assertEquals(
                List.of("birthDate required"),
                staff.post(accounts, wanted).expect(400, "invalid").errors());
        wanted.put("birthDate", "1980-02-29");
        JsonNode created = staff.post(accounts, wanted).expect(201).json();
        String account = accounts + "/" + created.path("account").path("id").asText();
        assertEquals(List.of("edit", "bind", "lock", "password-link", "user-id-link"), may(created));
        portal.mails().await(address, 1);
        staff.post(account + "/password-link", "").expect(204);
        portal.mails().await(address, 2);
        staff.post(account + "/user-id-link", "").expect(204);
        portal.mails().await(address, 3);

        portal.domain(other)
                .lock(new Account(other, created.path("account").path("id").asText(), "", address), "ADMINISTRATOR");
        JsonNode locked = staff.get(account).expect(200).json();
        assertEquals(List.of("edit", "bind", "unlock"), may(locked));
        staff.post(account + "/user-id-link", "").expect(400, "not_valid");
        assertEquals(
                List.of("edit", "bind", "lock", "password-link", "user-id-link"),
                may(staff.post(account + "/unlock", "").expect(200).json()));
    }

    private static List<String> may(JsonNode detail) {
        List<String> may = new ArrayList<>();
        detail.path("may").forEach(deed -> may.add(deed.asText()));
        return may;
    }

    /** An application of somebody whom the operator has locked. */
    private static String comesBack(String organization, String lastName) {
        String number = number(organization);
        String address = unique("wieder") + "@firma.example";
        String account = api.post("/applications/" + applied(lastName, number, address) + "/approve", Map.of())
                .expect(200)
                .json()
                .path("account")
                .asText();
        api.post(
                        "/organizations/%s/accounts/%s/lock".formatted(organization, account),
                        Map.of("reason", "Unterschrift gefälscht", "confirmed", true))
                .expect(200);
        return applied(lastName, number, address);
    }

    /** An application that came on paper. */
    private static String applied(String lastName, String memberNumber) {
        return applied(lastName, memberNumber, unique("antrag") + "@firma.example");
    }

    private static String applied(String lastName, String memberNumber, String address) {
        return api.post(
                        "/applications",
                        Map.of(
                                "memberNumbers",
                                List.of(memberNumber),
                                "firstName",
                                "Kim",
                                "lastName",
                                lastName,
                                "email",
                                address,
                                "birthDate",
                                "1980-01-02",
                                "postalAddress",
                                Map.of(
                                        "street", "Beispielweg 7",
                                        "postalCode", "12345",
                                        "city", "Musterstadt",
                                        "country", "DE")))
                .expect(201)
                .json()
                .path("application")
                .path("id")
                .asText();
    }

    private static String organization(String name) {
        return api.post("/organizations", Map.of("memberNumber", unique("D"), "name", name + " " + unique("D")))
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    private static String number(String organization) {
        return api.get("/organizations/" + organization)
                .expect(200)
                .json()
                .path("organization")
                .path("memberNumber")
                .asText();
    }
}
