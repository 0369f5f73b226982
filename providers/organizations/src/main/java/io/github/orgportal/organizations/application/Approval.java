package io.github.orgportal.organizations.application;

import io.github.orgportal.organizations.admission.Encounter;
import io.github.orgportal.organizations.admission.Encounter.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What the operator approves, where it is not what was applied for, and which account the operator has seen that it meets.
 *
 * @param memberNumbers instead of those that were typed
 * @param units instead of those that were typed; an empty list for the whole organization
 * @param met {@link Encounter#version} of what was seen; none for no account
 * @param confirmed a lock that the operator has set is to be lifted
 */
public record Approval(
        Optional<List<String>> memberNumbers, Optional<List<String>> units, Optional<String> met, boolean confirmed) {
    /** Copies the lists. */
    public Approval {
        memberNumbers = memberNumbers.map(List::copyOf);
        units = units.map(List::copyOf);
    }

    /**
     * Makes sure that this was given for what is met now.
     *
     * @throws UnseenAccountException if it is something else than was seen
     * @throws UnconfirmedLockException if a lock of the operator's would go without a word
     */
    void requireFor(Encounter now) {
        // what is refused touches no account
        if (now.outcome() == Outcome.REFUSED) {
            return;
        }
        if (!now.version().equals(met)) {
            throw new UnseenAccountException();
        }
        if (now.liftsOperatorsLock() && !confirmed) {
            throw new UnconfirmedLockException();
        }
    }
}
