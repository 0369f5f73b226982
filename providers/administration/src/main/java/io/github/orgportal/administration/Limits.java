package io.github.orgportal.administration;

import io.github.orgportal.organizations.policy.ApiRules;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.support.Problem;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * How often one account may do something in an hour or a day. Counted in the database, in a transaction of its own, so that neither another node
 * nor a request that fails afterwards forgets it.
 */
final class Limits {
    /** The condition is part of the statement: of two requests at once, only one gets the last place. */
    private static final String TAKE =
            "update PORTAL_LIMIT set USED = case when WINDOW_START = :window then USED + :times else :times end,"
                    + " WINDOW_START = :window where ACCOUNT_ID = :account and KIND = :kind"
                    + " and (WINDOW_START <> :window or USED <= :most - :times)";

    private static final String BEGIN = "insert into PORTAL_LIMIT (ACCOUNT_ID, KIND, REALM_ID, WINDOW_START, USED)"
            + " values (:account, :kind, :realm, :window, :times)";

    private static final String GIVE_BACK = "update PORTAL_LIMIT set USED = USED - :times"
            + " where ACCOUNT_ID = :account and KIND = :kind and WINDOW_START = :window and USED >= :times";

    private Limits() {}

    /** What is limited. */
    enum Kind {
        MAIL(Duration.ofHours(1), "too_many"),
        PASSWORD_LOOK(Duration.ofHours(1), "too_many"),
        MESSAGE(Duration.ofHours(1), "too_many"),
        IMPORTED_ROW(Duration.ofDays(1), "too_many_today");

        private final long window;
        /** Of the problem. */
        private final String code;

        Kind(Duration window, String code) {
            this.window = window.toMillis();
            this.code = code;
        }

        int most(ApiRules rules) {
            return switch (this) {
                case MAIL -> rules.mailsPerHour();
                case PASSWORD_LOOK -> rules.passwordLooksPerHour();
                case MESSAGE -> rules.messagesPerHour();
                case IMPORTED_ROW -> rules.importRowsPerDay();
            };
        }
    }

    /**
     * Counts once more.
     *
     * @throws jakarta.ws.rs.WebApplicationException with a {@link Problem} 429 {@code too_many} or {@code too_many_today}, if it was too
     *     often already
     */
    static void count(KeycloakSession session, String accountId, Kind kind) {
        take(session, accountId, kind, 1);
    }

    /**
     * Counts so many at once: all of them, or none.
     *
     * @return what was taken; what of it was not used can be given back
     * @throws jakarta.ws.rs.WebApplicationException as {@link #count} does
     */
    static Taken take(KeycloakSession session, String accountId, Kind kind, int times) {
        RealmModel realm = session.getContext().getRealm();
        int most = PortalPolicy.of(realm).map(policy -> kind.most(policy.api())).orElse(0);
        long now = Time.currentTimeMillis();
        long window = now - now % kind.window;
        Count count = new Count(session, realm.getId(), accountId, kind, window, most, times);
        if (times > most || (!count.taken() && !count.begun() && !count.taken())) {
            throw Problem.later(
                    session, Response.Status.TOO_MANY_REQUESTS, kind.code, (window + kind.window - now) / 1000 + 1);
        }
        return new Taken(session.getKeycloakSessionFactory(), accountId, kind, window);
    }

    /** What was counted, and in which window. */
    record Taken(KeycloakSessionFactory sessions, String accountId, Kind kind, long window) {
        /** As if so many had not been counted. */
        void giveBack(int times) {
            KeycloakModelUtils.runJobInTransaction(
                    sessions,
                    session -> entities(session)
                            .createNativeQuery(GIVE_BACK)
                            .setParameter("times", times)
                            .setParameter("account", accountId)
                            .setParameter("kind", kind.name())
                            .setParameter("window", window)
                            .executeUpdate());
        }
    }

    /** An account is gone. */
    static void forget(KeycloakSession session, String accountId) {
        delete(session, "ACCOUNT_ID", accountId);
    }

    /** A realm is gone. */
    static void forgetRealm(KeycloakSession session, String realmId) {
        delete(session, "REALM_ID", realmId);
    }

    private static void delete(KeycloakSession session, String column, String id) {
        entities(session)
                .createNativeQuery("delete from PORTAL_LIMIT where " + column + " = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    private static EntityManager entities(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    private record Count(
            KeycloakSession session, String realmId, String accountId, Kind kind, long window, int most, int times) {
        boolean taken() {
            return KeycloakModelUtils.runJobInTransactionWithResult(
                    session.getKeycloakSessionFactory(),
                    other -> entities(other)
                                    .createNativeQuery(TAKE)
                                    .setParameter("window", window)
                                    .setParameter("account", accountId)
                                    .setParameter("kind", kind.name())
                                    .setParameter("most", most)
                                    .setParameter("times", times)
                                    .executeUpdate()
                            == 1);
        }

        /** Whether this is the first time of all. */
        boolean begun() {
            try {
                return KeycloakModelUtils.runJobInTransactionWithResult(
                        session.getKeycloakSessionFactory(), other -> isNew(other) && insert(other));
            } catch (ModelDuplicateException | PersistenceException e) {
                // somebody else was first
                return false;
            }
        }

        private boolean isNew(KeycloakSession other) {
            return entities(other)
                    .createNativeQuery("select 1 from PORTAL_LIMIT where ACCOUNT_ID = :account and KIND = :kind")
                    .setParameter("account", accountId)
                    .setParameter("kind", kind.name())
                    .getResultList()
                    .isEmpty();
        }

        private boolean insert(KeycloakSession other) {
            return entities(other)
                            .createNativeQuery(BEGIN)
                            .setParameter("account", accountId)
                            .setParameter("kind", kind.name())
                            .setParameter("realm", realmId)
                            .setParameter("window", window)
                            .setParameter("times", times)
                            .executeUpdate()
                    == 1;
        }
    }
}
