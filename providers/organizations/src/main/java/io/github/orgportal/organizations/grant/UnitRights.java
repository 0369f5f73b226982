package io.github.orgportal.organizations.grant;

import java.util.List;

/**
 * The rights that work for an account at a unit.
 *
 * @param unitId of the unit
 * @param unitNumber of the unit
 * @param rights ids of the rights, in the order of the catalogue; at least one
 */
public record UnitRights(String unitId, String unitNumber, List<String> rights) {
    /** Copies the list. */
    public UnitRights {
        rights = List.copyOf(rights);
    }
}
