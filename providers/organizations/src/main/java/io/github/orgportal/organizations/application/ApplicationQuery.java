package io.github.orgportal.organizations.application;

import java.util.Set;

/**
 * Which applications to list, the newest first.
 *
 * @param search stands in the reference, the name, the address or a member number; empty for all
 * @param statuses one of these; if there is none of them, all that were confirmed or entered
 * @param first how many to leave out
 * @param max how many to give
 */
public record ApplicationQuery(String search, Set<ApplicationStatus> statuses, int first, int max) {
    private static final Set<ApplicationStatus> CONFIRMED =
            Set.of(ApplicationStatus.WAITING, ApplicationStatus.APPROVED, ApplicationStatus.REJECTED);

    /** Copies the set. */
    public ApplicationQuery {
        statuses = statuses.isEmpty() ? CONFIRMED : Set.copyOf(statuses);
    }
}
