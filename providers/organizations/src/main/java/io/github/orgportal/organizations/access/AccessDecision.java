package io.github.orgportal.organizations.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The answer to: may this account act, and for which organizations? */
public sealed interface AccessDecision {
    /**
     * It may.
     *
     * @param memberships those that it may act in; none for an account that belongs to no organization, such as the operator's
     */
    record Granted(List<Membership> memberships) implements AccessDecision {
        /** Copies the list. */
        public Granted {
            memberships = List.copyOf(memberships);
        }
    }

    /**
     * It may not.
     *
     * @param scope of the lock that matters most to the person: the account's own before that of a membership, that before the
     *     organization's
     * @param cause of that lock
     * @param reason text of that lock; empty if there is none
     * @param organizationId whom it is about, unless the account as a whole is locked
     */
    record Refused(LockScope scope, LockCause cause, String reason, Optional<String> organizationId)
            implements AccessDecision {}

    /**
     * Decides. Pure: the same locks and memberships give the same answer in whatever order they come.
     *
     * @param locks the active locks on the account, on its memberships and on their organizations; others do not matter
     * @param memberships of the account, all of them
     */
    static AccessDecision of(Collection<Lock> locks, Collection<Membership> memberships) {
        Optional<Refused> account = first(locks, LockScope.USER, lock -> true, Optional.empty());
        if (account.isPresent()) {
            return account.get();
        }
        List<Membership> usable = new ArrayList<>();
        List<Refused> refusals = new ArrayList<>();
        for (Membership membership : memberships) {
            refusal(locks, membership).ifPresentOrElse(refusals::add, () -> usable.add(membership));
        }
        return usable.isEmpty() && !refusals.isEmpty()
                ? refusals.stream().min(Refusals.BY_WEIGHT).orElseThrow()
                : new Granted(usable);
    }

    private static Optional<Refused> refusal(Collection<Lock> locks, Membership membership) {
        Optional<String> organization = Optional.of(membership.organizationId());
        return first(locks, LockScope.MEMBERSHIP, lock -> lock.targetId().equals(membership.id()), organization)
                .or(() -> first(
                        locks,
                        LockScope.ORGANIZATION,
                        lock -> lock.targetId().equals(membership.organizationId()) && bearsOn(lock, membership.role()),
                        organization))
                .or(() -> membership.organizationEnabled()
                        ? Optional.empty()
                        : Optional.of(new Refused(LockScope.ORGANIZATION, LockCause.OPERATOR, "", organization)));
    }

    private static boolean bearsOn(Lock lock, Role role) {
        return lock.cause() != LockCause.LAST_ADMINISTRATOR || role == Role.CLERK;
    }

    private static Optional<Refused> first(
            Collection<Lock> locks, LockScope scope, Predicate<Lock> condition, Optional<String> organization) {
        return locks.stream()
                .filter(lock -> lock.scope() == scope)
                .filter(condition)
                .map(lock -> new Refused(scope, lock.cause(), lock.reason(), organization))
                .min(Refusals.BY_WEIGHT);
    }
}
