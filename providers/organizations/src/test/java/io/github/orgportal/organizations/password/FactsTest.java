package io.github.orgportal.organizations.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {
    private static final Facts KNOWN = new Facts("Jörg-Ömer", "Weiß Kühn", "1980-05-03", "AB-12/7");

    @ParameterizedTest(name = "{0} {1}, {2}, {3}")
    @DisplayName("R-6 spelling, case and the way to write a date do not matter")
    @CsvSource({
        "Jörg-Ömer, Weiß Kühn, 1980-05-03, AB-12/7",
        "JOERG OEMER, weiss kuehn, 3.5.1980, ab127",
        "' jörg  ömer ', WEIß-KÜHN, 03.05.1980, AB 12 7",
        "Jo\u0308rg-O\u0308mer, Weiß Kühn, 1980-05-03, AB12-7"
    })
    void spellings(String first, String last, String born, String number) {
        assertTrue(new Facts(first, last, born, number).match(KNOWN));
    }

    @ParameterizedTest(name = "{0} {1}, {2}, {3}")
    @DisplayName("R-6 all four have to be right")
    @CsvSource({
        "Jürg-Ömer, Weiß Kühn, 1980-05-03, AB-12/7",
        "Jörg-Ömer, Weiß, 1980-05-03, AB-12/7",
        "Jörg-Ömer, Weiß Kühn, 1980-03-05, AB-12/7",
        "Jörg-Ömer, Weiß Kühn, 1980-05-03, AB-12/8",
        "Jörg-Ömer Weiß, Kühn, 1980-05-03, AB-12/7",
        "'', '', '', ''",
        "Jörg-Ömer, Weiß Kühn, gestern, AB-12/7",
        "Jörg-Ömer, Weiß Kühn, 31.2.1980, AB-12/7"
    })
    void wrong(String first, String last, String born, String number) {
        assertFalse(new Facts(first, last, born, number).match(KNOWN));
    }

    @Test
    @DisplayName("R-6 nothing matches what is not known")
    void unknown() {
        Facts unknown = new Facts("Jörg", "Weiß", "", "12");

        assertFalse(new Facts("Jörg", "Weiß", "", "12").match(unknown));
    }

    @Test
    @DisplayName("facts are in no log")
    void noText() {
        assertEquals("Facts", KNOWN.toString());
    }
}
