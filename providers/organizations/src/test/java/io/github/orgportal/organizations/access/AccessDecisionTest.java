package io.github.orgportal.organizations.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.orgportal.organizations.access.AccessDecision.Granted;
import io.github.orgportal.organizations.access.AccessDecision.Refused;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessDecisionTest {
    private static final List<Lock> LOCKS = List.of(
            lock(LockScope.USER, LockCause.ADMINISTRATOR, "account"),
            lock(LockScope.USER, LockCause.WRONG_PASSWORDS, "account"),
            lock(LockScope.MEMBERSHIP, LockCause.ADMINISTRATOR, "m1"),
            lock(LockScope.MEMBERSHIP, LockCause.OPERATOR, "m2"),
            lock(LockScope.ORGANIZATION, LockCause.LAST_ADMINISTRATOR, "o1"),
            lock(LockScope.ORGANIZATION, LockCause.OPERATOR, "o1"),
            lock(LockScope.ORGANIZATION, LockCause.LAST_ADMINISTRATOR, "o2"));

    @ParameterizedTest(name = "{0} on {1} of a {2}: {3}")
    @DisplayName("A-11 C-2 one lock and one membership: who it keeps out")
    @CsvSource({
        "ADMINISTRATOR,      USER,         CLERK,                   refused",
        "OPERATOR,           USER,         CLERK,                   refused",
        "WRONG_PASSWORDS,    USER,         CLERK,                   refused",
        "ADMINISTRATOR,      USER,         ADMINISTRATOR,           refused",
        "OPERATOR,           USER,         PRINCIPAL_ADMINISTRATOR, refused",
        "WRONG_PASSWORDS,    USER,         DATA_CENTRE_USER,        refused",
        "ADMINISTRATOR,      MEMBERSHIP,   CLERK,                   refused",
        "OPERATOR,           MEMBERSHIP,   ADMINISTRATOR,           refused",
        "ADMINISTRATOR,      MEMBERSHIP,   DATA_CENTRE_USER,        refused",
        "LAST_ADMINISTRATOR, ORGANIZATION, CLERK,                   refused",
        "LAST_ADMINISTRATOR, ORGANIZATION, ADMINISTRATOR,           granted",
        "LAST_ADMINISTRATOR, ORGANIZATION, PRINCIPAL_ADMINISTRATOR, granted",
        "LAST_ADMINISTRATOR, ORGANIZATION, DATA_CENTRE_USER,        granted",
        "OPERATOR,           ORGANIZATION, CLERK,                   refused",
        "OPERATOR,           ORGANIZATION, ADMINISTRATOR,           refused",
        "OPERATOR,           ORGANIZATION, PRINCIPAL_ADMINISTRATOR, refused",
        "OPERATOR,           ORGANIZATION, DATA_CENTRE_USER,        refused",
    })
    void oneLock(LockCause cause, LockScope scope, Role role, String expected) {
        String target = switch (scope) {
            case USER -> "account";
            case MEMBERSHIP -> "m1";
            case ORGANIZATION -> "o1";
        };
        AccessDecision decision =
                AccessDecision.of(List.of(lock(scope, cause, target)), List.of(new Membership("m1", "o1", role, true)));

        assertEquals(expected, decision instanceof Granted ? "granted" : "refused");
    }

    @Test
    @DisplayName("every set of locks with every pair of roles and every state of the organizations")
    void exhaustive() {
        long[] tried = {0};
        everySituation(situation -> {
            tried[0]++;
            Set<String> usable = situation.memberships().stream()
                    .filter(membership -> isUsable(situation.locks(), membership))
                    .map(Membership::id)
                    .collect(Collectors.toSet());
            boolean locked = situation.locks().stream().anyMatch(lock -> lock.scope() == LockScope.USER);
            boolean granted = !locked && (situation.memberships().isEmpty() || !usable.isEmpty());

            AccessDecision decision = AccessDecision.of(situation.locks(), situation.memberships());

            assertEquals(granted, decision instanceof Granted, situation::toString);
            if (decision instanceof Granted found) {
                assertEquals(
                        usable,
                        found.memberships().stream().map(Membership::id).collect(Collectors.toSet()),
                        situation::toString);
            }
        });
        assertEquals(128 * (1 + 8 + 64), tried[0]);
    }

    @Test
    @DisplayName(
            "whatever the order of locks and memberships, the answer is the same; one lock more never opens anything")
    void orderAndMore() {
        Random random = new Random(20261121);
        everySituation(situation -> {
            AccessDecision decision = AccessDecision.of(situation.locks(), situation.memberships());
            List<Lock> locks = new ArrayList<>(situation.locks());
            List<Membership> memberships = new ArrayList<>(situation.memberships());
            Collections.shuffle(locks, random);
            Collections.shuffle(memberships, random);
            assertEquals(usable(decision), usable(AccessDecision.of(locks, memberships)), situation::toString);
            if (decision instanceof Refused) {
                assertEquals(decision, AccessDecision.of(locks, memberships));
            }

            locks.add(LOCKS.get(random.nextInt(LOCKS.size())));
            Set<String> more = usable(AccessDecision.of(locks, memberships));
            assertEquals(more, intersection(more, usable(decision)), situation::toString);
        });
    }

    @Test
    @DisplayName(
            "L-6 the reason told is that of the account before that of the membership before that of the organization")
    void tellsTheNearest() {
        Membership membership = new Membership("m1", "o1", Role.CLERK, false);
        Lock organization = lock(LockScope.ORGANIZATION, LockCause.LAST_ADMINISTRATOR, "o1");
        Lock here = lock(LockScope.MEMBERSHIP, LockCause.ADMINISTRATOR, "m1");
        Lock account = lock(LockScope.USER, LockCause.OPERATOR, "account");

        assertEquals(
                new Refused(LockScope.ORGANIZATION, LockCause.OPERATOR, "", Optional.of("o1")),
                AccessDecision.of(List.of(), List.of(membership)));
        assertEquals(
                new Refused(LockScope.ORGANIZATION, LockCause.LAST_ADMINISTRATOR, "r", Optional.of("o1")),
                AccessDecision.of(List.of(organization), List.of(membership)));
        assertEquals(
                new Refused(LockScope.MEMBERSHIP, LockCause.ADMINISTRATOR, "r", Optional.of("o1")),
                AccessDecision.of(List.of(organization, here), List.of(membership)));
        assertEquals(
                new Refused(LockScope.USER, LockCause.OPERATOR, "r", Optional.empty()),
                AccessDecision.of(List.of(organization, here, account), List.of(membership)));
    }

    @Test
    @DisplayName("an account that belongs nowhere may act, unless it is locked itself")
    void belongsNowhere() {
        assertEquals(new Granted(List.of()), AccessDecision.of(List.of(), List.of()));
        assertEquals(
                new Refused(LockScope.USER, LockCause.OPERATOR, "r", Optional.empty()),
                AccessDecision.of(List.of(lock(LockScope.USER, LockCause.OPERATOR, "account")), List.of()));
    }

    /** The rule as the requirements tell it, in other words than the code. */
    private static boolean isUsable(List<Lock> locks, Membership membership) {
        boolean lockedHere = locks.stream().anyMatch(lock -> lock.targetId().equals(membership.id()));
        boolean organizationClosed = locks.stream()
                .anyMatch(lock ->
                        lock.targetId().equals(membership.organizationId()) && lock.cause() == LockCause.OPERATOR);
        boolean cascade = locks.stream()
                .anyMatch(lock -> lock.targetId().equals(membership.organizationId())
                        && lock.cause() == LockCause.LAST_ADMINISTRATOR);
        return membership.organizationEnabled()
                && !lockedHere
                && !organizationClosed
                && !(cascade && membership.role() == Role.CLERK);
    }

    private record Situation(List<Lock> locks, List<Membership> memberships) {}

    private static void everySituation(Consumer<Situation> test) {
        List<Membership> firsts = memberships("m1", "o1");
        List<Membership> seconds = memberships("m2", "o2");
        IntStream.range(0, 1 << LOCKS.size()).forEach(bits -> {
            List<Lock> locks = IntStream.range(0, LOCKS.size())
                    .filter(n -> (bits >> n & 1) == 1)
                    .mapToObj(LOCKS::get)
                    .toList();
            test.accept(new Situation(locks, List.of()));
            firsts.forEach(first -> {
                test.accept(new Situation(locks, List.of(first)));
                seconds.forEach(second -> test.accept(new Situation(locks, List.of(first, second))));
            });
        });
    }

    private static List<Membership> memberships(String id, String organization) {
        List<Membership> memberships = new ArrayList<>();
        for (Role role : Role.values()) {
            memberships.add(new Membership(id, organization, role, true));
            memberships.add(new Membership(id, organization, role, false));
        }
        return memberships;
    }

    private static Set<String> usable(AccessDecision decision) {
        return decision instanceof Granted granted
                ? granted.memberships().stream().map(Membership::id).collect(Collectors.toSet())
                : Set.of();
    }

    private static Set<String> intersection(Set<String> one, Set<String> other) {
        return one.stream().filter(other::contains).collect(Collectors.toSet());
    }

    private static Lock lock(LockScope scope, LockCause cause, String target) {
        return new Lock(scope + "-" + cause + "-" + target, scope, cause, target, "r");
    }
}
