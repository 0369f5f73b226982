package io.github.orgportal.organizations.activation;

import io.github.orgportal.organizations.policy.CellState;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.organizations.profile.Unit;
import java.util.Optional;

/**
 * Somebody's wish for a right at a unit, which waits for the operator.
 *
 * @param id of the request
 * @param accountId who wants it
 * @param loginName of that account
 * @param firstName of the person; empty if unknown
 * @param lastName of the person; empty if unknown
 * @param organization in which
 * @param unit where
 * @param right id of the right
 * @param requestedAt milliseconds since 1970 UTC
 * @param state what the right is for the person at the unit at this moment, and so what stands in its way; none if it, or one that it
 *     requires, is switched off or does not exist any more
 */
public record ActivationRequest(
        String id,
        String accountId,
        String loginName,
        String firstName,
        String lastName,
        Organization organization,
        Unit unit,
        String right,
        long requestedAt,
        Optional<CellState> state) {
    /** Not the person. */
    @Override
    public String toString() {
        return "activation request " + id;
    }
}
