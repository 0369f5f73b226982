package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.launcher.Database;
import io.github.orgportal.tests.Api.Answer;
import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import jakarta.ws.rs.NotFoundException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.admin.client.resource.OrganizationMembersResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.UserRepresentation;

/** What requests cost the database, on a server of its own whose wire to PostgreSQL counts statements. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministrationStatementsIT {
    private static final List<String> LISTS = List.of(
            "",
            "?first=980&max=20",
            "?search=kim",
            "?status=PENDING",
            "?sort=-status&access=ACTIVE",
            // more than 64 rows would come in several portions, which the wire counts one by one
            "?role=clerk&max=50");

    /** Who send slowly, and as many who read slowly. */
    private static final int SLOW = 6;

    private final Database database = Portal.newDatabase();
    private final DatabaseWire wire = new DatabaseWire(database);
    private final MailServer mails = new MailServer();
    private final Portal portal = Portal.own(wire.database(), mails, start -> start.withoutRealms());

    @AfterAll
    void stop() {
        portal.server().close();
        wire.close();
        mails.close();
    }

    @Test
    @DisplayName("A-1 a list costs as many statements with a thousand accounts as with ten")
    void constant() {
        String realm = quickRealm("employer-portal");
        Operator operator = Operator.of(portal, realm);
        operator.run(document("klein", 9));
        operator.run(document("gross", 999));
        Api api = Api.of(portal, realm);
        Map<String, List<Integer>> counted = new TreeMap<>();
        Map<String, List<Double>> times = new TreeMap<>();
        for (String number : List.of("klein", "gross")) {
            String organization = portal.realm(realm)
                    .organizations()
                    .search(number, false, 0, 1)
                    .get(0)
                    .getId();
            Caller caller = api.caller(member(realm, organization, "principal-administrator"));
            String path = "/organizations/" + organization + "/accounts";
            // first the times: meanwhile the clerks, who have an administrator now, are enabled in the background
            LISTS.forEach(list ->
                    times.computeIfAbsent(list, key -> new ArrayList<>()).add(median(caller, path + list)));
            LISTS.forEach(list ->
                    counted.computeIfAbsent(list, key -> new ArrayList<>()).add(statements(caller, path + list)));
            assertPages(caller, path, number.equals("klein") ? 10 : 1_000);
        }
        System.out.printf("statements with 10 and 1,000 accounts: %s%n", counted);
        System.out.printf("milliseconds with 10 and 1,000 accounts: %s%n", times);
        // an empty last page asks for the total once more
        counted.remove("?first=980&max=20");
        counted.forEach((list, both) -> assertEquals(both.get(0), both.get(1), list));
    }

    /** Pages, which are read from the nearer end, make the whole list, in either direction. */
    private static void assertPages(Caller caller, String path, int accounts) {
        List<String> forward = pages(caller, path + "?sort=name", accounts);
        List<String> backward = new ArrayList<>(pages(caller, path + "?sort=-name", accounts));
        Collections.reverse(backward);
        assertEquals(accounts, Set.copyOf(forward).size());
        assertEquals(forward, backward);
    }

    private static List<String> pages(Caller caller, String path, int accounts) {
        List<String> ids = new ArrayList<>();
        // the last page is a short one
        for (int first = 0; first < accounts + 90; first += 90) {
            JsonNode page =
                    caller.get(path + "&max=90&first=" + first).expect(200).json();
            assertEquals(accounts, page.path("total").asInt());
            page.path("items").forEach(row -> ids.add(row.path("id").asText()));
        }
        return ids;
    }

    @Test
    @DisplayName("R-4 the print queue costs as many statements with fifty letters as with four")
    void printQueue() {
        String realm = quickRealm("employer-portal");
        Passwords passwords = new Passwords(portal, realm);
        String organization = portal.domain(realm).organization();
        passwords.person(organization, "principal-administrator");
        Account staff = portal.account(realm);
        portal.realm(realm)
                .users()
                .get(staff.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(realm).roles().get("portal-operator").toRepresentation()));
        Caller operator = Api.of(portal, realm).caller(staff);
        List<Integer> counted = new ArrayList<>();
        for (int clerks : List.of(2, 23)) {
            for (int n = 0; n < clerks; n++) {
                passwords.first(passwords.person(organization, "clerk"), organization);
            }
            counted.add(statements(operator, "/letters?max=100"));
        }
        JsonNode queue = operator.get("/letters?max=100").expect(200).json();
        assertEquals(50, queue.path("items").size());
        queue.path("items")
                .forEach(letter -> assertEquals("waiting", letter.path("state").asText()));
        System.out.printf("statements with 4 and 50 letters: %s%n", counted);
        assertEquals(counted.get(0), counted.get(1));
    }

    @Test
    @DisplayName(
            "A-16 A-18 the mailboxes of an administrator with bounds cost as many statements with twenty readers as with two")
    void mailboxes() {
        String realm = quickRealm("benefits-portal");
        Domain domain = portal.domain(realm);
        String organization = domain.organization();
        String path = "/organizations/" + organization;
        String unit = domain.unit(organization, "U-1", "organization", "");
        String beyond = domain.unit(organization, "U-2", "organization", "");
        Account whole = member(realm, organization, "administrator");
        Account bound = member(realm, organization, "administrator");
        Api api = Api.of(portal, realm);
        bind(api.caller(whole), path + "/accounts/" + bound.id(), unit, "own-mailbox", List.of("benefits"));
        Caller caller = api.caller(bound);
        List<Integer> counted = new ArrayList<>();
        for (int readers : List.of(2, 18)) {
            for (int n = 0; n < readers; n++) {
                reader(domain, realm, organization, unit);
            }
            counted.add(statements(caller, path + "/mailboxes"));
        }
        reader(domain, realm, organization, beyond);
        JsonNode shown = caller.get(path + "/mailboxes").expect(200).json().path("items");
        assertEquals(1, shown.size());
        assertEquals(20, shown.get(0).path("accounts").size(), "not the one beyond");
        System.out.printf("statements with 2 and 20 readers: %s%n", counted);
        assertEquals(counted.get(0), counted.get(1));
    }

    private void reader(Domain domain, String realm, String organization, String unit) {
        Account clerk = member(realm, organization, "clerk");
        domain.grant(organization, clerk, Map.of(unit, Set.of("own-mailbox")));
        assertTrue(domain.assign(organization, clerk, Set.of("benefits")).done());
    }

    @Test
    @DisplayName(
            "M-2 the wish for a right reaches the one who holds it behind a hundred who do not, for as many statements as behind two")
    void wishes() {
        String realm = quickRealm("employer-portal");
        Operator operator = Operator.of(portal, realm);
        Api api = Api.of(portal, realm);
        List<Integer> counted = new ArrayList<>();
        for (int others : List.of(2, 110)) {
            String number = "W-" + others;
            operator.run(
                    "{\"organizations\":[{\"memberNumber\":\"%1$s\",\"name\":\"Betrieb %1$s\",\"kind\":\"employer\",\"units\":[{\"number\":\"V-1\",\"name\":\"Vertrag\",\"type\":\"group-life\"}],\"restrictions\":[],\"mailboxes\":[],\"accounts\":[%2$s]}]}"
                            .formatted(
                                    number,
                                    IntStream.rangeClosed(0, others)
                                            .mapToObj(n -> administrator(number, n, n == others))
                                            .collect(Collectors.joining(","))));
            String organization = portal.realm(realm)
                    .organizations()
                    .search(number, false, 0, 1)
                    .get(0)
                    .getId();
            Caller caller = api.caller(member(realm, organization, "clerk"));
            Map<String, String> wish = Map.of(
                    "organization",
                    organization,
                    "right",
                    "view-contract",
                    "unit",
                    caller.get("/me/rights?organization=" + organization)
                            .expect(200)
                            .json()
                            .path("items")
                            .get(0)
                            .path("unit")
                            .path("id")
                            .asText());
            counted.add(least(() -> assertEquals(
                    "administrators",
                    caller.post("/me/right-requests", wish)
                            .expect(202)
                            .json()
                            .path("addressee")
                            .asText())));
            mails.await("%s-%d@firma.example".formatted(number.toLowerCase(Locale.ROOT), others), 1);
            assertEquals(
                    0,
                    mails.mails("%s-0@firma.example".formatted(number.toLowerCase(Locale.ROOT)))
                            .size());
        }
        System.out.printf("statements with 2 and 110 administrators who hold nothing: %s%n", counted);
        assertEquals(counted.get(0), counted.get(1));
    }

    /** Bound, by name before the one who holds something. */
    private static String administrator(String number, int n, boolean holds) {
        return "{\"loginName\":\"%1$s-%2$d\",\"email\":\"%1$s-%2$d@firma.example\",\"firstName\":\"Kim\",\"lastName\":\"%3$s\",\"role\":\"administrator\",\"bound\":true,\"grants\":[%4$s]}"
                .formatted(
                        number.toLowerCase(Locale.ROOT),
                        n,
                        holds ? "Zuletzt" : "Anfang",
                        holds ? "{\"unit\":\"V-1\",\"rights\":[\"view-contract\"]}" : "");
    }

    @Test
    @DisplayName(
            "A-16 an administrator with bounds who ceases to be one while a request is at work sees nothing beyond, whenever it happens")
    void demoted() throws SQLException {
        String realm = quickRealm("employer-portal");
        Domain domain = portal.domain(realm);
        String organization = domain.organization();
        String path = "/organizations/" + organization + "/accounts";
        String unit = domain.unit(organization, "V-1", "group-life", "");
        String beyond = domain.unit(organization, "V-2", "group-life", "");
        Account principal = member(realm, organization, "principal-administrator");
        Account bound = member(realm, organization, "administrator");
        Account hidden = member(realm, organization, "clerk");
        domain.grant(organization, hidden, Map.of(beyond, Set.of("view-contract")));
        Api api = Api.of(portal, realm);
        bind(api.caller(principal), path + "/" + bound.id(), unit, "view-contract", List.of());
        Caller caller = api.caller(bound);
        int statements = statements(caller, path);
        int refused = 0;
        // past the wire, which lets nobody pass meanwhile
        try (Connection tables = database.connect();
                PreparedStatement become =
                        tables.prepareStatement("update PORTAL_MEMBERSHIP set ROLE = ?, BOUND = ? where USER_ID = ?")) {
            become.setString(3, bound.id());
            for (int before = 1; before <= statements; before++) {
                wire.cutBefore(before, () -> become(become, "CLERK", false));
                Answer answer = caller.get(path);
                wire.count();
                assertFalse(answer.body().contains(hidden.loginName()), () -> "before one of " + statements);
                refused += answer.status() == 403 ? 1 : 0;
                become(become, "ADMINISTRATOR", true);
            }
        }
        System.out.printf("demoted before each of %d statements: %d times refused%n", statements, refused);
        assertTrue(refused > 0);
        caller.get(path).expect(200);
    }

    @Test
    @DisplayName(
            "A-17 a principal administrator who becomes an ordinary one while a request waits manages no administrator any more")
    void demotedWhileWaiting() throws SQLException {
        String realm = quickRealm("employer-portal");
        Domain domain = portal.domain(realm);
        String organization = domain.organization();
        Account principal = portal.account(realm);
        Account other = portal.account(realm);
        domain.member(organization, principal, "principal-administrator");
        domain.member(organization, other, "administrator");
        Caller caller = Api.of(portal, realm).caller(principal);
        String lock = "/organizations/" + organization + "/accounts/" + other.id() + "/lock";
        Answer answer;
        try (Connection tables = database.connect();
                PreparedStatement hold =
                        tables.prepareStatement("select ID from PORTAL_ORGANIZATION where ID = ? for update");
                PreparedStatement become =
                        tables.prepareStatement("update PORTAL_MEMBERSHIP set ROLE = ?, BOUND = ? where USER_ID = ?")) {
            tables.setAutoCommit(false);
            hold.setString(1, organization);
            hold.executeQuery();
            CompletableFuture<Answer> request = CompletableFuture.supplyAsync(
                    () -> caller.post(lock, Map.of("reason", "wie besprochen", "confirmed", true)));
            Await.until("the request waits", () -> request.isDone() || waiting() > 0);
            assertFalse(request.isDone(), () -> request.join().toString());
            become.setString(3, principal.id());
            become(become, "ADMINISTRATOR", false);
            tables.commit();
            answer = request.join();
        }
        answer.expect(403, "not_allowed");
        assertTrue(domain.state(other).granted());
    }

    /** Sessions of this server that wait for somebody else's lock. */
    private int waiting() {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void become(PreparedStatement update, String role, boolean bound) {
        try {
            update.setString(1, role);
            update.setBoolean(2, bound);
            assertEquals(1, update.executeUpdate());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds no more than a right at a unit, and mailboxes, from now on. */
    private static void bind(Caller highest, String account, String unit, String right, List<String> mailboxes) {
        highest.put(
                        account + "/grants",
                        Map.of(
                                "bound",
                                true,
                                "grants",
                                List.of(Map.of("unit", unit, "rights", List.of(right))),
                                "mailboxes",
                                mailboxes),
                        highest.get(account).header("ETag"))
                .expect(200);
    }

    @Test
    @DisplayName(
            "L-9 a token costs as many statements with a right at 250 units, more than fit, as with one at a single unit")
    void tokens() {
        String realm = quickRealm("employer-portal");
        Domain domain = portal.domain(realm);
        Application application = Application.demanding(portal, realm, "clerk");
        List<Integer> counted = new ArrayList<>();
        for (int units : List.of(1, 250)) {
            String organization = domain.organization();
            member(realm, organization, "administrator");
            Account clerk = member(realm, organization, "clerk");
            domain.grant(
                    organization,
                    clerk,
                    IntStream.range(0, units)
                            .mapToObj(n -> domain.unit(organization, "U" + n, "pension-fund", ""))
                            .collect(Collectors.toMap(unit -> unit, unit -> Set.of("view-contract"))));
            JsonNode tokens = application.tokens(login(application, clerk));
            assertEquals(
                    units > 200,
                    Application.claims(tokens, "access_token").path("portal").has("more"));
            counted.add(
                    least(() -> assertEquals(200, application.refresh(tokens).status())));
        }
        System.out.printf("statements with grants at 1 and 250 units: %s%n", counted);
        assertEquals(counted.get(0), counted.get(1));
    }

    @Test
    @DisplayName(
            "C-2 a refresh costs members of an organization as many statements as others, and who has left it is none")
    void refreshes() {
        String realm = quickRealm("employer-portal");
        Domain domain = portal.domain(realm);
        Application application = Application.forEverybody(portal, realm);
        String organization = domain.organization();
        member(realm, organization, "administrator");
        Account clerk = member(realm, organization, "clerk");
        List<Integer> counted = new ArrayList<>();
        for (Account account : List.of(portal.account(realm), clerk)) {
            JsonNode tokens = application.tokens(login(application, account));
            // as on a node where nobody has logged in
            portal.realm(realm).clearUserCache();
            counted.add(
                    least(() -> assertEquals(200, application.refresh(tokens).status())));
        }
        System.out.printf("statements of a refresh, of nobody's member and of a clerk: %s%n", counted);
        assertEquals(counted.get(0), counted.get(1));

        OrganizationMembersResource members =
                portal.realm(realm).organizations().get(organization).members();
        assertEquals(clerk.id(), members.member(clerk.id()).toRepresentation().getId());
        assertTrue(domain.leave(organization, clerk).done());
        assertThrows(NotFoundException.class, () -> members.member(clerk.id()).toRepresentation());
    }

    @Test
    @DisplayName("C-3 a refresh does not fail because Keycloak's part of an organization of the account is just going")
    void remembersInVain() throws SQLException {
        String realm = quickRealm("employer-portal");
        Application application = Application.forEverybody(portal, realm);
        String organization = portal.domain(realm).organization();
        member(realm, organization, "administrator");
        Account clerk = member(realm, organization, "clerk");
        JsonNode tokens = application.tokens(login(application, clerk));

        // as a node meets it that has read the membership before another one removes the organization
        try (Connection tables = wire.database().connect();
                PreparedStatement lose = tables.prepareStatement("update ORG set GROUP_ID = 'gone' where ID = ?")) {
            lose.setString(1, organization);
            assertEquals(1, lose.executeUpdate());
        }
        portal.realm(realm).clearUserCache();

        assertEquals(200, application.refresh(tokens).status());
    }

    @Test
    @DisplayName("L-5 a login neither writes nor holds the membership")
    void login() throws SQLException {
        String realm = quickRealm("employer-portal");
        Application application = Application.forEverybody(portal, realm);
        String organization = portal.domain(realm).organization();
        member(realm, organization, "administrator");
        Account clerk = member(realm, organization, "clerk");

        try (Connection tables = wire.database().connect()) {
            String before = trace(tables, clerk);
            assertTrue(login(application, clerk).loggedIn());
            assertEquals(before, trace(tables, clerk));
            UserResource user = portal.realm(realm).users().get(clerk.id());
            UserRepresentation disabled = user.toRepresentation();
            disabled.setEnabled(false);
            user.update(disabled);
            assertNotEquals(before, trace(tables, clerk), "what changes the account does");
        }
    }

    /** Which transactions have written or held a membership last, as PostgreSQL keeps it with the row. */
    private static String trace(Connection tables, Account account) throws SQLException {
        try (PreparedStatement select =
                tables.prepareStatement("select xmin, xmax from PORTAL_MEMBERSHIP where USER_ID = ?")) {
            select.setString(1, account.id());
            try (ResultSet row = select.executeQuery()) {
                assertTrue(row.next());
                return row.getString(1) + " " + row.getString(2);
            }
        }
    }

    private String quickRealm(String like) {
        return portal.unprotectedRealm(like, settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
    }

    /** A new account with a place in an organization. */
    private Account member(String realm, String organization, String role) {
        Account account = portal.account(realm);
        portal.domain(realm).member(organization, account, role);
        return account;
    }

    private Tab login(Application application, Account account) {
        return application
                .open(portal.browser())
                .password(account.loginName(), Portal.PASSWORD)
                .tan(mails.tan(account.address(), 1));
    }

    @Test
    @DisplayName(
            "A-1 who sends or reads slowly waits without a connection to the database, and gets all of a long change log")
    void waitsWithoutConnection() throws Exception {
        String realm = quickRealm("employer-portal");
        String organization = portal.domain(realm).organization();
        Account administrator = member(realm, organization, "principal-administrator");
        Api api = Api.of(portal, realm);
        String token = api.tokens(administrator).path("access_token").asText();
        String path = "/realms/" + realm + "/portal/organizations/" + organization;
        List<Socket> sockets = new ArrayList<>();
        try (Connection tables = wire.database().connect()) {
            long changes = lengthen(tables, organization);
            for (int n = 0; n < SLOW; n++) {
                sockets.add(begin("POST " + path + "/accounts", token, "Content-Length: 100\r\n", "{\"firstName\":"));
                Socket reader = begin("GET " + path + "/changes/export", token, "", "");
                sockets.add(reader);
                // the answer has begun, and nobody reads on
                assertEquals('H', reader.getInputStream().read());
            }
            Await.until("no connection waits", Duration.ofSeconds(20), () -> waiting(tables) < SLOW);
            assertEquals(
                    changes + 1,
                    api.caller(token)
                            .get("/organizations/" + organization + "/changes/export")
                            .expect(200)
                            .body()
                            .lines()
                            .count());
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Twenty megabytes, more than the buffers between server and client take; answers how many entries there are now. */
    private static long lengthen(Connection tables, String organization) throws SQLException {
        try (Statement statement = tables.createStatement()) {
            statement.execute("""
                    insert into PORTAL_CHANGE
                    select (jsonb_populate_record(c, jsonb_build_object('sequence_number', 1000 + n, 'changed_at', c.CHANGED_AT + n,
                        'reason', repeat('x', 900)))).*
                    from PORTAL_CHANGE c, generate_series(1, 20000) n
                    where c.CHAIN_ID = 'ORGANIZATION'
                    and c.SEQUENCE_NUMBER = (select min(SEQUENCE_NUMBER) from PORTAL_CHANGE where CHAIN_ID = 'ORGANIZATION')
                    """.replace("ORGANIZATION", organization));
            try (ResultSet row = statement.executeQuery(
                    "select count(*) from PORTAL_CHANGE where CHAIN_ID = '" + organization + "'")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Connections that hold a transaction open and do nothing in it. */
    private static int waiting(Connection tables) {
        try (Statement statement = tables.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and state like 'idle in transaction%'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Socket begin(String request, String token, String headers, String body) throws IOException {
        URI server = portal.server().url();
        Socket socket = new Socket();
        // as small as it can be: what is not read stays with the server
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.getOutputStream()
                .write(
                        "%s HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n%s\r\n%s"
                                .formatted(request, server.getHost(), server.getPort(), token, headers, body)
                                .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private int statements(Caller caller, String path) {
        return least(() -> caller.get(path).expect(200));
    }

    /** The least of many, because the server has work of its own in between; the first one fills caches. */
    private int least(Runnable request) {
        return IntStream.range(0, 20)
                .map(n -> {
                    wire.count();
                    request.run();
                    return wire.executed();
                })
                .min()
                .orElseThrow();
    }

    /** Of a warm server, in milliseconds; printed, not judged: others use the machine too. */
    private static double median(Caller caller, String path) {
        return IntStream.range(0, 40)
                        .mapToLong(n -> {
                            long begin = System.nanoTime();
                            caller.get(path).expect(200);
                            return System.nanoTime() - begin;
                        })
                        .skip(20)
                        .sorted()
                        .skip(10)
                        .findFirst()
                        .orElseThrow()
                / 1e6;
    }

    private static String document(String number, int clerks) {
        return "{\"organizations\":[{\"memberNumber\":\"%s\",\"name\":\"Betrieb %s\",\"kind\":\"employer\",\"units\":[],\"restrictions\":[],\"mailboxes\":[],\"accounts\":[%s]}]}"
                .formatted(
                        number,
                        number,
                        IntStream.range(0, clerks)
                                .mapToObj(
                                        "{\"loginName\":\"NUMBER-%1$s\",\"email\":\"NUMBER-%1$s@firma.example\",\"firstName\":\"Kim\",\"lastName\":\"B%1$s\",\"role\":\"clerk\"}"
                                                        .replace("NUMBER", number)::formatted)
                                .collect(Collectors.joining(",")));
    }
}
