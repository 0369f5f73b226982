package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.Portal.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many statements a request for a list costs, on a server of its own whose wire to PostgreSQL counts. */
class AdministrationStatementsIT {
    private static final List<String> LISTS = List.of(
            "",
            "?first=980&max=20",
            "?search=kim",
            "?status=PENDING",
            "?sort=-status&access=ACTIVE",
            // more than 64 rows would come in several portions, which the wire counts one by one
            "?role=clerk&max=50");

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
