package io.github.orgportal.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.orgportal.tests.Screen.button;
import static io.github.orgportal.tests.Screen.heading;
import static io.github.orgportal.tests.Screen.link;
import static io.github.orgportal.tests.Screen.looks;
import static io.github.orgportal.tests.Screen.visit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import io.github.orgportal.tests.Portal.Account;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;

/** What administrators do in the account console, in a real browser, as people do it. */
class ConsoleIT {
    private static final int CLERKS = 21;
    private static final String OPERATOR = "hilfe@arbeitgeberportal.example";
    private static final String COMPONENT = "io.github.orgportal.organizations.policy.PortalComponent";

    private static Portal portal;
    private static String realm = "";
    private static Domain domain;

    private String organization = "";
    private Account administrator;

    @BeforeAll
    static void aPortal() {
        portal = Portal.onPostgres();
        realm = portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        domain = portal.domain(realm);
    }

    @BeforeEach
    void anOrganization() {
        organization = domain.organization();
        domain.unit(organization, "V-100", "group-life", "");
        administrator = portal.account(realm);
        domain.member(organization, administrator, "principal-administrator");
    }

    private Account clerk(String firstName, String lastName) {
        Account clerk = portal.account(realm, user -> {
            user.setFirstName(firstName);
            user.setLastName(lastName);
        });
        domain.member(organization, clerk, "clerk");
        return clerk;
    }

    private Page logIn(Window window) {
        return logIn(window, realm, administrator);
    }

    private static Page logIn(Window window, String realm, Account account) {
        int mails = portal.mails().mails(account.address()).size();
        window.open(realm).password(account).tan(portal.mails().tan(account.address(), mails + 1), window.language());
        return window.page();
    }

    private String address(Window window, String page) {
        return window.console(realm) + "org/" + organization + "/" + page;
    }

    @ParameterizedTest(
            name = "A-1 Z-6 the list is searched, sorted and paged, and its address brings it back, in ''{0}''")
    @ValueSource(strings = {"de", "en"})
    void listsAccounts(String language) {
        boolean german = language.equals("de");
        for (int i = 0; i < CLERKS; i++) {
            clerk("Kim", "Beispiel-%02d".formatted(i));
        }
        try (Window window = Window.in(portal, Locale.forLanguageTag(language))) {
            Page page = logIn(window);
            link(page, german ? "Benutzer" : "Accounts").click();
            assertThat(page.getByText(german ? "22 Konten" : "22 accounts")).isVisible();
            assertThat(page.locator("tbody tr")).hasCount(20);

            button(page, german ? "Zur nächsten Seite" : "Go to next page").click();
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(page).hasURL(Pattern.compile("\\?page=2$"));
            page.goBack();
            assertThat(page.locator("tbody tr")).hasCount(20);

            page.getByRole(AriaRole.TEXTBOX).first().fill("Beispiel-07");
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("\\?search=Beispiel-07$"));

            page.navigate(address(window, "accounts?role=clerk&sort=-name"));
            assertThat(page.locator("tbody tr").first()).containsText("Beispiel-20, Kim");
            assertThat(page.locator("tbody tr").first()).containsText(german ? "Sachbearbeiter" : "Clerk");
        }
    }

    @Test
    @DisplayName(
            "A-2 A-11 A-12 O-7 a clerk is created, its password kept for the letter; locked with a reason that all see, and unlocked")
    void leadsAClerkThroughLife() {
        String name = "Neu-" + UUID.randomUUID().toString().substring(0, 8);
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            page.navigate(address(window, "accounts"));
            button(page, "Sachbearbeiter anlegen").click();
            button(page, "Weiter").click();
            assertThat(page.getByText("Bitte geben Sie den Nachnamen ein")).isVisible();
            page.getByLabel("Vorname").fill("Robin");
            page.getByLabel("Nachname").fill(name);
            page.getByLabel("E-Mail-Adresse").fill(name + "@firma.example");
            button(page, "Weiter").click();
            assertThat(page.getByText("Schritt 2 von 3: Rechte")).isFocused();
            page.getByLabel("V-100 Vertrag V-100").check();
            button(page, "Weiter").click();
            assertThat(page.getByText("Vertrag sehen")).isVisible();
            page.getByLabel("Die Person kennt die Nutzungsbedingungen").check();
            button(page, "Konto anlegen").click();
            assertThat(heading(page, "Robin " + name)).isVisible();
            assertThat(page.getByText("Ausstehend").first()).isVisible();
            String account = page.url();

            button(page, "Einmalpasswort anzeigen").click();
            assertThat(page.getByText("Das Einmalpasswort kommt mit der Post und wird hier nicht angezeigt."))
                    .isVisible();

            button(page, "Sperren").click();
            page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON).first().click();
            assertThat(page.getByText("Bitte geben Sie einen Grund an")).isVisible();
            page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).fill("Hat die Firma verlassen");
            page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON).first().click();
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(button(page, "Entsperren")).isVisible();
            page.navigate(account + "/locks");
            assertThat(page.getByText("Hat die Firma verlassen")).isVisible();
            assertThat(page.getByText("Benutzersperre")).isVisible();

            button(page, "Entsperren").click();
            page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON).first().click();
            assertThat(button(page, "Sperren")).isVisible();
            assertThat(page.locator("tbody tr")
                            .filter(new Locator.FilterOptions().setHasText("Hat die Firma verlassen")))
                    .containsText("Aufgehoben am");

            page.navigate(account + "/history");
            assertThat(page.locator("tbody")).containsText("Gesperrt");
            assertThat(page.locator("tbody")).containsText("Konto angelegt");
        }
    }

    @Test
    @DisplayName(
            "A-2 A-3 clerks come from a file: a dry run tells each row's fate, faults alone on demand, then the run itself")
    void createsClerksFromAFile() {
        String own = UUID.randomUUID().toString().substring(0, 8);
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            page.navigate(address(window, "accounts"));
            button(page, "Aus Datei anlegen").click();
            choose(page, "first_name;last_name;email\nJörg;Müller;j@firma.example\n", StandardCharsets.ISO_8859_1);
            assertThat(page.getByText("Umlaute und Sonderzeichen sind nicht lesbar"))
                    .isVisible();
            button(page, "Hier umwandeln").click();
            assertThat(page.getByText("1 Zeile gefunden")).isVisible();
            choose(page, "first_name;name;email\nKim;B;k@firma.example\n", StandardCharsets.UTF_8);
            assertThat(page.getByText("Unbekannt oder doppelt: name. Es fehlen: last_name."))
                    .isVisible();
            assertThat(button(page, "Datei prüfen")).isDisabled();

            choose(
                    page,
                    "first_name;last_name;email\nJörg;Eins;eins-%1$s@firma.example\nUli;Zwei;info@firma.example\n;Drei;drei-%1$s@firma.example\n"
                            .formatted(own),
                    StandardCharsets.UTF_8);
            button(page, "Datei prüfen").click();
            assertThat(page.getByText("2 Zeilen haben Fehler")).isVisible();
            assertThat(page.locator("tbody tr")).hasCount(3);
            assertThat(page.locator("tbody tr").first()).containsText("Wird angelegt");
            page.locator("#import-faults").press("Space");
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(page.locator("tbody tr").last()).containsText("Vorname: Diese Angabe fehlt.");
            List<String> violations = new ArrayList<>();
            looks(page, "de", "import-report", violations);
            assertEquals(List.of(), violations);

            button(page, "1 Zeile anlegen").click();
            assertThat(page.getByText("2 Zeilen sind nicht angelegt")).isVisible();
            link(page, "Zu den Benutzern").click();
            assertThat(page.getByText("2 Konten")).isVisible();
            assertThat(page.locator("tbody")).containsText("Eins, Jörg");
        }
    }

    private static void choose(Page page, String content, Charset encoding) {
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload("kolleginnen.csv", "text/csv", content.getBytes(encoding)));
    }

    @Test
    @DisplayName("H-1 R-8 people find answers, write to the operator, choose a login name and keep their address")
    void helpsPeople() {
        String name = "n" + UUID.randomUUID().toString().substring(0, 8);
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            link(page, "Hilfe").click();
            page.getByRole(AriaRole.TEXTBOX).first().fill("spam tan");
            assertThat(page.getByText("1 Frage")).isVisible();
            button(page, "Die TAN kommt nicht an. Was kann ich tun?").click();
            assertThat(page.getByText("Sehen Sie im Spam-Ordner nach")).isVisible();
            page.locator("#help-text").fill("Wo finde ich <b>" + name + "</b>?\nDanke!");
            button(page, "Nachricht senden").click();
            assertThat(page.getByText("Danke! Ihre Nachricht ist unterwegs.")).isVisible();

            link(page, "Benutzername und Post").click();
            page.locator("#own-login-name").fill("1" + name);
            button(page, "Benutzernamen speichern").click();
            assertThat(page.getByText("Erlaubt sind 3 bis 32 Buchstaben")).isVisible();
            page.locator("#own-login-name").fill(name);
            button(page, "Benutzernamen speichern").click();
            assertThat(page.getByText("Der Benutzername ist gespeichert")).isVisible();
            assertThat(button(page, "Brief anfordern")).isDisabled();
            page.locator("#own-street").fill("Beispielweg 7");
            page.locator("#own-postalCode").fill("12345");
            page.locator("#own-city").fill("Musterstadt");
            button(page, "Anschrift speichern").click();
            assertThat(page.getByText("Die Anschrift ist gespeichert")).isVisible();
            button(page, "Brief anfordern").click();
            assertThat(page.getByText("Den nächsten können Sie ab")).isVisible();

            page.navigate(address(window, "changes"));
            Locator renamed =
                    page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Benutzername gewählt"));
            renamed.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Vorher und nachher"))
                    .click();
            assertThat(renamed).containsText("→ " + name);
        }
        Await.until(
                "the message to the operator",
                Duration.ofSeconds(20),
                () -> portal.mails().mails(OPERATOR).stream()
                        .anyMatch(mail -> MailServer.text(mail).contains("<b>" + name + "</b>?")
                                && MailServer.html(mail).contains("&lt;b&gt;" + name)));
    }

    @Test
    @DisplayName(
            "O-2 A-18 M-1 M-2 a one-time password is set, shown and printed; a mailbox gets an address; a clerk asks for a right")
    void handsOver() {
        String other = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.getComponents().getList(COMPONENT).stream()
                    .filter(component -> component.getProviderId().equals("portal-policy"))
                    .forEach(policy -> policy.getConfig().putSingle("clerkPassword", "HANDED_OVER"));
            ComponentExportRepresentation mailbox = new ComponentExportRepresentation();
            mailbox.setName("financing");
            mailbox.setProviderId("portal-mailbox-type");
            mailbox.setConfig(new MultivaluedHashMap<>(Map.of("kind", List.of("GROUP"))));
            settings.getComponents().add(COMPONENT, mailbox);
            settings.getLocalizationTexts().get("de").put("portalMailboxType.financing", "Finanzierung");
        });
        Domain there = portal.domain(other);
        String place = there.organization();
        String unit = there.unit(place, "V-200", "group-life", "");
        Account head = portal.account(other);
        there.member(place, head, "principal-administrator");
        Account clerk = portal.account(other);
        there.member(place, clerk, "clerk");
        there.grant(place, clerk, Map.of(unit, Set.of("view-contract")));
        List<String> violations = new ArrayList<>();
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window, other, clerk);
            link(page, "Meine Rechte").click();
            assertThat(page.locator("tbody tr")).containsText("Nutzbar");
            looks(page, "de", "rights", violations);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Versicherte sehen für V-200 anfragen"))
                    .click();
            assertThat(page.locator("tbody tr")).containsText("Angefragt");
        }
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window, other, head);
            link(page, "Gruppenpostfächer").click();
            assertThat(page.locator("tbody tr")).containsText("Niemand zugewiesen");
            looks(page, "de", "mailboxes", violations);
            button(page, "Adresse von Finanzierung ändern").click();
            looks(page, "de", "mailbox-address", violations);
            page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).fill("post@firma.example");
            button(page, "Speichern").click();
            assertThat(page.locator("tbody tr")).containsText("post@firma.example");

            page.navigate(window.console(other) + "org/" + place + "/accounts/" + clerk.id());
            button(page, "Neues setzen").click();
            looks(page, "de", "one-time-password", violations);
            page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON).first().click();
            Locator secret = page.locator("main .portal-secret input");
            assertThat(secret).hasValue(Pattern.compile("\\S{8,}"));
            assertThat(page.getByText("Gültig bis").first()).isVisible();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator(".portal-slip")).isVisible();
            assertThat(page.locator(".portal-slip")).containsText(secret.inputValue());
            assertThat(page.locator("main")).isHidden();
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "console-slip-de.png")));
        }
        assertEquals(List.of(), violations);
    }

    @Test
    @DisplayName("C-1 A-14 who locks the last administrator reads how many clerks follow, and is asked a second time")
    void warnsOfTheLastAdministrator() {
        clerk("Kim", "Eins");
        clerk("Kim", "Zwei");
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            page.navigate(address(window, "accounts"));
            assertThat(page.getByText("Ihre Organisation hat nur einen aktiven Administrator"))
                    .isVisible();
            page.navigate(address(window, "accounts/" + administrator.id()));
            button(page, "Mich selbst sperren").click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("2 Sachbearbeiter werden mit gesperrt");
            assertThat(dialog).containsText("Diese Sperre ist endgültig");
            dialog.getByRole(AriaRole.TEXTBOX).fill("Abschied");
            dialog.getByRole(AriaRole.BUTTON).first().click();
            assertThat(dialog.getByRole(AriaRole.BUTTON).first()).isDisabled();
            page.keyboard().press("Escape");
            assertThat(dialog).hasCount(0);
        }
        assertTrue(domain.state(administrator).granted());
    }

    @Test
    @DisplayName("A-6 what somebody else has saved meanwhile is shown beside the own input")
    void showsBothVersions() {
        Account clerk = clerk("Kim", "Vorher");
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            page.navigate(address(window, "accounts/" + clerk.id()));
            button(page, "Daten ändern").click();
            page.getByLabel("Nachname").fill("Meins");
            var user = portal.realm(realm).users().get(clerk.id());
            var changed = user.toRepresentation();
            changed.setLastName("Anderes");
            user.update(changed);
            button(page, "Speichern").click();
            assertThat(page.getByText("Jemand anderes hat das Konto inzwischen geändert"))
                    .isVisible();
            assertThat(page.locator("tbody")).containsText("Anderes");
            assertThat(page.locator("tbody")).containsText("Meins");

            link(page, "Letzte Änderungen").click();
            assertThat(page.getByText("Seite verlassen?")).isVisible();
            button(page, "Auf der Seite bleiben").click();
            button(page, "Meine Eingaben speichern").click();
            assertThat(heading(page, "Kim Meins")).isVisible();
        }
    }

    @Test
    @DisplayName(
            "A-16 A-17 an administrator is bound to units, after reading what that means; nothing typed is lost, nor what somebody else has saved")
    void bindsAdministrators() {
        domain.unit(organization, "V-200", "group-health", "");
        Account bound = portal.account(realm, user -> user.setLastName("Zweigstelle"));
        domain.member(organization, bound, "administrator");
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            page.navigate(address(window, "accounts/" + bound.id()));
            assertThat(page.getByText("Ganze Organisation")).isVisible();
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Zuständigkeit"))
                    .click();
            assertThat(page.getByText("Erreicht nur diese Einheiten und ihre Personen"))
                    .isVisible();
            assertThat(button(page, "Speichern")).isDisabled();
            page.getByLabel("Nur bestimmte Einheiten").check();
            assertThat(page.getByText("Keine Einheit ausgewählt")).isVisible();
            page.getByLabel("V-100 Vertrag V-100").check();
            assertThat(page.getByText("Keine Einheit ausgewählt")).hasCount(0);
            List<String> violations = new ArrayList<>();
            looks(page, "de", "bounds", violations);
            assertEquals(List.of(), violations);

            link(page, "Letzte Änderungen").click();
            assertThat(page.getByText("Seite verlassen?")).isVisible();
            button(page, "Auf der Seite bleiben").click();
            var user = portal.realm(realm).users().get(bound.id());
            var changed = user.toRepresentation();
            changed.setLastName("Außenstelle");
            user.update(changed);
            button(page, "Speichern").click();
            assertThat(page.getByText("Jemand anderes hat das Konto inzwischen geändert"))
                    .isVisible();
            assertThat(page.getByRole(
                            AriaRole.ROW,
                            new Page.GetByRoleOptions()
                                    .setName("Zuständig für Ganze Organisation Nur bestimmte Einheiten")))
                    .isVisible();
            button(page, "Meine Eingaben speichern").click();
            assertThat(page.getByText("Die Zuständigkeit ist gespeichert")).isVisible();
            assertThat(page.getByLabel("V-100 Vertrag V-100")).isChecked();
        }
        try (Window window = Window.in(portal, Locale.ENGLISH)) {
            Page page = logIn(window, realm, bound);
            page.navigate(address(window, "units"));
            assertThat(page.locator("tbody tr")).hasCount(1);
            page.navigate(address(window, "accounts/" + bound.id()));
            assertThat(page.getByText("Only 1 unit")).isVisible();
            assertThat(page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Scope")))
                    .hasCount(0);
        }
        try (Window window = Window.in(portal, Locale.ENGLISH)) {
            Page page = logIn(window);
            page.navigate(address(window, "accounts/" + bound.id() + "/bounds"));
            page.getByLabel("The whole organization").check();
            assertThat(page.getByLabel("V-100 Vertrag V-100")).hasCount(0);
            button(page, "Save").click();
            assertThat(page.getByText("The scope is saved")).isVisible();
        }
    }

    @Test
    @DisplayName(
            "Keycloak's own pages work still, from the menu and by their address, light and dark, phone and desktop; nothing in the console fails; signing out ends the session")
    void keepsKeycloaksPages() {
        String other = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setUserManagedAccessAllowed(true);
            IdentityProviderRepresentation elsewhere = new IdentityProviderRepresentation();
            elsewhere.setAlias("verband");
            elsewhere.setDisplayName("Verbandskonto");
            elsewhere.setProviderId("oidc");
            elsewhere.setEnabled(true);
            elsewhere.setConfig(Map.of(
                    "clientId", "portal",
                    "clientSecret", "none",
                    "authorizationUrl", "https://anmeldung.verband.example/auth",
                    "tokenUrl", "https://anmeldung.verband.example/token"));
            settings.addIdentityProvider(elsewhere);
            GroupRepresentation group = new GroupRepresentation();
            group.setName("Arbeitskreis");
            settings.setGroups(List.of(group));
        });
        Account account = portal.account(other, user -> user.setGroups(List.of("/Arbeitskreis")));
        Domain there = portal.domain(other);
        there.member(there.organization(), account, "principal-administrator");
        // what stands on each, which only the server can know
        Map<String, Pattern> pages = new LinkedHashMap<>();
        pages.put("Anmeldung", Pattern.compile("Passwort"));
        pages.put("Geräteaktivität", Pattern.compile("Aktuelle S"));
        pages.put("Verknüpfte Konten", Pattern.compile("Verbandskonto"));
        pages.put("Anwendungen", Pattern.compile("Accountkonsole"));
        pages.put("Gruppen", Pattern.compile("Arbeitskreis"));
        pages.put("Organisationen", Pattern.compile("Betrieb "));
        pages.put("Ressourcen", Pattern.compile("Ressource"));
        pages.put("Persönliche Angaben", Pattern.compile("Vorname"));
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            List<String> failures = new ArrayList<>();
            window.page().onPageError(failures::add);
            window.page().onResponse(response -> {
                if (response.status() >= 400) {
                    failures.add(response.status() + " " + response.url());
                }
            });
            Page page = logIn(window, other, account);
            Locator menu = page.getByRole(AriaRole.NAVIGATION).first();
            button(page, "Kontosicherheit").click();
            pages.forEach((name, content) -> {
                menu.getByRole(
                                AriaRole.LINK,
                                new Locator.GetByRoleOptions().setName(name).setExact(true))
                        .click();
                assertThat(page.locator("#portal-main")).containsText(content);
                page.reload();
                assertThat(page.locator("#portal-main")).containsText(content);
                assertThat(page.locator("main h1").first()).isVisible();
            });
            assertEquals(List.of(), failures);
            page.navigate(window.console(other) + "content/none");
            assertThat(heading(page, "Persönliche Angaben")).isVisible();
            // no key in place of its text
            assertThat(page.getByText(Pattern.compile("^portal[A-Z]"))).hasCount(0);

            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertThat(page.locator("html")).hasClass(Pattern.compile("pf-v5-theme-dark"));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            assertThat(page.locator("html")).not().hasClass(Pattern.compile("pf-v5-theme-dark"));
            assertThat(link(page, "Gruppen")).isVisible();
            button(page, "Menü").click();
            assertThat(link(page, "Gruppen")).hasCount(0);
            button(page, "Menü").click();
            assertThat(link(page, "Gruppen")).isVisible();
            page.setViewportSize(320, 800);
            // closed by the page, which takes a moment to see that it is a phone's now
            assertThat(link(page, "Gruppen")).hasCount(0);
            button(page, "Menü").click();
            link(page, "Gruppen").click();
            assertThat(page.locator("#portal-main")).containsText("Arbeitskreis");
            assertThat(link(page, "Gruppen")).hasCount(0);
            page.setViewportSize(1280, 800);
            assertThat(link(page, "Gruppen")).isVisible();
            assertEquals(List.of(), failures);

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Konto: Kim Beispiel"))
                    .click();
            page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Abmelden"))
                    .click();
            assertThat(page.locator("#username")).isVisible();
        }
    }

    @Test
    @DisplayName("L-10 who does nothing is warned, stays by any key, and is logged out with the reason")
    void logsOutWhoDoesNothing() {
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            window.takeTheClock();
            Page page = logIn(window);
            window.clockAhead(29 * 60 + 10);
            assertThat(page.getByText("Sind Sie noch da?")).isVisible();
            page.keyboard().press("Shift");
            window.clockAhead(2);
            assertThat(page.getByText("Sind Sie noch da?")).hasCount(0);

            window.clockAhead(31 * 60);
            assertThat(heading(page, "Sie wurden abgemeldet")).isVisible();
            assertThat(page.getByText("30 Minuten")).isVisible();
            link(page, "Wieder anmelden").click();
            assertThat(page.locator("#username")).isVisible();
        }
    }

    @Test
    @DisplayName("Z-6 A-8 A-12 a clerk is created, locked, unlocked and given all units without a mouse")
    void worksByKeyboard() {
        String name = "Taste-" + UUID.randomUUID().toString().substring(0, 8);
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = logIn(window);
            page.navigate(address(window, "accounts/new"));
            assertThat(heading(page, "Sachbearbeiter anlegen")).isVisible();
            tabTo(page, "#person-firstName");
            page.keyboard().type("Robin");
            page.keyboard().press("Tab");
            page.keyboard().type(name);
            page.keyboard().press("Tab");
            page.keyboard().type(name + "@firma.example");
            page.keyboard().press("Enter");
            assertThat(page.getByText("Schritt 2 von 3: Rechte")).isFocused();
            tabTo(page, "main form input[type=checkbox]");
            page.keyboard().press("Space");
            tabTo(page, "main form button[type=submit]");
            page.keyboard().press("Enter");
            tabTo(page, "main form #terms");
            page.keyboard().press("Space");
            tabTo(page, "main form button[type=submit]");
            page.keyboard().press("Enter");
            assertThat(heading(page, "Robin " + name)).isVisible();

            tabTo(page, "main button.pf-m-danger");
            page.keyboard().press("Enter");
            tabTo(page, "#lock-reason");
            page.keyboard().type("ohne Maus");
            tabTo(page, ".pf-v5-c-modal-box__footer button:not(.pf-m-link)");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(button(page, "Entsperren")).isVisible();

            tabTo(page, "main .portal-head .portal-actions button");
            page.keyboard().press("Enter");
            tabTo(page, ".pf-v5-c-modal-box__footer button:not(.pf-m-link)");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(button(page, "Sperren")).isVisible();

            page.navigate(page.url() + "/rights");
            Locator unit = page.getByLabel("V-100 Vertrag V-100");
            assertThat(unit).isChecked();
            tabTo(page, "main input[type=checkbox]");
            page.keyboard().press("Space");
            assertThat(unit).not().isChecked();
            tabTo(page, "main form button[type=submit]");
            page.keyboard().press("Enter");
            assertThat(page.getByText("Die Rechte sind gespeichert")).isVisible();
        }
    }

    private static void tabTo(Page page, String selector) {
        page.locator(selector).first().waitFor();
        Await.until("Tab reaches " + selector, () -> {
            for (int i = 0; i < 80; i++) {
                if ((Boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                    return true;
                }
                page.keyboard().press("Tab");
            }
            return false; // it may be disabled until something has come
        });
    }

    @ParameterizedTest(
            name = "Z-6 A-15 A-21 every page is for everybody, light and dark, phone and desktop, in ''{0}''")
    @ValueSource(strings = {"de", "en"})
    void isForEverybody(String language) {
        Account clerk = clerk("Maximiliane", "von Hohenstein-Bärwald");
        try (Window window = Window.in(portal, Locale.forLanguageTag(language))) {
            Page page = logIn(window);
            List<String> violations = new ArrayList<>();
            for (String path : List.of(
                    "accounts",
                    "accounts/new",
                    "accounts/import",
                    "accounts/" + clerk.id(),
                    "accounts/" + clerk.id() + "/rights",
                    "accounts/" + clerk.id() + "/locks",
                    "changes",
                    "profile",
                    "units",
                    "units/V-100",
                    "own/data",
                    "own/help")) {
                visit(page, path.startsWith("own/") ? window.console(realm) + path : address(window, path));
                looks(page, language, path.replace(clerk.id(), "account").replace('/', '-'), violations);
            }
            page.navigate(address(window, "accounts/" + clerk.id()));
            page.locator("main button.pf-m-danger").click();
            page.locator("#lock-reason").waitFor();
            looks(page, language, "lock", violations);
            assertEquals(List.of(), violations);
        }
    }
}
