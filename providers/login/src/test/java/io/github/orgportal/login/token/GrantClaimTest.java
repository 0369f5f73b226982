package io.github.orgportal.login.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.login.token.GrantClaim.Group;
import io.github.orgportal.organizations.grant.EffectiveGrants;
import io.github.orgportal.organizations.grant.UnitRights;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.util.JsonSerialization;

class GrantClaimTest {
    @Test
    @DisplayName("L-9 units with the same rights stand together, their numbers in order")
    void groups() {
        GrantClaim claim = GrantClaim.of(
                new EffectiveGrants(List.of(unit("9", "view"), unit("3", "view", "change"), unit("1", "view")), false));

        assertEquals(
                List.of(
                        new Group(List.of("view"), List.of("1", "9")),
                        new Group(List.of("view", "change"), List.of("3"))),
                claim.units());
        assertFalse(claim.more());
    }

    @Test
    @DisplayName("L-9 nothing granted, nothing said")
    void none() {
        assertEquals(new GrantClaim(List.of(), false), GrantClaim.of(new EffectiveGrants(List.of(), false)));
    }

    @Test
    @DisplayName(
            "L-9 many units with the same rights, with a right each of their own, with the longest numbers: it stays small")
    void staysSmall() throws IOException {
        for (IntFunction<UnitRights> unit : List.<IntFunction<UnitRights>>of(
                n -> unit(Integer.toString(n), "full-access"),
                n -> unit(Integer.toString(n), "right-" + n),
                n -> unit("x".repeat(28) + n, "y".repeat(60) + n))) {
            GrantClaim claim = GrantClaim.of(new EffectiveGrants(
                    IntStream.range(1000, 3000).mapToObj(unit).toList(), false));

            assertTrue(claim.more());
            assertFalse(claim.units().isEmpty());
            int written = JsonSerialization.writeValueAsString(claim.units()).length();
            assertTrue(written <= GrantClaim.MOST_CHARACTERS + 2, () -> written + " characters");
            assertTrue(written > GrantClaim.MOST_CHARACTERS * 0.8, () -> written + " characters");
        }
    }

    @Test
    @DisplayName("L-9 what was cut before is announced too")
    void cutBefore() {
        assertTrue(GrantClaim.of(new EffectiveGrants(List.of(unit("1", "view")), true))
                .more());
    }

    private static UnitRights unit(String number, String... rights) {
        return new UnitRights("id-" + number, number, List.of(rights));
    }
}
