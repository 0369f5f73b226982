package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import java.util.List;
import java.util.Map;

/**
 * A function of the portal that can be granted, from a {@code portal-right} component.
 *
 * @param id the component's name; grants refer to it
 * @param requires ids of the rights that must be held too, the direct ones only
 * @param unitTypes ids of the unit types that it exists for; none means all
 * @param needsIdentifier it takes effect only where the unit has its identifier
 * @param position where it stands among the rights
 */
public record Right(String id, List<String> requires, List<String> unitTypes, boolean needsIdentifier, int position)
        implements PortalComponent {

    static final String REQUIRES_KEY = "requires";
    static final String UNIT_TYPES_KEY = "unitTypes";

    private static final Option<List<String>> REQUIRES = Option.list(
            REQUIRES_KEY, "Requires", "Ids of the rights that must be held too.", Id.PATTERN, Id.IN_WORDS, List.of());
    private static final Option<List<String>> UNIT_TYPES = Option.list(
            UNIT_TYPES_KEY,
            "Unit types",
            "Ids of the unit types that the right exists for; none means all.",
            Id.PATTERN,
            Id.IN_WORDS,
            List.of());
    private static final Option<Boolean> NEEDS_IDENTIFIER = Option.flag(
            "needsIdentifier",
            "Needs the identifier",
            "The right takes effect only where the unit has its identifier.",
            false);

    static final List<Option<?>> OPTIONS = List.of(REQUIRES, UNIT_TYPES, NEEDS_IDENTIFIER, Position.OPTION);

    /** Copies the lists. */
    public Right {
        requires = List.copyOf(requires);
        unitTypes = List.copyOf(unitTypes);
    }

    static Right of(String id, Map<String, List<String>> config) throws InvalidOptionException {
        return new Right(
                id,
                REQUIRES.read(config),
                UNIT_TYPES.read(config),
                NEEDS_IDENTIFIER.read(config),
                Position.OPTION.read(config));
    }

    /** The key of the text that people read for a right, in the realm's localization texts. */
    public static String labelKey(String id) {
        return "portalRight." + id;
    }

    /** Whether the right exists for units of a type. */
    boolean isFor(String unitType) {
        return unitTypes.isEmpty() || unitTypes.contains(unitType);
    }
}
