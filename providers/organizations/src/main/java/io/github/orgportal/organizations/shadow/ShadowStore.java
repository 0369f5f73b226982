package io.github.orgportal.organizations.shadow;

import io.github.orgportal.organizations.shadow.ShadowEntity.State;
import io.github.orgportal.organizations.shadow.ShadowTaskEntity.Target;
import io.github.orgportal.organizations.standing.AccountStanding;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.engine.spi.SessionImplementor;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** The statements on the shadows and on what they lie on, in the transaction of the session. Times are milliseconds. */
final class ShadowStore {
    private final EntityManager em;

    ShadowStore(KeycloakSession session) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    Optional<State> state(String accountId) {
        return em.createQuery("select s.state from ShadowEntity s where s.userId = :account", State.class)
                .setParameter("account", accountId)
                .getResultStream()
                .findAny();
    }

    Optional<Task> oldestTask(String realmId, Target target) {
        return em.createQuery(
                        "select t.id, t.targetId from ShadowTaskEntity t where t.realmId = :realm and t.target = :target"
                                + " order by t.createdAt, t.id",
                        Tuple.class)
                .setParameter("realm", realmId)
                .setParameter("target", target)
                .setMaxResults(1)
                .getResultStream()
                .findAny()
                .map(row -> new Task(row.get(0, String.class), row.get(1, String.class)));
    }

    void deleteTask(String id) {
        em.createQuery("delete from ShadowTaskEntity t where t.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Realms that have an organization. */
    List<String> realmsOfPortals() {
        return strings(
                        "select r.ID from REALM r where exists (select 1 from PORTAL_ORGANIZATION o where o.REALM_ID = r.ID)")
                .getResultList();
    }

    /** The next accounts of an organization, by id. */
    List<String> accounts(String organizationId, String after, int most) {
        return strings(
                        "select USER_ID from PORTAL_MEMBERSHIP where ORGANIZATION_ID = :organization and USER_ID > :after"
                                + " order by USER_ID")
                .setParameter("organization", organizationId)
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultList();
    }

    /** Accounts that are not as we left them: another write of the same row has undone it. */
    List<String> undone(String realmId, String after, int most) {
        return em.createQuery(
                        "select s.userId from ShadowEntity s join UserEntity u on u.id = s.userId where s.realmId = :realm"
                                + " and s.userId > :after and (s.state = :disabled and u.enabled = true"
                                + " or s.state = :released and u.enabled = false) order by s.userId",
                        String.class)
                .setParameter("realm", realmId)
                .setParameter("after", after)
                .setParameter("disabled", State.DISABLED)
                .setParameter("released", State.RELEASED)
                .setMaxResults(most)
                .getResultList();
    }

    /** Accounts that we have touched lately: another node may have missed that. */
    List<String> touchedSince(String realmId, long since, String after, int most) {
        return em.createQuery(
                        "select s.userId from ShadowEntity s where s.realmId = :realm and s.since >= :since"
                                + " and s.userId > :after order by s.userId",
                        String.class)
                .setParameter("realm", realmId)
                .setParameter("since", since)
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultList();
    }

    /** Accounts that we have enabled again long enough ago: no write that was begun before can undo it any more. */
    List<String> released(String realmId, long before, String after, int most) {
        return em.createQuery(
                        "select s.userId from ShadowEntity s where s.realmId = :realm and s.state = :released"
                                + " and s.since < :before and s.userId > :after order by s.userId",
                        String.class)
                .setParameter("realm", realmId)
                .setParameter("released", State.RELEASED)
                .setParameter("before", before)
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultList();
    }

    /** Forgets accounts that were released. Whom somebody has disabled meanwhile counts as soon as nothing tells that it was us. */
    void forget(Collection<String> accountIds, long before) {
        List<String> disabled = lock(accountIds).stream()
                .filter(account -> !account.enabled())
                .map(Account::id)
                .toList();
        em.createQuery("delete from ShadowEntity s where s.userId in (:accounts) and s.state = :released"
                        + " and s.since < :before")
                .setParameter("accounts", accountIds)
                .setParameter("released", State.RELEASED)
                .setParameter("before", before)
                .executeUpdate();
        stand(disabled);
    }

    /**
     * Accounts as they are in Keycloak, locked until the end of the transaction: who comes later decides later too, from what is
     * committed then. Always in the same order, so that two nodes wait for each other instead of standing still.
     */
    List<Account> lock(Collection<String> accountIds) {
        strings("select ID from USER_ENTITY where ID in (:accounts) order by ID for update")
                .setParameter("accounts", accountIds)
                .getResultList();
        @SuppressWarnings("unchecked")
        List<Tuple> rows = em.createNativeQuery("""
                        select u.ID as id, u.USERNAME as username, u.EMAIL as email, u.ENABLED as enabled, s.STATE as state,
                               (select count(*) from USER_ATTRIBUTE a where a.USER_ID = u.ID and a.NAME = :reason) as reasons
                        from USER_ENTITY u left join PORTAL_SHADOW s on s.USER_ID = u.ID
                        where u.ID in (:accounts)
                        """, Tuple.class)
                .setParameter("accounts", accountIds)
                .setParameter("reason", UserModel.DISABLED_REASON)
                .getResultList();
        return rows.stream()
                .map(row -> new Account(
                        row.get("id", String.class),
                        row.get("username", String.class),
                        Optional.ofNullable(row.get("email", String.class)),
                        Boolean.TRUE.equals(row.get("enabled")),
                        Optional.ofNullable(row.get("state", String.class)).map(State::valueOf),
                        row.get("reasons", Number.class).longValue() > 0))
                .toList();
    }

    /** Disables accounts, and every token that was issued up to this second. */
    void disable(Collection<String> accountIds, int now) {
        em.createQuery("update UserEntity u set u.enabled = false, u.notBefore = :now where u.id in (:accounts)")
                .setParameter("now", now)
                .setParameter("accounts", accountIds)
                .executeUpdate();
    }

    void enable(Collection<String> accountIds) {
        em.createQuery("update UserEntity u set u.enabled = true where u.id in (:accounts)")
                .setParameter("accounts", accountIds)
                .executeUpdate();
    }

    void keep(Collection<String> accountIds, String realmId, State state, long now) {
        em.createQuery("delete from ShadowEntity s where s.userId in (:accounts)")
                .setParameter("accounts", accountIds)
                .executeUpdate();
        accountIds.forEach(account -> em.persist(new ShadowEntity(account, realmId, state, now)));
        em.flush();
        em.clear();
    }

    /** Accounts that somebody else had disabled are from now on as our locks say. */
    void takeOver(Collection<String> accountIds) {
        stand(accountIds);
    }

    private void stand(Collection<String> accountIds) {
        AccountStanding.copy(em.unwrap(SessionImplementor.class), accountIds);
    }

    /** Those of the accounts that have a session. */
    List<String> withSession(String realmId, Collection<String> accountIds) {
        return em.createQuery(
                        "select distinct s.userId from PersistentUserSessionEntity s where s.realmId = :realm"
                                + " and s.userId in (:accounts)",
                        String.class)
                .setParameter("realm", realmId)
                .setParameter("accounts", accountIds)
                .getResultList();
    }

    void removeAccount(String accountId) {
        em.createQuery("delete from ShadowEntity s where s.userId = :account")
                .setParameter("account", accountId)
                .executeUpdate();
        em.createQuery("delete from ShadowTaskEntity t where t.targetId = :account")
                .setParameter("account", accountId)
                .executeUpdate();
    }

    void removeRealm(String realmId) {
        em.createQuery("delete from ShadowEntity s where s.realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate();
        em.createQuery("delete from ShadowTaskEntity t where t.realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate();
    }

    @SuppressWarnings("unchecked")
    private jakarta.persistence.TypedQuery<String> strings(String sql) {
        return (jakarta.persistence.TypedQuery<String>) em.createNativeQuery(sql, String.class);
    }

    /** What is still to do. */
    record Task(String id, String targetId) {}

    /**
     * An account as Keycloak has it.
     *
     * @param shadow what we last did to it
     * @param lockedOut whether Keycloak's own brute-force protection has disabled it for good: not ours to undo
     */
    record Account(
            String id,
            String loginName,
            Optional<String> address,
            boolean enabled,
            Optional<State> shadow,
            boolean lockedOut) {}
}
