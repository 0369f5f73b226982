package io.github.orgportal.organizations.access;

import java.util.Collection;
import java.util.Set;

/**
 * How an account stands: everything that {@link AccessDecision} asks for.
 *
 * @param locks the active ones on the account, its memberships and their organizations
 * @param memberships all of them
 */
public record Standing(Collection<Lock> locks, Collection<Membership> memberships) {
    /** Of an account that belongs to no organization and has no lock. */
    static final Standing NONE = new Standing(Set.of(), Set.of());

    /** Copies the collections. */
    public Standing {
        locks = Set.copyOf(locks);
        memberships = Set.copyOf(memberships);
    }

    /** What follows from it. */
    public AccessDecision decision() {
        return AccessDecision.of(locks, memberships);
    }
}
