package io.github.orgportal.organizations.membership;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.UserEntity;

/**
 * Memberships keep a copy of their account's names, the person's as its {@linkplain NameKey key}, that of the login and the address in
 * lower case: a list that is sorted by one, or searched for one, would have to read all accounts of an organization otherwise, however short its page. The copy decides
 * where an account stands in a list; what the list shows is the account's own.
 *
 * <p>It follows in the flush that writes the account, so in the same transaction, whoever changed a name by whatever way: Keycloak tells
 * of such changes only in some. What is not written through JPA, such as a statement by hand, is not noticed.
 */
public final class MemberNames implements PostUpdateEventListener {
    private static final long serialVersionUID = 1;
    private static final List<String> NAMES = List.of("firstName", "lastName", "username", "email");
    /** Of the columns. */
    private static final int LENGTH = 255;

    private static final String FOLLOW =
            "update PORTAL_MEMBERSHIP set LAST_NAME = ?, FIRST_NAME = ?, USERNAME = ?, EMAIL = ?"
                    + " where (LAST_NAME <> ? or FIRST_NAME <> ? or USERNAME <> ? or EMAIL <> ?) and USER_ID = ?";

    private MemberNames() {}

    /** Begins to follow, for all sessions of this server. To be called once. */
    public static void follow(KeycloakSession session) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .getEntityManagerFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getEventEngine()
                .getListenerRegistry()
                .appendListeners(EventType.POST_UPDATE, new MemberNames());
    }

    /** What is kept of a first or last name. */
    static String ofPerson(@Nullable String name) {
        return cut(NameKey.of(name));
    }

    /** What is kept of a login name or an address. */
    static String ofLogin(@Nullable String name) {
        return cut(Objects.requireNonNullElse(name, "").toLowerCase(Locale.ROOT));
    }

    /** Some letters become two. */
    private static String cut(String key) {
        return key.substring(0, Math.min(key.length(), LENGTH));
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        if (event.getEntity() instanceof UserEntity account && hasNewName(event)) {
            String id = account.getId();
            List<String> names = List.of(
                    ofPerson(account.getLastName()),
                    ofPerson(account.getFirstName()),
                    ofLogin(account.getUsername()),
                    ofLogin(account.getEmail()));
            event.getSession().doWork(connection -> write(connection, id, names));
        }
    }

    /** What was read in another session is not compared by Hibernate, so it may be new. */
    private static boolean hasNewName(PostUpdateEvent event) {
        int[] dirty = event.getDirtyProperties();
        if (dirty == null) {
            return true;
        }
        String[] properties = event.getPersister().getPropertyNames();
        return Arrays.stream(dirty).anyMatch(index -> NAMES.contains(properties[index]));
    }

    private static void write(Connection connection, String id, List<String> names) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FOLLOW)) {
            for (int n = 0; n < names.size(); n++) {
                statement.setString(1 + n, names.get(n));
                statement.setString(1 + names.size() + n, names.get(n));
            }
            statement.setString(1 + 2 * names.size(), id);
            statement.executeUpdate();
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
