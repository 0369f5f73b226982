package io.github.orgportal.organizations.membership;

import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.lock.LockEntity;
import io.github.orgportal.organizations.lock.LockRecord;
import io.github.orgportal.organizations.standing.AccountStanding;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.jpa.entities.CredentialEntity;
import org.keycloak.models.jpa.entities.UserAttributeEntity;
import org.keycloak.models.jpa.entities.UserEntity;

/**
 * Memberships keep a copy of {@linkplain AccountStanding how their account stands}. It follows at the end of the transaction that changes an
 * account, its password or its locks through JPA, whoever does so by whatever way: after the last flush, and once for each account. It is
 * always derived anew, so any change of an account brings it in order, also after one that was not noticed, such as a statement by hand.
 */
public final class MemberStanding implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {
    private static final long serialVersionUID = 1;

    /** What the transactions at work have changed. */
    private final transient Map<SharedSessionContractImplementor, Changes> changes =
            Collections.synchronizedMap(new WeakHashMap<>());

    private MemberStanding() {}

    /** Begins to follow, for all sessions of this server. To be called once. */
    public static void follow(KeycloakSession session) {
        EventListenerRegistry listeners = session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .getEntityManagerFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getEventEngine()
                .getListenerRegistry();
        MemberStanding standing = new MemberStanding();
        listeners.appendListeners(EventType.POST_INSERT, standing);
        listeners.appendListeners(EventType.POST_UPDATE, standing);
        listeners.appendListeners(EventType.POST_DELETE, standing);
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        Object entity = event.getEntity();
        if (entity instanceof UserEntity account) {
            of(event.getSession()).created(account);
        } else if (entity instanceof MembershipEntity membership) {
            of(event.getSession()).joined(membership.asRecord().accountId());
        } else if (entity instanceof CredentialEntity credential && isPassword(credential)) {
            of(event.getSession()).changed(credential.getUser().getId());
        } else if (entity instanceof UserAttributeEntity attribute && isReason(attribute)) {
            of(event.getSession()).changed(attribute.getUser().getId());
        } else if (entity instanceof LockEntity lock) {
            locked(event.getSession(), lock.asRecord());
        }
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        Object entity = event.getEntity();
        if (entity instanceof UserEntity account) {
            // whatever was changed: Keycloak writes all columns, with what they were when it read them
            of(event.getSession()).updated(account);
        } else if (entity instanceof CredentialEntity credential && hasNewType(event)) {
            of(event.getSession()).changed(credential.getUser().getId());
        } else if (entity instanceof LockEntity lock) {
            locked(event.getSession(), lock.asRecord());
        }
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        if (event.getEntity() instanceof CredentialEntity credential && isPassword(credential)) {
            of(event.getSession()).changed(credential.getUser().getId());
        }
    }

    private void locked(SharedSessionContractImplementor session, LockRecord lock) {
        if (lock.scope() == LockScope.USER) {
            of(session).changed(lock.targetId());
        }
    }

    private static boolean isPassword(CredentialEntity credential) {
        return PasswordCredentialModel.TYPE.equals(credential.getType());
    }

    /** Keycloak says why it has disabled an account for good, also of one that was disabled before. */
    private static boolean isReason(UserAttributeEntity attribute) {
        return UserModel.DISABLED_REASON.equals(attribute.getName());
    }

    /** A password that is hashed anew at a login remains one. */
    private static boolean hasNewType(PostUpdateEvent event) {
        int[] dirty = event.getDirtyProperties();
        String[] properties = event.getPersister().getPropertyNames();
        return dirty == null || Arrays.stream(dirty).anyMatch(index -> properties[index].equals("type"));
    }

    private Changes of(SharedSessionContractImplementor session) {
        return changes.computeIfAbsent(session, begun -> {
            Changes own = new Changes();
            BeforeCompletionCallback write = own::write;
            AfterCompletionCallback forget = (succeeded, ended) -> changes.remove(ended);
            begun.getTransactionCompletionCallbacks().registerCallback(write);
            begun.getTransactionCompletionCallbacks().registerCallback(forget);
            return own;
        });
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    /** What one transaction has changed. */
    private static final class Changes {
        /** Members with a new account need nothing written: the column begins with what they are, without a password. */
        private final Set<String> created = new HashSet<>();

        private final Set<String> createdDisabled = new HashSet<>();
        private final Set<String> changed = new HashSet<>();

        void created(UserEntity account) {
            created.add(account.getId());
            updated(account);
        }

        void updated(UserEntity account) {
            if (!created.contains(account.getId())) {
                changed.add(account.getId());
            } else if (account.isEnabled()) {
                createdDisabled.remove(account.getId());
            } else {
                createdDisabled.add(account.getId());
            }
        }

        void joined(String accountId) {
            if (!created.contains(accountId)) {
                changed.add(accountId);
            }
        }

        void changed(String accountId) {
            changed.add(accountId);
        }

        void write(SharedSessionContractImplementor session) {
            changed.addAll(createdDisabled);
            AccountStanding.copy(session, changed);
        }
    }
}
