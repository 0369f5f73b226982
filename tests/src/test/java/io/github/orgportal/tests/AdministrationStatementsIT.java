package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What requests cost the database, on a server of its own whose wire to PostgreSQL counts statements. */
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

    private final DatabaseWire wire = new DatabaseWire(Portal.newDatabase());
    private final MailServer mails = new MailServer();
    private final Portal portal = Portal.own(wire.database(), mails, start -> start.withoutRealms());

    @AfterEach
    void stop() {
        portal.server().close();
        wire.close();
        mails.close();
    }

    @Test
    @DisplayName("A-1 a list costs as many statements with a thousand accounts as with ten")
    void constant() {
        String realm = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        Operator operator = Operator.of(portal, realm);
        operator.run(document("klein", 9));
        operator.run(document("gross", 999));
        Domain domain = portal.domain(realm);
        Api api = Api.of(portal, realm);
        Map<String, List<Integer>> counted = new TreeMap<>();
        Map<String, List<Double>> times = new TreeMap<>();
        for (String number : List.of("klein", "gross")) {
            String organization = portal.realm(realm)
                    .organizations()
                    .search(number, false, 0, 1)
                    .get(0)
                    .getId();
            Account administrator = portal.account(realm);
            domain.member(organization, administrator, "principal-administrator");
            Caller caller = api.caller(administrator);
            String path = "/organizations/" + organization + "/accounts";
            // first the times: meanwhile the clerks, who have an administrator now, are enabled in the background
            LISTS.forEach(list ->
                    times.computeIfAbsent(list, key -> new ArrayList<>()).add(median(caller, path + list)));
            LISTS.forEach(list ->
                    counted.computeIfAbsent(list, key -> new ArrayList<>()).add(statements(caller, path + list)));
        }
        System.out.printf("statements with 10 and 1,000 accounts: %s%n", counted);
        System.out.printf("milliseconds with 10 and 1,000 accounts: %s%n", times);
        // an empty last page asks for the total once more
        counted.remove("?first=980&max=20");
        counted.forEach((list, both) -> assertEquals(both.get(0), both.get(1), list));
    }

    @Test
    @DisplayName(
            "A-1 who sends or reads slowly waits without a connection to the database, and gets all of a long change log")
    void waitsWithoutConnection() throws Exception {
        String realm = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        String organization = portal.domain(realm).organization();
        Account administrator = portal.account(realm);
        portal.domain(realm).member(organization, administrator, "principal-administrator");
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

    /** The least of many, because the server has work of its own in between; the first one fills caches. */
    private int statements(Caller caller, String path) {
        return IntStream.range(0, 20)
                .map(n -> {
                    wire.count();
                    caller.get(path).expect(200);
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
