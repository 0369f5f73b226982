package io.github.orgportal.login.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.login.access.Admission.Locked;
import io.github.orgportal.login.access.Admission.Open;
import io.github.orgportal.login.access.Admission.WrongRole;
import io.github.orgportal.organizations.access.Lock;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.access.Membership;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.access.Standing;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdmissionTest {
    private static final Membership CLERK_IN_A = new Membership("clerk-a", "a", Role.CLERK, true);
    private static final Membership CLERK_IN_B = new Membership("clerk-b", "b", Role.CLERK, true);
    private static final Membership ADMINISTRATOR_OF_B = new Membership("admin-b", "b", Role.ADMINISTRATOR, true);
    private static final RoleDemand CLERKS = new RoleDemand(true, Set.of(Role.CLERK));

    private static Standing standing(List<Lock> locks, Membership... memberships) {
        return new Standing(locks, List.of(memberships));
    }

    private static Lock lock(LockScope scope, String target, LockCause cause) {
        return new Lock("lock-" + target, scope, cause, target, "wie besprochen");
    }

    @Test
    @DisplayName("a client that demands nothing is open, and asks for no organization")
    void demandsNothing() {
        Admission admission = Admission.of(standing(List.of(), CLERK_IN_A, CLERK_IN_B), RoleDemand.NONE);

        assertEquals(new Open(List.of()), admission);
        assertTrue(admission.continues(Optional.empty()));
        assertTrue(admission.continues(Optional.of("of another time")));
    }

    @Test
    @DisplayName("L-8 all memberships that fit are offered, and no others")
    void offersWhatFits() {
        Membership disabled = new Membership("clerk-c", "c", Role.CLERK, false);

        assertEquals(
                new Open(List.of(CLERK_IN_A, CLERK_IN_B)),
                Admission.of(
                        standing(
                                List.of(),
                                CLERK_IN_B,
                                disabled,
                                CLERK_IN_A,
                                new Membership("d", "d", Role.DATA_CENTRE_USER, true)),
                        CLERKS));
    }

    @ParameterizedTest(name = "L-8 {0} is no clerk")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLERK")
    void needsARoleThatFits(Role role) {
        assertEquals(
                new WrongRole(Set.of(Role.CLERK)),
                Admission.of(standing(List.of(), new Membership("m", "a", role, true)), CLERKS));
        assertEquals(
                new Open(List.of(new Membership("m", "a", role, true))),
                Admission.of(
                        standing(List.of(), new Membership("m", "a", role, true)),
                        new RoleDemand(true, EnumSet.of(Role.CLERK, role))));
    }

    @Test
    @DisplayName("L-8 an account of no organization has no role")
    void needsAnOrganization() {
        assertInstanceOf(WrongRole.class, Admission.of(standing(List.of()), CLERKS));
    }

    @Test
    @DisplayName("L-6 a lock on the account comes before the wrong role")
    void locksComeFirst() {
        Admission admission = Admission.of(
                standing(List.of(lock(LockScope.USER, "account", LockCause.ADMINISTRATOR)), ADMINISTRATOR_OF_B),
                CLERKS);

        assertEquals(
                LockCause.ADMINISTRATOR,
                assertInstanceOf(Locked.class, admission).refused().cause());
        assertFalse(admission.continues(Optional.of(ADMINISTRATOR_OF_B.id())));
    }

    @Test
    @DisplayName("C-3 who is locked in one organization goes on in the other, and loses what was chosen")
    void losesOneOrganization() {
        Admission admission = Admission.of(
                standing(
                        List.of(lock(LockScope.ORGANIZATION, "a", LockCause.LAST_ADMINISTRATOR)),
                        CLERK_IN_A,
                        CLERK_IN_B),
                CLERKS);

        assertEquals(new Open(List.of(CLERK_IN_B)), admission);
        assertTrue(admission.continues(Optional.of(CLERK_IN_B.id())));
        assertFalse(admission.continues(Optional.of(CLERK_IN_A.id())));
        assertFalse(admission.continues(Optional.empty()), "a session that was begun before the client demanded roles");
    }

    @Test
    @DisplayName("L-6 whose only fitting membership is locked learns that, though another role is free")
    void tellsTheLockOfTheFittingRole() {
        Admission admission = Admission.of(
                standing(
                        List.of(lock(LockScope.ORGANIZATION, "a", LockCause.LAST_ADMINISTRATOR)),
                        CLERK_IN_A,
                        ADMINISTRATOR_OF_B),
                CLERKS);

        assertEquals(
                Optional.of("a"),
                assertInstanceOf(Locked.class, admission).refused().organizationId());
    }
}
