package io.github.orgportal.organizations.access;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Reads how accounts stand, in the transaction of the session and past every cache: a lock that another node has committed counts at
 * once.
 */
public final class Access {
    // From the account on, so that a lock on an account that belongs to no organization is found too.
    private static final String STANDINGS = """
            select a.ID as account, m.ID as membership, m.ORGANIZATION_ID as organization, m.ROLE as member_role, o.ENABLED as enabled,
                   l.ID as lock_id, l.SCOPE as scope, l.CAUSE as cause, l.TARGET_ID as target, l.REASON as reason
            from USER_ENTITY a
            left join PORTAL_MEMBERSHIP m on m.USER_ID = a.ID
            left join ORG o on o.ID = m.ORGANIZATION_ID
            left join PORTAL_LOCK l on l.LIFTED_AT is null and l.TARGET_ID in (a.ID, m.ID, m.ORGANIZATION_ID)
            where a.ID in (:accounts)
            """;

    private final EntityManager em;

    /** Reads in the transaction of this session. */
    public Access(KeycloakSession session) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** Whether an account may act, and for which organizations. One statement. */
    public AccessDecision decide(String accountId) {
        return standing(accountId).decision();
    }

    /** How an account stands. One statement. */
    public Standing standing(String accountId) {
        return standings(List.of(accountId)).getOrDefault(accountId, Standing.NONE);
    }

    /** How accounts stand, by their ids; accounts that Keycloak does not know are missing. One statement. */
    public Map<String, Standing> standings(Collection<String> accountIds) {
        Map<String, Set<Lock>> locks = new HashMap<>();
        Map<String, Set<Membership>> memberships = new HashMap<>();
        for (Tuple row : rows(accountIds)) {
            String account = row.get("account", String.class);
            Set<Lock> itsLocks = locks.computeIfAbsent(account, key -> new HashSet<>());
            Set<Membership> itsMemberships = memberships.computeIfAbsent(account, key -> new HashSet<>());
            if (row.get("membership") != null) {
                itsMemberships.add(membership(row));
            }
            if (row.get("lock_id") != null) {
                itsLocks.add(lock(row));
            }
        }
        Map<String, Standing> standings = new HashMap<>();
        locks.forEach((account, found) ->
                standings.put(account, new Standing(found, memberships.getOrDefault(account, Set.of()))));
        return standings;
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> rows(Collection<String> accountIds) {
        return em.createNativeQuery(STANDINGS, Tuple.class)
                .setParameter("accounts", accountIds)
                .getResultList();
    }

    private static Membership membership(Tuple row) {
        return new Membership(
                row.get("membership", String.class),
                row.get("organization", String.class),
                Role.valueOf(row.get("member_role", String.class)),
                // an organization that is gone in Keycloak opens nothing
                Boolean.TRUE.equals(row.get("enabled")));
    }

    private static Lock lock(Tuple row) {
        return new Lock(
                row.get("lock_id", String.class),
                LockScope.valueOf(row.get("scope", String.class)),
                LockCause.valueOf(row.get("cause", String.class)),
                row.get("target", String.class),
                row.get("reason", String.class));
    }
}
