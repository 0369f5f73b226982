package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orgportal.tests.Api.Answer;
import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.OpenApi.Route;
import io.github.orgportal.tests.Portal.Account;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * Who gets in where: every route that {@code docs/openapi.yaml} names, with everybody who could knock. What is refused changes nothing.
 */
class AdministrationAccessIT {
    private static final String IN = "in";
    private static final String NOBODYS = UUID.randomUUID().toString();
    private static final Set<String> REFUSALS = Set.of(
            "token_invalid",
            "client_not_allowed",
            "person_required",
            "account_locked",
            "not_allowed",
            "operator_required",
            "mail_service_required",
            "organization_not_found",
            "organization_required");

    private static final Set<String> OPERATOR_ONLY = Set.of(
            "listOrganizations",
            "createOrganization",
            "listLetters",
            "makeLettersPdf",
            "noteLettersPrinted",
            "listActivationRequests",
            "completeActivationRequest",
            "declineActivationRequest",
            "listApplications",
            "enterApplication",
            "getApplication",
            "previewApproval",
            "approveApplication",
            "rejectApplication",
            "getApplicationForm",
            "getCatalogue",
            "getOverview",
            "listAllChanges",
            "exportAllChanges");
    private static final Set<String> OPERATOR_IN_ORGANIZATION =
            Set.of("changeOrganization", "putUnit", "getRestrictions", "changeRestrictions", "sendUserIdLink");
    private static final Set<String> PRINCIPAL_ONLY = Set.of("listChanges", "exportChanges");
    private static final Set<String> ADMINISTRATORS_ONLY = Set.of("showOneTimePassword", "setOneTimePassword");
    private static final Set<String> EVERYBODYS = Set.of(
            "getMe",
            "getMyPersonalData",
            "sendMessage",
            "listMyGrants",
            "getMyRights",
            "requestRight",
            "changeMyPostalAddress",
            "changeMyLoginName",
            "requestAccessIdLetter");
    private static final String IMPORT = "importDocument";
    private static final String NOTIFY = "notifyMailbox";

    private static Portal portal;
    private static String realm = "";
    private static Domain domain;
    private static Api api;
    private static String organization = "";
    private static Account clerk;
    private static Account principal;
    private static final Map<String, Supplier<Caller>> callers = new LinkedHashMap<>();

    @BeforeAll
    static void everybody() {
        portal = Portal.onPostgres();
        realm = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        domain = portal.domain(realm);
        api = Api.of(portal, realm);
        organization = domain.organization();
        principal = member(organization, "principal-administrator");
        clerk = member(organization, "clerk");
        Account administrator = member(organization, "administrator");
        Account locked = member(organization, "principal-administrator");
        Account foreign = member(domain.organization(), "principal-administrator");
        Account operator = portal.account(realm);
        portal.realm(realm)
                .users()
                .get(operator.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(realm).roles().get("portal-operator").toRepresentation()));

        JsonNode tokens = api.tokens(principal);
        known("principal", tokens.path("access_token").asText());
        known("administrator", api.tokens(administrator).path("access_token").asText());
        known("clerk", api.tokens(clerk).path("access_token").asText());
        known("foreign administrator", api.tokens(foreign).path("access_token").asText());
        known("operator", api.tokens(operator).path("access_token").asText());
        known("anonymous", "");
        known("ID token", tokens.path("id_token").asText());
        known("refresh token", tokens.path("refresh_token").asText());
        known(
                "wrong azp",
                api.tokens(Application.forEverybody(portal, realm), principal)
                        .path("access_token")
                        .asText());
        known(
                "wrong audience",
                api.tokens(withoutAudience(), principal).path("access_token").asText());
        known("other realm", otherRealm());
        Operator service = Operator.stranger(portal, realm).named();
        callers.put("service account", () -> api.caller(service.token()));
        Operator operatorsService = Operator.of(portal, realm);
        callers.put("operator's service account", () -> api.caller(operatorsService.token()));
        Operator mailService =
                Operator.stranger(portal, realm).withRole("portal-mail-service").named();
        callers.put("mail service", () -> api.caller(mailService.token()));
        String live = api.tokens(locked).path("access_token").asText();
        domain.lock(locked, "OPERATOR");
        known("locked administrator", live);
    }

    private static void known(String who, String token) {
        callers.put(who, () -> api.caller(token));
    }

    private static Account member(String place, String role) {
        Account account = portal.account(realm);
        domain.member(place, account, role);
        return account;
    }

    /** An application that the policy names, whose tokens are not for the account API. */
    private static Application withoutAudience() {
        Application application = Application.forEverybody(portal, realm);
        ClientRepresentation client = application.client();
        client.setFullScopeAllowed(false);
        portal.realm(realm).clients().get(client.getId()).update(client);
        Api.allow(portal, realm, client.getClientId());
        return application;
    }

    private static String otherRealm() {
        String other = portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        Account account = portal.account(other);
        portal.domain(other).member(portal.domain(other).organization(), account, "principal-administrator");
        return Api.of(portal, other).tokens(account).path("access_token").asText();
    }

    @Test
    @DisplayName("A-16 A-17 every route lets in whom it is for and refuses all others, who change nothing")
    void table() throws SQLException {
        String before = digest();
        List<String> wrong = new ArrayList<>();
        int calls = 0;
        Set<String> known = new TreeSet<>();
        for (Route route : OpenApi.routes()) {
            known.add(route.operation());
            for (String who : callers.keySet()) {
                String expected = expected(route.operation(), who);
                boolean acts = !route.hasBody() && !route.method().equals("GET");
                if (expected.equals(IN) && (acts || route.operation().equals("showOneTimePassword"))) {
                    // would do it, or be told in the log
                    continue;
                }
                Answer answer = call(callers.get(who).get(), route, Map.of());
                calls++;
                String got = REFUSALS.contains(answer.code()) ? answer.code() : IN;
                boolean lockedOut = who.equals("locked administrator")
                        && Set.of("account_locked", "token_invalid").contains(got);
                if (!got.equals(expected) && !lockedOut || answer.status() >= 500) {
                    wrong.add("%s %s: %s (%d) instead of %s"
                            .formatted(route.operation(), who, got, answer.status(), expected));
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(before, digest(), "something was changed");
        assertTrue(known.size() > 20, known::toString);
        System.out.printf("%d routes, %d callers: %d calls as expected%n", known.size(), callers.size(), calls);
    }

    @Test
    @DisplayName("L-6 a token that has expired opens nothing")
    void expired() throws SQLException {
        Caller caller = callers.get("principal").get();
        String before = digest();
        portal.clock(Duration.ofHours(2));
        try {
            for (Route route : OpenApi.routes()) {
                assertEquals(401, call(caller, route, Map.of()).status(), route::toString);
            }
        } finally {
            portal.clock(Duration.ZERO);
        }
        assertEquals(before, digest());
    }

    @Test
    @DisplayName(
            "A-16 ids of other organizations, of other realms, of nothing and of what is gone are not found, and nothing changes")
    void foreignIds() throws SQLException {
        Account foreign = member(domain.organization(), "clerk");
        Account gone = member(organization, "clerk");
        String foreignOrganization = domain.organization();
        String unit = domain.unit(foreignOrganization, "F-1", "group-life", "");
        portal.realm(realm).users().delete(gone.id()).close();
        String otherRealm = portal.unprotectedRealm(settings -> {});
        Account elsewhere = portal.account(otherRealm);
        String organizationElsewhere = portal.domain(otherRealm).organization();
        Caller caller = callers.get("principal").get();
        String tag = caller.get("/organizations/%s/accounts/%s".formatted(organization, clerk.id()))
                .header("ETag");
        String before = digest();
        int calls = 0;
        for (Route route : OpenApi.routes()) {
            if (expected(route.operation(), "principal").equals(IN)
                    && route.path().contains("{account}")) {
                for (String id : List.of(
                        foreign.id(),
                        gone.id(),
                        elsewhere.id(),
                        UUID.randomUUID().toString(),
                        "%00",
                        "'",
                        "a".repeat(300))) {
                    Answer answer = call(caller, route, Map.of("account", id));
                    assertTrue(
                            Set.of(400, 404).contains(answer.status()), () -> route + " " + id + " " + answer.body());
                    calls++;
                }
            }
            if (route.path().contains("{organization}")) {
                for (String id : List.of(
                        foreignOrganization,
                        organizationElsewhere,
                        UUID.randomUUID().toString(),
                        "'")) {
                    Answer answer = call(caller, route, Map.of("organization", id));
                    assertTrue(
                            Set.of(403, 404).contains(answer.status())
                                    && !answer.code().equals("not_allowed"),
                            () -> route + " " + id + " " + answer.body());
                    calls++;
                }
            }
        }
        for (String id : List.of(unit, UUID.randomUUID().toString(), elsewhere.id())) {
            caller.put(
                            "/organizations/%s/accounts/%s/grants".formatted(organization, clerk.id()),
                            Map.of("grants", List.of(Map.of("unit", id, "rights", List.of("view-contract")))),
                            tag)
                    .expect(404, "unit_not_found");
            calls++;
        }
        assertEquals(before, digest());
        System.out.printf("%d foreign ids: none found%n", calls);
    }

    @Test
    @DisplayName("A-2 A-6 no field of Keycloak's own accounts slips in")
    void massAssignment() throws Exception {
        Caller caller = callers.get("principal").get();
        String accounts = "/organizations/" + organization + "/accounts";
        String tag = caller.get(accounts + "/" + clerk.id()).header("ETag");
        Set<String> ours = Set.of("firstName", "lastName", "email");
        Set<String> fields = new TreeSet<>();
        JsonSerialization.mapper
                .getSerializationConfig()
                .introspect(JsonSerialization.mapper.constructType(UserRepresentation.class))
                .findProperties()
                .forEach(property -> fields.add(property.getName()));
        fields.removeAll(ours);
        assertTrue(fields.containsAll(Set.of("enabled", "credentials", "realmRoles", "attributes")), fields::toString);
        String before = digest();
        for (String field : fields) {
            ObjectNode body = JsonSerialization.mapper.createObjectNode();
            body.put("firstName", "Kim").put("lastName", "B").put("email", "massen@firma.example");
            body.put(field, "true");
            String text = JsonSerialization.writeValueAsString(body);
            assertEquals(
                    List.of(field + " unknown_field"),
                    caller.post(accounts, text).expect(400, "invalid").errors());
            assertEquals(
                    List.of(field + " unknown_field"),
                    caller.put(accounts + "/" + clerk.id(), text, tag)
                            .expect(400, "invalid")
                            .errors());
        }
        assertEquals(before, digest());
        System.out.printf("%d fields refused%n", fields.size());
    }

    private static String expected(String operation, String who) {
        switch (who) {
            case "anonymous", "ID token", "refresh token", "wrong audience", "other realm":
                return "token_invalid";
            case "wrong azp":
                return "client_not_allowed";
            case "locked administrator":
                return "account_locked";
            default:
                break;
        }
        boolean person = !who.contains("service");
        if (operation.equals(IMPORT)) {
            return who.startsWith("operator") ? IN : "operator_required";
        }
        if (operation.equals(NOTIFY)) {
            return who.equals("mail service") ? IN : "mail_service_required";
        }
        if (!person) {
            return "person_required";
        }
        if (EVERYBODYS.contains(operation)) {
            boolean needsOrganization = Set.of("listMyGrants", "getMyRights", "requestAccessIdLetter")
                    .contains(operation);
            return who.equals("operator") && needsOrganization ? "organization_not_found" : IN;
        }
        if (OPERATOR_ONLY.contains(operation)) {
            return who.equals("operator") ? IN : "operator_required";
        }
        return switch (who) {
            case "foreign administrator" -> "organization_not_found";
            case "operator" -> ADMINISTRATORS_ONLY.contains(operation) ? "not_allowed" : IN;
            case "clerk" -> "not_allowed";
            case "administrator" ->
                PRINCIPAL_ONLY.contains(operation) || OPERATOR_IN_ORGANIZATION.contains(operation) ? "not_allowed" : IN;
            default -> OPERATOR_IN_ORGANIZATION.contains(operation) ? "not_allowed" : IN;
        };
    }

    private static Answer call(Caller caller, Route route, Map<String, String> ids) {
        String path = route.path()
                .replace("{organization}", ids.getOrDefault("organization", organization))
                .replace("{account}", ids.getOrDefault("account", clerk.id()))
                // of nobody: who may ask for it learns that
                .replace("{application}", NOBODYS)
                .replace("{request}", NOBODYS)
                .replace("{type}", "financing")
                .replace("{number}", "V-1")
                .replace("'", "%27");
        // refused for what it says, if it is not refused for who sends it
        return caller.send(
                route.method(),
                path,
                route.hasBody() ? "{\"nonsense\":1}" : "",
                Map.of("If-Match", "\"none\"", "Content-Type", route.contentType()));
    }

    /** All of this realm that an answer could have changed. What the server does by itself is waited for (shadows) or left out (mails). */
    private static String digest() throws SQLException {
        StringBuilder digest = new StringBuilder();
        try (Connection connection = portal.connection();
                Statement statement = connection.createStatement()) {
            String realmId = "'" + portal.realm(realm).toRepresentation().getId() + "'";
            Await.until(
                    "every lock has its shadow",
                    Duration.ofMinutes(2),
                    () -> text(statement, "select count(*) from portal_shadow_task where realm_id = " + realmId)
                            .equals("0"));
            List<String> tables = new ArrayList<>(List.of("user_entity", "user_attribute", "user_role_mapping", "org"));
            try (ResultSet found = statement.executeQuery(
                    "select tablename from pg_tables where tablename like 'portal\\_%' and tablename not like 'portal\\_mail'"
                            + " and tablename not like 'portal\\_%shadow%' and tablename not like 'portal\\_%tan%' and tablename <> 'portal_limit' order by 1")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                String columns =
                        "select count(*) from information_schema.columns where column_name = 'realm_id' and table_name = '"
                                + table + "'";
                String rows = text(statement, columns).equals("0") ? "" : " where realm_id = " + realmId;
                digest.append(table)
                        .append(' ')
                        .append(text(
                                statement,
                                "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from " + table
                                        + " t" + rows))
                        .append('\n');
            }
        }
        return digest.toString();
    }

    private static String text(Statement statement, String query) {
        try (ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
