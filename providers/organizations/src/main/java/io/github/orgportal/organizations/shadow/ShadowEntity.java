package io.github.orgportal.organizations.shadow;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What we last did to an account in Keycloak. Accounts that were never locked have none. */
@Entity
@Table(name = "PORTAL_SHADOW")
public class ShadowEntity {
    /** What we did. */
    public enum State {
        /** Disabled it. It has to stay so until its locks allow otherwise. */
        DISABLED,
        /** Enabled it again. Kept for a while, because a write that began before may still undo it. */
        RELEASED
    }

    @Id
    @Column(name = "USER_ID", length = 36)
    private String userId;

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId;

    @Enumerated(EnumType.STRING)
    @Column(name = "STATE", length = 16, nullable = false)
    private State state;

    @Column(name = "SINCE", nullable = false)
    private long since;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ShadowEntity() {}

    ShadowEntity(String userId, String realmId, State state, long since) {
        this.userId = userId;
        this.realmId = realmId;
        this.state = state;
        this.since = since;
    }
}
