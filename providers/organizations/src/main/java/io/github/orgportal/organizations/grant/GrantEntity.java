package io.github.orgportal.organizations.grant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A right on a unit for a membership. It is there or it is not; nothing in it changes. */
@Entity
@Table(name = "PORTAL_GRANT")
@IdClass(GrantEntity.Key.class)
public class GrantEntity {
    /**
     * The primary key.
     *
     * @param membershipId whose right it is
     * @param unitId where it holds
     * @param rightId what it allows
     */
    public record Key(String membershipId, String unitId, String rightId) implements Serializable {}

    @Id
    @Column(name = "MEMBERSHIP_ID", length = 36)
    private String membershipId;

    @Id
    @Column(name = "UNIT_ID", length = 36)
    private String unitId;

    @Id
    @Column(name = "RIGHT_ID", length = 64)
    private String rightId;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected GrantEntity() {}

    GrantEntity(String membershipId, String unitId, String rightId) {
        this.membershipId = membershipId;
        this.unitId = unitId;
        this.rightId = rightId;
    }
}
