package io.github.orgportal.organizations.password;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How often something was tried since a time in milliseconds since 1970 UTC. */
@Entity
@Table(name = "PORTAL_ATTEMPT")
public class AttemptEntity {
    @Id
    @Column(name = "ID", length = 64)
    private String id = "";

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId = "";

    @Column(name = "TRIES", nullable = false)
    private int tries;

    @Column(name = "SINCE", nullable = false)
    private long since;

    /** For Hibernate. */
    protected AttemptEntity() {}
}
