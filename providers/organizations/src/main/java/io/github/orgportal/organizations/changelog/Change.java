package io.github.orgportal.organizations.changelog;

import java.util.Map;

/**
 * A change that is about to be logged.
 *
 * @param actor who makes it
 * @param action what is done
 * @param subject to whom or what
 * @param before the values that the change replaces, never a secret; empty if there were none
 * @param after the values from now on, never a secret; empty if there are none
 * @param reason why, as the actor told it; empty if nobody asked
 */
public record Change(
        Actor actor, Action action, Subject subject, Map<String, ?> before, Map<String, ?> after, String reason) {
    /** Copies the maps. */
    public Change {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /** A change without values. */
    public static Change of(Actor actor, Action action, Subject subject, String reason) {
        return new Change(actor, action, subject, Map.of(), Map.of(), reason);
    }
}
