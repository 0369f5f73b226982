package io.github.orgportal.administration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

    /** In a certain order. */
    static List<UnitGrant> of(Map<String, Set<String>> grants) {
        return new TreeMap<>(grants)
                .entrySet().stream()
                        .map(entry -> new UnitGrant(
                                entry.getKey(),
                                entry.getValue().stream().sorted().toList()))
                        .toList();
    }
}
