package io.github.orgportal.organizations.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameKeyTest {
    @ParameterizedTest(name = "A-1 {0} is sorted and found as {1}")
    @CsvSource({
        "Müller, mueller",
        "Mu\u0308ller, mueller",
        "MUELLER, mueller",
        "Groß, gross",
        "ÄRMEL, aermel",
        "Zoë, zoe",
        "Ångström, angstroem",
        "Łukasz, lukasz",
        "D'Angelo-Şahin, d'angelo-sahin",
        "Жук, жук",
        "한, 한",
    })
    void keys(String name, String key) {
        assertEquals(key, NameKey.of(name));
    }

    @Test
    @DisplayName("A-1 umlauts stand among the other letters")
    void sorts() {
        assertEquals(
                List.of("Adler", "Ärmel", "Affe", "Zorn"),
                List.of("Zorn", "Ärmel", "Affe", "Adler").stream()
                        .sorted((one, other) -> NameKey.of(one).compareTo(NameKey.of(other)))
                        .toList());
    }

    @Test
    @DisplayName("A-1 without a name there is an empty key")
    void empty() {
        assertEquals("", NameKey.of(null));
        assertEquals("", NameKey.of(""));
    }

    @ParameterizedTest(name = "A-1 all that begin with {0} lie before what is behind it")
    @ValueSource(strings = {"a", "suchm", "z", "\uD7FF", "\uD83D\uDE00"})
    void endsBehind(String key) {
        String behind = NameKey.behind(key);
        assertTrue(compare(key, behind) < 0);
        assertTrue(compare(key + "zz", behind) < 0);
        assertTrue(compare(key + "\uFFFD", behind) < 0);
        assertFalse(behind.startsWith(key));
    }

    /** As PostgreSQL compares with the collation "C". */
    private static int compare(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return java.util.Arrays.compare(left, right);
    }
}
