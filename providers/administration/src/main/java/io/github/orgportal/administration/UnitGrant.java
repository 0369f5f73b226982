package io.github.orgportal.administration;

import java.util.List;

/**
 * Rights at a unit.
 *
 * @param unit id of the unit
 * @param rights ids of the rights
 */
public record UnitGrant(String unit, List<String> rights) {
    /** Copies the list. */
    public UnitGrant {
        rights = List.copyOf(rights);
    }
}
