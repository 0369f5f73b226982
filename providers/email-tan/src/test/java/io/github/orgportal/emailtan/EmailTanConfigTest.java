package io.github.orgportal.emailtan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.orgportal.support.InvalidOptionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.provider.ProviderConfigProperty;

class EmailTanConfigTest {
    @Test
    @DisplayName("Z-1 without settings the limits are those of the requirements")
    void hasDefaults() throws InvalidOptionException {
        assertEquals(new EmailTanConfig(300, 5, 20, 900, 30, 5, 900), EmailTanConfig.of(Map.of()));
        assertEquals(EmailTanConfig.STANDARD, EmailTanConfig.of(Map.of()));
    }

    @Test
    @DisplayName("Z-1 the admin console offers each limit with the default that the code uses")
    void offersDefaults() throws InvalidOptionException {
        Map<String, String> offered = new HashMap<>();
        List<ProviderConfigProperty> properties = EmailTanConfig.properties();
        properties.forEach(property ->
                offered.put(property.getName(), property.getDefaultValue().toString()));

        assertEquals(7, offered.size());
        assertEquals(EmailTanConfig.STANDARD, EmailTanConfig.of(offered));
    }

    @ParameterizedTest(name = "Z-1 lifespan \"{0}\" is refused with what is allowed")
    @ValueSource(strings = {"abc", "59", "901", "-300", "300.5", "99999999999"})
    void refusesNonsense(String value) {
        InvalidOptionException e =
                assertThrows(InvalidOptionException.class, () -> EmailTanConfig.of(Map.of("lifespan", value)));

        assertEquals("lifespan is '%s', allowed is a whole number from 60 to 900".formatted(value), e.getMessage());
    }
}
