package io.github.orgportal.organizations.access;

import java.util.Collection;
import java.util.Set;

/**
 * How an account stands: everything that {@link AccessDecision} asks for.
 *
 * @param locks the active ones on the account, its memberships and their organizations
 * @param memberships all of them
 * @param wrongPasswords whether wrong passwords were counted since the last right one
 */
public record Standing(Collection<Lock> locks, Collection<Membership> memberships, boolean wrongPasswords) {
    /** Of an account that belongs to no organization and has no lock. */
    static final Standing NONE = new Standing(Set.of(), Set.of());

    /** Copies the collections. */
    public Standing {
        locks = Set.copyOf(locks);
        memberships = Set.copyOf(memberships);
    }

    /** Without wrong passwords. */
    public Standing(Collection<Lock> locks, Collection<Membership> memberships) {
        this(locks, memberships, false);
    }

    /** What follows from it. */
    public AccessDecision decision() {
        return AccessDecision.of(locks, memberships);
    }

    /** How it stood if no lock had this cause. */
    public Standing without(LockCause cause) {
        return new Standing(locks.stream().filter(lock -> lock.cause() != cause).toList(), memberships, wrongPasswords);
    }
}
