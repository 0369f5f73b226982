package io.github.orgportal.organizations.changelog;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.orgportal.organizations.changelog.chain.Entry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.keycloak.util.JsonSerialization;

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

    ChangeEntity(Entry entry, String hash) {
        this.chainId = entry.chainId();
        this.sequence = entry.sequence();
        this.realmId = entry.realmId();
        this.changedAt = entry.changedAt();
        this.actorKind = Actor.Kind.valueOf(entry.actorKind());
        this.actorId = entry.actorId();
        this.actorName = entry.actorName();
        this.action = Action.valueOf(entry.action());
        this.subjectKind = Subject.Kind.valueOf(entry.subjectKind());
        this.subjectId = entry.subjectId();
        this.subjectName = entry.subjectName();
        this.before = entry.before();
        this.after = entry.after();
        this.reason = entry.reason();
        this.hash = hash;
    }

    LoggedChange asRecord() {
        return new LoggedChange(
                new ChangePosition(changedAt, chainId, sequence),
                chainId.equals(realmId) ? Optional.empty() : Optional.of(chainId),
                new Actor(actorKind, actorId, actorName),
                action,
                new Subject(subjectKind, subjectId, subjectName),
                values(before),
                values(after),
                reason);
    }

    private static Map<String, Object> values(String json) {
        try {
            return JsonSerialization.readValue(json, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("The values of an entry are no JSON object", e);
        }
    }
}
