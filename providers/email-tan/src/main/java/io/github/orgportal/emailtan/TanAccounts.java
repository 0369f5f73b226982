package io.github.orgportal.emailtan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** The accounts' rows, within the transaction of one Keycloak session. */
final class TanAccounts {
    /** The names in the state are hashes, new with each login: Keycloak's own mapper would remember them all. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build());

    private final EntityManager entities;

    TanAccounts(KeycloakSession session) {
        this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** The state as it is, without a lock: to show it, not to change it. One statement. */
    TanState read(String userId) {
        return state(entities.find(TanAccountEntity.class, userId));
    }

    /** The account, which nobody else reads or changes before this transaction ends. One statement. */
    Locked lock(String realmId, String userId) {
        return new Locked(
                realmId, userId, entities.find(TanAccountEntity.class, userId, LockModeType.PESSIMISTIC_WRITE));
    }

    void removeUser(String userId) {
        entities.createQuery("delete from TanAccountEntity where userId = :userId")
                .setParameter("userId", userId)
                .executeUpdate();
    }

    void removeRealm(String realmId) {
        entities.createQuery("delete from TanAccountEntity where realmId = :realmId")
                .setParameter("realmId", realmId)
                .executeUpdate();
    }

    /** A row under lock. */
    final class Locked {
        private final String realmId;
        private final String userId;
        private final @Nullable TanAccountEntity entity;
        private TanState state;

        private Locked(String realmId, String userId, @Nullable TanAccountEntity entity) {
            this.realmId = realmId;
            this.userId = userId;
            this.entity = entity;
            this.state = TanAccounts.state(entity);
        }

        TanState state() {
            return state;
        }

        /** Writes the state that follows from the one that is there, if it is another one. One statement. */
        void change(UnaryOperator<TanState> following) {
            TanState next = following.apply(state);
            if (next.equals(state)) {
                return;
            }
            if (entity != null) {
                entity.setState(text(next));
            } else if (!insert(next)) {
                // There was no row to lock, so two first logins of the account at once meet here. The other one was
                // faster.
                lock(realmId, userId).change(following);
            }
            state = next;
        }

        private boolean insert(TanState state) {
            return entities.createQuery("""
                                    insert into TanAccountEntity (userId, realmId, state)
                                    values (:userId, :realmId, :state) on conflict do nothing""")
                            .setParameter("userId", userId)
                            .setParameter("realmId", realmId)
                            .setParameter("state", text(state))
                            .executeUpdate()
                    == 1;
        }
    }

    private static TanState state(@Nullable TanAccountEntity entity) {
        if (entity == null) {
            return TanState.NONE;
        }
        try {
            return JSON.readValue(entity.getState(), TanState.class);
        } catch (IOException e) {
            throw new IllegalStateException("A row of PORTAL_EMAIL_TAN is not what this release writes", e);
        }
    }

    private static String text(TanState state) {
        try {
            return JSON.writeValueAsString(state);
        } catch (IOException e) {
            throw new IllegalStateException("A TAN state has no JSON form", e);
        }
    }
}
