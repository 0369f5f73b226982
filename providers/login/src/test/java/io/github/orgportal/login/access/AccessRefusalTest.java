package io.github.orgportal.login.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.orgportal.login.access.AccessRefusal.Kind;
import io.github.orgportal.organizations.access.AccessDecision.Refused;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRefusalTest {
    @ParameterizedTest(name = "L-6 a lock of scope {0} and cause {1} is told as {2}")
    @CsvSource({
        "USER, ADMINISTRATOR, ADMINISTRATOR",
        "USER, OPERATOR, OPERATOR",
        "USER, WRONG_PASSWORDS, WRONG_PASSWORDS",
        "MEMBERSHIP, ADMINISTRATOR, ADMINISTRATOR",
        "MEMBERSHIP, OPERATOR, OPERATOR",
        "ORGANIZATION, OPERATOR, ORGANIZATION",
        "ORGANIZATION, LAST_ADMINISTRATOR, LAST_ADMINISTRATOR"
    })
    void tellsTheLock(LockScope scope, LockCause cause, Kind kind) {
        assertEquals(
                new AccessRefusal(kind, "wie besprochen", Optional.of("a"), List.of()),
                AccessRefusal.locked(new Refused(scope, cause, "wie besprochen", Optional.of("a"))));
    }

    @Test
    @DisplayName("L-8 the roles are told in the same order every time")
    void sortsRoles() {
        assertEquals(
                List.of(Role.CLERK, Role.DATA_CENTRE_USER),
                AccessRefusal.wrongRole(Set.of(Role.DATA_CENTRE_USER, Role.CLERK))
                        .demanded());
    }
}
