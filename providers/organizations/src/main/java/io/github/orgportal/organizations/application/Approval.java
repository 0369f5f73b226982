package io.github.orgportal.organizations.application;

import java.util.List;
import java.util.Optional;

/**
 * What the operator approves, where it is not what was applied for.
 *
 * @param memberNumbers instead of those that were typed
 * @param units instead of those that were typed; an empty list for the whole organization
 */
public record Approval(Optional<List<String>> memberNumbers, Optional<List<String>> units) {
    /** Copies the lists. */
    public Approval {
        memberNumbers = memberNumbers.map(List::copyOf);
        units = units.map(List::copyOf);
    }
}
