package io.github.orgportal.organizations.loginname;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.policy.LoginNameKind;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.UserEntity;

/** The statements on login names, in the transaction of the session. */
final class LoginNameStore {
    // The whole account, so that Keycloak need not read it once more. A name of the chosen role goes before one of
    // every role. Keycloak's own
    // username counts for accounts that have no login name of ours, such as the operator's staff.
    private static final String FIND = """
            select u.* from USER_ENTITY u where u.ID = coalesce(
                (select n.ACCOUNT_ID from PORTAL_LOGIN_NAME n
                 where n.REALM_ID = :realm and n.SCOPE = :scope and n.NAME = :name and n.KIND in (:kinds)),
                (select n.ACCOUNT_ID from PORTAL_LOGIN_NAME n
                 where n.REALM_ID = :realm and n.SCOPE = '' and n.NAME = :name and n.KIND in (:kinds)),
                (select k.ID from USER_ENTITY k
                 where k.REALM_ID = :realm and k.USERNAME = :name and k.SERVICE_ACCOUNT_CLIENT_LINK is null
                 and not exists (select 1 from PORTAL_LOGIN_NAME n where n.ACCOUNT_ID = k.ID and n.KIND = 'USER_ID')))
            """;

    private final EntityManager em;
    private final String realmId;

    LoginNameStore(KeycloakSession session) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.realmId = session.getContext().getRealm().getId();
    }

    @SuppressWarnings("unchecked")
    Optional<String> find(String scope, String name, Collection<LoginNameKind> kinds) {
        List<UserEntity> found = em.createNativeQuery(FIND, UserEntity.class)
                .setParameter("realm", realmId)
                .setParameter("scope", scope)
                .setParameter("name", name)
                .setParameter("kinds", kinds.stream().map(Enum::name).toList())
                .getResultList();
        return found.stream().map(UserEntity::getId).findAny();
    }

    /**
     * Takes a name for an account, or for nobody yet. Somebody who is taking the same name at this moment is waited for.
     *
     * @return whether it was free
     */
    boolean claim(LoginName name, @Nullable String accountId) {
        return em.createQuery("""
                                insert into LoginNameEntity (realmId, scope, name, accountId, kind)
                                values (:realm, :scope, :name, :account, :kind) on conflict do nothing""")
                        .setParameter("realm", realmId)
                        .setParameter("scope", name.scope())
                        .setParameter("name", name.name())
                        .setParameter("account", accountId)
                        .setParameter("kind", name.kind())
                        .executeUpdate()
                == 1;
    }

    void give(LoginName name, String accountId) {
        em.createQuery("update LoginNameEntity n set n.accountId = :account"
                        + " where n.realmId = :realm and n.scope = :scope and n.name = :name")
                .setParameter("account", accountId)
                .setParameter("realm", realmId)
                .setParameter("scope", name.scope())
                .setParameter("name", name.name())
                .executeUpdate();
    }

    void release(LoginName name) {
        em.createQuery("delete from LoginNameEntity n where n.realmId = :realm and n.scope = :scope and n.name = :name")
                .setParameter("realm", realmId)
                .setParameter("scope", name.scope())
                .setParameter("name", name.name())
                .executeUpdate();
    }

    List<LoginName> of(String accountId) {
        return em.createQuery(
                        "select n.kind, n.scope, n.name from LoginNameEntity n where n.accountId = :account"
                                + " order by n.kind, n.scope, n.name",
                        Object[].class)
                .setParameter("account", accountId)
                .getResultStream()
                .map(row -> new LoginName((LoginNameKind) row[0], (String) row[1], (String) row[2]))
                .toList();
    }

    boolean exists(LoginName name) {
        return !em.createQuery(
                        "select n.name from LoginNameEntity n where n.realmId = :realm and n.scope = :scope and n.name = :name",
                        String.class)
                .setParameter("realm", realmId)
                .setParameter("scope", name.scope())
                .setParameter("name", name.name())
                .getResultList()
                .isEmpty();
    }

    /** Who has a name of every role. */
    Optional<String> holder(LoginName name) {
        return em.createQuery(
                        "select n.accountId from LoginNameEntity n where n.realmId = :realm and n.scope = :scope"
                                + " and n.name = :name and n.kind = :kind",
                        String.class)
                .setParameter("realm", realmId)
                .setParameter("scope", name.scope())
                .setParameter("name", name.name())
                .setParameter("kind", name.kind())
                .getResultStream()
                .findAny();
    }

    /** An id stays, with nobody behind it. */
    void retire(String accountId) {
        em.createQuery("update LoginNameEntity n set n.accountId = null where n.accountId = :account and n.kind = :id")
                .setParameter("account", accountId)
                .setParameter("id", LoginNameKind.USER_ID)
                .executeUpdate();
        em.createQuery("delete from LoginNameEntity n where n.accountId = :account")
                .setParameter("account", accountId)
                .executeUpdate();
    }

    /** The roles of an account in its organizations. */
    List<Role> roles(String accountId) {
        return em.createQuery("select m.role from MembershipEntity m where m.userId = :account", Role.class)
                .setParameter("account", accountId)
                .getResultList();
    }

    List<String> organizationsOf(String accountId) {
        return em.createQuery("select m.organizationId from MembershipEntity m where m.userId = :account", String.class)
                .setParameter("account", accountId)
                .getResultList();
    }

    /** The preferred one of an organization's administrators, if it is one, or else the one who has been there longest. */
    Optional<String> administrator(String organizationId, String preferredId) {
        return em.createQuery(
                        "select m.userId from MembershipEntity m where m.organizationId = :organization and m.role in (:roles)"
                                + " order by case when m.userId = :preferred then 0 else 1 end, m.createdAt, m.id",
                        String.class)
                .setParameter("organization", organizationId)
                .setParameter("roles", Role.ADMINISTRATORS)
                .setParameter("preferred", preferredId)
                .setMaxResults(1)
                .getResultStream()
                .findAny();
    }

    Optional<String> memberNumber(String organizationId) {
        return em.createQuery("select o.memberNumber from PortalOrganizationEntity o where o.id = :id", String.class)
                .setParameter("id", organizationId)
                .getResultStream()
                .findAny();
    }

    static void removeRealm(KeycloakSession session, String realm) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("delete from LoginNameEntity n where n.realmId = :realm")
                .setParameter("realm", realm)
                .executeUpdate();
    }
}
