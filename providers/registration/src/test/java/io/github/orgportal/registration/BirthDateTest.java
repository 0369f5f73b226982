package io.github.orgportal.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BirthDateTest {
    @ParameterizedTest
    @DisplayName("R-1 a birth date is understood as people type it, and as browsers fill it in")
    @ValueSource(strings = {"03.05.1980", "3.5.1980", "3. 5. 1980", "1980-05-03", "03/05/1980", " 3/5/1980 "})
    void forms(String typed) {
        assertEquals(Optional.of(LocalDate.of(1980, 5, 3)), BirthDate.of(typed));
    }

    @ParameterizedTest
    @DisplayName("R-1 what is no day is none")
    @ValueSource(strings = {"", "3.5.80", "31.02.1980", "1980-13-01", "03.05.", "May 3, 1980", "0", "03.05.1980x"})
    void others(String typed) {
        assertEquals(Optional.empty(), BirthDate.of(typed));
    }
}
