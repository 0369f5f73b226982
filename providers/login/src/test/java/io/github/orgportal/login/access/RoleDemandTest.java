package io.github.orgportal.login.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.support.InvalidOptionException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ClientModel;

class RoleDemandTest {
    private static ClientModel client(@Nullable String roles) {
        return (ClientModel) Proxy.newProxyInstance(
                RoleDemandTest.class.getClassLoader(),
                new Class<?>[] {ClientModel.class},
                (proxy, method, arguments) -> {
                    assertEquals("getAttribute", method.getName());
                    assertEquals("portal.roles", arguments[0]);
                    return roles;
                });
    }

    @ParameterizedTest(name = "L-8 \"{0}\" demands nothing")
    @NullSource
    @ValueSource(strings = {"", "  "})
    void demandsNothing(@Nullable String value) throws InvalidOptionException {
        RoleDemand.validate(client(value));
        assertEquals(RoleDemand.NONE, RoleDemand.of(client(value)));
    }

    @Test
    @DisplayName("L-8 roles are written as tokens write them, with commas and spaces between them")
    void demandsRoles() throws InvalidOptionException {
        ClientModel client = client("clerk, data-centre-user");

        RoleDemand.validate(client);
        assertEquals(new RoleDemand(true, Set.of(Role.CLERK, Role.DATA_CENTRE_USER)), RoleDemand.of(client));
    }

    @ParameterizedTest(name = "Z-1 \"{0}\" is refused with what is allowed, and lets nobody in")
    @ValueSource(strings = {"clerks", "CLERK", "clerk,", "clerk;administrator", ","})
    void refusesWhatIsNoRole(String value) {
        InvalidOptionException refusal =
                assertThrows(InvalidOptionException.class, () -> RoleDemand.validate(client(value)));

        assertEquals(
                "portal.roles is '%s', allowed are principal-administrator, administrator, clerk, data-centre-user, with commas between them"
                        .formatted(value),
                refusal.getMessage());
        assertEquals(new RoleDemand(true, Set.of()), RoleDemand.of(client(value)));
    }
}
