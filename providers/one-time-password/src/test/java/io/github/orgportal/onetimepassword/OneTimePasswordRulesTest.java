package io.github.orgportal.onetimepassword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.support.InvalidOptionException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.provider.ProviderConfigProperty;

class OneTimePasswordRulesTest {
    @Test
    @DisplayName("O-3 unless the realm says otherwise: ten digits, 28 days")
    void standard() throws InvalidOptionException {
        assertEquals(OneTimePasswordRules.STANDARD, OneTimePasswordRules.of(Map.of()));
        assertEquals(Duration.ofDays(28), OneTimePasswordRules.STANDARD.validity());
        assertTrue(OneTimePasswordRules.STANDARD.draw().matches("[0-9]{10}"));
    }

    @Test
    @DisplayName("O-3 alphabet, length and validity are the realm's")
    void configured() throws InvalidOptionException {
        OneTimePasswordRules rules = OneTimePasswordRules.of(
                Map.of("alphabet", "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", "length", "12", "validDays", "7"));

        assertTrue(rules.draw().matches("[A-HJ-NP-Z2-9]{12}"));
        assertEquals(Duration.ofDays(7), rules.validity());
    }

    @Test
    @DisplayName("O-6 every character is as likely as any other, at every place")
    void noBias() {
        int draws = 20_000;
        int[][] seen = new int[10][10];
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < draws; i++) {
            String value = OneTimePasswordRules.STANDARD.draw();
            drawn.add(value);
            for (int place = 0; place < 10; place++) {
                seen[place][value.charAt(place) - '0']++;
            }
        }
        // even one pair by chance comes once in fifty runs
        assertTrue(drawn.size() > draws - 5, () -> "only %d different ones".formatted(drawn.size()));
        // 2,000 expected, standard deviation 42: seven of them are never reached by chance
        for (int[] place : seen) {
            for (int count : place) {
                assertTrue(Math.abs(count - draws / 10) < 300, () -> "seen " + count);
            }
        }
    }

    @ParameterizedTest(name = "Z-1 {0} = \"{1}\" is refused, and the message names both")
    @CsvSource({
        "alphabet, 012345678",
        "alphabet, 00123456789",
        "alphabet, 0123456789-",
        "alphabet, 0123456789ä",
        "length, 7",
        "length, 33",
        "length, ten",
        "validDays, 0",
        "validDays, 366"
    })
    void refused(String key, String value) {
        String message = assertThrows(InvalidOptionException.class, () -> OneTimePasswordRules.of(Map.of(key, value)))
                .getMessage();
        assertTrue(
                message.startsWith(key) && message.contains("'" + value + "'") && message.contains("allowed"), message);
    }

    @Test
    @DisplayName("Z-1 the admin console shows each setting with its default and what is allowed")
    void explained() {
        for (ProviderConfigProperty property : OneTimePasswordRules.properties()) {
            assertTrue(property.getHelpText().contains("Allowed: "), property.getName());
            assertFalse(String.valueOf(property.getDefaultValue()).isBlank(), property.getName());
        }
    }

    @ParameterizedTest(name = "\"{0}\" is read as a person means it")
    @ValueSource(strings = {"1234567890", " 12345 67890\n", "12345-67890", "1234\u00a0567\u2011890"})
    void readsSeparators(String entry) {
        assertEquals("1234567890", OneTimePasswordRules.typed(entry));
        assertTrue(OneTimePasswordRules.STANDARD.fits(entry));
    }

    @ParameterizedTest(name = "\"{0}\" does not look like a one-time password")
    @ValueSource(strings = {"", "123456789", "12345678901", "123456789a"})
    void looksLikeSomethingElse(String entry) {
        assertFalse(OneTimePasswordRules.STANDARD.fits(entry));
    }
}
