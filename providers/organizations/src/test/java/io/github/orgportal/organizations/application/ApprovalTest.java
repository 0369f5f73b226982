package io.github.orgportal.organizations.application;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.account.PostalAddress;
import io.github.orgportal.organizations.admission.Candidate;
import io.github.orgportal.organizations.admission.Encounter;
import io.github.orgportal.organizations.admission.Encounter.Outcome;
import io.github.orgportal.organizations.lock.LockRecord;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.models.UserModel;

/** Which accounts an approval is good for. */
class ApprovalTest {
    private static final Candidate CANDIDATE = new Candidate(
            Role.ADMINISTRATOR,
            new Person("", "robin@firma.example", "Robin", "Neu", Optional.empty(), Optional.of("1980-05-03")),
            new PostalAddress("Musterallee 7", "12345", "Beispielstadt", "DE"),
            "de");

    private static Encounter met(Outcome outcome, LockRecord... lifted) {
        Optional<UserModel> account = outcome == Outcome.MADE ? Optional.empty() : Optional.of(account());
        return new Encounter(CANDIDATE, List.of(), outcome, account, List.of(lifted));
    }

    private static UserModel account() {
        return (UserModel) Proxy.newProxyInstance(
                ApprovalTest.class.getClassLoader(), new Class<?>[] {UserModel.class}, (proxy, method, arguments) -> {
                    assertEquals("getId", method.getName());
                    return "account";
                });
    }

    private static LockRecord lock(String id, LockCause cause) {
        return new LockRecord(
                id, LockScope.USER, cause, "account", "r", "somebody", 1, Optional.empty(), Optional.empty());
    }

    private static Approval approval(Optional<String> seen, boolean confirmed) {
        return new Approval(Optional.empty(), Optional.empty(), seen, confirmed);
    }

    @Test
    @DisplayName("R-3 without a word of an account, it is for a new one")
    void forNobody() {
        Approval approval = approval(Optional.empty(), false);
        assertDoesNotThrow(() -> approval.requireFor(met(Outcome.MADE)));
        assertThrows(UnseenAccountException.class, () -> approval.requireFor(met(Outcome.JOINS)));
        assertThrows(UnseenAccountException.class, () -> approval.requireFor(met(Outcome.RETURNS)));
    }

    @Test
    @DisplayName("R-3 A-14 it is for the account as it was seen: what becomes of it, and which locks it loses")
    void forWhatWasSeen() {
        LockRecord first = lock("1", LockCause.ADMINISTRATOR);
        LockRecord second = lock("2", LockCause.ADMINISTRATOR);
        Approval approval = approval(met(Outcome.RETURNS, first, second).version(), false);
        assertDoesNotThrow(() -> approval.requireFor(met(Outcome.RETURNS, second, first)));
        for (Encounter other :
                List.of(met(Outcome.RETURNS, first), met(Outcome.JOINS, first, second), met(Outcome.MADE))) {
            assertThrows(UnseenAccountException.class, () -> approval.requireFor(other));
        }
        assertNotEquals(met(Outcome.JOINS).version(), met(Outcome.RETURNS).version());
    }

    @Test
    @DisplayName("A-14 a lock of the operator's goes only if that is said")
    void confirmed() {
        Encounter met = met(Outcome.RETURNS, lock("1", LockCause.ADMINISTRATOR), lock("2", LockCause.OPERATOR));
        assertThrows(
                UnconfirmedLockException.class,
                () -> approval(met.version(), false).requireFor(met));
        assertDoesNotThrow(() -> approval(met.version(), true).requireFor(met));
        assertThrows(
                UnseenAccountException.class,
                () -> approval(Optional.empty(), true).requireFor(met));
    }

    @Test
    @DisplayName("R-3 where an account stands against it, nothing is to be seen before")
    void refused() {
        assertDoesNotThrow(() -> approval(Optional.empty(), false).requireFor(met(Outcome.REFUSED)));
        assertDoesNotThrow(() -> approval(Optional.of("old"), true).requireFor(met(Outcome.REFUSED)));
    }
}
