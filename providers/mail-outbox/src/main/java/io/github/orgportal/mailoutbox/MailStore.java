package io.github.orgportal.mailoutbox;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** The statements on {@code PORTAL_MAIL}, one per method, in the transaction of the session. Times are milliseconds. */
final class MailStore {
    /** Claimed by nobody. */
    static final long UNCLAIMED = 0;

    private static final int AT_ONCE = 100;

    private final EntityManager em;

    MailStore(KeycloakSession session) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    void insert(MailEntity mail) {
        em.persist(mail);
    }

    boolean isWaiting(String id, long now) {
        return em.createQuery("select count(m) from MailEntity m where m.id = :id and m.expiresAt > :now", Long.class)
                        .setParameter("id", id)
                        .setParameter("now", now)
                        .getSingleResult()
                > 0;
    }

    Optional<String> sealedContent(String id) {
        return em.createQuery("select m.sealedContent from MailEntity m where m.id = :id", String.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Takes the mail back unless somebody holds a claim on it other than the one that ends at {@code ownClaim}. */
    boolean withdraw(String id, long ownClaim, long now) {
        return em.createQuery("delete from MailEntity m where m.id = :id"
                                + " and (m.claimedUntil < :now or m.claimedUntil = :ownClaim)")
                        .setParameter("id", id)
                        .setParameter("now", now)
                        .setParameter("ownClaim", ownClaim)
                        .executeUpdate()
                == 1;
    }

    /** False if it is gone already. */
    boolean delete(String id) {
        return em.createQuery("delete from MailEntity m where m.id = :id")
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }

    void delete(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        for (int done = 0; done < all.size(); done += AT_ONCE) {
            em.createQuery("delete from MailEntity m where m.id in (:ids)")
                    .setParameter("ids", all.subList(done, Math.min(all.size(), done + AT_ONCE)))
                    .executeUpdate();
        }
    }

    void deleteOfRealm(String realmId) {
        em.createQuery("delete from MailEntity m where m.realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate();
    }

    int deleteExpired(long now) {
        return em.createQuery("delete from MailEntity m where m.expiresAt <= :now and m.claimedUntil < :now")
                .setParameter("now", now)
                .executeUpdate();
    }

    void tryAgain(String id, int tries, long nextTryAt) {
        em.createQuery("update MailEntity m set m.tries = :tries, m.nextTryAt = :next, m.claimedUntil = :unclaimed"
                        + " where m.id = :id")
                .setParameter("id", id)
                .setParameter("tries", tries)
                .setParameter("next", nextTryAt)
                .setParameter("unclaimed", UNCLAIMED)
                .executeUpdate();
    }

    /** Claims a mail that nobody has a claim on. */
    boolean claim(String id, long until, long now) {
        return em.createQuery("update MailEntity m set m.claimedUntil = :until"
                                + " where m.id = :id and m.claimedUntil < :now")
                        .setParameter("id", id)
                        .setParameter("until", until)
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    /** Gives up an own claim, so that others need not wait for its end. */
    void release(String id, long ownClaim) {
        em.createQuery("update MailEntity m set m.claimedUntil = :unclaimed"
                        + " where m.id = :id and m.claimedUntil = :ownClaim")
                .setParameter("id", id)
                .setParameter("unclaimed", UNCLAIMED)
                .setParameter("ownClaim", ownClaim)
                .executeUpdate();
    }

    /** Prolongs an own claim; false if somebody else has the mail by now, or it is gone. */
    boolean prolong(String id, long ownClaim, long until) {
        return em.createQuery("update MailEntity m set m.claimedUntil = :until"
                                + " where m.id = :id and m.claimedUntil = :ownClaim")
                        .setParameter("id", id)
                        .setParameter("until", until)
                        .setParameter("ownClaim", ownClaim)
                        .executeUpdate()
                == 1;
    }

    /**
     * Whose time runs out first goes first: a TAN, which lives for minutes, does not wait behind thousands of invitations, which live for
     * a day, and none of those waits for ever. Always in the same order, so that two nodes that claim the same mails do not block each
     * other for good.
     */
    List<DueMail> due(String realmId, long now, int most) {
        return em.createQuery(
                        "select m.id, m.createdAt, m.expiresAt, m.tries from MailEntity m where m.realmId = :realm"
                                + " and m.nextTryAt <= :now and m.claimedUntil < :now order by m.expiresAt, m.id",
                        Tuple.class)
                .setParameter("realm", realmId)
                .setParameter("now", now)
                .setMaxResults(most)
                .getResultStream()
                .map(row -> new DueMail(
                        row.get(0, String.class),
                        row.get(1, Long.class),
                        row.get(2, Long.class),
                        row.get(3, Integer.class)))
                .toList();
    }

    /** How many mails of a realm wait after a try that failed; counts no further than {@code most}. */
    long failing(String realmId, int most) {
        return ((Number) em.createNativeQuery("select count(*) from (select ID from PORTAL_MAIL where REALM_ID = :realm"
                                + " and TRIES > 0 fetch first " + most + " rows only) FOUND")
                        .setParameter("realm", realmId)
                        .getSingleResult())
                .longValue();
    }

    List<Backlog> backlogs() {
        return em.createQuery(
                        "select m.realmId, count(m), min(m.createdAt) from MailEntity m group by m.realmId",
                        Tuple.class)
                .getResultStream()
                .map(row -> new Backlog(row.get(0, String.class), row.get(1, Long.class), row.get(2, Long.class)))
                .toList();
    }

    /** A mail that may leave now. */
    record DueMail(String id, long createdAt, long expiresAt, int tries) {}

    /** What waits in a realm, and since when the oldest of it does. */
    record Backlog(String realmId, long mails, long oldestAt) {}
}
