package io.github.orgportal.onetimepassword;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether an account has a one-time password that is not used up.
 *
 * @param kind what can be done with it
 * @param validUntil when it ends or ended; empty if there is none, or what is stored cannot be relied on
 */
public record OneTimePasswordState(Kind kind, Optional<Instant> validUntil) {
    static final OneTimePasswordState NONE = new OneTimePasswordState(Kind.NONE, Optional.empty());
    static final OneTimePasswordState UNREADABLE = new OneTimePasswordState(Kind.UNREADABLE, Optional.empty());

    /** What can be done with a one-time password. */
    public enum Kind {
        /** There is none, or a personal password was chosen since. */
        NONE,
        /** It can be shown, and opens the way to a personal password. */
        VALID,
        /** Its time is over: a new one is needed. */
        EXPIRED,
        /** Its key is not in the key file any more, or somebody altered the row: a new one is needed. */
        UNREADABLE
    }
}
