package io.github.orgportal.organizations.policy;

import java.util.Optional;

/**
 * Why a set of rights cannot be granted.
 *
 * @param reason what is wrong
 * @param right id of the right that it is wrong with
 * @param requirement id of the right that is missing, if that is the reason
 */
public record GrantProblem(Reason reason, String right, Optional<String> requirement) {
    /** What can be wrong with a granted right. */
    public enum Reason {
        /** The portal has no such right. */
        UNKNOWN,
        /** The operator has switched it off for the organization, or one that it requires. */
        SWITCHED_OFF,
        /** It does not exist for units of this type. */
        NOT_AVAILABLE,
        /** A right that it requires is not among those granted. */
        MISSING_REQUIREMENT
    }

    static GrantProblem of(Reason reason, String right) {
        return new GrantProblem(reason, right, Optional.empty());
    }

    static GrantProblem missing(String right, String requirement) {
        return new GrantProblem(Reason.MISSING_REQUIREMENT, right, Optional.of(requirement));
    }
}
