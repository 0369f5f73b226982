package io.github.orgportal.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * The pictures of the guides: what people see there is what the portal shows to the people of the demo. They lie in {@code target/guide}
 * afterwards; {@code -Dguide.write=true} puts them into {@code docs/guides/images}.
 */
class GuideIT {
    private static final Path GUIDES = Path.of("..", "docs", "guides");
    private static final Path DOCUMENT = Path.of("..", "realm-config", "demo", "organizations-employer-portal.json");
    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]+]\\(images/([^)]+)\\)");
    private static final boolean WRITES = Boolean.getBoolean("guide.write");

    private static Portal portal;
    private static String realm = "";
    private static String organization = "";
    private static Account principal;
    private static Account operator;
    private static String application = "";

    @BeforeAll
    static void theDemo() throws IOException {
        portal = Portal.onPostgres();
        realm = portal.unprotectedRealm("employer-portal", settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        Operator.Report report = Operator.of(portal, realm).run(Files.readString(DOCUMENT));
        assertTrue(report.summary().path("complete").asBoolean(), report.body());
        principal = person("cosima.salm");
        organization = portal.realm(realm).organizations().list(-1, -1).stream()
                .filter(place -> place.getName().equals("Tuchmanufaktur Salm"))
                .findFirst()
                .orElseThrow()
                .getId();
        for (String name : List.of("cosima.salm", "reinhard.pauli", "nele.birkner", "jonte.kiefer")) {
            password(person(name));
        }
        operator = portal.account(realm, user -> {
            user.setFirstName("Alexandra");
            user.setLastName("Winterfeld");
        });
        portal.realm(realm)
                .users()
                .get(operator.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(realm).roles().get("portal-operator").toRepresentation()));
        Caller staff = Api.of(portal, realm).caller(operator);
        letters(staff);
        applications(staff);
        assertTrue(
                portal.domain(realm).lockBy(principal, person("albert.wiese")).done());
    }

    /** Some are in a PDF, some wait, one has no address, and those of one who is locked afterwards become void. */
    private static void letters(Caller staff) {
        Passwords passwords = new Passwords(portal, realm);
        for (String name : List.of("dana.rehm", "albert.wiese", "fenja.stolz")) {
            Account account = person(name);
            if (!name.equals("fenja.stolz")) {
                address(account);
            }
            passwords.first(account, organization);
        }
        String first = staff.get("/letters?max=1")
                .expect(200)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        assertFalse(staff.file("/letters/pdf", Map.of("letters", List.of(first))).length == 0);
    }

    /** Two organizations that nobody leads yet, and three people who want to lead one. */
    private static void applications(Caller staff) {
        staff.post("/organizations", Map.of("memberNumber", "831004", "name", "Sägewerk Lindgrund"))
                .expect(201);
        staff.post("/organizations", Map.of("memberNumber", "831017", "name", "Feinbäckerei Ahrens & Töchter"))
                .expect(201);
        applicant("Hanno", "Lindgrund", "831004").enteredBy(staff).expect(201);
        applicant("Beke", "Ahrens", "831017").enteredBy(staff).expect(201);
        application = applicant("Ina", "Vollmer", "830940")
                .with("units", List.of("PK-10", "UK-21"))
                .enteredBy(staff)
                .expect(201)
                .json()
                .path("application")
                .path("id")
                .asText();
    }

    private static Applicant applicant(String firstName, String lastName, String memberNumber) {
        return Applicant.of(memberNumber)
                .with("firstName", firstName)
                .with("lastName", lastName)
                .with(
                        "email",
                        "%s.%s@betrieb.example".formatted(firstName, lastName).toLowerCase(Locale.ROOT));
    }

    private static Account person(String name) {
        String address = name + "@tuchmanufaktur-salm.example";
        UserRepresentation user =
                portal.realm(realm).users().searchByEmail(address, true).get(0);
        return new Account(realm, user.getId(), user.getUsername(), address);
    }

    private static void password(Account account) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(Portal.PASSWORD);
        user(account).resetPassword(password);
    }

    private static void address(Account account) {
        UserRepresentation user = user(account).toRepresentation();
        user.singleAttribute("street", "Webergasse 4");
        user.singleAttribute("postalCode", "12345");
        user.singleAttribute("city", "Beispielstadt");
        user(account).update(user);
    }

    private static UserResource user(Account account) {
        return portal.realm(realm).users().get(account.id());
    }

    @ParameterizedTest(name = "Z-6 the administrator's guide shows the portal as it is, in ''{0}''")
    @ValueSource(strings = {"de", "en"})
    void administratorsPictures(String language) throws IOException {
        boolean german = language.equals("de");
        Pictures pictures = new Pictures(language);
        try (Window window = Window.in(portal, Locale.forLanguageTag(language))) {
            Page page = logIn(window, principal);
            String place = window.console(realm) + "org/" + organization + "/";

            page.navigate(place + "accounts");
            assertThat(page.locator("tbody tr")).hasCount(7);
            pictures.take(page, "accounts");

            page.navigate(place + "accounts/import");
            page.locator("input[type=file]")
                    .setInputFiles(new FilePayload(
                            german ? "kolleginnen.csv" : "colleagues.csv",
                            "text/csv",
                            file().getBytes(StandardCharsets.UTF_8)));
            press(page, german ? "Datei prüfen" : "Check file");
            assertThat(page.locator("tbody tr")).hasCount(5);
            pictures.take(page, "import");

            page.navigate(place + "units/UK-20");
            assertThat(page.locator("main")).containsText("Fenja");
            pictures.take(page, "unit");

            page.navigate(place + "accounts/" + person("dana.rehm").id());
            press(page, german ? "Sperren" : "Lock");
            page.locator("#lock-reason").fill(german ? "Elternzeit bis April" : "Parental leave until April");
            pictures.take(page, "lock");
            page.keyboard().press("Escape");

            page.navigate(place + "accounts/" + person("reinhard.pauli").id() + "/bounds");
            page.locator("#bounds-some").check();
            page.getByLabel("PK-10 Pensionskasse").check();
            pictures.take(page, "bounds");
            press(page, german ? "Auswahl zurücksetzen" : "Reset selection");

            page.navigate(window.console(realm) + "own/help");
            page.locator("main h1").waitFor();
            pictures.take(page, "help");
        }
        assertEquals(named("administrator-" + language), pictures.taken);
    }

    @ParameterizedTest(name = "Z-6 the operator's guide shows the portal as it is, in ''{0}''")
    @ValueSource(strings = {"de", "en"})
    void operatorsPictures(String language) throws IOException {
        boolean german = language.equals("de");
        Pictures pictures = new Pictures(language);
        try (Window window = Window.in(portal, Locale.forLanguageTag(language))) {
            Page page = logIn(window, operator);
            String desk = window.console(realm) + "operator";

            page.navigate(desk);
            page.locator("main .portal-number").first().waitFor();
            pictures.take(page, "overview");

            page.navigate(desk + "/applications/" + application);
            press(page, german ? "Genehmigen" : "Approve");
            assertThat(page.locator("#application-units")).hasValue("PK-10\nUK-21");
            pictures.take(page, "application");
            page.keyboard().press("Escape");

            page.navigate(desk + "/organizations/" + organization);
            assertThat(page.locator("tbody tr")).hasCount(2);
            pictures.take(page, "organization");

            page.navigate(desk + "/organizations/" + organization + "/restrictions");
            page.locator("#restriction-view-persons").uncheck();
            pictures.take(page, "restrictions");
            press(page, german ? "Auswahl zurücksetzen" : "Reset selection");

            page.navigate(desk + "/letters");
            Locator rows = page.locator("tbody input[type=checkbox]:enabled");
            rows.first().check();
            rows.nth(1).check();
            pictures.take(page, "letters");
        }
        assertEquals(named("operator-" + language), pictures.taken);
    }

    private static Page logIn(Window window, Account account) {
        int mails = portal.mails().mails(account.address()).size();
        window.open(realm).password(account).tan(portal.mails().tan(account.address(), mails + 1), window.language());
        return window.page();
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    /** One address belongs to nobody in person, two people are new, one has another phone number, and one is as it was. */
    private static String file() {
        return """
                first_name,last_name,email,phone
                Uli,Zander,info@tuchmanufaktur-salm.example,
                Bente,Lorenz,bente.lorenz@tuchmanufaktur-salm.example,
                Maximiliane,von Hohenstein-Bärwald,m.hohenstein@tuchmanufaktur-salm.example,+49 30 5550101
                Nele,Birkner,nele.birkner@tuchmanufaktur-salm.example,+49 30 5550102
                Jonte,Kiefer,jonte.kiefer@tuchmanufaktur-salm.example,
                """;
    }

    /** The pictures that a guide wants, all of which are there. */
    private static Set<String> named(String guide) throws IOException {
        Set<String> named = PICTURE.matcher(Files.readString(GUIDES.resolve(guide + ".md")))
                .results()
                .map(picture -> picture.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        named.forEach(picture ->
                assertTrue(Files.isRegularFile(GUIDES.resolve("images").resolve(picture)), picture));
        return named;
    }

    /** Of one language, as wide as a desktop, light. */
    private static final class Pictures {
        private static final Path FOLDER = Path.of("target", "guide");

        private final String language;
        private final Set<String> taken = new TreeSet<>();

        Pictures(String language) {
            this.language = language;
        }

        void take(Page page, String name) throws IOException {
            page.setViewportSize(1280, 800);
            page.locator("main h1").first().scrollIntoViewIfNeeded();
            // neither half a font nor lines that are on their way
            page.waitForFunction("document.fonts.status === 'loaded'");
            assertThat(page.locator("main .pf-v5-c-skeleton")).hasCount(0);
            String file = "%s-%s.png".formatted(name, language);
            Path picture = FOLDER.resolve(file);
            page.screenshot(new Page.ScreenshotOptions().setPath(picture));
            assertTrue(taken.add(file));
            if (WRITES) {
                Files.copy(picture, GUIDES.resolve("images").resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
