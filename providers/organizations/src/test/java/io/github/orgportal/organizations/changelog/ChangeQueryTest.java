package io.github.orgportal.organizations.changelog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ModelValidationException;

class ChangeQueryTest {
    @ParameterizedTest(name = "G-2 a page of {0} is refused")
    @ValueSource(ints = {-1, 0, 101})
    void refusesOtherPages(int max) {
        assertThrows(
                ModelValidationException.class,
                () -> new ChangeQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        max));
    }

    @Test
    @DisplayName("G-2 a position survives a link")
    void positions() {
        ChangePosition position = new ChangePosition(1_234, "0b0c7b5e-0000-4000-8000-000000000001", 77);

        assertEquals(Optional.of(position), ChangePosition.of(position.text()));
    }

    @ParameterizedTest(name = "G-2 {0} is no position")
    @ValueSource(strings = {"", "1", "1_o", "1_o_", "-1_o_1", "1_o_x", "1_o'_1", "99999999999999999999_o_1"})
    void refusesNonsense(String text) {
        assertEquals(Optional.empty(), ChangePosition.of(text));
    }
}
