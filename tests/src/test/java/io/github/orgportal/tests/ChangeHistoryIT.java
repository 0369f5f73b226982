package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.Changes.Entry;
import io.github.orgportal.tests.Changes.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading the change log, in a realm of the tests' own. */
@ParameterizedClass(name = "on {0}")
@EnumSource
class ChangeHistoryIT {
    private static final int ENTRIES = 25;

    /** Filled once on each database. */
    private static final Map<Portal.On, Log> LOGS = new EnumMap<>(Portal.On.class);

    private final Portal portal;
    private final Changes changes;
    private final String organization;

    ChangeHistoryIT(Portal.On on) {
        portal = on.portal();
        Log log = LOGS.computeIfAbsent(on, database -> Log.fill(portal));
        changes = log.changes();
        organization = log.organization();
    }

    /** The log of a realm, most of it of one organization. */
    private record Log(Changes changes, String organization) {
        /**
         * Kim did the even ones, Sam the odd ones; Sam is also the subject of each fifth. All of them in one transaction, so most of them
         * in the same millisecond.
         */
        static Log fill(Portal portal) {
            String realm = portal.unprotectedRealm();
            Changes changes = portal.changes(realm);
            String organization = portal.domain(realm).organization();
            String other = portal.domain(realm).organization();
            changes.append(IntStream.rangeClosed(1, ENTRIES)
                    .mapToObj(i -> Changes.entry(
                            organization,
                            i % 2 == 0 ? "kim" : "sam",
                            i % 3 == 0 ? "UNLOCKED" : "LOCKED",
                            i % 5 == 0 ? "sam" : "person-" + i,
                            "r" + i))
                    .toList());
            changes.append(List.of(
                    Changes.entry(other, "kim", "LOCKED", "elsewhere", "in the other one"),
                    Changes.entry("", "kim", "ACCOUNT_CREATED", "nowhere", "in none")));
            return new Log(changes, organization);
        }
    }

    @Test
    @DisplayName("G-1 an entry tells who did what to whom, the values, and why")
    void tellsEverything() {
        Entry latest =
                changes.page("max=1&organization=" + organization).items().get(0);

        assertEquals(organization, latest.organization());
        assertEquals("sam", latest.actor());
        assertEquals("name of sam", latest.actorName());
        assertEquals("LOCKED", latest.action());
        assertEquals("sam", latest.subject());
        assertEquals("name of sam", latest.subjectName());
        assertEquals(Map.of("rights", List.of("a", "b"), "number", 7), latest.after());
        assertEquals("r25", latest.reason());
    }

    @ParameterizedTest(
            name = "G-2 pages of {0} hold each entry once, newest first, though all are of the same millisecond or two")
    @CsvSource({"1", "7", "25", "100"})
    void pages(int max) {
        List<String> expected = new ArrayList<>(
                IntStream.rangeClosed(1, ENTRIES).mapToObj(i -> "r" + i).toList());
        Collections.reverse(expected);
        for (String scope : List.of("organization=" + organization, "")) {
            List<String> read = all(scope, max);
            read.retainAll(expected);
            assertEquals(expected, read, scope);
        }
        assertTrue(all("", max).containsAll(List.of("in the other one", "in none")));
        assertTrue(
                Collections.disjoint(all("organization=" + organization, max), List.of("in the other one", "in none")));
    }

    @ParameterizedTest(name = "G-2 filter by {0}: {1} in the organization, {2} in the realm")
    @CsvSource({
        "person=kim, 12, 14",
        "person=sam, 15, 15",
        "person=person-7, 1, 1",
        "person=nobody, 0, 0",
        "action=LOCKED, 18, 20",
        "action=UNLOCKED, 8, 8",
        "person=kim&action=LOCKED, 8, 9",
        "person=sam&action=UNLOCKED, 4, 4",
        "person=kim&from=1&to=2, 0, 0",
        "person=kim&from=1, 12, 14",
        "action=UNLOCKED&from=1&to=9000000000000, 8, 8"
    })
    void filters(String filter, int inOrganization, int inRealm) {
        for (int max : List.of(3, 100)) {
            assertEquals(
                    inOrganization,
                    all(filter + "&organization=" + organization, max).size());
            assertEquals(inRealm, all(filter, max).size());
        }
    }

    @Test
    @DisplayName("G-2 the log of another realm's organization is empty")
    void staysInItsRealm() {
        assertEquals(
                List.of(),
                Portal.onH2()
                        .changes("member-portal")
                        .page("max=9&organization=" + organization)
                        .items());
        assertEquals(
                List.of(),
                Portal.onPostgres()
                        .changes("member-portal")
                        .page("max=9&organization=" + organization)
                        .items());
    }

    @Test
    @DisplayName("G-2 CSV holds every entry of the organization, beyond the size of a page, and a header")
    void exports() {
        String realm = portal.unprotectedRealm();
        String full = portal.domain(realm).organization();
        portal.changes(realm)
                .append(Collections.nCopies(
                        250, Changes.entry(full, "kim", "LOCKED", "person", "=HYPERLINK(\"http://a.example\")")));

        List<String> lines = portal.changes(realm).csv(full).lines().toList();

        assertTrue(lines.get(0).startsWith("time,organization_id,number,actor_kind"), lines.get(0));
        assertEquals(
                250,
                lines.stream()
                        .filter(line -> line.endsWith(",\"'=HYPERLINK(\"\"http://a.example\"\")\""))
                        .count());
        assertTrue(
                lines.get(lines.size() - 1).contains(",1,OPERATOR,operator,operator,ORGANIZATION_CREATED,"),
                lines.get(lines.size() - 1));
    }

    private List<String> all(String query, int max) {
        List<String> read = new ArrayList<>();
        Page page = changes.page("max=%d&%s".formatted(max, query));
        read.addAll(page.reasons());
        while (!page.next().isEmpty()) {
            page = changes.page("max=%d&%s&before=%s".formatted(max, query, page.next()));
            read.addAll(page.reasons());
        }
        return read;
    }
}
