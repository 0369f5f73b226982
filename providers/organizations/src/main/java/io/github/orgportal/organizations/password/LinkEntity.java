package io.github.orgportal.organizations.password;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one link of an account for a purpose that can still be used. Times are milliseconds since 1970 UTC. */
@Entity
@Table(name = "PORTAL_LINK")
@IdClass(LinkEntity.Key.class)
public class LinkEntity {
    /**
     * The primary key.
     *
     * @param accountId whom the link is for
     * @param purpose what it is for
     */
    public record Key(String accountId, LinkPurpose purpose) implements Serializable {}

    @Id
    @Column(name = "USER_ID", length = 36, updatable = false)
    private String accountId;

    @Id
    @Enumerated(EnumType.STRING)
    @Column(name = "PURPOSE", length = 16, updatable = false)
    private LinkPurpose purpose;

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId;

    @Column(name = "LINK_ID", length = 36, nullable = false)
    private String linkId;

    @Column(name = "CREATED_AT", nullable = false)
    private long createdAt;

    @Column(name = "EXPIRES_AT", nullable = false)
    private long expiresAt;

    @Column(name = "PASSWORD_CHOSEN_AT")
    private @Nullable Long passwordChosenAt;

    @Column(name = "ADDRESS_HASH", length = 64, nullable = false)
    private String addressHash;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected LinkEntity() {}

    LinkEntity(String realmId, Key key) {
        this.realmId = realmId;
        this.accountId = key.accountId();
        this.purpose = key.purpose();
        this.linkId = "";
        this.addressHash = "";
    }

    void become(String id, long now, long end, @Nullable Long password, String address) {
        linkId = id;
        createdAt = now;
        expiresAt = end;
        passwordChosenAt = password;
        addressHash = address;
    }

    boolean is(String id) {
        return linkId.equals(id);
    }

    long createdAt() {
        return createdAt;
    }

    boolean isOver(long now) {
        return now >= expiresAt;
    }

    /** Whether the account still has the password and the address that it had when the mail was written. */
    boolean isOf(@Nullable Long password, String address) {
        return Objects.equals(passwordChosenAt, password) && addressHash.equals(address);
    }
}
