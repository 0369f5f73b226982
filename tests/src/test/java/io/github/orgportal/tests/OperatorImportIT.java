package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.Operator.Report;
import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.UserRepresentation;

/** The operator's import: each row has its fate, and no row's fault is another's. On both databases. */
@ParameterizedClass(name = "on {0}")
@EnumSource
class OperatorImportIT {
    private static final String UNIT =
            "{\"number\":\"1\",\"name\":\"Leben\",\"type\":\"group-life\",\"identifier\":\"7\"}";

    /** One on each database; every test has numbers, names and an operator of its own. */
    private static final Map<Portal.On, String> REALMS = new EnumMap<>(Portal.On.class);

    private final Portal portal;
    private final String realm;
    private final Operator operator;
    private final String number = UUID.randomUUID().toString().substring(0, 8);

    OperatorImportIT(Portal.On on) {
        portal = on.portal();
        realm = REALMS.computeIfAbsent(on, database -> portal.unprotectedRealm());
        operator = Operator.of(portal, realm);
    }

    @Test
    @DisplayName(
            "R-5 an import makes organizations, units and accounts; a second one of the same changes nothing and says so")
    void isIdempotent() {
        String document = document(organization(number, UNIT, administrator(), clerk(1), clerk(2)));

        Report first = operator.run(document);
        assertEquals(
                "{\"ORGANIZATION\":{\"CREATED\":1},\"UNIT\":{\"CREATED\":1},\"ACCOUNT\":{\"CREATED\":3}}",
                first.summary().path("rows").toString());
        UserRepresentation clerk = found("c1").get(0);
        assertTrue(clerk.isEnabled());
        assertTrue(clerk.isEmailVerified());
        assertEquals("c1-%s@firma.example".formatted(number), clerk.getEmail());
        assertEquals(List.of(), portal.realm(realm).users().get(clerk.getId()).credentials());

        Report second = operator.compressed(document);
        assertEquals(
                "{\"ORGANIZATION\":{\"UNCHANGED\":1},\"UNIT\":{\"UNCHANGED\":1},\"ACCOUNT\":{\"UNCHANGED\":3}}",
                second.summary().path("rows").toString());

        Report third = operator.run(document.replace("\"Leben\"", "\"Leben und mehr\"")
                .replace("\"Betrieb\"", "\"Anders\"")
                .replace("\"clerk\"", "\"data-centre-user\""));
        assertEquals(
                "{\"ORGANIZATION\":{\"CHANGED\":1},\"UNIT\":{\"CHANGED\":1},\"ACCOUNT\":{\"CHANGED\":2,\"UNCHANGED\":1}}",
                third.summary().path("rows").toString());
    }

    @Test
    @DisplayName("R-5 A-16 an administrator is bound to what its row says, and stays so until a row says otherwise")
    void binds() {
        String held = ",\"grants\":[{\"unit\":\"1\",\"rights\":[\"view-contract\"]}]";
        String free = account("ordinary", "administrator", "");
        String bound = account("ordinary", "administrator", ",\"bound\":true" + held);

        Report first = operator.run(document(organization(number, UNIT, administrator(), bound)));
        assertEquals("CREATED", first.fate("/organizations/0/accounts/1"), first.body());
        for (String row : List.of(bound, free)) {
            Report again = operator.run(document(organization(number, UNIT, administrator(), row)));
            assertEquals("UNCHANGED", again.fate("/organizations/0/accounts/1"), again.body());
        }
        String loose = account("ordinary", "administrator", ",\"bound\":false");
        Report freed = operator.run(document(organization(number, UNIT, administrator(), loose)));
        assertEquals("CHANGED", freed.fate("/organizations/0/accounts/1"), freed.body());
        Report refused = operator.run(document(organization(
                number,
                UNIT,
                administrator(),
                account("ordinary", "administrator", held),
                account("c1", "clerk", ",\"bound\":true" + held))));
        assertTrue(refused.message("/organizations/0/accounts/1").contains("has no grants"), refused.body());
        assertTrue(refused.message("/organizations/0/accounts/2").contains("bound is 'true'"), refused.body());
    }

    @Test
    @DisplayName("R-5 a dry run tells what the run will tell, and changes nothing")
    void rehearses() {
        String document = document(
                organization(number, UNIT, administrator(), clerk(1), clerk(2).replace("\"clerk\"", "\"boss\"")),
                organization(number + "b", UNIT, administrator(), clerk(1)));

        Report rehearsal = operator.rehearse(document);
        assertEquals(
                0,
                portal.realm(realm).organizations().search(number, false, 0, 10).size());
        assertEquals(List.of(), found("c1"));
        Report run = operator.run(document);

        assertEquals(rehearsal.rows(), run.rows());
        assertTrue(rehearsal.summary().path("rehearsal").asBoolean());
        assertFalse(run.summary().path("rehearsal").asBoolean());
        assertEquals(operator.rehearse(document).rows(), operator.run(document).rows());
    }

    @Test
    @DisplayName("R-5 what is neither a dry run nor none is refused, and changes nothing")
    void refusesAMistypedRehearsal() {
        assertRefused(
                400,
                "dry_run_unknown",
                operator.query("?dry-run=yes", document(organization(number, UNIT, administrator(), clerk(1)))));

        assertEquals(List.of(), found("c1"));
    }

    @Test
    @DisplayName(
            "R-5 a row that names an account of the operator's staff is rejected: its address is its second factor")
    void leavesTheOperatorAlone() {
        Account staff = portal.account(realm);
        portal.realm(realm)
                .users()
                .get(staff.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(realm).roles().get("portal-operator").toRepresentation()));

        Report report = operator.run(document(organization(
                number,
                UNIT,
                administrator(),
                clerk(1).replace("\"c1-%s\"".formatted(number), "\"%s\"".formatted(staff.loginName())))));

        assertEquals("REJECTED", report.fate("/organizations/0/accounts/1"), report.body());
        assertTrue(report.message("/organizations/0/accounts/1").contains("belongs to the operator"), report.body());
        assertEquals(
                staff.address(),
                portal.realm(realm).users().get(staff.id()).toRepresentation().getEmail());
    }

    @ParameterizedTest(name = "R-5 a clerk with {0} as {1} is rejected and told why: {2}; the others are not")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"clerk\"|\"boss\"|role is 'boss', allowed is one of",
                "\"role\":\"clerk\"|\"role\":null|role is missing",
                "\"Kim\"|17|allowed is a text",
                "\"Kim\"|\"K<m>\"|firstName",
                "@firma.example|-keine|email: Invalid email address",
                "\"email\":\"c1|\"email\":\"info@x.example\",\"phone\":\"c1|belongs to nobody in person",
                "\"unit\":\"1\"|\"unit\":\"2\"|There is no unit '2', allowed are 1",
                "\"view-contract\"|\"fly\"|There is no right 'fly', allowed are view-contract",
                "\"view-contract\"|\"view-persons\"|needs 'view-contract' too",
                "\"role\":|\"password\":\"x\",\"role\":|'password' is no known field",
            })
    void rejectsARow(String what, String by, String why) {
        Report report = operator.run(
                document(organization(number, UNIT, administrator(), clerk(1).replace(what, by), clerk(2))));

        assertEquals("REJECTED", report.fate("/organizations/0/accounts/1"), report.body());
        assertTrue(report.message("/organizations/0/accounts/1").contains(why), report.body());
        assertEquals("CREATED", report.fate("/organizations/0/accounts/2"));
        assertEquals(List.of(), found("c1"));
        assertEquals(1, found("c2").size());
    }

    @ParameterizedTest(name = "R-5 an organization with {0} as {1} is rejected with all its rows: {2}; the next is not")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"employer\"|\"club\"|kind is 'club', allowed is one of employer, data-center",
                "\"restrictions\":[]|\"restrictions\":[\"fly\"]|There is no right 'fly'",
                "\"mailboxes\":[]|\"mailboxes\":[{\"type\":\"x\"}]|There is no group mailbox 'x'",
                "\"restrictions\":[]|\"restriction\":[]|'restriction' is no known field",
                "\"name\":\"Betrieb\"|\"name\":\"\"|name is ''",
            })
    void rejectsAnOrganization(String what, String by, String why) {
        Report report = operator.run(document(
                organization(number, UNIT, administrator(), clerk(1)).replace(what, by),
                organization(number + "b", UNIT, administrator(), clerk(2))));

        assertTrue(report.message("/organizations/0").contains(why), report.body());
        assertEquals("Its organization was rejected", report.message("/organizations/0/accounts/1"));
        assertEquals("CREATED", report.fate("/organizations/1/accounts/1"));
        assertEquals(List.of(), found("c1"));
    }

    @Test
    @DisplayName("R-5 what stands twice, or says different things of one person, is rejected the second time")
    void rejectsContradictions() {
        Report report = operator.run(document(
                organization(number, UNIT + "," + UNIT, administrator(), clerk(1), clerk(1)),
                organization(number, UNIT, administrator()),
                organization(number + "b", UNIT, administrator(), clerk(1).replace("Kim", "Kai"))));

        for (String path : List.of(
                "/organizations/0/units/1",
                "/organizations/0/accounts/2",
                "/organizations/1",
                "/organizations/2/accounts/1")) {
            assertEquals("REJECTED", report.fate(path), report.body());
        }
        assertEquals("CREATED", report.fate("/organizations/2/accounts/0"));
    }

    @Test
    @DisplayName("R-5 broken JSON in the middle is told with its place; what stands before it was imported")
    void breaksOff() {
        String whole = document(
                organization(number, UNIT, administrator(), clerk(1)),
                "\n" + organization(number + "b", UNIT, administrator(), clerk(2)));
        Report report = operator.run(whole.substring(0, whole.indexOf("\"c2-")) + "}]");

        JsonNode last = report.rows().get(report.rows().size() - 1);
        assertEquals("DOCUMENT", last.path("kind").asText(), report.body());
        assertEquals(2, last.path("line").asInt());
        assertFalse(report.summary().path("complete").asBoolean());
        assertEquals("CREATED", report.fate("/organizations/0/accounts/1"));
        assertEquals(1, found("c1").size());
        assertEquals(List.of(), found("c2"));
    }

    @Test
    @DisplayName(
            "R-5 one organization with more accounts than a transaction takes, the administrator last: no cascade in between")
    void takesMany() {
        String[] accounts = IntStream.rangeClosed(0, 130)
                .mapToObj(i -> i < 130 ? clerk(i) : administrator())
                .toArray(String[]::new);
        String document = document(organization(number, UNIT, accounts));

        assertEquals(
                131,
                operator.rehearse(document)
                        .summary()
                        .at("/rows/ACCOUNT/CREATED")
                        .asInt());
        assertEquals(
                131,
                operator.run(document).summary().at("/rows/ACCOUNT/CREATED").asInt());
        assertEquals(
                List.of(),
                portal.domain(realm)
                        .state(new Portal.Account(realm, found("c7").get(0).getId(), "", ""))
                        .locks());
    }

    @Test
    @DisplayName("R-5 two imports at once: one waits for the other, each account is there once, and no row is lost")
    void twoAtOnce() {
        String document = IntStream.range(0, 10)
                .mapToObj(i -> organization(number + i, UNIT, administrator(), clerk(10 * i), clerk(10 * i + 1)))
                .collect(Collectors.joining(",", "{\"organizations\":[", "]}"));

        List<Report> reports = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> operator.run(document)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        int done = 0;
        for (Report report : reports) {
            if (report.status() == 409) {
                assertRefused(409, "import_running", report);
            } else {
                assertEquals(50, report.rows().size(), report.body());
                assertTrue(report.summary().path("complete").asBoolean());
                done++;
            }
        }
        assertTrue(done > 0, () -> reports.get(0).body());
        assertEquals(
                "{\"ORGANIZATION\":{\"UNCHANGED\":10},\"UNIT\":{\"UNCHANGED\":10},\"ACCOUNT\":{\"UNCHANGED\":30}}",
                operator.run(document).summary().path("rows").toString());
    }

    @Test
    @DisplayName(
            "R-5 only the operator's own tokens are taken: no anonymous, wrong or foreign one, none of an unnamed client")
    void refusesOthers() {
        String nothing = "{\"organizations\":[]}";
        String other = portal.unprotectedRealm();

        assertRefused(401, "token_invalid", operator.with("", nothing));
        assertRefused(401, "token_invalid", operator.with("a.b.c", nothing));
        assertRefused(
                401, "token_invalid", operator.with(Operator.of(portal, other).token(), nothing));
        assertRefused(
                403,
                "client_not_allowed",
                Operator.stranger(portal, realm).withRole().run(nothing));
        assertRefused(
                403,
                "operator_required",
                Operator.stranger(portal, realm).named().run(nothing));
        assertEquals(200, operator.run(nothing).status());
    }

    @Test
    @DisplayName("R-5 an operator whose account is disabled is refused at once, whatever its token says")
    void refusesTheDisabled() {
        String token = operator.token();
        UserRepresentation account =
                portal.realm(realm).users().get(operator.account()).toRepresentation();
        account.setEnabled(false);
        portal.realm(realm).users().get(operator.account()).update(account);

        assertRefused(401, "token_invalid", operator.with(token, "{\"organizations\":[]}"));
    }

    @Test
    @DisplayName("R-5 who ceases to be an operator while the document comes in stores nothing more")
    void endsWithTheOffice() throws IOException {
        Report report;
        try (PipedInputStream document = new PipedInputStream()) {
            CompletableFuture<Report> run;
            try (PipedOutputStream rest = new PipedOutputStream(document)) {
                run = CompletableFuture.supplyAsync(() -> operator.run(document));
                rest.write(("{\"organizations\":[" + organization(number, UNIT, clerk(1)) + ",")
                        .getBytes(StandardCharsets.UTF_8));
                rest.flush();
                Await.until(
                        "the first organization is stored", () -> found("c1").size() == 1);
                operator.loseRole();
                rest.write((organization("x" + number, UNIT, clerk(2)) + "]}").getBytes(StandardCharsets.UTF_8));
            }
            report = run.join();
        }
        assertEquals("CREATED", report.fate("/organizations/0"));
        assertEquals("REJECTED", report.fate("/organizations/1"));
        assertEquals("Who imports is no operator any more", report.message("/organizations/1"));
        assertEquals(List.of(), found("c2"));
    }

    private static void assertRefused(int status, String code, Report report) {
        assertEquals(status, report.status(), report.body());
        assertTrue(report.body().contains("\"code\":\"%s\"".formatted(code)), report.body());
    }

    private List<UserRepresentation> found(String prefix) {
        return portal.realm(realm).users().searchByUsername("%s-%s".formatted(prefix, number), true);
    }

    private static String document(String... organizations) {
        return "{\"organizations\":[" + String.join(",", organizations) + "]}";
    }

    private static String organization(String number, String units, String... accounts) {
        return "{\"memberNumber\":\"%s\",\"name\":\"Betrieb\",\"kind\":\"employer\",\"restrictions\":[],\"mailboxes\":[],\"units\":[%s],\"accounts\":[%s]}"
                .formatted(number, units, String.join(",", accounts));
    }

    private String administrator() {
        return account("admin", "administrator", "");
    }

    private String clerk(int i) {
        return account("c" + i, "clerk", ",\"grants\":[{\"unit\":\"1\",\"rights\":[\"view-contract\"]}]");
    }

    private String account(String prefix, String role, String more) {
        return "{\"loginName\":\"%1$s-%2$s\",\"email\":\"%1$s-%2$s@firma.example\",\"firstName\":\"Kim\",\"lastName\":\"Beispiel\",\"role\":\"%3$s\"%4$s}"
                .formatted(prefix, number, role, more);
    }
}
