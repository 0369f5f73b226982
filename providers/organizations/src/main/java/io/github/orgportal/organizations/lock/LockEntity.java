package io.github.orgportal.organizations.lock;

import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.changelog.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lock, active or lifted. Times are milliseconds since 1970 UTC. */
@Entity
@Table(name = "PORTAL_LOCK")
public class LockEntity {
    @Id
    @Column(name = "ID", length = 36)
    private String id;

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId;

    @Enumerated(EnumType.STRING)
    @Column(name = "SCOPE", length = 16, nullable = false, updatable = false)
    private LockScope scope;

    @Column(name = "TARGET_ID", length = 36, nullable = false, updatable = false)
    private String targetId;

    /** Of a lock on a membership. */
    @Column(name = "ORGANIZATION_ID", length = 36, updatable = false)
    private @Nullable String organizationId;

    @Enumerated(EnumType.STRING)
    @Column(name = "CAUSE", length = 32, nullable = false, updatable = false)
    private LockCause cause;

    @Column(name = "REASON", length = 1000, nullable = false, updatable = false)
    private String reason;

    @Column(name = "LOCKED_BY", length = 36, nullable = false, updatable = false)
    private String lockedBy;

    @Column(name = "LOCKED_AT", nullable = false, updatable = false)
    private long lockedAt;

    @Column(name = "LIFTED_BY", length = 36)
    private @Nullable String liftedBy;

    @Column(name = "LIFTED_AT")
    private @Nullable Long liftedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected LockEntity() {}

    LockEntity(
            String id,
            String realmId,
            LockScope scope,
            String targetId,
            LockCause cause,
            String reason,
            Actor by,
            long lockedAt) {
        this.id = id;
        this.realmId = realmId;
        this.scope = scope;
        this.targetId = targetId;
        this.cause = cause;
        this.reason = reason;
        this.lockedBy = by.id();
        this.lockedAt = lockedAt;
    }

    LockEntity in(String organization) {
        organizationId = organization;
        return this;
    }

    void lift(Actor by, long at) {
        liftedBy = by.id();
        liftedAt = at;
    }

    /** As it is now. */
    public LockRecord asRecord() {
        return new LockRecord(
                id,
                scope,
                cause,
                targetId,
                reason,
                lockedBy,
                lockedAt,
                Optional.ofNullable(liftedBy),
                Optional.ofNullable(liftedAt));
    }
}
