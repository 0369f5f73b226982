package io.github.orgportal.organizations.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.persistence.EntityManager;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Counts what may be tried only so often, in the database: exact over all nodes, and whatever else happens at the same time. The
 * names of what is counted are stored as hashes.
 */
public final class Attempts {
    /** No period that is counted in is longer: nothing older is looked at. */
    static final Duration KEPT = Duration.ofDays(2);

    private final EntityManager em;
    private final String realmId;

    /** Counts in the transaction of this session, for the realm in its context. */
    public Attempts(KeycloakSession session) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.realmId = session.getContext().getRealm().getId();
    }

    /**
     * Counts one more, if it is allowed. The transaction has to be committed, whatever comes of the attempt.
     *
     * @param purpose what is tried
     * @param name for whom it is counted
     * @param most how often within a period
     * @param period from the first attempt on
     * @return whether it may be tried
     */
    public boolean allow(String purpose, String name, int most, Duration period) {
        String id = hash(String.join("\n", realmId, purpose, name));
        long now = Time.currentTimeMillis();
        em.createQuery("""
                        insert into AttemptEntity (id, realmId, tries, since)
                        values (:id, :realm, 0, :now) on conflict do nothing""")
                .setParameter("id", id)
                .setParameter("realm", realmId)
                .setParameter("now", now)
                .executeUpdate();
        long over = now - period.toMillis();
        return em.createQuery("""
                                update AttemptEntity a set
                                    a.tries = case when a.since <= :over then 1 else a.tries + 1 end,
                                    a.since = case when a.since <= :over then :now else a.since end
                                where a.id = :id and (a.since <= :over or a.tries < :most)""")
                        .setParameter("id", id)
                        .setParameter("over", over)
                        .setParameter("now", now)
                        .setParameter("most", most)
                        .executeUpdate()
                == 1;
    }

    /** Removes what nobody asks for any more, in all realms. */
    public static void tidy(KeycloakSession session) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("delete from AttemptEntity a where a.since < :old")
                .setParameter("old", Time.currentTimeMillis() - KEPT.toMillis())
                .executeUpdate();
    }

    /** A realm is gone. */
    public static void forgetRealm(KeycloakSession session, String realmId) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("delete from AttemptEntity a where a.realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate();
    }

    static String hash(String name) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
