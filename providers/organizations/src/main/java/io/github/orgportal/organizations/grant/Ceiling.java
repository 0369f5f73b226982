package io.github.orgportal.organizations.grant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an administrator holds of an organization: the units that it reaches, and what it can pass on there. Nobody gives what is not held,
 * and nobody takes it away either, because it could not be given back. Rights and mailboxes of an administrator are good for nothing else:
 * it has no functions of the portal.
 *
 * @param holder the membership that holds only what is named here; without one, it is the whole organization
 * @param grants ids of rights, by the ids of the units
 * @param mailboxes types of group mailboxes
 */
public record Ceiling(Optional<String> holder, Map<String, Set<String>> grants, Set<String> mailboxes) {
    /** Of those who are not bound. */
    public static final Ceiling NONE = new Ceiling(Optional.empty(), Map.of(), Set.of());

    /** Of those who can pass on nothing at all. */
    public static final Ceiling NOTHING_HELD = new Ceiling(Optional.of(""), Map.of(), Set.of());

    /** Copies the collections. */
    public Ceiling {
        grants = Map.copyOf(grants);
        mailboxes = Set.copyOf(mailboxes);
    }

    /** Whether there is anything beyond. */
    public boolean bound() {
        return holder.isPresent();
    }

    /** Whether there is such a unit for it. */
    public boolean reaches(String unitId) {
        return !bound() || grants.containsKey(unitId);
    }

    /** Whether it can give a right at a unit. */
    public boolean holds(String unitId, String right) {
        return !bound() || grants.getOrDefault(unitId, Set.of()).contains(right);
    }

    /** Whether it can assign people to the group mailbox of a type, and say where its notifications go. */
    public boolean holdsMailbox(String type) {
        return !bound() || mailboxes.contains(type);
    }

    /** Whether all of this is below the ceiling. Who has more than that could act beyond it in that one's name. */
    public boolean covers(Map<String, Set<String>> rights, Collection<String> types) {
        return beyond(Map.of(), rights).isEmpty() && types.stream().allMatch(this::holdsMailbox);
    }

    /** Whether another one is nowhere above this one. */
    public boolean covers(Ceiling other) {
        return !bound() || (other.bound() && covers(other.grants, other.mailboxes));
    }

    /** The part of what somebody has that there is for it. */
    public Map<String, Set<String>> visible(Map<String, Set<String>> rights) {
        return rights.entrySet().stream()
                .filter(entry -> reaches(entry.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, () -> new TreeMap<>()));
    }

    /** What somebody has afterwards, if exactly this is to be had of what there is: beyond, all stays as it is. */
    public Map<String, Set<String>> after(Map<String, Set<String>> before, Map<String, Set<String>> wanted) {
        Map<String, Set<String>> after = new TreeMap<>(before);
        after.keySet().removeIf(this::reaches);
        after.putAll(wanted);
        return after;
    }

    /** Ids of the rights that differ without being held, by the ids of the units; none if the change is allowed. */
    public Map<String, Set<String>> beyond(Map<String, Set<String>> before, Map<String, Set<String>> after) {
        Map<String, Set<String>> beyond = new TreeMap<>();
        Set<String> units = new TreeSet<>(before.keySet());
        units.addAll(after.keySet());
        for (String unit : units) {
            Set<String> rights = differing(before.getOrDefault(unit, Set.of()), after.getOrDefault(unit, Set.of()));
            rights.removeIf(right -> holds(unit, right));
            if (!rights.isEmpty()) {
                beyond.put(unit, rights);
            }
        }
        return beyond;
    }

    /** Types of the group mailboxes that differ without being held; none if the change is allowed. */
    public Set<String> mailboxesBeyond(Collection<String> before, Collection<String> after) {
        Set<String> beyond = differing(before, after);
        beyond.removeIf(this::holdsMailbox);
        return beyond;
    }

    /** Ids of the rights that it can give at a unit, sorted; only of those who are bound. */
    public List<String> at(String unitId) {
        return grants.getOrDefault(unitId, Set.of()).stream().sorted().toList();
    }

    private static Set<String> differing(Collection<String> before, Collection<String> after) {
        Set<String> differing = new TreeSet<>(before);
        differing.addAll(after);
        differing.removeIf(each -> before.contains(each) && after.contains(each));
        return differing;
    }
}
