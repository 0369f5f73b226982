package io.github.orgportal.emailtan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TanDigitsTest {
    @Test
    @DisplayName("L-1 a TAN has six digits, leading zeros included")
    void drawsSixDigits() {
        Set<String> drawn = new HashSet<>();
        boolean leadingZero = false;
        for (int i = 0; i < 2000; i++) {
            String digits = TanDigits.draw();
            assertTrue(digits.matches("[0-9]{6}"), digits);
            leadingZero |= digits.startsWith("0");
            drawn.add(digits);
        }
        assertTrue(leadingZero);
        assertTrue(drawn.size() > 1900, "2000 draws of a million gave only %d numbers".formatted(drawn.size()));
    }

    @Test
    @DisplayName("L-1 a TAN has the digits 0 to 9 wherever the server stands")
    void drawsTheSameDigitsEverywhere() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertTrue(TanDigits.draw().matches("[0-9]{6}"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "\"{0}\" is read as a person means it")
    @ValueSource(strings = {"123456", " 123456\n", "123 456", "123-456", "1 2 3 4 5 6", "123\u00a0456", "123\u2011456"})
    void readsSeparators(String entry) {
        assertEquals(Optional.of("123456"), TanDigits.read(entry));
    }

    @ParameterizedTest(name = "\"{0}\" is no TAN, and so no guess")
    @ValueSource(strings = {"", " ", "12345", "1234567", "12345a", "abcdef", "\u0661\u0662\u0663\u0664\u0665\u0666"})
    void refusesOthers(String entry) {
        assertEquals(Optional.empty(), TanDigits.read(entry));
    }
}
