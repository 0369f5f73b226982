package io.github.orgportal.organizations.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
    @Test
    @DisplayName("R-3 references are random, in two groups, of signs that nobody takes for others")
    void random() {
        SecureRandom random = new SecureRandom();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            Reference reference = Reference.random(random);
            assertTrue(reference.text().matches("[^01258BILOSZa-z]{5}-[^01258BILOSZa-z]{5}"), reference::text);
            assertEquals(Optional.of(reference), Reference.of(reference.text()));
            seen.add(reference.signs());
        }
        assertEquals(10_000, seen.size());
    }

    @ParameterizedTest(name = "R-3 ''{0}'' is typed for one")
    @ValueSource(strings = {"7KQXA-MR9TP", "7kqxa mr9tp", " 7KQXAMR9TP ", "7-K-Q-X-A-M-R-9-T-P"})
    void typed(String typed) {
        assertEquals(Optional.of(new Reference("7KQXAMR9TP")), Reference.of(typed));
    }

    @ParameterizedTest(name = "R-3 ''{0}'' is none")
    @ValueSource(strings = {"", "7KQXA", "7KQXA-MR9TPX", "0KQXA-MR9TP", "%KQXA-MR9TP", "7KQXA_MR9TP"})
    void none(String typed) {
        assertEquals(Optional.empty(), Reference.of(typed));
    }
}
