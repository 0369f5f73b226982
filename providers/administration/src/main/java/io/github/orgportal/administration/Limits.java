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
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * How often one account may do something in an hour. Counted in the database, in a transaction of its own, so that neither another node
 * nor a request that fails afterwards forgets it.
 */
final class Limits {
    private static final long WINDOW = Duration.ofHours(1).toMillis();

    /** The condition is part of the statement: of two requests at once, only one gets the last place. */
    private static final String TAKE =
            "update PORTAL_LIMIT set USED = case when WINDOW_START = :window then USED + 1 else 1 end,"
                    + " WINDOW_START = :window where ACCOUNT_ID = :account and KIND = :kind and (WINDOW_START <> :window or USED < :most)";

    private static final String BEGIN = "insert into PORTAL_LIMIT (ACCOUNT_ID, KIND, REALM_ID, WINDOW_START, USED)"
            + " values (:account, :kind, :realm, :window, 1)";

    private Limits() {}

    /** What is limited. */
    enum Kind {
        MAIL,
        PASSWORD_LOOK,
        MESSAGE;

        int most(ApiRules rules) {
            return switch (this) {
                case MAIL -> rules.mailsPerHour();
                case PASSWORD_LOOK -> rules.passwordLooksPerHour();
                case MESSAGE -> rules.messagesPerHour();
            };
        }
    }

    /**
     * Counts once more.
     *
     * @throws jakarta.ws.rs.WebApplicationException with a {@link Problem} 429 {@code too_many}, if it was too often already
     */
    static void count(KeycloakSession session, String accountId, Kind kind) {
        RealmModel realm = session.getContext().getRealm();
        int most = PortalPolicy.of(realm).map(policy -> kind.most(policy.api())).orElse(0);
        long now = Time.currentTimeMillis();
        long window = now - now % WINDOW;
        Count count = new Count(session, realm.getId(), accountId, kind, window, most);
        if (!count.taken() && !count.begun() && !count.taken()) {
            throw Problem.later(
                    session, Response.Status.TOO_MANY_REQUESTS, "too_many", (window + WINDOW - now) / 1000 + 1);
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

    private record Count(KeycloakSession session, String realmId, String accountId, Kind kind, long window, int most) {
        boolean taken() {
            return KeycloakModelUtils.runJobInTransactionWithResult(
                    session.getKeycloakSessionFactory(),
                    other -> entities(other)
                                    .createNativeQuery(TAKE)
                                    .setParameter("window", window)
                                    .setParameter("account", accountId)
                                    .setParameter("kind", kind.name())
                                    .setParameter("most", most)
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
                            .executeUpdate()
                    == 1;
        }
    }
}
