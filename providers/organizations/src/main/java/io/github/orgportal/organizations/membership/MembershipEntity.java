package io.github.orgportal.organizations.membership;

import io.github.orgportal.organizations.access.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.keycloak.models.UserModel;

/** An account's place in an organization. Times are milliseconds since 1970 UTC. */
@Entity
@Table(name = "PORTAL_MEMBERSHIP")
public class MembershipEntity {
    @Id
    @Column(name = "ID", length = 36)
    private String id;

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId;

    @Column(name = "ORGANIZATION_ID", length = 36, nullable = false, updatable = false)
    private String organizationId;

    @Column(name = "USER_ID", length = 36, nullable = false, updatable = false)
    private String userId;

    @Enumerated(EnumType.STRING)
    @Column(name = "ROLE", length = 32, nullable = false)
    private Role role;

    /** Of an administrator: it holds only the rights and mailboxes that it has, not the whole organization. */
    @Column(name = "BOUND", nullable = false)
    private boolean bound;

    @Column(name = "CREATED_AT", nullable = false, updatable = false)
    private long createdAt;

    // Copies, see MemberNames; a write of the role must not bring an old one back.
    @Column(name = "LAST_NAME", nullable = false, updatable = false)
    private String lastName;

    @Column(name = "FIRST_NAME", nullable = false, updatable = false)
    private String firstName;

    @Column(name = "USERNAME", nullable = false, updatable = false)
    private String username;

    @Column(name = "EMAIL", nullable = false, updatable = false)
    private String email;

    // STANDING, a copy too, is no part of this entity: it is written by statement only, see AccountStanding

    @Version
    @Column(name = "VERSION", nullable = false)
    private int version;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected MembershipEntity() {}

    MembershipEntity(String id, String realmId, String organizationId, UserModel account, Role role, long createdAt) {
        this.id = id;
        this.realmId = realmId;
        this.organizationId = organizationId;
        this.userId = account.getId();
        this.lastName = MemberNames.ofPerson(account.getLastName());
        this.firstName = MemberNames.ofPerson(account.getFirstName());
        this.username = MemberNames.ofLogin(account.getUsername());
        this.email = MemberNames.ofLogin(account.getEmail());
        this.role = role;
        this.createdAt = createdAt;
    }

    void become(Role other) {
        role = other;
        bound = false;
    }

    boolean isBound() {
        return bound;
    }

    void bind(boolean toWhatItHolds) {
        bound = toWhatItHolds;
    }

    Member asRecord() {
        return new Member(id, organizationId, userId, role);
    }
}
