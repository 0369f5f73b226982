package io.github.orgportal.organizations.profile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A right that the operator has switched off for an organization. */
@Entity
@Table(name = "PORTAL_RESTRICTION")
@IdClass(RestrictionEntity.Key.class)
public class RestrictionEntity {
    /**
     * The primary key.
     *
     * @param organizationId of the organization
     * @param rightId of the right
     */
    public record Key(String organizationId, String rightId) implements Serializable {}

    @Id
    @Column(name = "ORGANIZATION_ID", length = 36)
    private String organizationId;

    @Id
    @Column(name = "RIGHT_ID", length = 64)
    private String rightId;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected RestrictionEntity() {}

    RestrictionEntity(String organizationId, String rightId) {
        this.organizationId = organizationId;
        this.rightId = rightId;
    }
}
