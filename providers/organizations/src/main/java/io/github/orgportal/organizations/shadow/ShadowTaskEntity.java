package io.github.orgportal.organizations.shadow;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A shadow that has still to be cast. Written with the change that it follows from, so that no crash comes between. */
@Entity
@Table(name = "PORTAL_SHADOW_TASK")
public class ShadowTaskEntity {
    /** Whose shadow. */
    public enum Target {
        /** That of one account. */
        ACCOUNT,
        /** Those of all accounts of an organization. */
        ORGANIZATION
    }

    @Id
    @Column(name = "ID", length = 36)
    private String id;

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId;

    @Enumerated(EnumType.STRING)
    @Column(name = "TARGET", length = 16, nullable = false, updatable = false)
    private Target target;

    @Column(name = "TARGET_ID", length = 36, nullable = false, updatable = false)
    private String targetId;

    @Column(name = "CREATED_AT", nullable = false, updatable = false)
    private long createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ShadowTaskEntity() {}

    ShadowTaskEntity(String id, String realmId, Target target, String targetId, long createdAt) {
        this.id = id;
        this.realmId = realmId;
        this.target = target;
        this.targetId = targetId;
        this.createdAt = createdAt;
    }
}
