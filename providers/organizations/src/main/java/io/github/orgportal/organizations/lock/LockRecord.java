package io.github.orgportal.organizations.lock;

import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.LockScope;
import java.util.Optional;

/**
 * A lock as its history shows it. Times are milliseconds since 1970 UTC.
 *
 * @param id of the lock
 * @param scope what it is put on
 * @param cause why
 * @param targetId of the account, membership or organization, as the scope says
 * @param reason what the one who locked wrote
 * @param lockedBy account id, or the part of the software that locked
 * @param lockedAt when
 * @param liftedBy account id, or the part of the software that lifted it; none while it is active
 * @param liftedAt when; none while it is active
 */
public record LockRecord(
        String id,
        LockScope scope,
        LockCause cause,
        String targetId,
        String reason,
        String lockedBy,
        long lockedAt,
        Optional<String> liftedBy,
        Optional<Long> liftedAt) {
    /** Whether it still holds. */
    public boolean isActive() {
        return liftedAt.isEmpty();
    }
}
