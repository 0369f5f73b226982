package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.Api.Answer;
import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.Portal.Account;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.UserRepresentation;

/** What administrators do over the API, line by line of the requirements. */
class AdministrationIT {
    private static final Set<String> VIEW = Set.of("view-contract");

    private static Portal portal;
    private static String realm = "";
    private static Domain domain;
    private static Api api;
    private static Caller operator;

    private String organization = "";
    private Account principal;
    private Caller administrator;
    private Account clerk;
    private String accounts = "";

    @BeforeAll
    static void aPortal() {
        portal = Portal.onPostgres();
        realm = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        domain = portal.domain(realm);
        api = Api.of(portal, realm);
        Api.policy(portal, realm, "mailsPerHour", "100000");
        Account person = portal.account(realm);
        portal.realm(realm)
                .users()
                .get(person.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(realm).roles().get("portal-operator").toRepresentation()));
        operator = api.caller(person);
    }

    @BeforeEach
    void anOrganization() {
        organization = domain.organization();
        principal = portal.account(realm);
        clerk = portal.account(realm);
        domain.member(organization, principal, "principal-administrator");
        domain.member(organization, clerk, "clerk");
        administrator = api.caller(principal);
        accounts = "/organizations/" + organization + "/accounts";
    }

    @Test
    @DisplayName("A-2 an administrator creates a clerk with rights; it is pending, and the log tells who made it")
    void createsAClerk() {
        String unit = domain.unit(organization, "V-1", "group-life", "");
        Answer created = administrator
                .post(accounts, newClerk("kim", Map.of("grants", List.of(Map.of("unit", unit, "rights", VIEW)))))
                .expect(201);
        JsonNode account = created.json().path("account");

        assertEquals("PENDING", account.path("status").asText());
        assertEquals("clerk", account.path("role").asText());
        assertEquals(unit, created.json().path("grants").get(0).path("unit").asText());
        assertEquals(
                account.path("id").asText(),
                administrator
                        .get(accounts + "/" + id(created))
                        .expect(200)
                        .json()
                        .path("account")
                        .path("id")
                        .asText());
        assertTrue(created.header("Location").endsWith(accounts + "/" + id(created)));
        List<String> actions = new ArrayList<>();
        changes("?person=" + id(created))
                .forEach(change -> actions.add(change.path("action").asText()));
        assertTrue(
                actions.containsAll(List.of("ACCOUNT_CREATED", "MEMBERSHIP_CREATED", "GRANTS_CHANGED")),
                actions::toString);
    }

    @ParameterizedTest(name = "A-2 A-3 a clerk with {0} = {1} is refused: {2}, in the caller's language")
    @CsvSource(
            delimiter = '|',
            value = {
                "email|info@firma.example|email portalErrorGenericAddress",
                "email|Post+neu@firma.example|email portalErrorGenericAddress",
                "email|keine|email error-invalid-email",
                "firstName|''|firstName required",
                "firstName|K<m>|firstName error-person-name-invalid-character",
                "phone|call me|phone error-pattern-no-match",
                "role|boss|role one_of",
                "enabled|true|enabled unknown_field",
            })
    void refusesWrongFields(String field, String value, String error) {
        Answer refused = administrator.post(accounts, newClerk("kim", Map.of(field, value)));

        assertEquals(List.of(error), refused.expect(400, "invalid").errors());
        assertNotEquals(
                error.split(" ", 2)[1],
                refused.json().path("errors").get(0).path("detail").asText());
    }

    @Test
    @DisplayName("A-3 the admin console refuses addresses that belong to nobody in person")
    void adminConsoleRefusesGenericAddresses() {
        UserRepresentation user = new UserRepresentation();
        user.setUsername("sammel" + UUID.randomUUID());
        user.setFirstName("Kim");
        user.setLastName("Beispiel");
        user.setEmail("kontakt@firma.example");
        try (var answer = portal.realm(realm).users().create(user)) {
            assertEquals(400, answer.getStatus());
        }
        user.setEmail("kim.kontakt@firma.example");
        try (var answer = portal.realm(realm).users().create(user)) {
            assertEquals(201, answer.getStatus());
        }
    }

    @Test
    @DisplayName("A-5 where terms of use must be known, nobody is created without the confirmation, and it is recorded")
    void terms() {
        String other = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        Api there = Api.of(portal, other);
        Api.policy(portal, other, "termsRequired", "true");
        String place = portal.domain(other).organization();
        Account admin = portal.account(other);
        portal.domain(other).member(place, admin, "principal-administrator");
        Caller caller = there.caller(admin);
        String path = "/organizations/" + place + "/accounts";

        assertEquals(
                List.of("termsConfirmed required"),
                caller.post(path, newClerk("kim", Map.of())).expect(400).errors());
        caller.post(path, newClerk("kim", Map.of("termsConfirmed", true))).expect(201);
        assertEquals(
                1,
                caller.get("/organizations/" + place + "/changes?action=TERMS_CONFIRMED")
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    @DisplayName(
            "A-6 A-7 personal data of a clerk can be edited, one's own not; two who edit at once do not overwrite each other")
    void edits() {
        Answer seen = administrator.get(accounts + "/" + clerk.id()).expect(200);
        Map<String, String> data = Map.of(
                "firstName",
                "Robin",
                "lastName",
                "Muster",
                "email",
                clerk.loginName() + "@neu.example",
                "phone",
                "+49 30 1");
        administrator.put(accounts + "/" + clerk.id(), data).expect(428, "version_required");
        Answer changed = administrator
                .put(accounts + "/" + clerk.id(), data, seen.header("ETag"))
                .expect(200);
        administrator
                .put(accounts + "/" + clerk.id(), data, seen.header("ETag"))
                .expect(412, "changed_meanwhile");
        Answer again = administrator.get(accounts + "/" + clerk.id()).expect(200);

        assertEquals(changed.header("ETag"), again.header("ETag"));
        assertEquals("Robin", again.json().path("account").path("firstName").asText());
        assertEquals("+49 30 1", again.json().path("account").path("phone").asText());
        assertEquals(List.of(), portal.mails().mails(clerk.loginName() + "@neu.example"));
        Answer own = administrator.get(accounts + "/" + principal.id()).expect(200);
        administrator
                .put(accounts + "/" + principal.id(), data, own.header("ETag"))
                .expect(403, "own_data");
    }

    @Test
    @DisplayName(
            "A-8 A-9 A-10 rights are set in one write with the version that was seen; what is missing, switched off or foreign is refused")
    void grants() {
        String unit = domain.unit(organization, "V-1", "group-life", "");
        String path = accounts + "/" + clerk.id() + "/grants";
        String tag = administrator.get(accounts + "/" + clerk.id()).header("ETag");
        assertEquals(
                List.of("grants." + unit + ".view-persons right_missing_requirement"),
                administrator
                        .put(path, grant(unit, "view-persons"), tag)
                        .expect(400)
                        .errors());
        Answer granted = administrator
                .put(path, grant(unit, "view-contract", "view-persons"), tag)
                .expect(200);
        administrator.put(path, grant(unit, "view-contract"), tag).expect(412);
        assertEquals(
                List.of("view-contract", "view-persons"),
                domain.grants(organization, clerk, 10).byNumber().get("V-1"));

        operator.put("/organizations/" + organization + "/restrictions", Map.of("rights", List.of("view-persons")))
                .expect(200);
        assertEquals(
                List.of("view-contract"),
                domain.grants(organization, clerk, 10).byNumber().get("V-1"));
        assertEquals(
                List.of("grants." + unit + ".view-persons right_switched_off"),
                administrator
                        .put(path, grant(unit, "view-contract", "view-persons"), granted.header("ETag"))
                        .expect(400)
                        .errors());
        assertFalse(administrator
                .get("/organizations/" + organization + "/rights")
                .body()
                .contains("view-persons\",\"label"));
        String foreign = domain.unit(domain.organization(), "V-1", "group-life", "");
        administrator
                .put(path, grant(foreign, "view-contract"), granted.header("ETag"))
                .expect(404, "unit_not_found");
    }

    @Test
    @DisplayName("A-11 A-12 a lock needs a reason, ends sessions and tells by whom; unlocking gives everything back")
    void locks() {
        String unit = domain.unit(organization, "V-1", "group-life", "");
        domain.grant(organization, clerk, Map.of(unit, VIEW));
        Caller locked = api.caller(clerk);
        locked.get("/me").expect(200);
        String path = accounts + "/" + clerk.id();
        assertEquals(
                List.of("reason required"),
                administrator
                        .post(path + "/lock", Map.of("reason", " "))
                        .expect(400)
                        .errors());
        JsonNode now = administrator
                .post(path + "/lock", Map.of("reason", "Elternzeit"))
                .expect(200)
                .json();

        assertEquals("LOCKED", now.path("account").path("status").asText());
        assertEquals("INACTIVE", now.path("account").path("access").asText());
        assertEquals("Elternzeit", now.path("locks").get(0).path("reason").asText());
        assertEquals(principal.loginName(), now.path("locks").get(0).path("by").asText());
        assertTrue(Set.of(401, 403).contains(locked.get("/me").status()));
        assertEquals(1, total("?status=LOCKED"));
        assertEquals(1, total("?access=INACTIVE"));

        JsonNode back = administrator.post(path + "/unlock", "").expect(200).json();
        assertEquals("ACTIVE", back.path("account").path("status").asText());
        assertEquals(unit, back.path("grants").get(0).path("unit").asText());
        administrator.post(path + "/unlock", "").expect(409, "nothing_to_unlock");
    }

    @Test
    @DisplayName(
            "A-14 C-1 locking oneself, the last administrator, says what follows, wants a confirmation, and is final")
    void locksItself() {
        String path = accounts + "/" + principal.id();
        JsonNode preview = administrator.get(path + "/lock-preview").expect(200).json();
        assertTrue(preview.path("self").asBoolean());
        assertTrue(preview.path("lastAdministrator").asBoolean());
        assertEquals(1, preview.path("clerks").asInt());
        assertTrue(administrator.get("/me").expect(200).body().contains("only-administrator"));

        administrator.post(path + "/lock", Map.of("reason", "Ruhestand")).expect(409, "confirmation_required");
        administrator
                .post(path + "/lock", Map.of("reason", "Ruhestand", "confirmed", true))
                .expect(204);
        assertTrue(Set.of(401, 403).contains(administrator.get("/me").status()));
        assertFalse(domain.state(clerk).granted());
        operator.post(path + "/unlock", "").expect(409, "lock_final");
    }

    @Test
    @DisplayName(
            "A-16 who belongs to two organizations is locked in one of them only, and nobody there changes its address")
    void sharedAccounts() {
        String other = domain.organization();
        domain.member(other, portal.account(realm), "principal-administrator");
        domain.member(other, clerk, "clerk");
        String path = accounts + "/" + clerk.id();
        Answer seen = administrator.get(path).expect(200);
        administrator
                .put(
                        path,
                        Map.of("firstName", "Kim", "lastName", "B", "email", "fremd@firma.example"),
                        seen.header("ETag"))
                .expect(403, "account_shared");
        administrator.post(path + "/lock", Map.of("reason", "hier nicht")).expect(200);

        assertEquals(List.of(other), domain.state(clerk).organizations());
        administrator.post(path + "/unlock", "").expect(200);
        assertEquals(2, domain.state(clerk).organizations().size());
    }

    @Test
    @DisplayName(
            "A-7 nobody but the operator changes an administrator's address: who gets its mails could act in its name")
    void administratorsAddress() {
        Account other = portal.account(realm);
        domain.member(organization, other, "administrator");
        String path = accounts + "/" + other.id();
        Answer seen = administrator.get(path).expect(200);

        administrator
                .put(
                        path,
                        Map.of("firstName", "Kim", "lastName", "Neu", "email", "fremd@firma.example"),
                        seen.header("ETag"))
                .expect(403, "not_allowed");
        administrator
                .put(path, Map.of("firstName", "Kim", "lastName", "Neu", "email", other.address()), seen.header("ETag"))
                .expect(200);
    }

    @Test
    @DisplayName(
            "A-16 no administrator manages the operator's people, although they are clerks of the organization too")
    void operatorsPeople() {
        portal.realm(realm)
                .users()
                .get(clerk.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(realm).roles().get("portal-operator").toRepresentation()));
        String path = accounts + "/" + clerk.id();

        administrator.post(path + "/lock", Map.of("reason", "x")).expect(403, "not_allowed");
        administrator.send("POST", path + "/one-time-password", "", Map.of()).expect(403, "not_allowed");
        administrator.send("POST", path + "/password-link", "", Map.of()).expect(403, "not_allowed");
    }

    @Test
    @DisplayName(
            "C-5 two accounts of the same two organizations are locked and unlocked at once, each by way of another one: nobody waits crosswise")
    void holdsInOneOrder() throws Exception {
        String other = domain.organization();
        domain.member(other, portal.account(realm), "principal-administrator");
        Account second = portal.account(realm);
        domain.member(organization, second, "clerk");
        domain.member(other, clerk, "clerk");
        domain.member(other, second, "clerk");
        String here = accounts + "/" + clerk.id();
        String there = "/organizations/" + other + "/accounts/" + second.id();
        int rounds = Campaign.of(200);
        for (int round = 0; round < rounds; round++) {
            for (String deed : List.of("/lock", "/unlock")) {
                Object reason = deed.equals("/lock") ? Map.of("reason", "Probe") : "";
                for (Answer answer : AtOnce.all(
                        () -> operator.post(here + deed, reason), () -> operator.post(there + deed, reason))) {
                    answer.expect(200);
                }
            }
        }
        System.out.printf("%d pairs of locks and unlocks crosswise: all done%n", rounds);
    }

    @Test
    @DisplayName("A-17 an ordinary administrator manages clerks, but neither administrators nor the log")
    void tiers() {
        Account ordinary = portal.account(realm);
        domain.member(organization, ordinary, "administrator");
        Caller caller = api.caller(ordinary);

        caller.get("/organizations/" + organization + "/changes").expect(403, "not_allowed");
        caller.post(accounts + "/" + principal.id() + "/lock", Map.of("reason", "x", "confirmed", true))
                .expect(403, "not_allowed");
        caller.post(accounts, newClerk("boss", Map.of("role", "administrator"))).expect(403, "not_allowed");
        caller.post(accounts, newClerk("kim", Map.of())).expect(201);
        administrator
                .post(accounts + "/" + ordinary.id() + "/lock", Map.of("reason", "x", "confirmed", true))
                .expect(200);
    }

    @Test
    @DisplayName("A-15 A-21 the organization shows its number and its administrators; accounts cannot be deleted")
    void showsTheOrganization() {
        JsonNode shown =
                administrator.get("/organizations/" + organization).expect(200).json();
        assertEquals(organization, shown.path("organization").path("id").asText());
        assertEquals(
                principal.id(), shown.path("administrators").get(0).path("id").asText());
        assertEquals(
                405,
                administrator
                        .send("DELETE", accounts + "/" + clerk.id(), "", Map.of())
                        .status());
    }

    @Test
    @DisplayName(
            "A-18 A-19 group mailboxes show who reads them; the mail service tells of a message, and a mail goes to the address")
    void mailboxes() {
        String name =
                portal.unprotectedRealm("benefits-portal", settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        Api there = Api.of(portal, name);
        String place = portal.domain(name).organization();
        Account admin = portal.account(name);
        portal.domain(name).member(place, admin, "administrator");
        Caller caller = there.caller(admin);
        String path = "/organizations/" + place + "/mailboxes";
        String address = "post-" + name + "@firma.example";

        assertTrue(caller.get(path)
                .expect(200)
                .json()
                .path("items")
                .get(0)
                .path("unattended")
                .asBoolean());
        assertEquals(
                List.of("notificationAddress error-invalid-email"),
                caller.put(path + "/financing", Map.of("notificationAddress", "nirgends"))
                        .expect(400)
                        .errors());
        caller.put(path + "/financing", Map.of("notificationAddress", address)).expect(200);
        caller.put(path + "/personal", Map.of("notificationAddress", address)).expect(404, "mailbox_not_found");
        caller.post(path + "/financing/notifications", "").expect(403, "mail_service_required");
        Operator service =
                Operator.stranger(portal, name).withRole("portal-mail-service").named();
        Caller mailService = there.caller(service.token());
        mailService.post(path + "/financing/notifications", "").expect(204);
        portal.mails().await(address, 1);
        mailService.post(path + "/benefits/notifications", "").expect(409, "no_notification_address");
        mailService.get(path).expect(403, "person_required");
    }

    @Test
    @DisplayName("M-1 M-2 a clerk sees what each right is at each contract, and asks for one that is missing")
    void matrix() {
        String unit = domain.unit(organization, "V-1", "group-life", "");
        domain.unit(organization, "V-2", "group-health", "");
        domain.grant(organization, clerk, Map.of(unit, Set.of("view-contract", "view-persons", "register-persons")));
        Caller caller = api.caller(clerk);
        JsonNode matrix = caller.get("/me/rights").expect(200).json();
        JsonNode first = matrix.path("items").get(0).path("cells");

        assertEquals(2, matrix.path("total").asInt());
        assertEquals("USABLE", first.path("view-persons").asText());
        assertEquals("NO_IDENTIFIER", first.path("register-persons").asText());
        assertEquals("NOT_GRANTED", first.path("calculate").asText());
        assertEquals(
                "NOT_AVAILABLE",
                matrix.path("items").get(1).path("cells").path("calculate").asText());
        int mails = portal.mails().mails(principal.address()).size();
        assertEquals(
                "administrators",
                caller.post("/me/right-requests", Map.of("unit", unit, "right", "calculate"))
                        .expect(202)
                        .json()
                        .path("addressee")
                        .asText());
        portal.mails().await(principal.address(), mails + 1);
        assertEquals(
                "operator",
                caller.post("/me/right-requests", Map.of("unit", unit, "right", "register-persons"))
                        .expect(202)
                        .json()
                        .path("addressee")
                        .asText());
        Map<String, String> key = Map.of("Idempotency-Key", unit);
        String again = text(Map.of("unit", unit, "right", "request-benefits"));
        caller.send("POST", "/me/right-requests", again, key).expect(202);
        caller.send("POST", "/me/right-requests", again, key).expect(202);
        caller.post("/me/right-requests", Map.of("unit", unit, "right", "view-persons"))
                .expect(409, "right_usable");
        assertEquals(3, changes("?action=RIGHT_REQUESTED").size());
    }

    @Test
    @DisplayName("M-2 a wish for a right counts as many mails as it causes")
    void countsMailsOfWishes() {
        String other = ownRealm(Map.of("mailsPerHour", "3"));
        String place = portal.domain(other).organization();
        String unit = portal.domain(other).unit(place, "V-1", "group-life", "");
        Account asking = portal.account(other);
        portal.domain(other).member(place, asking, "clerk");
        List<Account> administrators = List.of(portal.account(other), portal.account(other));
        administrators.forEach(admin -> portal.domain(other).member(place, admin, "administrator"));
        Caller caller = Api.of(portal, other).caller(asking);
        Map<String, String> wish = Map.of("unit", unit, "right", "view-contract");

        caller.post("/me/right-requests", wish).expect(202);
        administrators.forEach(admin -> portal.mails().await(admin.address(), 1));
        caller.post("/me/right-requests", wish).expect(429, "too_many");
    }

    @Test
    @DisplayName("G-1 G-2 the log is filtered and read page by page, and exported as CSV without formulas")
    void changeLog() {
        String path = accounts + "/" + clerk.id();
        administrator
                .post(path + "/lock", Map.of("reason", "=HYPERLINK(\"x\")"))
                .expect(200);
        administrator.post(path + "/unlock", "").expect(200);
        List<String> all = new ArrayList<>();
        String before = "";
        do {
            JsonNode page = administrator
                    .get("/organizations/" + organization + "/changes?max=2&before=" + before)
                    .expect(200)
                    .json();
            page.path("items").forEach(change -> all.add(change.path("number").asText()));
            before = page.path("next").asText("");
        } while (!before.isEmpty() && !before.equals("null"));
        List<String> whole = new ArrayList<>();
        changes("?max=100").forEach(change -> whole.add(change.path("number").asText()));

        assertEquals(whole, all);
        assertEquals(1, changes("?action=LOCKED&person=" + principal.id()).size());
        assertEquals(0, changes("?to=1").size());
        Answer csv = administrator
                .get("/organizations/" + organization + "/changes/export")
                .expect(200);
        assertTrue(csv.header("Content-Type").startsWith("text/csv"));
        assertEquals(all.size() + 1, csv.body().lines().count());
        assertTrue(csv.body().contains("'=HYPERLINK"), csv.body());
    }

    @Test
    @DisplayName("R-5 the operator lists, creates and changes organizations and units, and makes their administrators")
    void operates() {
        String number = "X" + UUID.randomUUID().toString().substring(0, 8);
        Answer created = operator.post("/organizations", Map.of("memberNumber", number, "name", "Betrieb X"))
                .expect(201);
        String path = "/organizations/" + created.json().path("id").asText();
        operator.post("/organizations", Map.of("memberNumber", number, "name", "Betrieb X"))
                .expect(409, "exists_already");
        Map<String, String> changed = Map.of("name", "Betrieb Y", "kind", "data-center");
        operator.put(path, changed).expect(428, "version_required");
        String version = operator.get(path).expect(200).header("ETag");
        String next = operator.put(path, changed, version).expect(200).header("ETag");
        assertEquals(next, operator.get(path).header("ETag"));
        operator.put(path, Map.of("name", "Betrieb Z"), version).expect(412, "changed_meanwhile");
        operator.put(path + "/units/U-1", Map.of("name", "Vertrag", "type", "group-life"))
                .expect(200);
        operator.put(path + "/units/U-1", Map.of("name", "Vertrag", "type", "nie"))
                .expect(400);
        operator.post(path + "/accounts", newClerk("boss", Map.of("role", "principal-administrator")))
                .expect(201);

        JsonNode found =
                operator.get("/organizations?search=" + number).expect(200).json();
        assertEquals(1, found.path("total").asInt());
        assertEquals("Betrieb Y", found.path("items").get(0).path("name").asText());
        administrator.get("/organizations").expect(403, "operator_required");
        administrator.get(path).expect(404, "organization_not_found");
    }

    @Test
    @DisplayName(
            "a request that is sent again with its Idempotency-Key is done once; with another body the key is refused")
    void once() {
        Map<String, Object> body = newClerk("kim", Map.of());
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = administrator.send("POST", accounts, text(body), key).expect(201);
        Answer second = administrator.send("POST", accounts, text(body), key).expect(201);
        assertEquals(first.header("Location"), second.header("Location"));
        assertEquals(3, total(""));
        administrator
                .send("POST", accounts, text(newClerk("robin", Map.of())), key)
                .expect(422, "key_used");
        administrator.send("POST", accounts, text(body), Map.of()).expect(409, "exists_already");
    }

    @Test
    @DisplayName("A-2 the same address created by two requests at once: one account, one refusal")
    void races() {
        int pairs = Campaign.of(300);
        int created = 0;
        int refused = 0;
        for (int n = 0; n < pairs; n++) {
            Map<String, Object> body = newClerk("paar" + n, Map.of());
            List<CompletableFuture<Answer>> both = IntStream.range(0, 2)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> administrator.post(accounts, body)))
                    .toList();
            List<Integer> statuses =
                    both.stream().map(answer -> answer.join().status()).sorted().toList();
            assertEquals(
                    List.of(201, 409),
                    statuses,
                    () -> both.get(0).join().body() + both.get(1).join().body());
            created++;
            refused++;
        }
        assertEquals(2 + pairs, total(""));
        System.out.printf("%d pairs at once: %d created, %d refused%n", pairs, created, refused);
    }

    @Test
    @DisplayName(
            "mails are limited per hour: 429 says when to come back, and the count is kept although the request failed")
    void limits() {
        String other = portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        Api there = Api.of(portal, other);
        Api.policy(portal, other, "mailsPerHour", "2");
        String place = portal.domain(other).organization();
        Account admin = portal.account(other);
        portal.domain(other).member(place, admin, "principal-administrator");
        Caller caller = there.caller(admin);
        String path = "/organizations/" + place + "/accounts";

        List<Integer> statuses = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> caller.post(path, newClerk("mail" + n, Map.of())).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertEquals(List.of(201, 201, 429, 429), statuses);
        Answer refused = caller.post(path, newClerk("mehr", Map.of())).expect(429, "too_many");
        assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
    }

    @Test
    @DisplayName("counts and keys start anew when their time is over, and go with their account and with their realm")
    void forgets() throws SQLException {
        String other = ownRealm(Map.of("mailsPerHour", "1"));
        Api there = Api.of(portal, other);
        String place = portal.domain(other).organization();
        Account gone = portal.account(other);
        Account stays = portal.account(other);
        for (Account account : List.of(gone, stays)) {
            portal.domain(other).member(place, account, "principal-administrator");
        }
        String path = "/organizations/" + place + "/accounts";
        Map<String, String> key = Map.of("Idempotency-Key", other);
        Caller caller = there.caller(stays);
        there.caller(gone)
                .send("POST", path, text(newClerk("weg", Map.of())), key)
                .expect(201);
        caller.send("POST", path, text(newClerk("alt", Map.of())), key).expect(201);
        caller.post(path, newClerk("mehr", Map.of())).expect(429, "too_many");
        assertEquals(2, kept("ACCOUNT_ID", gone.id()));
        assertEquals(2, kept("ACCOUNT_ID", stays.id()));

        try (Connection connection = portal.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update PORTAL_LIMIT set WINDOW_START = 0 where ACCOUNT_ID = '" + stays.id() + "'");
            statement.executeUpdate("update PORTAL_ONCE set EXPIRES_AT = 1 where ACCOUNT_ID = '" + stays.id() + "'");
        }
        caller.send("POST", path, text(newClerk("neu", Map.of())), key).expect(201);
        assertEquals(5, caller.get(path).expect(200).json().path("total").asInt());
        assertEquals(2, kept("ACCOUNT_ID", stays.id()), "the old ones have made room");

        portal.realm(other).users().get(gone.id()).remove();
        assertEquals(0, kept("ACCOUNT_ID", gone.id()));
        assertEquals(2, kept("ACCOUNT_ID", stays.id()));
        String realmId = portal.realm(other).toRepresentation().getId();
        assertEquals(2, kept("REALM_ID", realmId));
        portal.realm(other).remove();
        assertEquals(0, kept("REALM_ID", realmId));
    }

    /** Rows of both tables. */
    private static int kept(String column, String id) throws SQLException {
        return kept("PORTAL_LIMIT", column, id) + kept("PORTAL_ONCE", column, id);
    }

    private static int kept(String table, String column, String id) throws SQLException {
        try (Connection connection = portal.connection();
                PreparedStatement query =
                        connection.prepareStatement("select count(*) from " + table + " where " + column + " = ?")) {
            query.setString(1, id);
            try (ResultSet found = query.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }
    }

    @Test
    @DisplayName(
            "O-1 O-2 A-12 A-20 an administrator sees a clerk's one-time password, each look is logged; unlocking sets a new one")
    void oneTimePasswords() {
        String other = ownRealm(
                Map.of("clerkPassword", "HANDED_OVER", "newPasswordAfterUnlock", "true", "passwordLooksPerHour", "8"));
        Api there = Api.of(portal, other);
        String place = portal.domain(other).organization();
        Account admin = portal.account(other);
        portal.domain(other).member(place, admin, "principal-administrator");
        Caller caller = there.caller(admin);
        String made = "/organizations/" + place + "/accounts";
        String path =
                made + "/" + id(caller.post(made, newClerk("einmal", Map.of())).expect(201));
        Answer first = caller.get(path + "/one-time-password").expect(200);

        assertEquals("VALID", first.json().path("state").asText());
        assertEquals("no-store", first.header("Cache-Control"));
        assertEquals(
                first.body(),
                caller.get(path + "/one-time-password").expect(200).body());
        assertEquals(
                2,
                caller.get("/organizations/" + place + "/changes?action=ONE_TIME_PASSWORD_SHOWN")
                        .json()
                        .path("items")
                        .size());
        caller.send("POST", path + "/one-time-password", "", Map.of()).expect(204);
        String second = value(caller.get(path + "/one-time-password"));
        assertNotEquals(value(first), second);
        caller.post(path + "/lock", Map.of("reason", "Probe")).expect(200);
        assertEquals(
                "PENDING",
                caller.post(path + "/unlock", "")
                        .expect(200)
                        .json()
                        .path("account")
                        .path("status")
                        .asText());
        assertNotEquals(second, value(caller.get(path + "/one-time-password")));
        IntStream.range(0, 3).forEach(n -> caller.get(path + "/one-time-password"));
        caller.get(path + "/one-time-password").expect(429, "too_many");
        caller.send("POST", path + "/password-link", "", Map.of()).expect(400, "not_valid");
        caller.get(made + "/" + admin.id() + "/one-time-password").expect(403, "not_allowed");
    }

    @Test
    @DisplayName(
            "O-7 where passwords go by letter, no administrator sees one; A-4 where they go by link, the mail can be sent again")
    void lettersAndLinks() {
        Answer hidden = administrator
                .get(accounts + "/"
                        + id(administrator
                                .post(accounts, newClerk("brief", Map.of()))
                                .expect(201)) + "/one-time-password")
                .expect(200);
        assertEquals("LETTER", hidden.json().path("way").asText());
        assertFalse(hidden.json().hasNonNull("value"), hidden.body());

        String other = ownRealm(Map.of("clerkPassword", "LINK"));
        Api there = Api.of(portal, other);
        String place = portal.domain(other).organization();
        Account admin = portal.account(other);
        portal.domain(other).member(place, admin, "principal-administrator");
        Caller caller = there.caller(admin);
        String made = "/organizations/" + place + "/accounts";
        String name = "link" + UUID.randomUUID().toString().substring(0, 8);
        String path =
                made + "/" + id(caller.post(made, newClerk(name, Map.of())).expect(201));
        portal.mails().await(name + "@neu.example", 1);
        caller.send("POST", path + "/password-link", "", Map.of()).expect(204);
        portal.mails().await(name + "@neu.example", 2);
        caller.send("POST", path + "/one-time-password", "", Map.of()).expect(400, "not_valid");
    }

    @Test
    @DisplayName("R-8 a person chooses a login name, keeps its postal address, and asks for the access id by letter")
    void ownAccount() {
        Caller caller = api.caller(clerk);
        String name = "wahl" + UUID.randomUUID().toString().substring(0, 8);
        caller.put("/me/login-name", Map.of("loginName", name)).expect(204);
        assertEquals(
                List.of("loginName login_name_not_allowed"),
                caller.put("/me/login-name", Map.of("loginName", "123456789"))
                        .expect(400)
                        .errors());
        administrator.put("/me/login-name", Map.of("loginName", name)).expect(409, "exists_already");
        Map<String, String> address =
                Map.of("street", "Am Markt 1", "postalCode", "12345", "city", "Musterstadt", "country", "DE");
        caller.put("/me/postal-address", address).expect(200);
        assertEquals(
                List.of("country error-pattern-no-match"),
                caller.put("/me/postal-address", withValue(address, "country", "d!"))
                        .expect(400)
                        .errors());
        Map<String, String> key = Map.of("Idempotency-Key", name);
        caller.send("POST", "/me/access-id-letter", "", key).expect(204);
        caller.send("POST", "/me/access-id-letter", "", key).expect(204);
        caller.send("POST", "/me/access-id-letter", "", Map.of()).expect(429, "too_many");
        assertTrue(changes("?person=" + clerk.id()).size() >= 3);
    }

    @Test
    @DisplayName("R-8 of two letters with the access id that are asked for at once, one is on its way")
    void oneLetterAtOnce() throws Exception {
        for (int n = 0; n < Campaign.of(30); n++) {
            Account person = portal.account(realm);
            domain.member(organization, person, "clerk");
            Caller caller = api.caller(person);
            List<Integer> statuses = AtOnce.all(
                            () -> caller.send("POST", "/me/access-id-letter", "", Map.of()),
                            () -> caller.send("POST", "/me/access-id-letter", "", Map.of()))
                    .stream()
                    .map(Answer::status)
                    .sorted()
                    .toList();
            assertEquals(List.of(204, 429), statuses);
            assertEquals(
                    1, changes("?action=LETTER_REQUESTED&person=" + person.id()).size());
        }
    }

    @Test
    @DisplayName("keys that are over are tidied away without waiting for who is at work with a new one")
    void tidiesKeys() throws Exception {
        Map<String, String> key = Map.of("Idempotency-Key", organization);
        administrator
                .send("POST", accounts, text(newClerk("alt", Map.of())), key)
                .expect(201);
        execute("update PORTAL_ONCE set EXPIRES_AT = 1 where ACCOUNT_ID = '" + principal.id() + "'");
        CompletableFuture<Answer> atWork;
        try (Connection connection = portal.connection()) {
            connection.setAutoCommit(false);
            hold(connection, organization);
            atWork = CompletableFuture.supplyAsync(() -> administrator.send(
                    "POST",
                    accounts,
                    text(newClerk("neu", Map.of())),
                    Map.of("Idempotency-Key", "neu-" + organization)));
            Await.until("the old key is gone", () -> keys(principal) == 0);
            connection.rollback();
        }
        atWork.get().expect(201);
        assertEquals(1, keys(principal));
    }

    private static int keys(Account account) {
        try {
            return kept("PORTAL_ONCE", "ACCOUNT_ID", account.id());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName(
            "A-2 clerks come from CSV: first rehearsed, then made, a second time unchanged; the fault of a row is no other's")
    void importsCsv() {
        String file = "\uFEFFfirst_name;last_name;email;phone\r\n"
                + "Kim;Beispiel;csv1@neu.example;\r\n"
                + "\"Robin\";\"Muster, R.\";csv2@neu.example;+49 30 1\r\n"
                + "Sam;Sammel;info@neu.example;\r\n"
                + "zu;wenig\r\n";
        Map<String, String> csv = Map.of("Content-Type", "text/csv");
        Answer rehearsal = administrator
                .send("POST", accounts + "/import?dry-run=true", file, csv)
                .expect(200);
        assertEquals(2, total(""));
        Answer run = administrator.send("POST", accounts + "/import", file, csv).expect(200);

        assertEquals(List.of("CREATED", "CREATED", "REJECTED", "REJECTED"), fates(run));
        assertEquals(fates(rehearsal), fates(run));
        assertTrue(run.body().contains("portalErrorGenericAddress"), run.body());
        assertEquals(4, total(""));
        assertEquals(
                List.of("UNCHANGED", "UNCHANGED", "REJECTED", "REJECTED"),
                fates(administrator.send("POST", accounts + "/import", file, csv)));
        assertEquals(
                List.of("CHANGED"),
                fates(administrator.send(
                        "POST",
                        accounts + "/import",
                        "email,first_name,last_name\ncsv1@neu.example,Kai,Beispiel\n",
                        csv)));
        assertTrue(administrator
                .send("POST", accounts + "/import", "name,enabled\nx,true\n", csv)
                .body()
                .contains("columns_unknown"));
        Answer exported = administrator.get(accounts + "/export").expect(200);
        assertEquals(5, exported.body().lines().count());
        assertTrue(exported.body().contains("'+49 30 1"), exported.body());
    }

    @Test
    @DisplayName(
            "A-2 rows of files are limited per day: a file with more than are left is refused as a whole; what was not needed stays")
    void limitsCsv() {
        String other = portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        Api there = Api.of(portal, other);
        Api.policy(portal, other, "importRowsPerDay", "7");
        // what the one-by-one limit allows does not matter to files
        Api.policy(portal, other, "mailsPerHour", "1");
        String place = portal.domain(other).organization();
        Account admin = portal.account(other);
        portal.domain(other).member(place, admin, "principal-administrator");
        Caller caller = there.caller(admin);
        String path = "/organizations/" + place + "/accounts";
        Map<String, String> csv = Map.of("Content-Type", "text/csv");

        Answer run = caller.send("POST", path + "/import", file("a", 3), csv).expect(200);
        assertEquals(List.of("CREATED", "CREATED", "CREATED"), fates(run));
        assertEquals(
                List.of("UNCHANGED", "UNCHANGED", "UNCHANGED", "CREATED"),
                fates(caller.send("POST", path + "/import", file("a", 4), csv).expect(200)));
        Answer refused =
                caller.send("POST", path + "/import", file("b", 4), csv).expect(429, "too_many_today");
        assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
        assertEquals(5, caller.get(path).expect(200).json().path("total").asInt(), "nothing of it was done");
        // the three that were there already have been given back
        assertEquals(
                List.of("CREATED", "CREATED", "CREATED"),
                fates(caller.send("POST", path + "/import", file("b", 3), csv).expect(200)));
    }

    @Test
    @DisplayName(
            "A-2 one import at a time for each administrator and each organization, a few in all; that of a dead server ends by itself")
    void importsOneByOne() throws Exception {
        String other = portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        Api there = Api.of(portal, other);
        Account both = portal.account(other);
        List<String> places = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        List<Caller> callers = new ArrayList<>();
        for (int n = 0; n < 2; n++) {
            String place = portal.domain(other).organization();
            Account admin = portal.account(other);
            portal.domain(other).member(place, admin, "principal-administrator");
            portal.domain(other).member(place, both, "principal-administrator");
            callers.add(there.caller(admin));
            places.add(place);
            paths.add("/organizations/" + place + "/accounts/import");
        }
        Caller ofBoth = there.caller(both);
        Map<String, String> csv = Map.of("Content-Type", "text/csv");
        CompletableFuture<Answer> first;
        try (Connection connection = portal.connection()) {
            connection.setAutoCommit(false);
            hold(connection, places.get(0));
            first = CompletableFuture.supplyAsync(() -> ofBoth.send("POST", paths.get(0), file("a", 2), csv));
            Await.until("the import has begun", () -> imports(places.get(0)) == 1);

            Answer refused =
                    ofBoth.send("POST", paths.get(1), file("b", 2), csv).expect(409, "import_running");
            assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
            callers.get(0)
                    .send("POST", paths.get(0) + "?dry-run=true", file("c", 2), csv)
                    .expect(409, "import_running");
            assertEquals(
                    List.of("CREATED"),
                    fates(callers.get(1)
                            .send("POST", paths.get(1), file("d", 1), csv)
                            .expect(200)));
            connection.rollback();
        }
        assertEquals(List.of("CREATED", "CREATED"), fates(first.get().expect(200)));
        ofBoth.send("POST", paths.get(0), file("a", 2), csv).expect(200);
        assertEquals(0, imports(places.get(0)));

        execute("insert into PORTAL_IMPORT (PLACE, ACCOUNT_ID, TARGET_ID, HOLDER, EXPIRES_AT)"
                + " select n, 'dead-' || n, case n when 0 then '%s' else 'dead-' || n end, 'dead', %d from generate_series(0, 7) n"
                        .formatted(places.get(0), Long.MAX_VALUE));
        ofBoth.send("POST", paths.get(0), file("a", 2), csv).expect(409, "import_running");
        ofBoth.send("POST", paths.get(1), file("a", 2), csv).expect(503, "imports_busy");
        execute("update PORTAL_IMPORT set EXPIRES_AT = 1 where HOLDER = 'dead'");
        ofBoth.send("POST", paths.get(0), file("a", 2), csv).expect(200);
        assertEquals(0, imports(places.get(0)));
    }

    /** As if somebody were changing it. */
    private static void hold(Connection connection, String organization) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select ID from PORTAL_ORGANIZATION where ID = ? for update")) {
            query.setString(1, organization);
            assertTrue(query.executeQuery().next());
        }
    }

    private static int imports(String target) {
        try (Connection connection = portal.connection();
                PreparedStatement query =
                        connection.prepareStatement("select count(*) from PORTAL_IMPORT where TARGET_ID = ?")) {
            query.setString(1, target);
            try (ResultSet found = query.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = portal.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String file(String prefix, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(n -> "Kim,Beispiel,%s%d@neu.example\n".formatted(prefix, n))
                .collect(Collectors.joining("", "first_name,last_name,email\n", ""));
    }

    private static List<String> fates(Answer answer) {
        return answer.body()
                .lines()
                .map(Api::json)
                .filter(line -> line.has("fate"))
                .map(line -> line.path("fate").asText())
                .toList();
    }

    private static String value(Answer shown) {
        String value = shown.expect(200).json().path("value").asText();
        assertFalse(value.isEmpty(), shown.body());
        return value;
    }

    private static Map<String, String> withValue(Map<String, String> values, String key, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(key, value);
        return changed;
    }

    @Test
    @DisplayName("H-1 messages reach the operator, a few in an hour, sent again only once; what is none is refused")
    void messages() {
        String other = ownRealm(Map.of("messagesPerHour", "2", "operatorAddress", "betrieb@portal.example"));
        Account admin = portal.account(other);
        portal.domain(other).member(portal.domain(other).organization(), admin, "principal-administrator");
        Caller caller = Api.of(portal, other).caller(admin);
        String own = UUID.randomUUID().toString();

        caller.post("/me/messages", Map.of("kind", "praise", "text", own)).expect(400, "invalid");
        caller.post("/me/messages", Map.of("text", " ")).expect(400, "invalid");
        caller.post("/me/messages", Map.of("text", "x".repeat(4001))).expect(400, "invalid");
        String body = text(Map.of("kind", "support", "text", own));
        Map<String, String> key = Map.of("Idempotency-Key", own);
        caller.send("POST", "/me/messages", body, key).expect(204);
        caller.send("POST", "/me/messages", body, key).expect(204);
        Await.until(
                "the message",
                java.time.Duration.ofSeconds(20),
                () -> portal.mails().mails("betrieb@portal.example").stream()
                        .anyMatch(mail -> MailServer.text(mail).contains(own)));
        // in the realm's language, whatever the one who writes speaks
        assertTrue(portal.mails().mails("betrieb@portal.example").stream()
                .map(mail -> MailServer.text(mail))
                .anyMatch(text -> text.contains(own) && text.contains("braucht Hilfe")));
        // an hour may begin in between
        assertTrue(IntStream.range(0, 4)
                .mapToObj(n -> caller.post("/me/messages", Map.of("text", own + n)))
                .anyMatch(answer -> answer.code().equals("too_many")));
    }

    private static String ownRealm(Map<String, String> rules) {
        String name = portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        rules.forEach((key, value) -> Api.policy(portal, name, key, value));
        return name;
    }

    private static Map<String, Object> newClerk(String name, Map<String, ?> more) {
        Map<String, Object> clerk = new HashMap<>();
        clerk.put("firstName", "Kim");
        clerk.put("lastName", "Beispiel");
        clerk.put("email", name.replace("%", "") + "@neu.example");
        clerk.putAll(more);
        return clerk;
    }

    private static Map<String, ?> grant(String unit, String... rights) {
        return Map.of("grants", List.of(Map.of("unit", unit, "rights", List.of(rights))));
    }

    private static String text(Object body) {
        try {
            return org.keycloak.util.JsonSerialization.writeValueAsString(body);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String id(Answer created) {
        String path = URI.create(created.header("Location")).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private int total(String query) {
        return administrator
                .get(accounts + query)
                .expect(200)
                .json()
                .path("total")
                .asInt();
    }

    private JsonNode changes(String query) {
        return administrator
                .get("/organizations/" + organization + "/changes" + query)
                .expect(200)
                .json()
                .path("items");
    }
}
