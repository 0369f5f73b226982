package io.github.orgportal.organizations.changelog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** An entry of the log. Written once, never changed. */
@Entity
@Table(name = "PORTAL_CHANGE")
@IdClass(ChangeEntity.Key.class)
public class ChangeEntity {
    /**
     * The primary key.
     *
     * @param chainId of the organization, or of the realm
     * @param sequence 1 for the first entry of a chain, without gaps
     */
    public record Key(String chainId, long sequence) implements Serializable {}

    @Id
    @Column(name = "CHAIN_ID", length = 36, updatable = false)
    private String chainId;

    @Id
    @Column(name = "SEQUENCE_NUMBER", updatable = false)
    private long sequence;

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId;

    @Column(name = "CHANGED_AT", nullable = false, updatable = false)
    private long changedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "ACTOR_KIND", length = 16, nullable = false, updatable = false)
    private Actor.Kind actorKind;

    @Column(name = "ACTOR_ID", length = 36, nullable = false, updatable = false)
    private String actorId;

    @Column(name = "ACTOR_NAME", length = 255, nullable = false, updatable = false)
    private String actorName;

    @Enumerated(EnumType.STRING)
    @Column(name = "ACTION", length = 64, nullable = false, updatable = false)
    private Action action;

    @Enumerated(EnumType.STRING)
    @Column(name = "SUBJECT_KIND", length = 16, nullable = false, updatable = false)
    private Subject.Kind subjectKind;

    @Column(name = "SUBJECT_ID", length = 36, nullable = false, updatable = false)
    private String subjectId;

    @Column(name = "SUBJECT_NAME", length = 255, nullable = false, updatable = false)
    private String subjectName;

    @Column(name = "VALUES_BEFORE", columnDefinition = "TEXT", nullable = false, updatable = false)
    private String before;

    @Column(name = "VALUES_AFTER", columnDefinition = "TEXT", nullable = false, updatable = false)
    private String after;

    @Column(name = "REASON", length = 1000, nullable = false, updatable = false)
    private String reason;

    @Column(name = "HASH", length = 80, nullable = false, updatable = false)
    private String hash;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ChangeEntity() {}

    ChangeEntity(Key key, String realmId, long changedAt, Change change, String before, String after, String hash) {
        this.chainId = key.chainId();
        this.sequence = key.sequence();
        this.realmId = realmId;
        this.changedAt = changedAt;
        this.actorKind = change.actor().kind();
        this.actorId = change.actor().id();
        this.actorName = change.actor().name();
        this.action = change.action();
        this.subjectKind = change.subject().kind();
        this.subjectId = change.subject().id();
        this.subjectName = change.subject().name();
        this.before = before;
        this.after = after;
        this.reason = change.reason();
        this.hash = hash;
    }
}
