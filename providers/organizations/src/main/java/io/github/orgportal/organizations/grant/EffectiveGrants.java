package io.github.orgportal.organizations.grant;

import java.util.List;

/**
 * The rights that work for a membership.
 *
 * @param units those where at least one does, by the ids of the units
 * @param more whether there are others, that did not fit
 */
public record EffectiveGrants(List<UnitRights> units, boolean more) {
    /** Copies the list. */
    public EffectiveGrants {
        units = List.copyOf(units);
    }
}
