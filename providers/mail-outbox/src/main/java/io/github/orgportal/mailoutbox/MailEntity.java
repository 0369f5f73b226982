package io.github.orgportal.mailoutbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A mail that has not left yet. Only written through this class: everything else is a statement of {@link MailStore}, so that no
 * write depends on what was read before. Times are milliseconds since 1970 UTC.
 */
@Entity
@Table(name = "PORTAL_MAIL")
public class MailEntity {
    @Id
    @Column(name = "ID", length = 36)
    private String id;

    @Column(name = "REALM_ID", length = 36, nullable = false)
    private String realmId;

    @Column(name = "CREATED_AT", nullable = false)
    private long createdAt;

    @Column(name = "EXPIRES_AT", nullable = false)
    private long expiresAt;

    @Column(name = "NEXT_TRY_AT", nullable = false)
    private long nextTryAt;

    @Column(name = "TRIES", nullable = false)
    private int tries;

    @Column(name = "CLAIMED_UNTIL", nullable = false)
    private long claimedUntil;

    // TEXT and not @Lob: PostgreSQL would keep a @Lob apart as a large object that no DELETE removes.
    @Column(name = "SEALED_CONTENT", columnDefinition = "TEXT", nullable = false)
    private String sealedContent;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected MailEntity() {}

    MailEntity(String id, String realmId, long createdAt, long expiresAt, long claimedUntil, String sealedContent) {
        this.id = id;
        this.realmId = realmId;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
        this.nextTryAt = createdAt;
        this.tries = 0;
        this.claimedUntil = claimedUntil;
        this.sealedContent = sealedContent;
    }
}
