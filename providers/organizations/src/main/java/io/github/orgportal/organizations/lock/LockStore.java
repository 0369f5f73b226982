package io.github.orgportal.organizations.lock;

import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.changelog.Actor;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** The statements on locks and on the rows that they are put under, in the transaction of the session. */
final class LockStore {
    private static final List<String> ADMINISTRATORS =
            Role.ADMINISTRATORS.stream().map(Role::name).toList();

    /**
     * A membership m of an administrator whom neither a lock of ours holds back nor somebody who has disabled the account without us. Own
     * wrong passwords do not count, be they ours to count or Keycloak's: a stranger can enter those.
     */
    private static final String ACTIVE_ADMINISTRATOR = """
            m.ROLE in (:administrators)
            and not exists (select 1 from PORTAL_LOCK l where l.LIFTED_AT is null and l.CAUSE <> :wrongPasswords
                            and l.TARGET_ID in (m.USER_ID, m.ID))
            and not exists (select 1 from USER_ENTITY u where u.ID = m.USER_ID and u.ENABLED = false
                            and not exists (select 1 from PORTAL_SHADOW s where s.USER_ID = u.ID)
                            and not exists (select 1 from USER_ATTRIBUTE a where a.USER_ID = u.ID and a.NAME = :lockout))
            """;

    private final EntityManager em;
    private final String realmId;

    LockStore(KeycloakSession session) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.realmId = session.getContext().getRealm().getId();
    }

    /**
     * Waits until nobody else changes the organization, and keeps others waiting until the transaction ends.
     *
     * @return its member number; none if the portal does not know the organization
     */
    Optional<String> hold(String organizationId) {
        return strings(
                        "select MEMBER_NUMBER from PORTAL_ORGANIZATION where ID = :organization and REALM_ID = :realm for update")
                .setParameter("organization", organizationId)
                .setParameter("realm", realmId)
                .getResultStream()
                .findAny();
    }

    /** Waits until nobody else changes the account, and keeps others waiting. Hold its organizations first. */
    void holdAccount(String accountId) {
        strings("select ID from USER_ENTITY where ID = :account for update")
                .setParameter("account", accountId)
                .getResultList();
    }

    List<String> organizationsOf(String accountId) {
        return strings(
                        "select ORGANIZATION_ID from PORTAL_MEMBERSHIP where USER_ID = :account order by ORGANIZATION_ID")
                .setParameter("account", accountId)
                .getResultList();
    }

    /** The administrators of an organization who can act for it. */
    List<String> activeAdministrators(String organizationId, int most) {
        return strings("""
                        select m.USER_ID from PORTAL_MEMBERSHIP m
                        where m.ORGANIZATION_ID = :organization and %s
                        """.formatted(ACTIVE_ADMINISTRATOR))
                .setParameter("organization", organizationId)
                .setParameter("administrators", ADMINISTRATORS)
                .setParameter("wrongPasswords", LockCause.WRONG_PASSWORDS.name())
                .setParameter("lockout", UserModel.DISABLED_REASON)
                .setMaxResults(most)
                .getResultList();
    }

    /** Organizations of the realm that have both an active administrator and the lock of the rule, or neither. */
    List<String> contradictions() {
        return strings("""
                        select o.ID from PORTAL_ORGANIZATION o where o.REALM_ID = :realm
                        and (case when exists (select 1 from PORTAL_MEMBERSHIP m where m.ORGANIZATION_ID = o.ID and %s)
                             then 1 else 0 end)
                          = (case when exists (select 1 from PORTAL_LOCK c where c.TARGET_ID = o.ID and c.LIFTED_AT is null
                                               and c.CAUSE = :lastAdministrator) then 1 else 0 end)
                        """.formatted(ACTIVE_ADMINISTRATOR))
                .setParameter("realm", realmId)
                .setParameter("administrators", ADMINISTRATORS)
                .setParameter("wrongPasswords", LockCause.WRONG_PASSWORDS.name())
                .setParameter("lockout", UserModel.DISABLED_REASON)
                .setParameter("lastAdministrator", LockCause.LAST_ADMINISTRATOR.name())
                .getResultList();
    }

    /** Whether the account is an administrator of the organization whom no lock holds back. */
    boolean isActiveAdministrator(String accountId, String organizationId) {
        return !strings("""
                        select m.USER_ID from PORTAL_MEMBERSHIP m
                        where m.ORGANIZATION_ID = :organization and m.USER_ID = :account and m.ROLE in (:administrators)
                        and not exists (select 1 from PORTAL_LOCK l where l.LIFTED_AT is null
                                        and l.TARGET_ID in (m.USER_ID, m.ID))
                        """)
                .setParameter("organization", organizationId)
                .setParameter("account", accountId)
                .setParameter("administrators", ADMINISTRATORS)
                .getResultList()
                .isEmpty();
    }

    /** Whether the account administrates any organization, locked or not. */
    boolean isAdministrator(String accountId) {
        return !strings("select ID from PORTAL_MEMBERSHIP where USER_ID = :account and ROLE in (:administrators)")
                .setParameter("account", accountId)
                .setParameter("administrators", ADMINISTRATORS)
                .getResultList()
                .isEmpty();
    }

    void put(LockScope scope, String targetId, LockCause cause, String reason, Actor by) {
        em.persist(lock(scope, targetId, cause, reason, by));
    }

    void putOnMembership(String membershipId, String organizationId, LockCause cause, String reason, Actor by) {
        em.persist(lock(LockScope.MEMBERSHIP, membershipId, cause, reason, by).in(organizationId));
    }

    private LockEntity lock(LockScope scope, String targetId, LockCause cause, String reason, Actor by) {
        return new LockEntity(
                UUID.randomUUID().toString(), realmId, scope, targetId, cause, reason, by, Time.currentTimeMillis());
    }

    void lift(LockEntity lock, Actor by) {
        lock.lift(by, Time.currentTimeMillis());
    }

    /** Read afresh: the organization's row was locked only just now, and what was read before may be old. */
    Optional<LockEntity> active(LockScope scope, String targetId, LockCause cause) {
        return active(targetId).stream()
                .filter(lock ->
                        lock.asRecord().scope() == scope && lock.asRecord().cause() == cause)
                .findFirst();
    }

    List<LockEntity> active(String targetId) {
        List<LockEntity> locks = em.createQuery(
                        "select l from LockEntity l where l.targetId = :target and l.liftedAt is null"
                                + " order by l.lockedAt, l.id",
                        LockEntity.class)
                .setParameter("target", targetId)
                .getResultList();
        locks.forEach(em::refresh);
        return locks.stream().filter(lock -> lock.asRecord().isActive()).toList();
    }

    List<LockEntity> history(Collection<String> targetIds) {
        return em.createQuery(
                        "select l from LockEntity l where l.targetId in (:targets) order by l.lockedAt desc, l.id",
                        LockEntity.class)
                .setParameter("targets", targetIds)
                .getResultList();
    }

    /** What locks on an account can be put on: the account, its memberships, their organizations. */
    List<String> targetsOf(String accountId) {
        return strings("""
                        select ID from PORTAL_MEMBERSHIP where USER_ID = :account
                        union select ORGANIZATION_ID from PORTAL_MEMBERSHIP where USER_ID = :account
                        union select ID from USER_ENTITY where ID = :account
                        """).setParameter("account", accountId).getResultList();
    }

    long clerks(String organizationId) {
        return ((Number) em.createNativeQuery(
                                "select count(*) from PORTAL_MEMBERSHIP where ORGANIZATION_ID = :organization and ROLE = :clerk")
                        .setParameter("organization", organizationId)
                        .setParameter("clerk", Role.CLERK.name())
                        .getSingleResult())
                .longValue();
    }

    void removeTarget(String targetId) {
        em.createQuery("delete from LockEntity l where l.targetId = :target")
                .setParameter("target", targetId)
                .executeUpdate();
    }

    static void removeRealm(KeycloakSession session, String realm) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("delete from LockEntity l where l.realmId = :realm")
                .setParameter("realm", realm)
                .executeUpdate();
    }

    @SuppressWarnings("unchecked")
    private TypedQuery<String> strings(String sql) {
        return (TypedQuery<String>) em.createNativeQuery(sql, String.class);
    }
}
