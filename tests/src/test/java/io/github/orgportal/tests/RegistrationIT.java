package io.github.orgportal.tests;

import static io.github.orgportal.tests.Registering.CHECK;
import static io.github.orgportal.tests.Registering.CONFIRM;
import static io.github.orgportal.tests.Registering.DONE;
import static io.github.orgportal.tests.Registering.NOTICE;
import static io.github.orgportal.tests.Registering.ORGANIZATION;
import static io.github.orgportal.tests.Registering.PERSON;
import static io.github.orgportal.tests.Registering.ROLE;
import static io.github.orgportal.tests.Registering.SENT;
import static io.github.orgportal.tests.Registering.UNITS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Applications for accounts, from the login page to the form that is signed, over HTTP, on PostgreSQL. */
class RegistrationIT {
    private static final Portal PORTAL = Portal.onPostgres();
    /** Tests register far more often than people of one network do. */
    private static final String REALM =
            realm(Map.of("registrationsPerNetwork", "10000", "registrationsPerAddress", "100"));
    /** Where less is allowed; to make a realm takes a server seconds. */
    private static final String STRICT = realm(Map.of("registrationsPerAddress", "2", "confirmationHours", "2"));

    private final Registering kim = new Registering(PORTAL, REALM);

    @AfterEach
    void putEverythingBack() {
        PORTAL.mails().start();
        PORTAL.clock(Duration.ZERO);
    }

    @Nested
    @DisplayName("The whole way")
    class WholeWay {
        @Test
        @DisplayName(
                "R-1 an administrator registers: pages, mail, a link whose opening changes nothing, a button that does, and a form with number and data")
        void administrator() {
            kim.with("units", "100, 200").with("phone", "+49 (0) 30 / 1234-5");
            Tab tab = kim.start();
            assertEquals(ROLE, tab.pageId(), tab.text());
            assertEquals(ORGANIZATION, kim.next(tab).pageId(), tab.text());
            assertEquals(PERSON, kim.next(tab).pageId(), tab.text());
            assertEquals(UNITS, kim.next(tab).pageId(), tab.text());
            assertEquals(CHECK, kim.next(tab).pageId(), tab.text());
            for (String stated : List.of(
                    kim.value("memberNumber"), "3. Mai 1980", kim.address(), "Deutschland", "100, 200", "Berg")) {
                assertTrue(tab.text().contains(stated), stated + " is missing in " + tab.text());
            }
            assertEquals(List.of(), applications(kim.address()), "nothing is stored before it is sent");
            assertEquals(SENT, kim.next(tab).pageId(), tab.text());
            assertTrue(tab.text().contains(kim.address()), tab.text());

            URI link = kim.link(1);
            for (int scanner = 0; scanner < 3; scanner++) {
                assertEquals(CONFIRM, kim.open(link).pageId());
            }
            String asked = kim.open(link).text();
            for (String field : List.of("memberNumber", "lastName", "street")) {
                assertTrue(asked.contains(kim.value(field)), field + " is missing in " + asked);
            }
            assertEquals(List.of("UNCONFIRMED"), applications(kim.address()));
            Tab done = Registering.confirm(kim.open(link));
            assertEquals(DONE, done.pageId(), done.text());
            assertEquals(List.of("WAITING"), applications(kim.address()));
            assertEquals(DONE, done.refresh().pageId(), "a refresh is harmless");

            HttpResponse<byte[]> form = done.download(Registering.form(done));
            assertEquals(200, form.statusCode());
            assertEquals(
                    "application/pdf", form.headers().firstValue("Content-Type").orElse(""));
            assertEquals("no-store", form.headers().firstValue("Cache-Control").orElse(""));
            String text = Registering.text(form.body());
            String reference = done.page().select("#registration-reference").text();
            for (String stated : List.of(
                    reference,
                    kim.value("memberNumber"),
                    "Kim Berg",
                    "3. Mai 1980",
                    "Am Musterhang 12 a",
                    "12345 Beispielstadt",
                    kim.address(),
                    "100, 200",
                    "+49 (0) 30 / 1234-5")) {
                assertTrue(text.contains(stated), stated + " is missing in " + text);
            }
            assertEquals(
                    List.of(),
                    PORTAL.realm(REALM).users().searchByEmail(kim.address(), true),
                    "no account before approval");
        }

        @Test
        @DisplayName("R-2 a data centre registers for the organizations that it serves, in English")
        void dataCentre() {
            kim.with("role", "data-centre-user")
                    .with("memberNumber", "RZ-1")
                    .with("served", "4711\r\n4712; 4713,,4711\n");
            Tab tab = kim.start(new PlainBrowser(PORTAL.server().url(), "en"));
            kim.goOn(tab, CHECK);
            assertTrue(tab.text().contains("4711, 4712, 4713"), tab.text());
            assertFalse(tab.text().contains("Units"), tab.text());
            kim.goOn(tab, SENT);
            assertTrue(MailServer.text(PORTAL.mails().await(kim.address(), 1)).contains("Please confirm"));

            Tab done = Registering.confirm(
                    Registering.open(new PlainBrowser(PORTAL.server().url(), "en"), kim.link(1)));
            String text = Registering.text(done.download(Registering.form(done)).body());

            assertTrue(text.contains("Application for a data centre account"), text);
            assertTrue(text.contains("RZ-1"), text);
            assertTrue(text.contains("4711, 4712, 4713"), text);
        }

        @Test
        @DisplayName("R-1 who presses the button twice, in two tabs or after another browser did, confirms once")
        void confirmedOnce() throws Exception {
            kim.send();
            URI link = kim.link(1);
            Tab here = kim.open(link);
            Tab there = kim.open(link);

            List<Tab> pages = AtOnce.all(() -> Registering.confirm(here.duplicate()), () -> Registering.confirm(there));

            assertEquals(List.of(DONE, DONE), pages.stream().map(Tab::pageId).toList());
            assertEquals(
                    1,
                    pages.stream()
                            .map(page -> page.page()
                                    .select("#registration-reference")
                                    .text())
                            .distinct()
                            .count());
            assertEquals(List.of("WAITING"), applications(kim.address()));
            Tab later = kim.open(link);
            assertEquals(NOTICE, later.pageId(), later.text());
            assertEquals(400, later.status());
        }

        @Test
        @DisplayName("R-1 R-3 the operator makes the same form once more, and nobody else does")
        void operatorsForm() {
            String own = PORTAL.unprotectedRealm("employer-portal", realm -> {
                realm.setRegistrationAllowed(true);
                realm.setPasswordPolicy(Portal.QUICK_HASH);
                set(realm, Map.of("registration", "ADMINISTRATOR"));
            });
            Registering somebody = new Registering(PORTAL, own);
            somebody.send();
            Tab done = Registering.confirm(somebody.open(somebody.link(1)));
            String form = "/applications/%s/form.pdf"
                    .formatted(column("id", somebody.address()).get(0));
            Account staff = PORTAL.account(own);
            PORTAL.realm(own)
                    .users()
                    .get(staff.id())
                    .roles()
                    .realmLevel()
                    .add(List.of(
                            PORTAL.realm(own).roles().get("portal-operator").toRepresentation()));
            Api api = Api.of(PORTAL, own);

            assertEquals(
                    Registering.text(done.download(Registering.form(done)).body()),
                    Registering.text(api.caller(staff).file(form)));
            api.caller(staff)
                    .get("/applications/%s/form.pdf".formatted(UUID.randomUUID()))
                    .expect(404, "application_not_found");
            assertEquals(403, api.caller(PORTAL.account(own)).get(form).status());
        }

        @Test
        @DisplayName("R-1 a wrong address is corrected and sent again, with everything else as it was")
        void corrected() {
            Tab tab = kim.send();
            String wrong = kim.address();
            Registering.press(tab, "correct");
            assertEquals(CHECK, tab.pageId(), tab.text());
            Registering.press(tab, "person");
            assertEquals(PERSON, tab.pageId(), tab.text());
            assertEquals("Berg", tab.page().select("#lastName").val());
            kim.with("email", "right." + wrong);
            assertEquals(CHECK, kim.next(tab).pageId(), "back to the check at once: " + tab.text());
            kim.goOn(tab, SENT);

            assertNotEquals(kim.link(1), Registering.link(PORTAL.mails().await(wrong, 1)));
        }
    }

    @Nested
    @DisplayName("The pages")
    class Pages {
        @Test
        @DisplayName("R-1 forwards, backwards, refreshed, by address or sent again from an old page: nothing is lost")
        void nothingIsLost() {
            Tab tab = kim.goOn(kim.start(), PERSON);
            Tab old = tab.duplicate();
            tab.submit(Map.of("go", "back", "firstName", "Toni", "city", "Halb getippt"));
            assertEquals(ORGANIZATION, tab.pageId(), tab.text());
            assertEquals(
                    kim.value("memberNumber"),
                    tab.page().select("#memberNumber").val());
            assertEquals(ORGANIZATION, tab.refresh().pageId());
            kim.next(tab);
            assertEquals("Halb getippt", tab.page().select("#city").val());
            assertEquals("Toni", tab.page().select("#firstName").val());

            assertEquals(PERSON, kim.next(old).pageId(), "an old page leads to where one is: " + old.text());
            assertTrue(old.text().contains("war nicht mehr aktuell"), old.text());

            tab = kim.goOn(old, CHECK);
            URI address = URI.create(tab.refresh().url() + "&step=organization");
            assertEquals(ORGANIZATION, tab.get(address).pageId(), "the browser's back");
            assertEquals(
                    CHECK,
                    tab.get(URI.create(address.toString().replace("step=organization", "step=check")))
                            .pageId());
            Tab other = kim.start();
            assertEquals(
                    ROLE,
                    other.get(URI.create(other.refresh().url() + "&step=check")).pageId(),
                    "nobody gets to the end without the beginning");
        }

        @Test
        @DisplayName("R-1 Z-6 another language keeps what was typed on the page")
        void anotherLanguage() {
            Tab tab = kim.goOn(kim.start(), PERSON);
            tab.post(
                    URI.create(tab.formAction() + "&kc_locale=en"),
                    Map.of("step", "person", "go", "keep", "firstName", "Noch-Nicht-Gesendet"));

            assertEquals(PERSON, tab.pageId(), tab.text());
            assertEquals("en", tab.page().select("html").attr("lang"));
            assertEquals("Noch-Nicht-Gesendet", tab.page().select("#firstName").val());
            assertEquals(0, tab.page().select("[id^=error-]").size(), "nothing was sent yet");
        }

        @ParameterizedTest(name = "R-1 {1} as {0} is refused beside the field")
        @CsvSource({
            "memberNumber, 'a b'",
            "memberNumber, ''",
            "memberNumber, '<script>'",
            "firstName, ''",
            "firstName, 'Kim <b>'",
            "lastName, '${7*7}'",
            "birthDate, '31.02.1980'",
            "birthDate, '3.5.2980'",
            "birthDate, '3.5.1880'",
            "email, 'kim'",
            "email, 'kim@firma@example'",
            "phone, 'ruf mich an'",
            "postalCode, '!'",
            "country, 'XX'",
            "country, ''",
            "units, 'a b'"
        })
        void refused(String field, String value) {
            String right = kim.value(field);
            kim.with(field, value);
            Tab tab = kim.start();
            for (int pages = 0; pages < 5 && tab.page().select("[id^=error-]").isEmpty(); pages++) {
                assertNotEquals(CHECK, tab.pageId(), tab.text());
                kim.next(tab);
            }

            assertEquals(
                    List.of("error-" + field), tab.page().select("[id^=error-]").eachAttr("id"));
            assertEquals("true", tab.page().select("#" + field).attr("aria-invalid"));
            assertTrue(tab.page().select("#" + field).attr("aria-describedby").contains("error-" + field));
            if (!field.equals("country")) {
                assertEquals(value, tab.page().select("#" + field).val(), "what was typed stays");
            }
            assertEquals(CHECK, kim.with(field, right).goOn(tab, CHECK).pageId());
        }

        @ParameterizedTest(name = "A-3 R-1 the address {0} is refused with an explanation")
        @ValueSource(strings = {"info@firma.example", "Personal@firma.example", "post+kim@firma.example"})
        void genericAddress(String address) {
            Tab tab = kim.with("email", address).goOn(kim.start(), PERSON);
            kim.next(tab);

            assertEquals(PERSON, tab.pageId(), tab.text());
            assertTrue(tab.page().select("#error-email").text().contains("persönliche Adresse"), tab.text());
        }

        @Test
        @DisplayName("R-1 R-2 fifty units and twenty organizations are taken, one more is not, and long names are")
        void many() {
            String units = String.join(
                    "\n", IntStream.range(0, 50).mapToObj(i -> "U-" + i).toList());
            kim.with("units", units + "\nU-50").with("lastName", "Wolkenstein".repeat(23));
            Tab tab = kim.goOn(kim.start(), UNITS);
            assertTrue(kim.next(tab).page().select("#error-units").text().contains("50"), tab.text());
            assertEquals(CHECK, kim.with("units", units).next(tab).pageId(), tab.text());

            Registering centre = new Registering(PORTAL, REALM).with("role", "data-centre-user");
            String served = String.join(
                    ",", IntStream.range(0, 19).mapToObj(i -> "90" + i).toList());
            Tab other = centre.with("served", served + ",1").goOn(centre.start(), ORGANIZATION);
            assertTrue(centre.next(other).page().select("#error-served").text().contains("20"), other.text());
            assertEquals(PERSON, centre.with("served", served).next(other).pageId(), other.text());
        }

        @Test
        @DisplayName("R-1 sent twice at the same moment, it is one application and one mail")
        void sentOnce() throws Exception {
            int rounds = Campaign.of(50);
            for (int round = 0; round < rounds; round++) {
                Registering somebody = new Registering(PORTAL, REALM);
                Tab tab = somebody.goOn(somebody.start(), CHECK);

                List<Tab> pages = AtOnce.all(
                        () -> somebody.next(tab.duplicate()),
                        () -> somebody.next(tab.duplicate()),
                        () -> somebody.next(tab.duplicate()));

                assertTrue(
                        pages.stream().anyMatch(page -> page.pageId().equals(SENT)),
                        () -> pages.stream().map(Tab::pageId).toList().toString());
                assertEquals(List.of("UNCONFIRMED"), applications(somebody.address()));
                PORTAL.mails().await(somebody.address(), 1);
                assertEquals(1, PORTAL.mails().mails(somebody.address()).size());
            }
            System.out.printf("R-1: %d applications sent three times at once, each of them once%n", rounds);
        }
    }

    @Nested
    @DisplayName("What it tells and allows")
    class Limits {
        @Test
        @DisplayName("R-1 known and unknown numbers and addresses: the same pages in the same time")
        void tellsNothing() {
            Account account = PORTAL.account(REALM);
            Domain domain = PORTAL.domain(REALM);
            String organization = domain.organization();
            domain.member(organization, account, "administrator");
            String number = PORTAL.realm(REALM)
                    .organizations()
                    .get(organization)
                    .toRepresentation()
                    .getName()
                    .replace("Betrieb ", "");
            String otherNumber = "x" + number.substring(1);
            String otherAddress = "x" + account.address().substring(1);

            String known = pages(
                    new Registering(PORTAL, REALM).with("memberNumber", number).with("email", account.address()));
            String unknown = pages(new Registering(PORTAL, REALM)
                    .with("memberNumber", otherNumber)
                    .with("email", otherAddress));
            assertEquals(unknown, known.replace(number, otherNumber).replace(account.address(), otherAddress));

            // the account's own address would soon have had its mails
            TwoArms arms = TwoArms.measure(
                    Campaign.of(300),
                    n -> sending(number, n % 10 == 0 ? account.address() : "k" + n + account.address()),
                    n -> sending(UUID.randomUUID().toString().substring(0, 13), "u" + n + account.address()));

            System.out.println("R-1 registration, known against unknown numbers: " + arms);
            assertTrue(arms.areAlike(), arms::toString);
        }

        private String pages(Registering somebody) {
            Tab tab = somebody.start();
            StringBuilder pages = new StringBuilder();
            for (int page = 0; page < 6 && !tab.pageId().equals(SENT); page++) {
                somebody.next(tab);
                pages.append(tab.status()).append(tab.pageId()).append(tab.text());
            }
            return pages.toString();
        }

        private Runnable sending(String number, String address) {
            Registering somebody =
                    new Registering(PORTAL, REALM).with("memberNumber", number).with("email", address);
            Tab tab = somebody.goOn(somebody.start(), CHECK);
            return () -> {
                somebody.next(tab);
                assertEquals(SENT, tab.pageId(), tab.text());
            };
        }

        @Test
        @DisplayName(
                "R-1 1,000 registrations from one network: as many count as the portal allows in an hour, and nobody loses what was typed")
        void perNetwork() {
            String own = realm(Map.of("registrationsPerNetwork", "5", "registrationsPerAddress", "100"));
            Registering somebody = new Registering(PORTAL, own);
            Tab tab = somebody.goOn(somebody.start(), CHECK);
            int tries = Campaign.of(1000);
            int sent = 0;
            for (int i = 0; i < tries; i++) {
                somebody.next(tab);
                if (tab.pageId().equals(SENT)) {
                    sent++;
                    Registering.press(tab, "correct");
                } else {
                    assertEquals(CHECK, tab.pageId());
                    assertTrue(tab.text().contains("zu viele Anträge"), tab.text());
                }
            }

            assertEquals(5, sent);
            assertEquals(5, applications(somebody.address()).size());
            System.out.printf("R-1: %d registrations from one network, %d of them counted%n", tries, sent);
            PORTAL.clock(Duration.ofHours(1).plusSeconds(5));
            Registering later = new Registering(PORTAL, own);
            assertEquals(SENT, later.send().pageId());
        }

        @Test
        @DisplayName("R-1 an address gets so many mails a day; more registrations read the same and are none")
        void perAddress() {
            String address = kim.address();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String typed = i == 1 ? address.toUpperCase(Locale.ROOT) : address;
                texts.add(new Registering(PORTAL, STRICT)
                        .with("email", typed)
                        .send()
                        .text()
                        .toLowerCase(Locale.ROOT));
            }

            assertEquals(1, texts.stream().distinct().count(), texts::toString);
            assertEquals(2, applications(address).size());
            PORTAL.mails().await(address, 2);
            assertEquals(2, PORTAL.mails().mails(address).size());
        }

        @Test
        @DisplayName("R-1 a link is good for the time that the portal sets")
        void expires() {
            Registering somebody = new Registering(PORTAL, STRICT);
            somebody.send();
            URI link = somebody.link(1);
            Tab open = somebody.open(link);
            assertTrue(
                    MailServer.text(PORTAL.mails().await(somebody.address(), 1)).contains("2 Stunden"));

            PORTAL.clock(Duration.ofHours(2).plusSeconds(5));

            Tab late = somebody.open(link);
            assertEquals(NOTICE, late.pageId(), late.text());
            assertNotEquals(DONE, Registering.confirm(open).pageId(), open.text());
            assertFalse(applications(somebody.address()).contains("WAITING"));
        }

        @Test
        @DisplayName("R-1 300 foreign, forged and used references: no page behind a link, no form, nothing confirmed")
        void references() {
            Registering victim = new Registering(PORTAL, REALM);
            victim.send();
            URI good = victim.link(1);
            Registering used = new Registering(PORTAL, REALM);
            used.send();
            Tab owner = Registering.confirm(used.open(used.link(1)));
            URI form = Registering.form(owner);
            int tries = Campaign.of(300);

            for (int i = 0; i < tries; i++) {
                Tab stranger = PORTAL.browser().tab("http://application.example/");
                URI attempt = attempt(i, good, used.link(1), form);
                HttpResponse<byte[]> answer = stranger.download(attempt);
                assertEquals(400, answer.statusCode(), attempt::toString);
                String page = new String(answer.body(), StandardCharsets.UTF_8);
                assertTrue(page.contains("Dieser Link gilt nicht mehr"), page);
            }

            assertEquals(List.of("UNCONFIRMED"), applications(victim.address()));
            Tab unconfirmed = victim.open(good);
            URI ownTab = URI.create(form.toString()
                    .replaceAll("tab_id=[^&]+", "tab_id=" + parameter(unconfirmed.formAction(), "tab_id")));
            assertEquals(400, unconfirmed.download(ownTab).statusCode(), "not before it is confirmed");
            assertEquals(200, owner.download(form).statusCode(), "and it is still there for whom it belongs to");
            URI elsewhere = URI.create(good.toString().replace("/" + REALM + "/", "/master/"));
            assertEquals(404, unconfirmed.download(elsewhere).statusCode(), "no page in a realm that is no portal's");
            System.out.printf("R-1: %d foreign, forged and used references, none of them worked%n", tries);
        }

        private URI attempt(int i, URI good, URI used, URI form) {
            String key = parameter(good, "key");
            String[] parts = key.split("\\.");
            String confirm = good.toString().replaceAll("key=.*", "key=");
            return URI.create(
                    switch (i % 10) {
                        case 0 -> used.toString();
                        case 1 -> good.toString().replace("/" + REALM + "/", "/" + STRICT + "/");
                        case 2 -> confirm + parts[0] + "." + parts[1] + "." + flipped(parts[2], i);
                        case 3 -> confirm + parts[0] + "." + flipped(parts[1], i) + "." + parts[2];
                        case 4 -> confirm + base64("{\"alg\":\"none\"}") + "." + parts[1] + ".";
                        case 5 ->
                            confirm + parts[0] + "."
                                    + base64("{\"typ\":\"portal-registration\",\"sub\":\"" + UUID.randomUUID() + "\"}")
                                    + "." + parts[2];
                        case 6 -> confirm + UUID.randomUUID();
                        case 7 -> form.toString();
                        case 8 ->
                            form.toString()
                                    .replaceAll(
                                            "tab_id=[^&]+",
                                            "tab_id="
                                                    + UUID.randomUUID()
                                                            .toString()
                                                            .substring(0, 11));
                        default -> form.toString().replaceAll("\\?.*", "");
                    });
        }

        private static String flipped(String part, int i) {
            int at = Math.floorMod(i * 7, part.length() - 1);
            return part.substring(0, at) + (part.charAt(at) == 'A' ? 'B' : 'A') + part.substring(at + 1);
        }

        private static String base64(String text) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Nested
    @DisplayName("Other ways in")
    class OtherWays {
        @ParameterizedTest(name = "R-1 {0} offers no registration, by link, address or form")
        @ValueSource(strings = {"benefits-portal", "employer-portal"})
        void otherPortals(String realm) {
            Tab login = PORTAL.browser().open(realm);
            assertEquals(0, login.page().select("a[href*=registration]").size());
            URI withCode = URI.create(login.formAction().toString().replace("/authenticate", "/registration"));
            assertEquals(400, login.duplicate().post(withCode, stockForm("x")).status());
            URI without = URI.create(withCode.toString().replaceAll("(session_code|execution)=[^&]*&", ""));
            assertEquals(400, login.duplicate().get(without).status(), without::toString);
            assertEquals(400, login.duplicate().post(without, stockForm("x")).status(), without::toString);
            URI protocol = URI.create(PlainBrowser.loginAddress(PORTAL.server().url(), realm)
                    .toString()
                    .replace("/openid-connect/auth?", "/openid-connect/registrations?"));
            assertEquals(
                    400,
                    PORTAL.browser()
                            .tab("http://application.example/")
                            .get(protocol)
                            .status());
        }

        @Test
        @DisplayName("R-1 the fields of Keycloak's own registration make no account, wherever they are sent")
        void noAccount() {
            String address = kim.address();
            Tab tab = kim.start();
            for (String go : List.of("next", "", "check", "sent", "correct")) {
                tab.submit(stockForm(address));
                tab.submit(Map.of("go", go, "step", "sent", "email", address));
                tab.submit(Map.of("go", go, "step", "check", "email", address));
            }
            URI protocol = URI.create(PlainBrowser.loginAddress(PORTAL.server().url(), REALM)
                    .toString()
                    .replace("/openid-connect/auth?", "/openid-connect/registrations?"));
            Tab other = PORTAL.browser().tab("http://application.example/").get(protocol);
            assertEquals(ROLE, other.pageId(), other.text());
            other.submit(stockForm(address));
            Tab prompted = PORTAL.browser()
                    .tab("http://application.example/")
                    .get(URI.create(PlainBrowser.loginAddress(PORTAL.server().url(), REALM) + "&prompt=create"));
            assertEquals(ROLE, prompted.pageId(), prompted.text());
            prompted.submit(stockForm(address));

            assertEquals(List.of(), PORTAL.realm(REALM).users().searchByEmail(address, true));
            assertEquals(List.of(), PORTAL.realm(REALM).users().searchByUsername(address, true));
            assertEquals(List.of(), applications(address));
        }

        @Test
        @DisplayName("R-2 a portal that offers one role asks for none and takes no other; one that offers none refuses")
        void oneRole() {
            String own = realm(Map.of("registration", "DATA_CENTRE_USER"));
            Registering somebody = new Registering(PORTAL, own).with("served", "4711");
            Tab tab = somebody.start();
            assertEquals(ORGANIZATION, tab.pageId(), tab.text());
            tab.submit(Map.of("step", "role", "role", "administrator"));
            somebody.goOn(tab, CHECK);
            assertTrue(tab.text().contains("4711"), tab.text());
            somebody.goOn(tab, SENT);
            assertEquals(List.of("DATA_CENTRE_USER"), column("role", somebody.address()));

            String none = realm(Map.of("registration", ""));
            Tab refused = new Registering(PORTAL, none).start();
            assertEquals(400, refused.status(), refused.text());
        }

        private static Map<String, String> stockForm(String address) {
            return Map.of(
                    "username",
                    address,
                    "email",
                    address,
                    "firstName",
                    "Kim",
                    "lastName",
                    "Berg",
                    "password",
                    Portal.PASSWORD,
                    "password-confirm",
                    Portal.PASSWORD);
        }
    }

    private static String parameter(URI address, String name) {
        return address.getQuery().replaceAll("(?:^|.*&)" + name + "=([^&]*).*", "$1");
    }

    private static List<String> applications(String address) {
        return column("status", address);
    }

    /** Of all applications with an address. */
    private static List<String> column(String name, String address) {
        try (Connection connection = PORTAL.connection();
                PreparedStatement statement = connection.prepareStatement(
                        "select " + name + " from PORTAL_APPLICATION where EMAIL = ? order by SUBMITTED_AT")) {
            statement.setString(1, address);
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String realm(Map<String, String> settings) {
        return PORTAL.unprotectedRealm("member-portal", realm -> set(realm, settings));
    }

    private static void set(RealmRepresentation realm, Map<String, String> settings) {
        for (ComponentExportRepresentation component :
                realm.getComponents().get("io.github.orgportal.organizations.policy.PortalComponent")) {
            if (component.getProviderId().equals("portal-policy")) {
                settings.forEach((key, value) -> component.getConfig().putSingle(key, value));
            }
        }
    }
}
