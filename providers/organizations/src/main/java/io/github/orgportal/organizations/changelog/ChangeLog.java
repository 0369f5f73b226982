package io.github.orgportal.organizations.changelog;

import io.github.orgportal.organizations.changelog.chain.Entry;
import io.github.orgportal.organizations.changelog.chain.EntrySignatures;
import io.github.orgportal.support.SecretBox;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.util.JsonSerialization;

/**
 * Writes the log, in the transaction of the change itself: either both are there or neither.
 *
 * <p>Each organization has a chain of its own. An entry is signed over itself and the signature before it, and entries of a chain
 * are numbered without gaps, so that a missing, added, altered or moved one shows: see
 * {@link io.github.orgportal.organizations.changelog.verification.VerifyChangeLog}. The end of the chain stands in a row of its
 * own, which serializes the writers of one organization and nobody else.
 */
public final class ChangeLog {
    private static final Logger LOG = Logger.getLogger(ChangeLog.class);

    private final KeycloakSession session;
    private final EntityManager em;
    private final EntrySignatures signatures;
    private final String realmId;

    /** Writes for the realm in the session's context. */
    public ChangeLog(KeycloakSession session, SecretBox box) {
        this.session = session;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.signatures = new EntrySignatures(box);
        this.realmId = session.getContext().getRealm().getId();
    }

    /** Begins the chain of an organization; the same transaction has just made the organization. */
    public void begin(String organizationId) {
        em.persist(new ChainEntity(organizationId, realmId));
    }

    /**
     * Adds an entry to the chain of an organization. Others that change the same organization wait until this transaction ends.
     *
     * @throws IllegalStateException if the organization's chain was never begun
     */
    public void append(String organizationId, Change change) {
        append(
                end(organizationId)
                        .orElseThrow(() -> new IllegalStateException("No chain of changes for " + organizationId)),
                change);
    }

    /** Adds an entry that concerns no organization. */
    public void appendToRealm(Change change) {
        append(
                end(realmId).orElseGet(() -> {
                    beginRealm();
                    return end(realmId).orElseThrow();
                }),
                change);
    }

    /** A realm is gone, and its log with it. */
    public static void forgetRealm(KeycloakSession session, String realmId) {
        EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        em.createQuery("delete from ChangeEntity c where c.realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate();
        em.createQuery("delete from ChainEntity c where c.realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate();
    }

    private Optional<ChainEntity> end(String chainId) {
        return Optional.ofNullable(em.find(ChainEntity.class, chainId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** In a transaction of its own, because two may do so at once, and the second one must not lose its change for that. */
    private void beginRealm() {
        try {
            KeycloakModelUtils.runJobInTransaction(
                    session.getKeycloakSessionFactory(),
                    other -> other.getProvider(JpaConnectionProvider.class)
                            .getEntityManager()
                            .persist(new ChainEntity(realmId, realmId)));
        } catch (ModelDuplicateException e) {
            LOG.debugf("The chain of realm %s was begun by another transaction", realmId);
        }
    }

    private void append(ChainEntity chain, Change change) {
        Entry entry = new Entry(
                chain.id(),
                chain.lastSequence() + 1,
                realmId,
                Time.currentTimeMillis(),
                change.actor().kind().name(),
                change.actor().id(),
                change.actor().name(),
                change.action().name(),
                change.subject().kind().name(),
                change.subject().id(),
                change.subject().name(),
                json(change.before()),
                json(change.after()),
                change.reason());
        String signature = signatures.sign(chain.lastHash(), entry);
        em.persist(new ChangeEntity(entry, signature));
        chain.moveTo(entry.sequence(), signature);
    }

    /** Always in the same order of keys. */
    private static String json(Map<String, ?> values) {
        try {
            return JsonSerialization.writeValueAsString(new TreeMap<>(values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
