package io.github.orgportal.organizations.changelog;

import io.github.orgportal.organizations.changelog.chain.EntrySignatures;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The end of a chain of changes. Only touched under its row's lock. */
@Entity
@Table(name = "PORTAL_CHANGE_CHAIN")
public class ChainEntity {
    @Id
    @Column(name = "CHAIN_ID", length = 36)
    private String id;

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId;

    @Column(name = "LAST_SEQUENCE", nullable = false)
    private long lastSequence;

    @Column(name = "LAST_HASH", length = 80, nullable = false)
    private String lastHash;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ChainEntity() {}

    ChainEntity(String id, String realmId) {
        this.id = id;
        this.realmId = realmId;
        this.lastSequence = 0;
        this.lastHash = EntrySignatures.START;
    }

    String id() {
        return id;
    }

    long lastSequence() {
        return lastSequence;
    }

    String lastHash() {
        return lastHash;
    }

    void moveTo(long sequence, String hash) {
        lastSequence = sequence;
        lastHash = hash;
    }
}
