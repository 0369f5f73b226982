package io.github.orgportal.organizations.changelog;

import java.util.Optional;
import org.keycloak.models.ModelValidationException;

/**
 * Which part of the log to read. Each of its conditions can be left out, and all of them hold together.
 *
 * @param organizationId only what concerns this organization; without it the whole realm, with what concerns no organization
 * @param personId only what this account did or what was done to it; the software's own parts are found by their names
 * @param action only this
 * @param from not earlier; milliseconds since 1970 UTC
 * @param to earlier than this; milliseconds since 1970 UTC
 * @param before only what stands after this position in a log that begins with the newest
 * @param max entries of a page, 1 to {@value #MOST}
 */
public record ChangeQuery(
        Optional<String> organizationId,
        Optional<String> personId,
        Optional<Action> action,
        Optional<Long> from,
        Optional<Long> to,
        Optional<ChangePosition> before,
        int max) {
    /** Entries that a page can have. */
    public static final int MOST = 100;

    /** Refuses a page of another size. */
    public ChangeQuery {
        if (max < 1 || max > MOST) {
            throw new ModelValidationException("A page has 1 to %d entries".formatted(MOST));
        }
    }

    /** All that a realm has. */
    public static ChangeQuery ofRealm() {
        return new ChangeQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MOST);
    }

    /** All that an organization has. */
    public static ChangeQuery of(String organizationId) {
        return new ChangeQuery(
                Optional.of(organizationId),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MOST);
    }

    /** The same further back. */
    public ChangeQuery before(ChangePosition position) {
        return new ChangeQuery(organizationId, personId, action, from, to, Optional.of(position), max);
    }
}
