package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.Api.Answer;
import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.Portal.Account;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rights that people wait for and that no administrator can give them, and what the operator makes of them, over HTTP, on both databases. */
@ParameterizedClass(name = "on {0}")
@EnumSource(Portal.On.class)
class ActivationRequestsIT {
    private static final int ROUNDS = Campaign.of(100);
    /** Granted to all clerks here, and without effect as long as the unit lacks its identifier. */
    private static final String WAITS = "register-persons";

    private static Portal portal;
    private static String realm = "";
    private static Domain domain;
    private static Api api;
    private static Caller operator;
    private static Caller colleague;

    @Parameter
    Portal.On on = Portal.On.H2;

    @BeforeParameterizedClassInvocation
    static void staff(Portal.On database) {
        portal = database.portal();
        realm = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        Api.policy(portal, realm, "mailsPerHour", "100000");
        domain = portal.domain(realm);
        api = Api.of(portal, realm);
        operator = operator(api, realm);
        colleague = operator(api, realm);
    }

    private static Caller operator(Api of, String place) {
        Account person = portal.account(place);
        portal.realm(place)
                .users()
                .get(person.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(place).roles().get("portal-operator").toRepresentation()));
        return of.caller(person);
    }

    /** An organization with an administrator, and a clerk who waits for an identifier of its unit. */
    private record Place(String id, Account administrator, Account clerk, String unit, String number) {
        static Place make(String language) {
            String id = domain.organization();
            Account administrator = portal.account(realm);
            domain.member(id, administrator, "principal-administrator");
            Account clerk = portal.account(realm, user -> user.setAttributes(Map.of("locale", List.of(language))));
            domain.member(id, clerk, "clerk");
            String number = UUID.randomUUID().toString().substring(0, 13);
            String unit = domain.unit(id, number, "group-life", "");
            domain.grant(id, clerk, Map.of(unit, Set.of("view-contract", "view-persons", WAITS)));
            return new Place(id, administrator, clerk, unit, number);
        }

        Answer ask(Caller caller) {
            return ask(caller, WAITS);
        }

        Answer ask(Caller caller, String right) {
            return caller.post("/me/right-requests", Map.of("unit", unit, "right", right));
        }

        /** Asks, and tells the id of the request. */
        String waiting(Caller caller) {
            assertEquals(
                    "operator", ask(caller).expect(202).json().path("addressee").asText());
            return list().get(0).path("id").asText();
        }

        List<JsonNode> list() {
            return found("search=" + number);
        }

        /** What the log of the organization tells of an action. */
        List<JsonNode> log(String action) {
            List<JsonNode> entries = new ArrayList<>();
            operator.get("/organizations/%s/changes?max=100&action=%s".formatted(id, action))
                    .expect(200)
                    .json()
                    .path("items")
                    .forEach(entries::add);
            return entries;
        }
    }

    private static List<JsonNode> found(String query) {
        JsonNode page =
                operator.get("/activation-requests?" + query).expect(200).json();
        List<JsonNode> items = new ArrayList<>();
        page.path("items").forEach(items::add);
        return items;
    }

    private static Answer done(Caller staff, String id) {
        return staff.send("POST", "/activation-requests/%s/done".formatted(id), "", Map.of());
    }

    private static Answer decline(Caller staff, String id, String reason) {
        return staff.post("/activation-requests/%s/decline".formatted(id), Map.of("reason", reason));
    }

    /** Of a clerk of whom no login was asked for before, and who has got nothing since but the mails of logins. */
    private static String mail(Account clerk, int n) {
        return MailServer.text(portal.mails().await(clerk.address(), n));
    }

    @Test
    @DisplayName(
            "M-2 what no administrator can grant waits for the operator, once, with what stands in its way; noted as done it is gone, the person has a mail in German, and the log has it")
    void settled() {
        Place place = Place.make("de");
        Caller clerk = api.caller(place.clerk());
        String id = place.waiting(clerk);
        place.ask(clerk).expect(202);
        assertEquals(1, place.list().size());
        assertEquals(1, place.log("RIGHT_REQUESTED").size());

        JsonNode row = place.list().get(0);
        assertEquals(place.clerk().id(), row.path("account").asText());
        assertEquals("Beispiel", row.path("lastName").asText());
        assertEquals(place.id(), row.path("organization").asText());
        assertEquals(place.number(), row.path("unitNumber").asText());
        assertEquals(WAITS, row.path("right").asText());
        assertTrue(row.path("rightLabel").asText().length() > 0);
        assertTrue(row.path("requestedAt").asLong() > 0);
        assertEquals("NO_IDENTIFIER", row.path("state").asText());
        assertTrue(operator.get("/overview")
                        .expect(200)
                        .json()
                        .path("activationRequests")
                        .asLong()
                > 0);

        domain.restrict(place.id(), Set.of("view-persons"));
        assertTrue(place.list().get(0).path("state").isNull(), "what is switched off has no state");
        domain.restrict(place.id(), Set.of());
        domain.unit(place.id(), place.number(), "group-life", "B-77");
        assertEquals("USABLE", place.list().get(0).path("state").asText());

        done(operator, id).expect(204);

        assertEquals(List.of(), place.list());
        String text = mail(place.clerk(), 2);
        assertTrue(text.contains("ist erledigt"), text);
        assertTrue(text.contains(place.number()), text);
        assertTrue(text.contains("Betrieb"), text);
        JsonNode entry = place.log("ACTIVATION_DONE").get(0);
        assertEquals("OPERATOR", entry.path("actorKind").asText());
        assertEquals(place.clerk().id(), entry.path("subjectId").asText());
        assertEquals(place.number(), entry.path("after").path("unit").asText());
        assertEquals(WAITS, entry.path("after").path("right").asText());
        done(operator, id).expect(404, "activation_request_not_found");
        decline(operator, id, "zu spät").expect(404, "activation_request_not_found");
        assertEquals(1, place.log("ACTIVATION_DONE").size());
        assertEquals(0, place.log("ACTIVATION_DECLINED").size());
    }

    @Test
    @DisplayName(
            "M-2 a request is declined with a reason, which the person reads in English; it can be asked for again")
    void declined() {
        Place place = Place.make("en");
        Caller clerk = api.caller(place.clerk());
        String id = place.waiting(clerk);
        assertEquals(
                List.of("reason required"),
                decline(operator, id, " ").expect(400, "invalid").errors());
        assertEquals(
                List.of("reason too_long"),
                decline(operator, id, "x".repeat(1001)).expect(400, "invalid").errors());
        assertEquals(
                List.of("because unknown_field"),
                operator.post("/activation-requests/%s/decline".formatted(id), Map.of("because", "x"))
                        .expect(400, "invalid")
                        .errors());
        assertEquals(1, place.list().size());

        decline(operator, id, "The contract ends in March: {0} <b>").expect(204);

        String text = mail(place.clerk(), 2);
        assertTrue(text.contains("is declined"), text);
        assertTrue(text.contains("The contract ends in March: {0} <b>"), text);
        JsonNode entry = place.log("ACTIVATION_DECLINED").get(0);
        assertEquals("The contract ends in March: {0} <b>", entry.path("reason").asText());
        assertEquals(List.of(), place.list());

        String again = place.waiting(clerk);
        assertTrue(!again.equals(id), "it is another one");
        assertEquals(2, place.log("RIGHT_REQUESTED").size());
    }

    @Test
    @DisplayName("M-2 what an administrator can grant, or what works, is no matter of the operator's list")
    void notTheOperators() {
        Place place = Place.make("de");
        Caller clerk = api.caller(place.clerk());
        assertEquals(
                "administrators",
                place.ask(clerk, "calculate")
                        .expect(202)
                        .json()
                        .path("addressee")
                        .asText());
        place.ask(clerk, "view-contract").expect(409, "right_usable");
        place.ask(clerk, "nothing-such").expect(404, "right_not_found");
        assertEquals(List.of(), place.list());
    }

    @Test
    @DisplayName("M-2 requests are found by person, organization, unit and right, sorted, and paged")
    void listed() {
        Place first = Place.make("de");
        Place second = Place.make("de");
        Account last = portal.account(realm, user -> user.setLastName("Zz" + first.number()));
        domain.member(first.id(), last, "clerk");
        first.waiting(api.caller(first.clerk()));
        second.waiting(api.caller(second.clerk()));
        domain.grant(first.id(), last, Map.of(first.unit(), Set.of("view-contract", "view-persons", WAITS)));
        first.ask(api.caller(last)).expect(202);

        assertEquals(2, first.list().size());
        assertEquals(1, second.list().size());
        assertEquals(1, found("search=kim%20zz" + first.number()).size());
        JsonNode one = second.list().get(0);
        assertEquals(1, found("search=" + one.path("memberNumber").asText()).size());
        assertEquals(List.of(), found("search=%25" + first.number()), "signs of the database are none");
        String label = one.path("rightLabel").asText();
        assertTrue(operator.get("/activation-requests?search=" + label.replace(" ", "%20"))
                        .expect(200)
                        .json()
                        .path("total")
                        .asInt()
                >= 3);

        String search = "search=" + first.number();
        assertEquals(
                List.of("Beispiel", "Zz" + first.number()),
                found(search + "&sort=name").stream()
                        .map(row -> row.path("lastName").asText())
                        .toList());
        assertEquals(
                List.of("Zz" + first.number(), "Beispiel"),
                found(search + "&sort=-name").stream()
                        .map(row -> row.path("lastName").asText())
                        .toList());
        assertEquals(first.list(), found(search + "&sort=requestedAt"), "who has waited longest comes first");
        for (String sort : List.of("organization", "-organization", "unit", "-requestedAt")) {
            assertEquals(2, found(search + "&sort=" + sort).size());
        }
        assertEquals(
                first.list().subList(1, 2), found(search + "&first=1&max=1"), "the second page is the second request");
        for (String sort : List.of("right", "NAME", "--name", "-")) {
            operator.get("/activation-requests?sort=" + sort).expect(400, "invalid");
        }
        operator.get("/activation-requests?max=101").expect(400, "invalid");
        operator.get("/activation-requests?first=-1").expect(400, "invalid");
    }

    @Test
    @DisplayName(
            "M-2 a request goes with its person, membership, unit or organization, and when the person becomes an administrator")
    void removed() throws SQLException {
        Place person = asked();
        portal.realm(realm).users().delete(person.clerk().id()).close();
        assertEquals(List.of(), person.list());

        Place member = asked();
        domain.leave(member.id(), member.clerk());
        assertEquals(List.of(), member.list());

        if (on == Portal.On.POSTGRES) {
            assertGoesWithItsUnit();
        }

        Place organization = asked();
        String gone = organization.list().get(0).path("id").asText();
        portal.realm(realm).organizations().get(organization.id()).delete().close();
        assertEquals(List.of(), organization.list());
        done(operator, gone).expect(404, "activation_request_not_found");

        Place promoted = asked();
        domain.member(promoted.id(), promoted.clerk(), "administrator");
        assertEquals(List.of(), promoted.list());
    }

    /** Only PostgreSQL lets anybody in beside the server, and no route removes a unit. */
    private static void assertGoesWithItsUnit() throws SQLException {
        Place unit = asked();
        try (Connection connection = portal.connection();
                PreparedStatement delete = connection.prepareStatement("delete from portal_unit where id = ?")) {
            delete.setString(1, unit.unit());
            delete.executeUpdate();
        }
        assertEquals(List.of(), unit.list());
    }

    private static Place asked() {
        Place place = Place.make("de");
        place.waiting(api.caller(place.clerk()));
        return place;
    }

    @Test
    @DisplayName("M-2 A-16 only the operator sees and settles requests, and only those of its realm")
    void refused() {
        Place place = Place.make("de");
        Caller clerk = api.caller(place.clerk());
        String id = place.waiting(clerk);
        for (Caller nobody : List.of(clerk, api.caller(place.administrator()))) {
            nobody.get("/activation-requests").expect(403, "operator_required");
            done(nobody, id).expect(403, "operator_required");
            decline(nobody, id, "nein").expect(403, "operator_required");
        }
        api.caller("").get("/activation-requests").expect(401, "token_invalid");

        String other = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        Caller foreign = operator(Api.of(portal, other), other);
        assertEquals(
                0,
                foreign.get("/activation-requests")
                        .expect(200)
                        .json()
                        .path("total")
                        .asInt());
        done(foreign, id).expect(404, "activation_request_not_found");
        decline(foreign, id, "nein").expect(404, "activation_request_not_found");
        for (String nothing : List.of(UUID.randomUUID().toString(), "%27", "a".repeat(300))) {
            done(operator, nothing).expect(404, "activation_request_not_found");
        }
        assertEquals(1, place.list().size());
    }

    @Test
    @DisplayName("M-2 of two operators who settle a request at the same moment one does, and the person has one mail")
    void atOnce() throws Exception {
        Place place = Place.make("de");
        Caller clerk = api.caller(place.clerk());
        int declined = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            String id = place.waiting(clerk);
            List<Integer> answers = AtOnce.all(
                    () -> done(operator, id).status(),
                    () -> decline(colleague, id, "nein").status());
            assertEquals(Set.of(204, 404), Set.copyOf(answers), answers::toString);
            declined += answers.get(1) == 204 ? 1 : 0;
            assertEquals(List.of(), place.list());
            // one of the login, and one for each round
            portal.mails().await(place.clerk().address(), 1 + round);
        }
        assertEquals(declined, place.log("ACTIVATION_DECLINED").size());
        assertEquals(ROUNDS - declined, place.log("ACTIVATION_DONE").size());
        assertEquals(1 + ROUNDS, portal.mails().mails(place.clerk().address()).size());
        System.out.printf(
                "%d requests settled by two at once: %d declined, %d done%n", ROUNDS, declined, ROUNDS - declined);
    }
}
