package io.github.orgportal.organizations.changelog;

import java.util.Map;
import java.util.Optional;

/**
 * An entry of the log.
 *
 * @param position where it stands, with its time and number
 * @param organizationId of the organization that it concerns, if it concerns one
 * @param actor who made the change, with the name at the time
 * @param action what was done
 * @param subject to whom or what, with the name at the time
 * @param before the values that the change replaced; empty if there were none
 * @param after the values from then on; empty if there are none
 * @param reason why; may be empty
 */
public record LoggedChange(
        ChangePosition position,
        Optional<String> organizationId,
        Actor actor,
        Action action,
        Subject subject,
        Map<String, Object> before,
        Map<String, Object> after,
        String reason) {}
