package io.github.orgportal.organizations.access;

import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Reads how accounts stand, in the transaction of the session and past every cache: a lock that another node has committed counts at
 * once. What this transaction itself has not yet flushed does not.
 */
public final class Access {
    /** Hibernate's log of statements does not see ours. */
    private static final Logger LOG = Logger.getLogger(Access.class);

    // From the account on, so that a lock on an account that belongs to no organization is found too.
    private static final String STANDINGS = """
            select a.ID, m.ID, m.ORGANIZATION_ID, m.ROLE, o.ENABLED, l.ID, l.SCOPE, l.CAUSE, l.TARGET_ID, l.REASON, w.TRIES
            from USER_ENTITY a
            left join PORTAL_MEMBERSHIP m on m.USER_ID = a.ID
            left join ORG o on o.ID = m.ORGANIZATION_ID
            left join PORTAL_LOCK l on l.LIFTED_AT is null and l.TARGET_ID in (a.ID, m.ID, m.ORGANIZATION_ID)
            left join PORTAL_WRONG_PASSWORD w on w.USER_ID = a.ID
            where a.ID in (%s)
            """;

    private static final String STANDING = STANDINGS.formatted("?");

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
        return standings(STANDING, List.of(accountId)).getOrDefault(accountId, Standing.NONE);
    }

    /** How accounts stand, by their ids; accounts that Keycloak does not know are missing. One statement. */
    public Map<String, Standing> standings(Collection<String> accountIds) {
        if (accountIds.isEmpty()) {
            return Map.of();
        }
        return standings(
                STANDINGS.formatted(String.join(", ", Collections.nCopies(accountIds.size(), "?"))), accountIds);
    }

    /**
     * Past Hibernate, which would look for unwritten changes and ask for the result's columns each time: every refreshed token waits for
     * this.
     */
    private Map<String, Standing> standings(String sql, Collection<String> accountIds) {
        return em.unwrap(Session.class).doReturningWork(connection -> {
            LOG.debug(sql);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int position = 0;
                for (String account : accountIds) {
                    statement.setString(++position, account);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return standings(rows);
                }
            }
        });
    }

    private static Map<String, Standing> standings(ResultSet rows) throws SQLException {
        Map<String, Set<Lock>> locks = new HashMap<>();
        Map<String, Set<Membership>> memberships = new HashMap<>();
        Set<String> wrongPasswords = new HashSet<>();
        while (rows.next()) {
            String account = rows.getString(1);
            Set<Lock> itsLocks = locks.computeIfAbsent(account, key -> new HashSet<>());
            Set<Membership> itsMemberships = memberships.computeIfAbsent(account, key -> new HashSet<>());
            if (rows.getInt(11) > 0) {
                wrongPasswords.add(account);
            }
            if (rows.getString(2) != null) {
                itsMemberships.add(membership(rows));
            }
            if (rows.getString(6) != null) {
                itsLocks.add(lock(rows));
            }
        }
        Map<String, Standing> standings = new HashMap<>();
        locks.forEach((account, found) -> standings.put(
                account,
                new Standing(found, memberships.getOrDefault(account, Set.of()), wrongPasswords.contains(account))));
        return standings;
    }

    private static Membership membership(ResultSet row) throws SQLException {
        return new Membership(
                row.getString(2),
                row.getString(3),
                Role.valueOf(row.getString(4)),
                // an organization that is gone in Keycloak is not enabled: it opens nothing
                row.getBoolean(5));
    }

    private static Lock lock(ResultSet row) throws SQLException {
        return new Lock(
                row.getString(6),
                LockScope.valueOf(row.getString(7)),
                LockCause.valueOf(row.getString(8)),
                row.getString(9),
                row.getString(10));
    }
}
