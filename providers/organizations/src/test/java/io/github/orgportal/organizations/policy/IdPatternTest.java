package io.github.orgportal.organizations.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.support.InvalidOptionException;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdPatternTest {
    private final Random random = new Random(1);

    @ParameterizedTest(name = "R-7 {0} for organization {1} gives {2}")
    @CsvSource({
        "X201-{digits:12}, 520044, x201-[0-9]{12}",
        "S201-{organization}{digits:8}, 520044, s201-520044[0-9]{8}",
        "S201-{organization}-{digits:8}.a, AB/12.3-4, s201-ab1234-[0-9]{8}\\.a",
        "{digits:9}, 1, [0-9]{9}",
        "{digits:1}, 1, [0-9]",
        "{organization}{digits:18}, Z, z[0-9]{18}"
    })
    void gives(String pattern, String memberNumber, String shape) throws InvalidOptionException {
        IdPattern ids = IdPattern.parse("userIds", pattern);
        for (int i = 0; i < 100; i++) {
            String id = ids.next(random, memberNumber);
            assertTrue(id.matches(shape), id);
            assertTrue(ids.matches(id), id);
            assertTrue(ids.matches(id.toUpperCase(java.util.Locale.ROOT)), id);
        }
    }

    @Test
    @DisplayName("R-7 every id of the room comes")
    void wholeRoom() throws InvalidOptionException {
        IdPattern ids = IdPattern.parse("userIds", "a{digits:2}");
        assertEquals(
                100,
                IntStream.range(0, 5000)
                        .mapToObj(i -> ids.next(random, "1"))
                        .collect(Collectors.toSet())
                        .size());
    }

    @ParameterizedTest(name = "R-8 {1} looks like an id of {0}: {2}")
    @CsvSource({
        "X201-{digits:12}, x201-000000520044, true",
        "X201-{digits:12}, X201-00000052004, false",
        "X201-{digits:12}, x201-0000005200444, false",
        "S201-{organization}{digits:8}, s201-nul00000001, true",
        "S201-{organization}{digits:8}, s201-00000001, false",
        "a.{digits:1}, ab1, false"
    })
    void recognizes(String pattern, String name, boolean expected) throws InvalidOptionException {
        assertEquals(expected, IdPattern.parse("userIds", pattern).matches(name));
    }

    @ParameterizedTest(name = "Z-1 {0} is no pattern")
    @ValueSource(
            strings = {
                "X201",
                "{digits}",
                "{digits:0}",
                "{digits:19}",
                "{digits:8}{digits:8}",
                "{organization}{organization}{digits:8}",
                "{digits:8}{organization}",
                "ä{digits:8}",
                "a@b{digits:8}",
                "a {digits:8}",
                "{unit}{digits:8}",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{digits:8}"
            })
    void refuses(String text) {
        InvalidOptionException refusal =
                assertThrows(InvalidOptionException.class, () -> IdPattern.parse("userIds", text));
        assertEquals("userIds is '%s', allowed are %s".formatted(text, IdPattern.ALLOWED), refusal.getMessage());
    }
}
