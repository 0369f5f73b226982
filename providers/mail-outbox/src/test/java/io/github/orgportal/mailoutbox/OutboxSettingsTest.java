package io.github.orgportal.mailoutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.orgportal.support.InvalidOptionException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;
import org.keycloak.Config.SystemPropertiesScope;

class OutboxSettingsTest {
    @Test
    @DisplayName("without options a mail lives a day and a node holds it for a minute")
    void hasDefaults() throws InvalidOptionException {
        OutboxSettings settings = OutboxSettings.of(scope(Map.of()));

        assertEquals(Duration.ofDays(1), settings.lifespan());
        assertEquals(Duration.ofMinutes(1), settings.lease());
        assertEquals(2, settings.connections());
    }

    @ParameterizedTest(name = "Z-1 lease \"{0}\" is refused with what is allowed")
    @ValueSource(strings = {"0", "-1", "many", "2592001"})
    void refusesNonsense(String value) {
        InvalidOptionException e =
                assertThrows(InvalidOptionException.class, () -> OutboxSettings.of(scope(Map.of("lease", value))));

        assertEquals("lease is '%s', allowed is a whole number from 1 to 2592000".formatted(value), e.getMessage());
    }

    private static Config.Scope scope(Map<String, String> options) {
        return new SystemPropertiesScope("") {
            @Override
            public String get(String key) {
                return options.get(key);
            }
        };
    }
}
