package io.github.orgportal.organizations.loginname;

import io.github.orgportal.organizations.policy.LoginNameKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A login name, or an id that was somebody's and will be nobody's again. Written and read by statements only. */
@Entity
@Table(name = "PORTAL_LOGIN_NAME")
@IdClass(LoginNameEntity.Key.class)
public class LoginNameEntity {
    /**
     * The primary key.
     *
     * @param realmId of the realm
     * @param scope the role that must be chosen with the name, or empty
     * @param name in its normal form
     */
    public record Key(String realmId, String scope, String name) implements Serializable {}

    @Id
    @Column(name = "REALM_ID", length = 36)
    private String realmId;

    @Id
    @Column(name = "SCOPE", length = 32)
    private String scope;

    @Id
    @Column(name = "NAME", length = 255)
    private String name;

    @Column(name = "ACCOUNT_ID", length = 36)
    private @Nullable String accountId;

    @Enumerated(EnumType.STRING)
    @Column(name = "KIND", length = 16, nullable = false)
    private LoginNameKind kind;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected LoginNameEntity() {}
}
