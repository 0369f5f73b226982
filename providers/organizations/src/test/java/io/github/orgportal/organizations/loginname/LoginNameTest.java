package io.github.orgportal.organizations.loginname;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginNameTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void putBack() {
        Locale.setDefault(before);
    }

    @ParameterizedTest(name = "R-8 ''{0}'' is ''{1}''")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " Kim@Firma.Example\t,kim@firma.example",
                "\u00a0X201-000000520044\u3000,x201-000000520044",
                "\uFF2Bim\uFF20firma.example,kim@firma.example",
                "\uFF11\uFF12\uFF13,123",
                "u\u0308ber,\u00fcber",
                "\uFB01rma,firma",
                "a b,a b"
            })
    void normal(String entered, String expected) {
        assertEquals(expected, LoginName.normal(entered));
        assertEquals(expected, LoginName.normal(expected));
    }

    @Test
    @DisplayName("R-8 a server in Turkey has the same names")
    void anywhere() {
        Locale.setDefault(Locale.forLanguageTag("tr"));
        assertEquals("info", LoginName.normal("INFO"));
    }

    @Test
    @DisplayName("R-8 what PostgreSQL does not store is a name of nobody")
    void noNul() {
        assertEquals("a\uFFFDb", LoginName.normal("a\0b"));
    }
}
