package io.github.orgportal.organizations.lock;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Counts wrong passwords in a row, in the database: exact over all nodes and whatever is entered at the same time. Keycloak's own
 * counting comes after its answer, lies in memory, and counts wrong TANs among them.
 */
public final class WrongPasswordCounter {
    private final EntityManager em;
    private final String realmId;

    /** Counts in the transaction of this session, for the realm in its context. */
    public WrongPasswordCounter(KeycloakSession session) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.realmId = session.getContext().getRealm().getId();
    }

    /**
     * Counts one more; until the transaction ends, the account's next one waits.
     *
     * @return how many there are now
     */
    public int count(String accountId) {
        if (!add(accountId)) {
            em.createQuery("""
                            insert into WrongPasswordEntity (userId, realmId, tries) values (:account, :realm, 0)
                            on conflict do nothing""")
                    .setParameter("account", accountId)
                    .setParameter("realm", realmId)
                    .executeUpdate();
            add(accountId);
        }
        return tries(accountId);
    }

    private boolean add(String accountId) {
        return em.createQuery("update WrongPasswordEntity w set w.tries = w.tries + 1 where w.userId = :account")
                        .setParameter("account", accountId)
                        .executeUpdate()
                == 1;
    }

    /** How many there are. */
    public int tries(String accountId) {
        return em.createQuery("select w.tries from WrongPasswordEntity w where w.userId = :account", Integer.class)
                .setParameter("account", accountId)
                .getResultStream()
                .findAny()
                .orElse(0);
    }

    /** Starts again from none. */
    public void forget(String accountId) {
        em.createQuery("delete from WrongPasswordEntity w where w.userId = :account")
                .setParameter("account", accountId)
                .executeUpdate();
    }

    /** A realm is gone, with all its accounts. */
    public static void forgetRealm(KeycloakSession session, String realmId) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("delete from WrongPasswordEntity w where w.realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate();
    }
}
