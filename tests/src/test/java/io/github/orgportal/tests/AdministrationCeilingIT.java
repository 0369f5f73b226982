package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.Api.Answer;
import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.Portal.Account;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Administrators who are bound to units: what there is for them, and the most that they can give. */
class AdministrationCeilingIT {
    private static final Portal PORTAL = Portal.onPostgres();

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @DisplayName("where a principal administrator binds others to contracts")
    class Contracts {
        private String realm = "";
        private Domain domain;
        private String organization = "";
        private String accounts = "";
        private String own = "";
        private String other = "";
        private Account principal;
        private Account bound;
        private Caller highest;
        private Caller caller;

        @BeforeAll
        void aPortal() {
            realm = quickRealm("employer-portal");
            domain = PORTAL.domain(realm);
            Api api = Api.of(PORTAL, realm);
            principal = PORTAL.account(realm);
            bound = PORTAL.account(realm);
            highest = api.caller(principal);
            caller = api.caller(bound);
        }

        @BeforeEach
        void anOrganization() {
            organization = domain.organization();
            accounts = "/organizations/" + organization + "/accounts";
            own = domain.unit(organization, "V-1", "group-life", "");
            other = domain.unit(organization, "V-2", "group-health", "");
            domain.member(organization, principal, "principal-administrator");
            domain.member(organization, bound, "administrator");
            put(highest, bound, bounds(Map.of(own, Set.of("view-contract", "view-persons")), Set.of()))
                    .expect(200);
        }

        @Test
        @DisplayName("A-16 units and accounts beyond are not there: in no list, under no id, by no filter")
        void reaches() {
            Account here = clerk(Map.of(own, Set.of("view-contract")));
            Account there = clerk(Map.of(other, Set.of("view-contract")));
            Account both = clerk(Map.of(own, Set.of("view-contract"), other, Set.of("view-contract")));
            Account nowhere = clerk(Map.of());

            assertEquals(
                    Set.of(principal.id(), bound.id(), here.id(), both.id(), nowhere.id()), ids(caller.get(accounts)));
            assertEquals(6, highest.get(accounts).json().path("total").asInt());
            assertEquals(Set.of(bound.id(), here.id(), both.id()), ids(caller.get(accounts + "?unit=" + own)));
            assertEquals(Set.of(), ids(caller.get(accounts + "?unit=" + other)));
            assertFalse(caller.get(accounts + "/export").expect(200).body().contains(there.loginName()));
            JsonNode units = caller.get("/organizations/" + organization + "/units")
                    .expect(200)
                    .json();
            assertEquals(1, units.path("total").asInt());
            assertEquals(own, units.path("items").get(0).path("id").asText());
            assertEquals(
                    0,
                    caller.get("/me/rights?organization=" + organization)
                            .expect(200)
                            .json()
                            .path("total")
                            .asInt(),
                    "an administrator has no rights that work");
            JsonNode seen = caller.get(accounts + "/" + both.id()).expect(200).json();
            assertEquals(1, seen.path("grants").size());
            assertEquals(1, seen.path("account").path("units").asInt());

            String path = accounts + "/" + there.id();
            caller.get(path).expect(404, "account_not_found");
            caller.get(path + "/lock-preview").expect(404, "account_not_found");
            caller.get(path + "/one-time-password").expect(404, "account_not_found");
            caller.send("POST", path + "/one-time-password", "", Map.of()).expect(404, "account_not_found");
            caller.send("POST", path + "/password-link", "", Map.of()).expect(404, "account_not_found");
            caller.post(path + "/lock", Map.of("reason", "x")).expect(404, "account_not_found");
            caller.post(path + "/unlock", "").expect(404, "account_not_found");
            caller.put(path, person("kim"), "\"x\"").expect(404, "account_not_found");
            caller.put(path + "/grants", Map.of(), "\"x\"").expect(404, "account_not_found");
            assertTrue(domain.state(there).granted());
        }

        @Test
        @DisplayName(
                "A-17 nobody gives or takes away more than is held; the refusal names what is allowed, and nothing changes")
        void grants() {
            Account clerk = clerk(Map.of(own, Set.of("view-contract", "view-documents")));
            Answer refused = put(
                    caller,
                    clerk,
                    granting(Map.of(own, Set.of("view-contract", "view-documents", "view-persons", "change-persons"))));
            assertEquals(
                    List.of("grants." + own + ".change-persons right_not_held"),
                    refused.expect(400, "invalid").errors());
            assertTrue(refused.body().contains("view-contract, view-persons"), refused.body());
            assertEquals(
                    List.of("grants." + own + ".view-documents right_not_held"),
                    put(caller, clerk, granting(Map.of(own, Set.of("view-contract"))))
                            .expect(400)
                            .errors());
            put(caller, clerk, granting(Map.of(other, Set.of("view-contract")))).expect(404, "unit_not_found");
            assertEquals(Map.of("V-1", List.of("view-contract", "view-documents")), works(clerk));

            put(caller, clerk, granting(Map.of(own, Set.of("view-contract", "view-documents", "view-persons"))))
                    .expect(200);
            assertEquals(Map.of("V-1", List.of("view-contract", "view-documents", "view-persons")), works(clerk));
            assertEquals(
                    bound.id(),
                    changes("GRANTS_CHANGED", clerk).get(0).path("actorId").asText());
        }

        @Test
        @DisplayName("A-16 what somebody has beyond stays as it is, whoever writes the rest")
        void keepsWhatIsBeyond() {
            Account clerk = clerk(Map.of(own, Set.of("view-contract"), other, Set.of("view-contract")));

            put(caller, clerk, granting(Map.of(own, Set.of("view-contract", "view-persons"))))
                    .expect(200);
            assertEquals(
                    Map.of("V-1", List.of("view-contract", "view-persons"), "V-2", List.of("view-contract")),
                    works(clerk));
            put(caller, clerk, granting(Map.of())).expect(204);
            assertEquals(Map.of("V-2", List.of("view-contract")), works(clerk));
            caller.get(accounts + "/" + clerk.id()).expect(404, "account_not_found");
        }

        @Test
        @DisplayName("A-2 A-17 a clerk is not created with more than is held; with what is held, it is")
        void creates() {
            assertEquals(
                    List.of("grants." + own + ".view-documents right_not_held"),
                    caller.post(accounts, person("kim", own, "view-contract", "view-documents"))
                            .expect(400)
                            .errors());
            caller.post(accounts, person("kim", other, "view-contract")).expect(404, "unit_not_found");
            assertEquals(2, highest.get(accounts).json().path("total").asInt());
            caller.post(accounts, person("kim", own, "view-contract")).expect(201);
        }

        @Test
        @DisplayName("A-17 who holds more cannot be impersonated: no other address, no password in hand")
        void holdsMore() {
            Account clerk = clerk(Map.of(own, Set.of("view-contract"), other, Set.of("view-contract")));
            String path = accounts + "/" + clerk.id();
            Answer seen = caller.get(path).expect(200);

            caller.put(path, person("fremd"), seen.header("ETag")).expect(403, "account_holds_more");
            caller.send("POST", path + "/one-time-password", "", Map.of()).expect(403, "account_holds_more");
            caller.send("POST", path + "/password-link", "", Map.of()).expect(403, "account_holds_more");
            assertEquals(List.of("grant", "lock"), texts(seen.json().path("may")));
            caller.post(path + "/lock", Map.of("reason", "Elternzeit")).expect(200);
        }

        @Test
        @DisplayName(
                "A-17 L-8 nobody takes the place of a data-centre user, who works for all units without a right at one")
        void sparesDataCentreUsers() {
            Account dataCentre = PORTAL.account(realm);
            domain.member(organization, dataCentre, "data-centre-user");
            String path = accounts + "/" + dataCentre.id();
            Answer seen = caller.get(path).expect(200);

            caller.put(path, person("fremd"), seen.header("ETag")).expect(403, "account_holds_more");
            caller.send("POST", path + "/one-time-password", "", Map.of()).expect(403, "account_holds_more");
            caller.send("POST", path + "/password-link", "", Map.of()).expect(403, "account_holds_more");
            assertFalse(texts(seen.json().path("may")).contains("edit"));
        }

        @Test
        @DisplayName(
                "A-17 L-8 the bounds are the principal administrator's to set, are logged, and give no functions of the portal")
        void binds() {
            JsonNode held = caller.get("/organizations/" + organization + "/rights")
                    .expect(200)
                    .json()
                    .path("held");
            assertTrue(held.path("bound").asBoolean());
            assertEquals(
                    List.of("view-contract", "view-persons"),
                    texts(held.path("grants").get(0).path("rights")));
            assertFalse(highest.get("/organizations/" + organization + "/rights")
                    .json()
                    .path("held")
                    .path("bound")
                    .asBoolean());
            assertEquals(Map.of(), works(bound));
            assertEquals(1, changes("BOUNDS_CHANGED", bound).size());
            assertTrue(texts(highest.get(accounts + "/" + bound.id()).json().path("may"))
                    .contains("bind"));

            put(caller, bound, bounds(Map.of(), Set.of())).expect(403, "own_data");
            put(caller, principal, bounds(Map.of(), Set.of())).expect(403, "not_allowed");
            assertEquals(
                    List.of("bound only_for_administrators"),
                    put(highest, clerk(Map.of()), bounds(Map.of(), Set.of()))
                            .expect(400)
                            .errors());
            put(highest, bound, Map.of()).expect(200);
            assertEquals(
                    2,
                    caller.get("/organizations/" + organization + "/units")
                            .json()
                            .path("total")
                            .asInt());
            assertEquals(2, changes("BOUNDS_CHANGED", bound).size());
        }

        @Test
        @DisplayName(
                "A-17 G-1 who is no administrator any more does not keep what it could pass on, and the log tells what went")
        void becomesAClerk() {
            assertTrue(domain.member(organization, bound, "clerk").done());

            JsonNode entries = changes("GRANTS_CHANGED", bound);
            assertEquals(2, entries.size());
            assertEquals(
                    List.of("view-contract", "view-persons"),
                    texts(entries.get(0).path("before").path(own)));
            assertEquals(0, entries.get(0).path("after").path(own).size());

            assertEquals(Map.of(), works(bound));
            assertEquals(
                    0,
                    highest.get(accounts + "/" + bound.id())
                            .expect(200)
                            .json()
                            .path("grants")
                            .size());
        }

        private Account clerk(Map<String, Set<String>> rights) {
            Account clerk = PORTAL.account(realm);
            domain.member(organization, clerk, "clerk");
            domain.grant(organization, clerk, rights);
            return clerk;
        }

        private Map<String, List<String>> works(Account account) {
            return domain.grants(organization, account, 100).byNumber();
        }

        private JsonNode changes(String action, Account whom) {
            return highest.get("/organizations/" + organization + "/changes?action=" + action + "&person=" + whom.id())
                    .expect(200)
                    .json()
                    .path("items");
        }

        private Answer put(Caller who, Account whom, Map<String, ?> wanted) {
            String path = accounts + "/" + whom.id();
            return who.put(path + "/grants", wanted, who.get(path).header("ETag"));
        }
    }

    @Nested
    @DisplayName("where administrators are equal and there are group mailboxes")
    class Mailboxes {
        @Test
        @DisplayName(
                "A-16 A-17 A-18 the bound one assigns and manages the mailboxes that it holds, and administrators who hold no more")
        void mailboxes() {
            String realm = quickRealm("benefits-portal");
            Api api = Api.of(PORTAL, realm);
            Domain domain = PORTAL.domain(realm);
            String organization = domain.organization();
            String path = "/organizations/" + organization;
            String unit = domain.unit(organization, "U-1", "organization", "");
            List<Account> people = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                people.add(PORTAL.account(realm));
                domain.member(organization, people.get(i), "administrator");
            }
            Caller unbound = api.caller(people.get(0));
            String itself = path + "/accounts/" + people.get(1).id();
            String peer = path + "/accounts/" + people.get(2).id();
            Map<String, ?> held = bounds(Map.of(unit, Set.of("own-mailbox")), Set.of("benefits"));
            unbound.put(itself + "/grants", held, unbound.get(itself).header("ETag"))
                    .expect(200);
            unbound.put(peer + "/grants", held, unbound.get(peer).header("ETag"))
                    .expect(200);
            Caller caller = api.caller(people.get(1));

            JsonNode shown = caller.get(path + "/mailboxes").expect(200).json().path("items");
            assertEquals(1, shown.size());
            assertEquals("benefits", shown.get(0).path("type").asText());
            assertTrue(shown.get(0).path("unattended").asBoolean(), "an administrator reads nothing");
            caller.put(path + "/mailboxes/financing", Map.of("notificationAddress", "kim@firma.example"))
                    .expect(404, "mailbox_not_found");
            caller.put(path + "/mailboxes/benefits", Map.of("notificationAddress", "kim@firma.example"))
                    .expect(200);
            caller.get(path + "/changes").expect(403, "not_allowed");

            Map<String, Object> clerk = new HashMap<>(person("kim"));
            clerk.put("mailboxes", List.of("financing"));
            assertEquals(
                    List.of("mailboxes mailbox_not_held"),
                    caller.post(path + "/accounts", clerk).expect(400).errors());
            String file = "first_name,last_name,email,mailboxes\nKim,Beispiel,kim@neu.example,financing\n"
                    + "Robin,Beispiel,robin@neu.example,benefits\n";
            List<String> lines = caller.send(
                            "POST", path + "/accounts/import", file, Map.of("Content-Type", "text/csv"))
                    .expect(200)
                    .body()
                    .lines()
                    .toList();
            assertTrue(lines.get(0).contains("mailbox_not_held"), lines.get(0));
            assertEquals("CREATED", Api.json(lines.get(1)).path("fate").asText(), lines.get(1));

            String boss = path + "/accounts/" + people.get(0).id();
            caller.post(boss + "/lock", Map.of("reason", "x", "confirmed", true))
                    .expect(403, "not_allowed");
            caller.put(boss + "/grants", held, caller.get(boss).header("ETag")).expect(403, "not_allowed");
            assertEquals(
                    List.of("bound bound_required"),
                    caller.put(
                                    peer + "/grants",
                                    bounds(false, Map.of(), Set.of()),
                                    caller.get(peer).header("ETag"))
                            .expect(400)
                            .errors());
            caller.put(
                            peer + "/grants",
                            bounds(Map.of(), Set.of("benefits")),
                            caller.get(peer).header("ETag"))
                    .expect(200);
            caller.post(peer + "/lock", Map.of("reason", "x", "confirmed", true))
                    .expect(200);
        }
    }

    private static String quickRealm(String like) {
        return PORTAL.unprotectedRealm(like, settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
    }

    private static Map<String, ?> granting(Map<String, Set<String>> rights) {
        return Map.of(
                "grants",
                rights.entrySet().stream()
                        .map(entry -> Map.of("unit", entry.getKey(), "rights", entry.getValue()))
                        .toList());
    }

    private static Map<String, ?> bounds(Map<String, Set<String>> rights, Set<String> mailboxes) {
        return bounds(true, rights, mailboxes);
    }

    private static Map<String, ?> bounds(boolean bound, Map<String, Set<String>> rights, Set<String> mailboxes) {
        Map<String, Object> bounds = new HashMap<>(granting(rights));
        bounds.put("mailboxes", mailboxes);
        bounds.put("bound", bound);
        return bounds;
    }

    private static Map<String, ?> person(String name) {
        return Map.of("firstName", "Kim", "lastName", "Beispiel", "email", name + "@neu.example");
    }

    private static Map<String, ?> person(String name, String unit, String... rights) {
        Map<String, Object> clerk = new HashMap<>(person(name));
        clerk.putAll(granting(Map.of(unit, Set.of(rights))));
        return clerk;
    }

    private static Set<String> ids(Answer list) {
        Set<String> ids = new TreeSet<>();
        list.expect(200)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
