package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import java.util.List;
import java.util.Map;

/**
 * A type of units, from a {@code portal-unit-type} component.
 *
 * @param id the component's name; units refer to it
 * @param position where it stands among the unit types
 */
public record UnitType(String id, int position) implements PortalComponent {
    static final List<Option<?>> OPTIONS = List.of(Position.OPTION);

    static UnitType of(String id, Map<String, List<String>> config) throws InvalidOptionException {
        return new UnitType(id, Position.OPTION.read(config));
    }

    /** The key of the text that people read, in the realm's localization texts. */
    public String labelKey() {
        return "portalUnitType." + id;
    }
}
