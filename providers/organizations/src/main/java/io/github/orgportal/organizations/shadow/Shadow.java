package io.github.orgportal.organizations.shadow;

import io.github.orgportal.organizations.shadow.ShadowTaskEntity.Target;
import jakarta.persistence.EntityManager;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * Orders shadows: called in the transaction that changes a lock or a membership. This node casts them right after the commit; if it
 * dies before, another does.
 */
public final class Shadow {
    private final KeycloakSession session;
    private final EntityManager em;
    private final ShadowCaster caster;
    private final String realmId;
    private boolean enlisted;
    private final Set<Target> ordered = EnumSet.noneOf(Target.class);

    /** Orders for the realm in the session's context. */
    public Shadow(KeycloakSession session, ShadowCaster caster) {
        this.session = session;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.caster = caster;
        this.realmId = session.getContext().getRealm().getId();
    }

    /** The access of one account may have changed. */
    public void ofAccount(String accountId) {
        order(Target.ACCOUNT, accountId);
    }

    /** The access of everybody in an organization may have changed. The effort now is the same however many they are. */
    public void ofOrganization(String organizationId) {
        order(Target.ORGANIZATION, organizationId);
    }

    /** What we last did to an account in Keycloak. */
    public Optional<ShadowEntity.State> state(String accountId) {
        return new ShadowStore(session).state(accountId);
    }

    /** Keycloak has removed an account. */
    public void forget(String accountId) {
        new ShadowStore(session).removeAccount(accountId);
    }

    /** A realm is gone, with all its accounts. */
    public static void forgetRealm(KeycloakSession session, String realmId) {
        new ShadowStore(session).removeRealm(realmId);
    }

    /**
     * Makes sure that what is ordered gets cast after the commit. Who orders while the transaction is already committing must have called
     * it before.
     */
    public void enlist() {
        if (!enlisted) {
            enlisted = true;
            session.getTransactionManager().enlistAfterCompletion(new Casting());
        }
    }

    private void order(Target target, String targetId) {
        enlist();
        ordered.add(target);
        em.persist(new ShadowTaskEntity(
                UUID.randomUUID().toString(), realmId, target, targetId, Time.currentTimeMillis()));
    }

    private final class Casting extends AbstractKeycloakTransaction {
        @Override
        protected void commitImpl() {
            ordered.forEach(target -> caster.castSoon(realmId, target));
        }

        @Override
        protected void rollbackImpl() {
            // nothing has changed
        }
    }
}
