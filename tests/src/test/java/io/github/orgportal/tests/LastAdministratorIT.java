package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.Domain.State;
import io.github.orgportal.tests.Portal.Account;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The clerks of an organization are locked exactly while it has no active administrator, whatever way it loses the last one. */
@ParameterizedClass
@EnumSource
class LastAdministratorIT {
    private static final String REALM = "member-portal";
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final int TRIES = 5;

    private final Portal portal;
    private final Domain domain;

    private String organization = "";
    private Account administrator;
    private Account clerk;

    LastAdministratorIT(Portal.On on) {
        portal = on.portal();
        domain = portal.domain(REALM);
    }

    @BeforeEach
    void anOrganization() {
        organization = domain.organization();
        administrator = portal.account(REALM);
        clerk = portal.account(REALM);
        assertTrue(domain.member(organization, administrator, "administrator").done());
        assertTrue(domain.member(organization, clerk, "clerk").done());
        assertTrue(domain.state(clerk).granted());
    }

    @Test
    @DisplayName("C-2 locking the last administrator locks the clerks; Keycloak shows it within a second")
    void locksTheClerks() {
        Duration shown = Await.shortest(TRIES, AT_ONCE, () -> {
            anOrganization();
            assertTrue(domain.lock(administrator, "OPERATOR").done());

            assertCascade();
            Duration untilShown = Await.timeOf(() -> shows(clerk, false));
            shows(administrator, false);
            return untilShown;
        });
        assertTrue(shown.compareTo(AT_ONCE) < 0, shown::toString);
    }

    @Test
    @DisplayName("C-1 before that, the number of clerks is told")
    void tellsBefore() {
        assertEquals(Map.of(organization, 1), domain.lockPreview(administrator));

        domain.member(organization, portal.account(REALM), "principal-administrator");
        assertEquals(Map.of(), domain.lockPreview(administrator));
    }

    @Test
    @DisplayName("C-2 an administrator locks itself as the last one")
    void locksItself() {
        assertTrue(domain.lockBy(administrator, administrator).done());

        assertCascade();
    }

    @Test
    @DisplayName("C-2 with a second administrator, nothing happens to the clerks; when that one goes too, it does")
    void theSecondOneHolds() {
        Account second = portal.account(REALM);
        domain.member(organization, second, "principal-administrator");

        domain.lock(administrator, "OPERATOR");
        assertTrue(domain.state(clerk).granted());

        domain.lock(second, "OPERATOR");
        assertCascade();
    }

    @Test
    @DisplayName("C-2 an organization without any administrator has locked clerks from the start")
    void bornWithout() {
        String other = domain.organization();
        Account newcomer = portal.account(REALM);
        domain.member(other, newcomer, "clerk");

        assertRefused(newcomer, "ORGANIZATION", "LAST_ADMINISTRATOR");
    }

    @Test
    @DisplayName("C-2 a data centre's user uploads on: the rule is about clerks")
    void dataCentresGoOn() {
        Account uploader = portal.account(REALM);
        domain.member(organization, uploader, "data-centre-user");

        domain.lock(administrator, "OPERATOR");

        assertTrue(domain.state(uploader).granted());
        shows(clerk, false);
        shows(uploader, true);
    }

    @Test
    @DisplayName("C-3 a clerk of two organizations keeps the access for the other one")
    void keepsTheOther() {
        String other = domain.organization();
        domain.member(other, portal.account(REALM), "administrator");
        domain.member(other, clerk, "clerk");

        domain.lock(administrator, "OPERATOR");

        State state = domain.state(clerk);
        assertTrue(state.granted());
        assertEquals(List.of(other), state.organizations());
        shows(clerk, true);
    }

    @Test
    @DisplayName("C-4 a new administrator brings the clerks back, but not those who were locked one by one before")
    void comesBack() {
        Account lockedBefore = portal.account(REALM);
        domain.member(organization, lockedBefore, "clerk");
        domain.lockBy(administrator, lockedBefore);
        domain.lock(administrator, "OPERATOR");
        shows(clerk, false);

        assertTrue(domain.member(organization, portal.account(REALM), "administrator")
                .done());

        assertTrue(domain.state(clerk).granted());
        assertRefused(lockedBefore, "USER", "ADMINISTRATOR");
        shows(clerk, true);
        shows(lockedBefore, false);
        assertEquals(
                "wie besprochen",
                domain.state(lockedBefore).locks().stream()
                        .filter(lock -> lock.liftedAt() == null)
                        .findFirst()
                        .orElseThrow()
                        .reason());
    }

    @Test
    @DisplayName("C-4 unlocking the administrator brings the clerks back too")
    void unlockedAgain() {
        domain.lock(administrator, "OPERATOR");
        domain.unlock(administrator);

        assertTrue(domain.state(clerk).granted());
        assertTrue(domain.state(administrator).granted());
        shows(clerk, true);
    }

    @Test
    @DisplayName("C-4 a clerk who becomes administrator while the others are locked brings them back")
    void promoted() {
        Account other = portal.account(REALM);
        domain.member(organization, other, "clerk");
        domain.lock(administrator, "OPERATOR");

        domain.member(organization, clerk, "administrator");

        assertTrue(domain.state(other).granted());
        assertTrue(domain.state(clerk).granted());
    }

    @Test
    @DisplayName("C-5 an administrator who was locked in the meantime can do nothing any more")
    void refusesTheLocked() {
        Account second = portal.account(REALM);
        domain.member(organization, second, "administrator");
        domain.lockBy(second, administrator);

        assertEquals(409, domain.lockBy(administrator, second).status());
        assertEquals(
                409,
                domain.memberBy(administrator, organization, portal.account(REALM), "clerk")
                        .status());
        assertTrue(domain.state(second).granted());
    }

    @Test
    @DisplayName(
            "A-14 an administrator who was locked by one is not unlocked by the operator, unless the portal says so")
    void finalLock() {
        domain.lockBy(administrator, administrator);
        assertEquals(409, domain.unlock(administrator).status());
        assertRefused(administrator, "USER", "ADMINISTRATOR");

        Domain lenient = portal.domain("benefits-portal");
        String other = lenient.organization();
        Account its = portal.account("benefits-portal");
        lenient.member(other, its, "administrator");
        lenient.lockBy(its, its);
        assertTrue(lenient.unlock(its).done());
        assertTrue(lenient.state(its).granted());
    }

    @Test
    @DisplayName("A-12 an administrator does not lift what the operator has locked")
    void operatorsLockStays() {
        domain.lock(clerk, "OPERATOR");

        domain.unlockBy(administrator, clerk);

        assertRefused(clerk, "USER", "OPERATOR");
    }

    @Test
    @DisplayName("C-2 own wrong passwords never start the cascade: a stranger could enter them")
    void wrongPasswordsDoNot() {
        domain.lock(administrator, "WRONG_PASSWORDS");

        assertRefused(administrator, "USER", "WRONG_PASSWORDS");
        assertTrue(domain.state(clerk).granted());
    }

    @Test
    @DisplayName("A-11 a lock in one organization leaves the others")
    void membershipLock() {
        String other = domain.organization();
        domain.member(other, portal.account(REALM), "administrator");
        domain.member(other, clerk, "clerk");

        domain.lockMember(organization, clerk);
        assertEquals(List.of(other), domain.state(clerk).organizations());

        domain.unlockMember(organization, clerk);
        assertEquals(2, domain.state(clerk).organizations().size());
    }

    @Test
    @DisplayName("C-2 a lock of the last administrator in this organization alone is enough")
    void membershipLockOfTheLast() {
        domain.lockMember(organization, administrator);

        assertCascade();
    }

    @Nested
    @DisplayName("C-6 it holds whatever the operator does in Keycloak itself:")
    class ByTheOperator {
        @Test
        @DisplayName("disable the account, and enable it again")
        void disables() {
            update(administrator, user -> user.setEnabled(false));
            assertCascade();
            assertRefused(administrator, "USER", "OPERATOR");
            shows(clerk, false);

            update(administrator, user -> user.setEnabled(true));
            assertTrue(domain.state(clerk).granted());
            shows(clerk, true);
            shows(administrator, true);
        }

        @Test
        @DisplayName("disable the account that was unlocked a moment ago")
        void disablesTheReleased() {
            domain.lock(administrator, "OPERATOR");
            shows(administrator, false);
            domain.unlock(administrator);
            shows(administrator, true);

            update(administrator, user -> user.setEnabled(false));

            assertRefused(administrator, "USER", "OPERATOR");
            assertCascade();
            shows(administrator, false);
        }

        @Test
        @DisplayName("disable a clerk for good while the rule locks it: a bare change is meant so, a form is not")
        void disablesTheLocked() {
            domain.lock(administrator, "OPERATOR");
            shows(clerk, false);

            UserRepresentation bare = new UserRepresentation();
            bare.setEnabled(false);
            portal.realm(REALM).users().get(clerk.id()).update(bare);

            domain.unlock(administrator);
            assertRefused(clerk, "USER", "OPERATOR");
        }

        @Test
        @DisplayName("edit a name while the account is locked: it stays locked, and is free when the lock goes")
        void editsTheLocked() {
            domain.lock(administrator, "OPERATOR");
            shows(clerk, false);

            update(clerk, user -> user.setFirstName("Neu"));

            assertEquals(List.of("LAST_ADMINISTRATOR"), domain.state(clerk).activeCauses());
            domain.unlock(administrator);
            shows(clerk, true);
        }

        @Test
        @DisplayName("enable a locked clerk: the lock holds, and Keycloak shows it again")
        void enablesTheLocked() {
            domain.lock(administrator, "OPERATOR");
            shows(clerk, false);

            update(clerk, user -> user.setEnabled(true));

            assertRefused(clerk, "ORGANIZATION", "LAST_ADMINISTRATOR");
            shows(clerk, false);
        }

        @Test
        @DisplayName("delete the account")
        void deletes() {
            portal.realm(REALM).users().get(administrator.id()).remove();

            assertCascade();
        }

        @Test
        @DisplayName("import the account again, in place of the one there is")
        void imports() {
            PartialImportRepresentation again = new PartialImportRepresentation();
            again.setIfResourceExists("OVERWRITE");
            again.setUsers(
                    List.of(portal.realm(REALM).users().get(administrator.id()).toRepresentation()));
            try (var response = portal.realm(REALM).partialImport(again)) {
                assertEquals(200, response.getStatus());
            }

            assertCascade();
        }

        @Test
        @DisplayName("remove the member from the organization")
        void removesTheMember() {
            try (var response = portal.realm(REALM)
                    .organizations()
                    .get(organization)
                    .members()
                    .member(administrator.id())
                    .delete()) {
                assertEquals(204, response.getStatus());
            }

            assertCascade();
            assertTrue(domain.state(administrator).granted());
        }

        @Test
        @DisplayName("demote the administrator, or end the membership")
        void demotes() {
            domain.member(organization, administrator, "clerk");
            assertCascade();
            assertRefused(administrator, "ORGANIZATION", "LAST_ADMINISTRATOR");

            domain.member(organization, administrator, "administrator");
            assertTrue(domain.state(clerk).granted());

            domain.leave(organization, administrator);
            assertCascade();
        }

        @Test
        @DisplayName("disable the organization: nobody of it gets in, the administrators neither")
        void disablesTheOrganization() {
            var resource = portal.realm(REALM).organizations().get(organization);
            var changed = resource.toRepresentation();
            changed.setEnabled(false);
            try (var response = resource.update(changed)) {
                assertEquals(204, response.getStatus());
            }

            assertRefused(clerk, "ORGANIZATION", "OPERATOR");
            assertRefused(administrator, "ORGANIZATION", "OPERATOR");
        }

        @Test
        @DisplayName("delete the organization: the accounts stay, without it")
        void deletesTheOrganization() {
            domain.lock(administrator, "OPERATOR");
            shows(clerk, false);

            try (var response =
                    portal.realm(REALM).organizations().get(organization).delete()) {
                assertEquals(204, response.getStatus());
            }

            State state = domain.state(clerk);
            assertTrue(state.granted());
            assertEquals(List.of(), state.organizations());
            shows(clerk, true);
        }
    }

    private void update(Account account, java.util.function.Consumer<UserRepresentation> change) {
        var resource = portal.realm(REALM).users().get(account.id());
        UserRepresentation user = resource.toRepresentation();
        change.accept(user);
        resource.update(user);
    }

    private void assertCascade() {
        assertRefused(clerk, "ORGANIZATION", "LAST_ADMINISTRATOR");
    }

    private void assertRefused(Account account, String scope, String cause) {
        State state = domain.state(account);
        assertFalse(state.granted(), state::toString);
        assertEquals(scope, state.scope());
        assertEquals(cause, state.cause());
    }

    private void shows(Account account, boolean enabled) {
        Await.until(
                "Keycloak shows enabled=" + enabled,
                () -> portal.realm(REALM)
                                .users()
                                .get(account.id())
                                .toRepresentation()
                                .isEnabled()
                        == enabled);
    }
}
