package io.github.orgportal.organizations.membership;

import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.lock.LockEntity;
import io.github.orgportal.organizations.lock.LockRecord;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
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
 * How an account stands by itself, whatever organization looks at it: {@linkplain #of the expression}, which is the truth, and the copy of
 * its value that memberships keep. A list that is filtered or sorted by status would have to look each account of an organization up in
 * three tables otherwise. The copy decides which accounts a list finds, and in which order; what it shows of them is asked anew. Nothing
 * that grants or refuses anything may read the copy.
 *
 * <p>It follows at the end of the transaction that changes an account, its password or its locks through JPA, whoever does so by whatever
 * way: after the last flush, and once for each account. It is always derived anew, so any change of an account brings it in order, also
 * after one that was not noticed, such as a statement by hand.
 */
public final class MemberStanding implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {
    private static final long serialVersionUID = 1;

    private static final String EXPRESSION = """
            coalesce(
                (select max(case when l.CAUSE = 'WRONG_PASSWORDS' then 'DEACTIVATED' else 'LOCKED' end) from PORTAL_LOCK l
                 where l.LIFTED_AT is null and l.TARGET_ID = %1$s.%2$s),
                case
                when %1$s.ENABLED = false and exists (select 1 from USER_ATTRIBUTE a where a.USER_ID = %1$s.%2$s
                             and a.NAME = 'disabledReason') then 'DEACTIVATED'
                when %1$s.ENABLED = false and not exists (select 1 from PORTAL_SHADOW s where s.USER_ID = %1$s.%2$s) then 'LOCKED'
                when not exists (select 1 from CREDENTIAL c where c.USER_ID = %1$s.%2$s and c.TYPE = 'password') then 'PENDING'
                else 'ACTIVE' end)
            """;

    /** Of two changes of an account at once, the later one sees what the earlier one has done. How a row is locked, the database says. */
    private static final String HOLD = "select ID from USER_ENTITY where ID in (%s) order by ID";

    private static final String TRUTH =
            "(select %s from USER_ENTITY u where u.ID = m.USER_ID)".formatted(of("u", "ID"));

    private static final String FOLLOW = "update PORTAL_MEMBERSHIP m set STANDING = " + TRUTH
            + " where m.USER_ID in (%s) and m.STANDING <> " + TRUTH;

    /** Accounts of one statement. */
    private static final int AT_ONCE = 500;

    /** What the transactions at work have changed. */
    private final transient Map<SharedSessionContractImplementor, Changes> changes =
            Collections.synchronizedMap(new WeakHashMap<>());

    private MemberStanding() {}

    /**
     * How an account stands by itself, as the name of a {@link io.github.orgportal.organizations.account.Status}. It has the same rules as
     * {@link io.github.orgportal.organizations.access.AccessDecision}, with who was disabled past Keycloak's admin API. No table is asked
     * twice, because PostgreSQL looks each account of a large organization up in each of them. Of the two answers that its locks give, the
     * one that matters more comes last in the alphabet.
     *
     * @param row of the statement, which has a column {@code ENABLED} of the account
     * @param id its column with the account's id
     * @return an expression of SQL
     */
    public static String of(String row, String id) {
        return EXPRESSION.formatted(row, id);
    }

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

    /** Brings the copies of accounts in order that were changed by statements, past JPA. */
    public static void follow(EntityManager em, Collection<String> accountIds) {
        write(em.unwrap(SessionImplementor.class), accountIds);
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

    private static void write(SharedSessionContractImplementor session, Collection<String> accountIds) {
        String lock = session.getFactory().getJdbcServices().getDialect().getForUpdateString();
        List<String> ids = accountIds.stream().sorted().toList();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
            session.doWork(connection -> write(connection, some, lock));
        }
    }

    private static void write(Connection connection, List<String> accountIds, String lock) throws SQLException {
        String places = String.join(",", Collections.nCopies(accountIds.size(), "?"));
        try (PreparedStatement hold = connection.prepareStatement(HOLD.formatted(places) + lock)) {
            fill(hold, accountIds);
            hold.executeQuery();
        }
        try (PreparedStatement follow = connection.prepareStatement(FOLLOW.formatted(places))) {
            fill(follow, accountIds);
            follow.executeUpdate();
        }
    }

    private static void fill(PreparedStatement statement, Collection<String> accountIds) throws SQLException {
        int place = 0;
        for (String id : accountIds) {
            place++;
            statement.setString(place, id);
        }
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
            MemberStanding.write(session, changed);
        }
    }
}
