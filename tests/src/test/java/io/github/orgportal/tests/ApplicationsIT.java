package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.Api.Answer;
import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;

/** Applications for accounts, and what the operator makes of them, over HTTP, on PostgreSQL. */
class ApplicationsIT {
    private static final String PASSWORD_PAGE = "login-login-update-password";
    private static final String ONE_TIME_PASSWORD = "ONE_TIME_PASSWORD";
    private static final int ROUNDS = Campaign.of(300);
    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "${7*7}",
            "<#assign x=1>",
            "{0}",
            "=1+1",
            "'; drop table PORTAL_APPLICATION; --",
            "a\r\nBcc: x@firma.example",
            "a\u0000b",
            "&lt;b&gt;",
            "\u202Egnp.exe");

    private static Portal portal;
    private static String realm = "";
    private static Domain domain;
    private static Passwords passwords;
    private static Caller operator;
    private static Caller colleague;

    @BeforeAll
    static void staff() {
        portal = Portal.onPostgres();
        realm = realm(Map.of("registration", "ADMINISTRATOR"));
        domain = portal.domain(realm);
        passwords = new Passwords(portal, realm);
        Api api = Api.of(portal, realm);
        operator = operator(api, realm);
        colleague = operator(api, realm);
    }

    @AfterEach
    void setTheClockRight() {
        portal.clock(Duration.ZERO);
    }

    private static String realm(Map<String, String> rules) {
        String name = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        Api.policy(portal, name, "loginNameByLetter", "false");
        Api.policy(portal, name, "mailsPerHour", "100000");
        rules.forEach((key, value) -> Api.policy(portal, name, key, value));
        return name;
    }

    private static Caller operator(Api api, String of) {
        Account person = portal.account(of);
        portal.realm(of)
                .users()
                .get(person.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(of).roles().get("portal-operator").toRepresentation()));
        return api.caller(person);
    }

    /**
     * An organization that has no administrator yet.
     *
     * @param id of the organization
     * @param number of it
     */
    private record Place(Caller staff, String id, String number) {
        static Place make(Caller staff) {
            String number = UUID.randomUUID().toString().substring(0, 13);
            Answer made = staff.post("/organizations", Map.of("memberNumber", number, "name", "Betrieb " + number))
                    .expect(201);
            return new Place(staff, made.json().path("id").asText(), number);
        }

        int accounts() {
            return staff.get("/organizations/" + id + "/accounts")
                    .expect(200)
                    .json()
                    .path("total")
                    .asInt();
        }

        JsonNode account(String account) {
            return staff.get("/organizations/%s/accounts/%s".formatted(id, account))
                    .expect(200)
                    .json();
        }
    }

    private static String id(Answer entered) {
        return entered.expect(201).json().path("application").path("id").asText();
    }

    private static String enter(Applicant applicant) {
        return id(applicant.enteredBy(operator));
    }

    private static Answer approve(Caller staff, String application) {
        return staff.post("/applications/" + application + "/approve", Map.of());
    }

    /** By somebody who has seen the account that this meets. */
    private static Answer approve(Caller staff, String application, JsonNode seen, boolean confirmed) {
        return staff.post(
                "/applications/" + application + "/approve",
                Map.of("meets", seen.path("version").asText(), "confirmed", confirmed));
    }

    private static Answer reject(Caller staff, String application, String reason) {
        return staff.post("/applications/" + application + "/reject", Map.of("reason", reason));
    }

    private static String status(String application) {
        return read(application).path("application").path("status").asText();
    }

    private static JsonNode read(String application) {
        return operator.get("/applications/" + application).expect(200).json();
    }

    private static Account account(Answer approved, Applicant applicant, Place place) {
        String id = approved.expect(200).json().path("account").asText();
        return new Account(
                realm, id, place.account(id).path("account").path("loginName").asText(), applicant.address());
    }

    @Test
    @DisplayName(
            "R-3 C-4 approving makes the account, puts the letter into the queue and brings the clerks back; those who were locked one by one stay locked")
    void wholeWay() {
        Place place = Place.make(operator);
        Account gone = portal.account(realm);
        Account clerk = portal.account(realm);
        Account lockedBefore = portal.account(realm);
        domain.member(place.id(), gone, "administrator");
        domain.member(place.id(), clerk, "clerk");
        domain.member(place.id(), lockedBefore, "clerk");
        domain.lockBy(gone, lockedBefore);
        domain.lock(gone, "OPERATOR");
        assertFalse(domain.state(clerk).granted());

        Applicant applicant =
                Applicant.of(place.number()).with("phone", "+49 30 5550199").with("locale", "en");
        String id = enter(applicant);
        JsonNode waiting = read(id);
        assertEquals("WAITING", waiting.path("application").path("status").asText());
        assertFalse(waiting.hasNonNull("meets"), "there is no account yet");
        assertTrue(waiting.path("approvable").asBoolean());
        assertEquals(place.id(), waiting.path("organizations").get(0).path("id").asText());
        assertEquals(1 + 2, place.accounts());

        Account made = account(approve(operator, id), applicant, place);

        JsonNode shown = place.account(made.id()).path("account");
        assertEquals("administrator", shown.path("role").asText());
        assertEquals("PENDING", shown.path("status").asText());
        assertFalse(shown.path("bound").asBoolean());
        assertEquals("+49 30 5550199", shown.path("phone").asText());
        assertEquals(List.of(ONE_TIME_PASSWORD), passwords.letters(made));
        assertEquals(
                Map.of("street", List.of("Musterallee 7"), "locale", List.of("en")),
                Map.of(
                        "street", attribute(made, "street"),
                        "locale", attribute(made, "locale")));
        assertEquals("APPROVED", status(id));
        assertEquals(1, entries(id, "APPLICATION_ENTERED"));
        assertEquals(1, entries(id, "APPLICATION_APPROVED"));
        assertTrue(MailServer.text(portal.mails().await(made.address(), 1)).contains("by post"));

        assertTrue(domain.state(clerk).granted());
        assertFalse(domain.state(lockedBefore).granted());
        assertEquals(List.of("ADMINISTRATOR"), domain.state(lockedBefore).activeCauses());
        Await.until(
                "the clerk is enabled again",
                () -> portal.realm(realm)
                        .users()
                        .get(clerk.id())
                        .toRepresentation()
                        .isEnabled());
        assertTrue(login(clerk, Portal.PASSWORD, 1).loggedIn());

        Tab first = login(made, passwords.inTheLetter(made), 2);
        assertEquals(PASSWORD_PAGE, first.pageId(), first.text());
    }

    private static List<String> attribute(Account account, String name) {
        return portal.realm(realm)
                .users()
                .get(account.id())
                .toRepresentation()
                .getAttributes()
                .get(name);
    }

    private static Tab login(Account account, String password, int mail) {
        return portal.browser()
                .open(realm)
                .password(account.loginName(), password)
                .tan(portal.mails().tan(account.address(), mail));
    }

    @Test
    @DisplayName(
            "R-9 a new administrator is announced to the others of the organization, in their language, and to nobody else")
    void announced() {
        Place place = Place.make(operator);
        Place other = Place.make(operator);
        Account here = portal.account(realm);
        Account locked = portal.account(realm);
        Account clerk = portal.account(realm);
        Account elsewhere = portal.account(realm);
        domain.member(place.id(), here, "principal-administrator");
        domain.member(place.id(), locked, "administrator");
        domain.member(place.id(), clerk, "clerk");
        domain.member(other.id(), elsewhere, "administrator");
        domain.lock(locked, "OPERATOR");
        Applicant applicant = Applicant.of(place.number()).with("lastName", "O'Neu-Söhne");

        approve(operator, enter(applicant)).expect(200);

        portal.mails().await(applicant.address(), 1);
        String text = MailServer.text(portal.mails().await(here.address(), 1));
        assertTrue(text.contains("Robin O'Neu-Söhne"), text);
        assertTrue(text.contains("Betrieb " + place.number()), text);
        assertTrue(text.contains("gehört bei Arbeitgeberportal ab jetzt zur Administration"), text);
        assertEquals(1, portal.mails().mails(here.address()).size());
        for (Account nobody : List.of(locked, clerk, elsewhere)) {
            assertEquals(0, portal.mails().mails(nobody.address()).size());
        }

        operator.post(
                        "/organizations/" + place.id() + "/accounts",
                        Map.of(
                                "role",
                                "administrator",
                                "firstName",
                                "Toni",
                                "lastName",
                                "Neu",
                                "email",
                                "t" + applicant.address()))
                .expect(201);
        assertTrue(MailServer.text(portal.mails().await(here.address(), 2)).contains("Toni Neu"));
    }

    @Test
    @DisplayName(
            "R-3 a number that nobody has is an error of its field, and changes nothing; the operator corrects numbers and units")
    void corrected() {
        Place place = Place.make(operator);
        String unit = domain.unit(place.id(), "V-1", "group-life", "");
        domain.unit(place.id(), "V-2", "group-life", "");
        Applicant applicant = Applicant.of("nobodys").with("units", List.of("V-9"));
        String id = enter(applicant);
        assertEquals("", read(id).path("organizations").get(0).path("id").asText(""));

        assertEquals(
                List.of("memberNumbers unknown_number"),
                approve(operator, id).expect(400, "invalid").errors());
        String path = "/applications/" + id + "/approve";
        List<String> numbers = List.of(place.number());
        assertEquals(
                List.of("units unknown_unit"),
                operator.post(path, Map.of("memberNumbers", numbers))
                        .expect(400, "invalid")
                        .errors());
        assertEquals(
                List.of("memberNumbers too_many", "units twice"),
                operator.post(path, Map.of("memberNumbers", List.of("a", "b"), "units", List.of("V-1", "V-1")))
                        .expect(400, "invalid")
                        .errors());
        assertEquals(
                List.of("memberNumbers required"),
                operator.post(path, Map.of("memberNumbers", List.of()))
                        .expect(400, "invalid")
                        .errors());
        assertEquals("WAITING", status(id));
        assertEquals(0, place.accounts());
        assertEquals(List.of("nobodys"), numbers(id));

        Account made = account(
                operator.post(path, Map.of("memberNumbers", numbers, "units", List.of("V-1"))), applicant, place);

        assertEquals(numbers, numbers(id));
        JsonNode shown = place.account(made.id());
        assertTrue(shown.path("account").path("bound").asBoolean());
        assertEquals(1, shown.path("grants").size());
        assertEquals(unit, shown.path("grants").get(0).path("unit").asText());
        assertEquals(8, shown.path("grants").get(0).path("rights").size(), "all that this type of unit has");
    }

    private static List<String> numbers(String application) {
        List<String> numbers = new ArrayList<>();
        read(application)
                .path("organizations")
                .forEach(number -> numbers.add(number.path("number").asText()));
        return numbers;
    }

    @Test
    @DisplayName("R-3 a rejection has a reason that stays, and what is decided stays decided")
    void rejected() {
        Place place = Place.make(operator);
        String id = enter(Applicant.of(place.number()));
        assertEquals(
                List.of("reason required"),
                reject(operator, id, " ").expect(400, "invalid").errors());
        assertEquals(
                List.of("reason too_long"),
                reject(operator, id, "x".repeat(1001)).expect(400, "invalid").errors());

        for (String reason : List.of("Die Unterschrift fehlt: <b>{0}</b>", "anders")) {
            JsonNode now = reject(operator, id, reason).expect(200).json();
            assertEquals(
                    "Die Unterschrift fehlt: <b>{0}</b>", now.path("reason").asText());
            assertFalse(now.path("decidedBy").asText().isEmpty());
            assertFalse(now.path("approvable").asBoolean());
        }
        approve(operator, id).expect(409, "application_rejected");
        assertEquals(0, place.accounts());
        assertEquals(1, entries(id, "APPLICATION_REJECTED"));

        String other = enter(Applicant.of(place.number()));
        approve(operator, other).expect(200);
        reject(operator, other, "zu spät").expect(409, "application_approved");
        assertEquals(1, place.accounts());
    }

    @Test
    @DisplayName("R-3 two who approve at the same moment make one account, one letter and one mail")
    void approvedAtOnce() throws Exception {
        List<Account> made = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Place place = Place.make(operator);
            Applicant applicant = Applicant.of(place.number());
            String id = enter(applicant);

            List<Answer> answers = AtOnce.all(() -> approve(operator, id), () -> approve(colleague, id));

            Account account = account(answers.get(0), applicant, place);
            assertEquals(account, account(answers.get(1), applicant, place));
            assertOne(place, account, id);
            made.add(account);
        }
        assertOneMailEach(made);
        System.out.printf("approve against approve: %d rounds, one account each%n", ROUNDS);
    }

    @Test
    @DisplayName("R-3 of an approval and a rejection at the same moment one counts, and the other one is told so")
    void approvedAndRejectedAtOnce() throws Exception {
        List<Account> made = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Place place = Place.make(operator);
            Applicant applicant = Applicant.of(place.number());
            String id = enter(applicant);

            List<Answer> answers =
                    AtOnce.all(() -> approve(operator, id), () -> reject(colleague, id, "wie besprochen"));

            if (status(id).equals("APPROVED")) {
                answers.get(1).expect(409, "application_approved");
                Account account = account(answers.get(0), applicant, place);
                assertOne(place, account, id);
                made.add(account);
            } else {
                answers.get(0).expect(409, "application_rejected");
                answers.get(1).expect(200);
                assertEquals(0, place.accounts());
                assertEquals(0, entries(id, "APPLICATION_APPROVED"));
                assertEquals(1, entries(id, "APPLICATION_REJECTED"));
            }
        }
        assertOneMailEach(made);
        System.out.printf(
                "approve against reject: %d rounds, %d approved, %d rejected%n",
                ROUNDS, made.size(), ROUNDS - made.size());
    }

    private static void assertOne(Place place, Account account, String application) {
        assertEquals(1, place.accounts());
        assertEquals(List.of(ONE_TIME_PASSWORD), passwords.letters(account));
        assertEquals(1, entries(application, "APPLICATION_APPROVED"));
        assertEquals(1, entries(account.id(), "LETTER_REQUESTED"));
        assertEquals(1, entries(account.id(), "ONE_TIME_PASSWORD_SET"));
    }

    private static void assertOneMailEach(List<Account> accounts) {
        accounts.forEach(account -> portal.mails().await(account.address(), 1));
        accounts.forEach(account ->
                assertEquals(1, portal.mails().mails(account.address()).size()));
    }

    @Test
    @DisplayName(
            "R-3 where the portal wants four eyes, who has entered an application does not approve it, and administrators come by no other way")
    void fourEyes() {
        Place place = Place.make(operator);
        String accounts = "/organizations/" + place.id() + "/accounts";
        Map<String, String> boss = Map.of(
                "role",
                "administrator",
                "firstName",
                "Kim",
                "lastName",
                "B",
                "email",
                "x" + place.number() + "@firma.example");
        String id = enter(Applicant.of(place.number()));
        Api.policy(portal, realm, "fourEyes", "true");
        try {
            assertFalse(read(id).path("approvable").asBoolean());
            approve(operator, id).expect(403, "four_eyes");
            assertEquals("WAITING", status(id));
            operator.post(accounts, boss).expect(403, "application_required");
            colleague
                    .post(
                            "/applications/" + id + "/approve",
                            Map.of("memberNumbers", List.of(Place.make(operator).number())))
                    .expect(403, "four_eyes");
            assertEquals(0, place.accounts());
            assertTrue(colleague
                    .get("/applications/" + id)
                    .expect(200)
                    .json()
                    .path("approvable")
                    .asBoolean());
            approve(colleague, id).expect(200);
            approve(operator, id).expect(200);
            assertEquals(1, place.accounts());
        } finally {
            Api.policy(portal, realm, "fourEyes", "false");
        }
        operator.post(accounts, boss).expect(201);
    }

    @Test
    @DisplayName("R-1 what was sent in counts once its address is confirmed: once, in time, and not before")
    void confirmed() throws Exception {
        Place place = Place.make(operator);
        String id = submit(place.number());
        assertEquals("UNCONFIRMED", status(id));
        approve(operator, id).expect(409, "application_unconfirmed");
        reject(operator, id, "nein").expect(409, "application_unconfirmed");
        assertEquals(0, listed("search=" + place.number()));
        assertEquals(1, listed("status=UNCONFIRMED&search=" + place.number()));

        int confirmed = 0;
        for (String answer : AtOnce.all(() -> confirm(id), () -> confirm(id), () -> confirm(id))) {
            confirmed += answer.contains("WAITING") ? 1 : 0;
        }
        assertEquals(1, confirmed);
        assertEquals(1, listed("search=" + place.number()));
        approve(operator, id).expect(200);
        assertEquals("[]", confirm(id));
        assertEquals("[]", confirm(UUID.randomUUID().toString()));

        String late = submit(place.number());
        portal.clock(Duration.ofHours(49));
        assertEquals("[]", confirm(late));
        domain.send("DELETE", "/applications", Map.of());
        portal.clock(Duration.ZERO);
        operator.get("/applications/" + late).expect(404, "application_not_found");
        operator.get("/applications/" + id).expect(200);
    }

    @Test
    @DisplayName("R-3 G-1 what was decided is kept as long as the portal says, and then deleted; the log stays")
    void forgotten() {
        String other = realm(Map.of("decidedApplicationDays", "2"));
        Caller staff = operator(Api.of(portal, other), other);
        Place place = Place.make(staff);
        String approved = id(Applicant.of(place.number()).enteredBy(staff));
        String rejected = id(Applicant.of(place.number()).enteredBy(staff));
        String waiting = id(Applicant.of(place.number()).enteredBy(staff));
        approve(staff, approved).expect(200);
        reject(staff, rejected, "doppelt").expect(200);

        tidyIn(Duration.ofHours(47));
        for (String kept : List.of(approved, rejected, waiting)) {
            staff.get("/applications/" + kept).expect(200);
        }
        tidyIn(Duration.ofHours(49));
        staff.get("/applications/" + waiting).expect(200);
        for (String gone : List.of(approved, rejected)) {
            staff.get("/applications/" + gone).expect(404, "application_not_found");
        }
        assertEquals(1, entries(approved, "APPLICATION_APPROVED"));
        assertEquals(1, entries(rejected, "APPLICATION_REJECTED"));
    }

    private static void tidyIn(Duration later) {
        portal.clock(later);
        assertTrue(domain.send("DELETE", "/applications", Map.of()).done());
        portal.clock(Duration.ZERO);
    }

    private static String submit(String number) {
        Domain.Answer answer = domain.send(
                "POST", "/applications", Map.of("memberNumber", number, "email", "s" + number + "@firma.example"));
        assertTrue(answer.done(), answer::toString);
        return Api.json(answer.body()).path("id").asText();
    }

    private static String confirm(String id) {
        return domain.send("POST", "/applications/" + id + "/confirm", Map.of()).body();
    }

    private static int listed(String query) {
        return operator.get("/applications?" + query)
                .expect(200)
                .json()
                .path("total")
                .asInt();
    }

    @Test
    @DisplayName(
            "R-3 applications are found by reference, name, address and number, the newest first, in pages that do not overlap")
    void listed() {
        Place place = Place.make(operator);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(
                    0,
                    enter(Applicant.of(place.number())
                            .with("firstName", "Kim " + i)
                            .with("lastName", "Suchmich")));
        }
        JsonNode application = read(ids.get(4)).path("application");
        String reference = application.path("reference").asText();
        for (String search : List.of(
                reference,
                reference.toLowerCase(java.util.Locale.ROOT).replace("-", " "),
                "kim 0 such",
                application.path("email").asText())) {
            String query = "search=" + encoded(search);
            assertTrue(found(query).contains(ids.get(4)), search);
            assertFalse(found(query).contains(ids.get(3)), search);
        }
        String here = "search=" + place.number();
        assertEquals(Set.copyOf(ids), Set.copyOf(found(here)));
        List<String> paged = new ArrayList<>();
        for (int first = 0; first < 6; first += 2) {
            paged.addAll(found(here + "&max=2&first=" + first));
        }
        assertEquals(found(here), paged);

        reject(operator, ids.get(0), "doppelt").expect(200);
        assertEquals(List.of(ids.get(0)), found(here + "&status=REJECTED"));
        assertEquals(4, listed(here + "&status=WAITING&status=APPROVED"));
        for (String strange : List.of("%", "_", "!", "' or '1'='1", "\\")) {
            assertEquals(0, listed("search=" + encoded(strange)), strange);
        }
        operator.get("/applications?status=MAYBE").expect(400, "invalid");
        operator.get("/applications?max=101").expect(400, "invalid");
    }

    private static List<String> found(String query) {
        List<String> ids = new ArrayList<>();
        operator.get("/applications?" + query)
                .expect(200)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName(
            "R-1 A-3 what is missing or wrong on paper is named field by field; whatever is typed is refused or stays text")
    void typed() {
        Place place = Place.make(operator);
        assertEquals(
                List.of("email portalErrorGenericAddress"),
                errors(Applicant.of(place.number()).with("email", "info@firma.example")));
        assertEquals(
                List.of("birthDate birth_date"),
                errors(Applicant.of(place.number()).with("birthDate", "2999-01-01")));
        assertEquals(List.of("role one_of"), errors(Applicant.of(place.number()).with("role", "clerk")));
        assertEquals(
                List.of("units only_for_administrators"),
                errors(Applicant.of(place.number())
                        .with("role", "data-centre-user")
                        .with("units", List.of("V-1"))));
        assertEquals(
                List.of("street required", "postalCode required", "city required", "country required"),
                errors(Applicant.of(place.number()).with("postalAddress", Map.of())));

        int kept = 0;
        for (String hostile : HOSTILE) {
            for (String field : List.of("firstName", "lastName", "email", "phone", "birthDate")) {
                Applicant applicant = Applicant.of(place.number()).with(field, hostile);
                Answer answer = applicant.enteredBy(operator);
                if (answer.status() == 201) {
                    kept++;
                    JsonNode row = read(id(answer));
                    String shown = row.path("application").has(field)
                            ? row.path("application").path(field).asText()
                            : row.path(field).asText();
                    assertEquals(hostile.strip(), shown);
                } else {
                    answer.expect(400, "invalid");
                }
            }
            Applicant.of(hostile).enteredBy(operator).expect(400, "invalid");
            Applicant.of(place.number())
                    .with("units", List.of(hostile))
                    .enteredBy(operator)
                    .expect(400, "invalid");
        }
        System.out.printf("%d hostile fields: %d kept as text, the others refused%n", HOSTILE.size() * 7, kept);
    }

    private static List<String> errors(Applicant applicant) {
        return applicant.enteredBy(operator).expect(400, "invalid").errors();
    }

    @Test
    @DisplayName("R-2 a data-centre user belongs to its own organization and to those that it serves")
    void dataCentre() {
        List<Place> places = List.of(Place.make(operator), Place.make(operator), Place.make(operator));
        Applicant applicant = Applicant.of(places.stream().map(Place::number).toArray(String[]::new))
                .with("role", "data-centre-user");

        Account made = account(approve(operator, enter(applicant)), applicant, places.get(0));

        for (Place place : places) {
            assertEquals(
                    "data-centre-user",
                    place.account(made.id()).path("account").path("role").asText());
        }
        assertEquals(List.of(ONE_TIME_PASSWORD), passwords.letters(made));
    }

    @Test
    @DisplayName(
            "A-14 an administrator whose lock is final comes back by a new application, with a new first password; one who is there does not apply again")
    void comesBack() {
        Place place = Place.make(operator);
        Applicant applicant = Applicant.of(place.number());
        Account made = account(approve(operator, enter(applicant)), applicant, place);
        String again = enter(applicant.with("firstName", "Robin Maria"));
        assertEquals("REFUSED", read(again).path("meets").path("outcome").asText());
        approve(operator, again).expect(409, "exists_already");
        assertEquals("WAITING", status(again));

        domain.lockBy(made, made);
        assertEquals(409, domain.unlock(made).status(), "the lock is final");
        String before = passwords.inTheLetter(made);

        JsonNode met = read(again).path("meets");
        assertEquals(
                List.of("RETURNS", made.id(), made.loginName(), "Robin", "LOCKED", place.id()),
                texts(met, "outcome", "id", "loginName", "firstName", "status", "organization"));
        assertEquals(1, met.path("locks").size());
        assertEquals(
                List.of("USER", "ADMINISTRATOR", "wie besprochen", made.loginName()),
                texts(met.path("locks").get(0), "scope", "cause", "reason", "by"));
        assertFalse(met.path("confirmationRequired").asBoolean());
        approve(operator, again).expect(409, "application_meets_other");
        assertEquals("WAITING", status(again));

        assertEquals(made, account(approve(operator, again, met, false), applicant, place));
        assertTrue(domain.state(made).granted());
        assertNotEquals(before, passwords.inTheLetter(made));
        assertEquals(List.of(ONE_TIME_PASSWORD), passwords.letters(made));
        assertEquals(
                "Robin Maria",
                place.account(made.id()).path("account").path("firstName").asText());
        assertEquals(1, place.accounts());
    }

    private static List<String> texts(JsonNode node, String... fields) {
        return Stream.of(fields).map(field -> node.path(field).asText()).toList();
    }

    @Test
    @DisplayName(
            "R-3 A-14 approval lifts a lock of the operator's only if that is said, and only for the account as it was seen")
    void confirmsTheOperatorsLock() {
        Place place = Place.make(operator);
        Account other = portal.account(realm);
        domain.member(place.id(), other, "administrator");
        Applicant applicant = Applicant.of(place.number());
        Account made = account(approve(operator, enter(applicant)), applicant, place);
        String path = "/organizations/%s/accounts/%s".formatted(place.id(), made.id());
        operator.post(path + "/lock", Map.of("reason", "Unterschrift gefälscht", "confirmed", true))
                .expect(200);
        String again = enter(applicant);

        JsonNode met = read(again).path("meets");
        JsonNode lock = met.path("locks").get(0);
        assertEquals(List.of("USER", "OPERATOR", "Unterschrift gefälscht"), texts(lock, "scope", "cause", "reason"));
        assertFalse(lock.path("by").asText().isEmpty());
        assertTrue(lock.path("at").asLong() > 0);
        assertTrue(met.path("confirmationRequired").asBoolean());
        approve(operator, again, met, false).expect(409, "confirmation_required");

        domain.lockBy(other, made);
        approve(operator, again, met, true).expect(409, "application_meets_other");
        assertEquals("WAITING", status(again));
        assertEquals(2, domain.state(made).activeCauses().size());

        JsonNode now = read(again).path("meets");
        assertEquals(2, now.path("locks").size());
        assertEquals(made, account(approve(operator, again, now, true), applicant, place));
        assertTrue(domain.state(made).granted());
        assertFalse(read(again).hasNonNull("meets"), "it is decided");
    }

    @Test
    @DisplayName(
            "A-14 who comes back to a portal whose first passwords are links does not come back with the old password")
    void comesBackByLink() {
        String other = realm(Map.of("administratorPassword", "LINK"));
        Caller staff = operator(Api.of(portal, other), other);
        Domain there = portal.domain(other);
        Applicant applicant = Applicant.of(Place.make(staff).number());
        String made = approve(staff, id(applicant.enteredBy(staff)))
                .expect(200)
                .json()
                .path("account")
                .asText();
        UserResource user = portal.realm(other).users().get(made);
        CredentialRepresentation chosen = new CredentialRepresentation();
        chosen.setType(CredentialRepresentation.PASSWORD);
        chosen.setValue(Portal.PASSWORD);
        user.resetPassword(chosen);
        Account account = new Account(other, made, user.toRepresentation().getUsername(), applicant.address());
        there.lockBy(account, account);

        String again = id(applicant.enteredBy(staff));
        JsonNode met = staff.get("/applications/" + again).expect(200).json().path("meets");
        approve(staff, again, met, false).expect(200);

        assertTrue(there.state(account).granted());
        assertEquals(
                List.of(),
                user.credentials().stream()
                        .map(CredentialRepresentation::getType)
                        .toList());
    }

    @Test
    @DisplayName(
            "R-3 who logs in with the address already works for a further organization from then on, and keeps the password; other realms have no such application")
    void joins() {
        String other = realm(Map.of("loginNames", "E_MAIL"));
        Caller staff = operator(Api.of(portal, other), other);
        Place one = Place.make(staff);
        Place two = Place.make(staff);
        Applicant applicant = Applicant.of(one.number());
        String first = approve(staff, id(applicant.enteredBy(staff)))
                .expect(200)
                .json()
                .path("account")
                .asText();
        Map<String, Object> numbers = Map.of("memberNumbers", List.of(two.number()));

        String foreign = id(applicant.with("lastName", "Anders").enteredBy(staff));
        staff.post("/applications/" + foreign + "/approve", numbers).expect(409, "exists_already");
        String younger = id(applicant.with("birthDate", "1999-09-09").enteredBy(staff));
        staff.post("/applications/" + younger + "/approve", numbers).expect(409, "exists_already");
        String further = id(applicant.enteredBy(staff));
        String path = "/applications/" + further;
        assertEquals(
                "REFUSED",
                staff.get(path).json().path("meets").path("outcome").asText(),
                "it belongs to that one already");
        staff.post(path + "/approve", numbers).expect(409, "application_meets_other");
        String preview = path + "/approval-preview?member-number=";
        assertFalse(staff.get(preview + "nie-vergeben").expect(200).json().hasNonNull("meets"));
        JsonNode met = staff.get(preview + two.number()).expect(200).json().path("meets");
        assertEquals(List.of("JOINS", first, one.id()), texts(met, "outcome", "id", "organization"));
        assertEquals(0, met.path("locks").size());
        assertEquals(
                first,
                staff.post(
                                path + "/approve",
                                Map.of(
                                        "memberNumbers",
                                        List.of(two.number()),
                                        "meets",
                                        met.path("version").asText()))
                        .expect(200)
                        .json()
                        .path("account")
                        .asText());

        assertEquals(
                "administrator", two.account(first).path("account").path("role").asText());
        Account account = new Account(other, first, "", applicant.address());
        assertEquals(List.of(ONE_TIME_PASSWORD), new Passwords(portal, other).letters(account));
        assertTrue(MailServer.text(portal.mails().await(applicant.address(), 2)).contains("Betrieb " + two.number()));

        operator.get("/applications/" + further).expect(404, "application_not_found");
        approve(operator, foreign).expect(404, "application_not_found");
        reject(operator, foreign, "nein").expect(404, "application_not_found");
    }

    @Test
    @DisplayName("R-3 a one-time password that an administrator has seen does not lead to a further organization")
    void joinsWithAnotherPassword() {
        String other = realm(Map.of("loginNames", "E_MAIL", "administratorPassword", "HANDED_OVER"));
        Caller staff = operator(Api.of(portal, other), other);
        Place one = Place.make(staff);
        Place two = Place.make(staff);
        Applicant applicant = Applicant.of(one.number());
        String id = approve(staff, id(applicant.enteredBy(staff)))
                .expect(200)
                .json()
                .path("account")
                .asText();
        Account account = new Account(other, id, "", applicant.address());
        List<String> before = credentials(account);
        assertEquals(1, before.size());
        assertEquals(List.of(), new Passwords(portal, other).letters(account));

        String further = id(applicant.enteredBy(staff));
        String met = staff.get("/applications/" + further + "/approval-preview?member-number=" + two.number())
                .expect(200)
                .json()
                .path("meets")
                .path("version")
                .asText();
        staff.post(
                        "/applications/" + further + "/approve",
                        Map.of("memberNumbers", List.of(two.number()), "meets", met))
                .expect(200);
        List<String> after = credentials(account);
        assertEquals(1, after.size());
        assertNotEquals(before, after);
        assertEquals(List.of(ONE_TIME_PASSWORD), new Passwords(portal, other).letters(account));
    }

    private static List<String> credentials(Account account) {
        return portal.realm(account.realm()).users().get(account.id()).credentials().stream()
                .map(CredentialRepresentation::getId)
                .toList();
    }

    @Test
    @DisplayName(
            "R-3 a locked account with another role there, or of the operator's staff, does not come back by an application, and the page says so before")
    void standsAgainst() {
        String other = realm(Map.of("loginNames", "E_MAIL"));
        Caller staff = operator(Api.of(portal, other), other);
        Place place = Place.make(staff);
        Applicant applicant = Applicant.of(place.number());
        String made = approve(staff, id(applicant.enteredBy(staff)))
                .expect(200)
                .json()
                .path("account")
                .asText();
        Account account = new Account(other, made, applicant.address(), applicant.address());
        Domain there = portal.domain(other);
        there.lockBy(account, account);
        String again = id(applicant.enteredBy(staff));
        assertEquals("RETURNS", met(staff, again).path("outcome").asText());

        there.member(place.id(), account, "principal-administrator");
        assertRefused(staff, again);

        there.member(place.id(), account, "administrator");
        assertEquals("RETURNS", met(staff, again).path("outcome").asText());
        portal.realm(other)
                .users()
                .get(made)
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(other).roles().get("portal-operator").toRepresentation()));
        assertRefused(staff, again);
    }

    private static void assertRefused(Caller staff, String application) {
        JsonNode met = met(staff, application);
        assertEquals("REFUSED", met.path("outcome").asText());
        assertFalse(met.hasNonNull("version"));
        approve(staff, application).expect(409, "exists_already");
    }

    private static JsonNode met(Caller staff, String application) {
        return staff.get("/applications/" + application).expect(200).json().path("meets");
    }

    /** How often the log tells something about an application or account. */
    private static int entries(String subject, String action) {
        try (Connection connection = portal.connection();
                PreparedStatement statement = connection.prepareStatement(
                        "select count(*) from PORTAL_CHANGE where SUBJECT_ID = ? and ACTION = ?")) {
            statement.setString(1, subject);
            statement.setString(2, action);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
