package io.github.orgportal.organizations.changelog;

import java.util.List;
import java.util.Optional;

/**
 * A page of the log, newest first.
 *
 * @param items the entries
 * @param next what to ask {@linkplain ChangeQuery#before(ChangePosition) before} for the next page; nothing if this is the last one
 */
public record ChangePage(List<LoggedChange> items, Optional<ChangePosition> next) {
    /** Copies the list. */
    public ChangePage {
        items = List.copyOf(items);
    }
}
