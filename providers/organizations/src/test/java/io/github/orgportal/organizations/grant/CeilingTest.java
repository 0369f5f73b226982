package io.github.orgportal.organizations.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody gives what is not held, as a table. Rights are written as {@code unit:right right; unit:right}. */
class CeilingTest {
    private static final Ceiling BOUND =
            new Ceiling(Optional.of("m"), rights("u1:view change; u2:view"), Set.of("benefits"));

    @ParameterizedTest(name = "A-16 A-17 who holds u1:view change; u2:view and makes {1} of {0} makes {2}, beyond: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // before | wanted | after | beyond
                "''|u1:view|u1:view|''",
                "''|u1:change view; u2:view|u1:change view; u2:view|''",
                "''|u2:change view|u2:change view|u2:change",
                "''|u1:report|u1:report|u1:report",
                "''|u3:view|u3:view|u3:view",
                "u1:view|''|''|''",
                "u1:change view|u1:view|u1:view|''",
                "u1:report view|u1:report|u1:report|''",
                "u1:report view|u1:view|u1:view|u1:report",
                "u2:change|u2:change view|u2:change view|''",
                "u3:view|''|u3:view|''",
                "u3:report; u1:view|u2:view|u2:view; u3:report|''",
                "u3:view|u3:view|u3:view|''",
            })
    void grants(String before, String wanted, String after, String beyond) {
        Map<String, Set<String>> becomes = BOUND.after(rights(before), rights(wanted));

        assertEquals(after, text(becomes));
        assertEquals(beyond, text(BOUND.beyond(rights(before), becomes)));
    }

    @ParameterizedTest(name = "A-17 who is not bound makes {1} of {0}")
    @CsvSource(
            delimiter = '|',
            value = {"''|u9:anything", "u9:anything|''", "u1:view|u1:view; u3:report"})
    void unbound(String before, String wanted) {
        Map<String, Set<String>> becomes = Ceiling.NONE.after(rights(before), rights(wanted));

        assertEquals(wanted, text(becomes));
        assertEquals("", text(Ceiling.NONE.beyond(rights(before), becomes)));
        assertTrue(Ceiling.NONE.covers(rights(wanted), Set.of("benefits")));
    }

    @ParameterizedTest(name = "A-17 mailboxes {0} become {1}, beyond: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''|benefits|''",
                "benefits|''|''",
                "''|financing|financing",
                "financing|''|financing",
                "financing|benefits financing|''",
            })
    void mailboxes(String before, String after, String beyond) {
        assertEquals(
                beyond,
                BOUND.mailboxesBeyond(words(before), words(after)).stream()
                        .sorted()
                        .collect(Collectors.joining(" ")));
        assertEquals(Set.of(), Ceiling.NONE.mailboxesBeyond(words(before), words(after)));
    }

    @Test
    @DisplayName("A-16 units beyond are not there; what somebody has at them is not seen, and is more than is held")
    void reaches() {
        assertTrue(BOUND.reaches("u1"));
        assertFalse(BOUND.reaches("u3"));
        assertFalse(Ceiling.NOTHING_HELD.reaches("u1"));
        assertTrue(Ceiling.NONE.reaches("u3"));
        assertEquals("u1:report", text(BOUND.visible(rights("u1:report; u3:view"))));
        assertFalse(BOUND.covers(rights("u1:view; u3:view"), Set.of()));
        assertFalse(BOUND.covers(rights("u1:report"), Set.of()));
        assertFalse(BOUND.covers(rights("u1:view"), Set.of("financing")));
        assertTrue(BOUND.covers(rights("u1:view"), Set.of("benefits")));
        assertEquals("[change, view]", BOUND.at("u1").toString());
    }

    private static Map<String, Set<String>> rights(String text) {
        return text.isEmpty()
                ? Map.of()
                : Arrays.stream(text.split("; "))
                        .map(unit -> unit.split(":", 2))
                        .collect(Collectors.toMap(unit -> unit[0], unit -> words(unit[1])));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }

    private static String text(Map<String, Set<String>> rights) {
        return new TreeMap<>(rights)
                .entrySet().stream()
                        .map(unit -> unit.getKey() + ":" + String.join(" ", new TreeSet<>(unit.getValue())))
                        .collect(Collectors.joining("; "));
    }
}
