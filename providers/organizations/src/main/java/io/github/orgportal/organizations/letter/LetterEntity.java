package io.github.orgportal.organizations.letter;

import io.github.orgportal.organizations.changelog.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A letter, waiting or printed. Times are milliseconds since 1970 UTC. */
@Entity
@Table(name = "PORTAL_LETTER")
public class LetterEntity {
    @Id
    @Column(name = "ID", length = 36)
    private String id;

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId;

    @Enumerated(EnumType.STRING)
    @Column(name = "KIND", length = 32, nullable = false, updatable = false)
    private LetterKind kind;

    @Column(name = "USER_ID", length = 36, nullable = false, updatable = false)
    private String accountId;

    @Column(name = "ORGANIZATION_ID", length = 36, nullable = false, updatable = false)
    private String organizationId;

    @Column(name = "REQUESTED_BY", length = 36, nullable = false, updatable = false)
    private String requestedBy;

    @Column(name = "REQUESTED_AT", nullable = false, updatable = false)
    private long requestedAt;

    @Column(name = "PDF_AT")
    private @Nullable Long pdfAt;

    @Column(name = "PRINTED_BY", length = 36)
    private @Nullable String printedBy;

    @Column(name = "PRINTED_AT")
    private @Nullable Long printedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected LetterEntity() {}

    LetterEntity(
            String id,
            String realmId,
            LetterKind kind,
            String accountId,
            String organizationId,
            Actor requestedBy,
            long requestedAt) {
        this.id = id;
        this.realmId = realmId;
        this.kind = kind;
        this.accountId = accountId;
        this.organizationId = organizationId;
        this.requestedBy = requestedBy.id();
        this.requestedAt = requestedAt;
    }

    Letter asRecord() {
        return new Letter(
                id,
                kind,
                accountId,
                organizationId,
                requestedBy,
                requestedAt,
                Optional.ofNullable(pdfAt),
                Optional.ofNullable(printedAt));
    }
}
