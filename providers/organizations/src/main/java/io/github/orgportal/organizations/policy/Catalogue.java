package io.github.orgportal.organizations.policy;

import static java.util.Comparator.comparing;

import io.github.orgportal.support.InvalidOptionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/**
 * The rights, unit types and mailbox types of a portal, and the rules that follow from them. Immutable; everything comes in the
 * order of the positions, then of the ids.
 *
 * <p>Ids that the catalogue does not know, say of a right that is gone from the realm while grants still name it, are answered as if
 * they had no effect; only {@link #problems} complains.
 */
public final class Catalogue {
    private static final Catalogue EMPTY = new Catalogue(Map.of(), Map.of(), Map.of(), Map.of());

    private final Map<String, Right> rights;
    private final Map<String, UnitType> unitTypes;
    private final Map<String, MailboxType> mailboxTypes;
    /** To each right all that must be held with it, directly or not. */
    private final Map<String, Set<String>> requirements;

    private Catalogue(
            Map<String, Right> rights,
            Map<String, UnitType> unitTypes,
            Map<String, MailboxType> mailboxTypes,
            Map<String, Set<String>> requirements) {
        this.rights = rights;
        this.unitTypes = unitTypes;
        this.mailboxTypes = mailboxTypes;
        this.requirements = requirements;
    }

    /**
     * The catalogue of a realm; an empty one if it is not a portal's.
     *
     * @throws org.keycloak.models.ModelException if the realm's components contradict each other, which Keycloak's import and
     *     admin API do not let happen
     */
    public static Catalogue of(RealmModel realm) {
        return PortalRealm.of(realm).map(PortalRealm::catalogue).orElse(EMPTY);
    }

    /**
     * Puts a catalogue together.
     *
     * @throws InvalidOptionException if an id stands twice or does not exist, a right requires itself over others, or one exists
     *     for a unit type that a right which it requires does not exist for; the message names component, key, value and what is
     *     allowed
     */
    static Catalogue of(Collection<Right> rights, Collection<UnitType> unitTypes, Collection<MailboxType> mailboxTypes)
            throws InvalidOptionException {
        Map<String, UnitType> types = ordered(ComponentKind.UNIT_TYPE, unitTypes, UnitType::id, UnitType::position);
        Map<String, MailboxType> mailboxes =
                ordered(ComponentKind.MAILBOX_TYPE, mailboxTypes, MailboxType::id, MailboxType::position);
        Map<String, Right> all = ordered(ComponentKind.RIGHT, rights, Right::id, Right::position);
        for (Right right : all.values()) {
            refuseUnknown(right, Right.REQUIRES_KEY, right.requires(), all.keySet());
            refuseUnknown(right, Right.UNIT_TYPES_KEY, right.unitTypes(), types.keySet());
        }
        Map<String, Set<String>> requirements = new LinkedHashMap<>();
        for (Right right : all.values()) {
            requirements.put(right.id(), closure(right, all));
        }
        for (Right right : all.values()) {
            refuseCycle(right, requirements);
        }
        Catalogue catalogue = new Catalogue(all, types, mailboxes, Collections.unmodifiableMap(requirements));
        for (Right right : all.values()) {
            catalogue.refuseUnitTypesBeyondRequirements(right);
        }
        return catalogue;
    }

    private static <T> Map<String, T> ordered(
            ComponentKind kind, Collection<T> values, Function<T, String> id, ToIntFunction<T> position)
            throws InvalidOptionException {
        Map<String, T> result = new LinkedHashMap<>();
        for (T value : values.stream()
                .sorted(comparing((T each) -> position.applyAsInt(each)).thenComparing(id))
                .toList()) {
            if (result.put(id.apply(value), value) != null) {
                throw new InvalidOptionException("%s: name is '%s', which stands twice, allowed is each name once"
                        .formatted(kind.call(id.apply(value)), id.apply(value)));
            }
        }
        return Collections.unmodifiableMap(result);
    }

    private static void refuseUnknown(Right right, String key, List<String> values, Set<String> known)
            throws InvalidOptionException {
        for (String value : values) {
            if (!known.contains(value)) {
                throw refusal(right, key, value, "which does not exist", known);
            }
        }
    }

    /** All that a right requires, directly or not, in the order of the rights; with itself if there is a way back. */
    private static Set<String> closure(Right right, Map<String, Right> all) {
        Set<String> found = new LinkedHashSet<>();
        List<String> next = right.requires();
        while (!next.isEmpty()) {
            next = next.stream()
                    .filter(found::add)
                    .flatMap(id -> Stream.ofNullable(all.get(id)))
                    .flatMap(required -> required.requires().stream())
                    .toList();
        }
        return only(found::contains, all.keySet());
    }

    private static void refuseCycle(Right right, Map<String, Set<String>> requirements) throws InvalidOptionException {
        Predicate<String> leadsBack = id ->
                id.equals(right.id()) || requirements.getOrDefault(id, Set.of()).contains(right.id());
        Optional<String> wrong = right.requires().stream().filter(leadsBack).findFirst();
        if (wrong.isPresent()) {
            throw refusal(
                    right,
                    Right.REQUIRES_KEY,
                    wrong.get(),
                    "which leads back to it",
                    only(leadsBack.negate(), requirements.keySet()));
        }
    }

    private static Set<String> only(Predicate<String> wanted, Set<String> ids) {
        Set<String> found = new LinkedHashSet<>(ids);
        found.removeIf(wanted.negate());
        return Collections.unmodifiableSet(found);
    }

    private void refuseUnitTypesBeyondRequirements(Right right) throws InvalidOptionException {
        for (Right required : held(right.id())) {
            for (String type : unitTypes.keySet()) {
                if (right.isFor(type) && !required.isFor(type)) {
                    throw refusal(
                            right,
                            Right.UNIT_TYPES_KEY,
                            type,
                            "for which '%s', which it requires, does not exist".formatted(required.id()),
                            required.unitTypes());
                }
            }
        }
    }

    private static InvalidOptionException refusal(
            Right right, String key, String value, String why, Collection<String> allowed) {
        return new InvalidOptionException("%s: %s is '%s', %s, allowed is %s"
                .formatted(
                        ComponentKind.RIGHT.call(right.id()),
                        key,
                        value,
                        why,
                        allowed.isEmpty() ? "none" : "one of " + String.join(", ", allowed)));
    }

    /** All rights. */
    public List<Right> rights() {
        return List.copyOf(rights.values());
    }

    /** The right of an id, if the portal has it. */
    public Optional<Right> right(String id) {
        return Optional.ofNullable(rights.get(id));
    }

    /** All unit types. */
    public List<UnitType> unitTypes() {
        return List.copyOf(unitTypes.values());
    }

    /** The unit type of an id, if the portal has it. */
    public Optional<UnitType> unitType(String id) {
        return Optional.ofNullable(unitTypes.get(id));
    }

    /** All mailbox types. */
    public List<MailboxType> mailboxTypes() {
        return List.copyOf(mailboxTypes.values());
    }

    /** The ids of the mailboxes that organizations share among their people, in their order. */
    public List<String> groupMailboxes() {
        return mailboxTypes.values().stream()
                .filter(type -> type.kind() == MailboxType.Kind.GROUP)
                .map(MailboxType::id)
                .toList();
    }

    /** The mailbox type of an id, if the portal has it. */
    public Optional<MailboxType> mailboxType(String id) {
        return Optional.ofNullable(mailboxTypes.get(id));
    }

    /** Ids of the rights that must be held for a right, directly or not, without itself. */
    public Set<String> requirementsOf(String right) {
        return requirements.getOrDefault(right, Set.of());
    }

    /**
     * Ids of all rights that can be granted at a unit.
     *
     * @param unitType id of the unit's type
     * @param switchedOff ids of the rights that the operator has switched off for the organization
     */
    public Set<String> grantable(String unitType, Set<String> switchedOff) {
        return only(id -> problems(unitType, heldWith(id), switchedOff).isEmpty(), rights.keySet());
    }

    private Set<String> heldWith(String right) {
        Set<String> held = new TreeSet<>(requirementsOf(right));
        held.add(right);
        return held;
    }

    /** Ids of the rights that would be lost with a right, directly or not, without itself. */
    public Set<String> dependentsOf(String right) {
        return only(id -> requirementsOf(id).contains(right), rights.keySet());
    }

    /**
     * What speaks against granting exactly these rights to one account at one unit. A missing identifier does not: such a right is
     * granted and waits for it.
     *
     * @param unitType id of the unit's type
     * @param granted ids of the rights
     * @param switchedOff ids of the rights that the operator has switched off for the organization
     * @return nothing if they can be granted; else all problems, in the order of the rights
     */
    public List<GrantProblem> problems(String unitType, Set<String> granted, Set<String> switchedOff) {
        List<GrantProblem> problems = new ArrayList<>();
        new TreeSet<>(granted)
                .stream()
                        .filter(id -> !rights.containsKey(id))
                        .map(id -> GrantProblem.of(GrantProblem.Reason.UNKNOWN, id))
                        .forEach(problems::add);
        for (Right right : rights.values()) {
            if (granted.contains(right.id())) {
                problemsOf(right, unitType, granted, switchedOff).forEach(problems::add);
            }
        }
        return List.copyOf(problems);
    }

    private Stream<GrantProblem> problemsOf(
            Right right, String unitType, Set<String> granted, Set<String> switchedOff) {
        if (isSwitchedOff(right.id(), switchedOff)) {
            return Stream.of(GrantProblem.of(GrantProblem.Reason.SWITCHED_OFF, right.id()));
        }
        if (!isAvailable(right, unitType)) {
            return Stream.of(GrantProblem.of(GrantProblem.Reason.NOT_AVAILABLE, right.id()));
        }
        return requirementsOf(right.id()).stream()
                .filter(required -> !granted.contains(required))
                .map(required -> GrantProblem.missing(right.id(), required));
    }

    /**
     * What a right is for one account at one unit. A right works only if those that it requires do.
     *
     * @param right id of the right
     * @param unitType id of the unit's type
     * @param hasIdentifier whether the unit has its identifier
     * @param granted ids of the rights that the account has been granted at the unit
     * @param switchedOff ids of the rights that the operator has switched off for the organization
     * @return nothing if the right, or one that it requires, is switched off or does not exist: it is then neither shown nor
     *     effective
     */
    public Optional<CellState> cell(
            String right, String unitType, boolean hasIdentifier, Set<String> granted, Set<String> switchedOff) {
        return right(right)
                .filter(found -> !isSwitchedOff(right, switchedOff))
                .map(found -> state(found, unitType, hasIdentifier, granted));
    }

    private CellState state(Right right, String unitType, boolean hasIdentifier, Set<String> granted) {
        if (!isAvailable(right, unitType)) {
            return CellState.NOT_AVAILABLE;
        }
        if (!granted.contains(right.id()) || !granted.containsAll(requirementsOf(right.id()))) {
            return CellState.NOT_GRANTED;
        }
        boolean needsIdentifier =
                right.needsIdentifier() || held(right.id()).stream().anyMatch(Right::needsIdentifier);
        return needsIdentifier && !hasIdentifier ? CellState.NO_IDENTIFIER : CellState.USABLE;
    }

    /** Ids of the rights that work for one account at one unit; the parameters are those of {@link #cell}. */
    public List<String> usable(String unitType, boolean hasIdentifier, Set<String> granted, Set<String> switchedOff) {
        return rights.keySet().stream()
                .filter(granted::contains)
                .filter(right -> cell(right, unitType, hasIdentifier, granted, switchedOff)
                        .filter(CellState.USABLE::equals)
                        .isPresent())
                .toList();
    }

    private boolean isSwitchedOff(String right, Set<String> switchedOff) {
        return switchedOff.contains(right) || requirementsOf(right).stream().anyMatch(switchedOff::contains);
    }

    private boolean isAvailable(Right right, String unitType) {
        return unitTypes.containsKey(unitType) && right.isFor(unitType);
    }

    private List<Right> held(String right) {
        return requirementsOf(right).stream().flatMap(id -> right(id).stream()).toList();
    }
}
