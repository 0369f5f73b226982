package io.github.orgportal.organizations.password;

import io.github.orgportal.onetimepassword.OneTimePassword;
import java.util.Optional;

/**
 * What somebody sees who wants to look at a one-time password.
 *
 * @param outcome what came of it
 * @param oneTimePassword what is shown; none unless it is {@link Outcome#SHOWN}
 */
public record Look(Outcome outcome, Optional<OneTimePassword> oneTimePassword) {
    /** What came of a look. */
    public enum Outcome {
        /** It is shown. */
        SHOWN,
        /** There is none that is valid. */
        NONE,
        /** The one who asks may not see it. */
        REFUSED
    }

    static Look of(Optional<OneTimePassword> found) {
        return new Look(found.isPresent() ? Outcome.SHOWN : Outcome.NONE, found);
    }

    static Look refused() {
        return new Look(Outcome.REFUSED, Optional.empty());
    }
}
