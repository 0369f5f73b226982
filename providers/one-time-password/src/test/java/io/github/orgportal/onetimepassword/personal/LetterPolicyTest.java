package io.github.orgportal.onetimepassword.personal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterPolicyTest {
    @ParameterizedTest(name = "''{0}'' has {1} letters")
    @CsvSource({"'', 0", "1234-5678, 0", "a1B2, 2", "äß, 2", "ΩЖ, 2", "𝒳1, 1", "_\u00b2\u2163, 0"})
    @DisplayName("O-4 a letter is one of any case and script")
    void counts(String password, long letters) {
        assertEquals(letters, LetterPolicy.letters(password));
    }
}
