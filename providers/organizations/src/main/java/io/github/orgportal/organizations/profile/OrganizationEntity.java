package io.github.orgportal.organizations.profile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What Keycloak's organization of the same id has no place for. */
@Entity(name = "PortalOrganizationEntity")
@Table(name = "PORTAL_ORGANIZATION")
public class OrganizationEntity {
    @Id
    @Column(name = "ID", length = 36)
    private String id;

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId;

    @Column(name = "MEMBER_NUMBER", length = 32, nullable = false, updatable = false)
    private String memberNumber;

    @Enumerated(EnumType.STRING)
    @Column(name = "KIND", length = 16, nullable = false)
    private Kind kind;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected OrganizationEntity() {}

    OrganizationEntity(String id, String realmId, String memberNumber, Kind kind) {
        this.id = id;
        this.realmId = realmId;
        this.memberNumber = memberNumber;
        this.kind = kind;
    }

    String id() {
        return id;
    }

    String memberNumber() {
        return memberNumber;
    }

    Kind kind() {
        return kind;
    }

    void become(Kind other) {
        kind = other;
    }
}
