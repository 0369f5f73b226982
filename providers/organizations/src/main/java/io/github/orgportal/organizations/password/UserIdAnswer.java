package io.github.orgportal.organizations.password;

import java.util.Optional;

/**
 * What somebody gets who answers the questions behind a user-id link.
 *
 * @param outcome what came of it
 * @param userId what to log in with; none unless it is {@link Outcome#TOLD}
 */
public record UserIdAnswer(Outcome outcome, Optional<String> userId) {
    /** What came of it. */
    public enum Outcome {
        /** All four facts are right; the link is used up. */
        TOLD,
        /** One of them is not, whichever. */
        WRONG,
        /** Too many tries with this link; later again. */
        PAUSED,
        /** The link cannot be used any more. */
        ENDED
    }

    static UserIdAnswer of(Outcome outcome) {
        return new UserIdAnswer(outcome, Optional.empty());
    }

    /** Not the user id. */
    @Override
    public String toString() {
        return outcome.name();
    }
}
