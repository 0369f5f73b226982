package io.github.orgportal.organizations.lock;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How many wrong passwords an account has seen since the last right one; there is no row if none. */
@Entity
@Table(name = "PORTAL_WRONG_PASSWORD")
public class WrongPasswordEntity {
    @Id
    @Column(name = "USER_ID", length = 36)
    private String userId = "";

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId = "";

    @Column(name = "TRIES", nullable = false)
    private int tries;

    /** For Hibernate. */
    protected WrongPasswordEntity() {}
}
