package io.github.orgportal.organizations;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.shadow.ShadowEntity;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.util.JsonSerialization;

/**
 * Turns what the operator does in the admin console or over the admin API into locks: disabling an account there is a lock of the
 * operator, enabling it lifts that lock. And lets an account's login names follow its address. It happens in the transaction of the operator's own change.
 *
 * <p>Implements Keycloak's {@link EventListenerProvider}. Keycloak swallows what a listener throws; so that a change without its
 * consequences is never committed, a failure here makes the whole transaction fail.
 */
final class OperatorEvents implements EventListenerProvider {
    private static final Logger LOG = Logger.getLogger(OperatorEvents.class);
    private static final String USERS = "users/";

    private final KeycloakSession session;

    OperatorEvents(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        // people's own events change no lock
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getResourceType() == ResourceType.USER && event.getOperationType() == OperationType.UPDATE) {
            try {
                follow(event);
            } catch (RuntimeException | IOException e) {
                LOG.errorf(e, "A change of %s is refused, because its consequences failed", event.getResourcePath());
                session.getTransactionManager().enlistPrepare(new Refusal());
            }
        }
    }

    private void follow(AdminEvent event) throws IOException {
        if (event.getRepresentation() == null) {
            return;
        }
        JsonNode written = JsonSerialization.mapper.readTree(event.getRepresentation());
        UserModel account = session.users().getUserById(session.getContext().getRealm(), accountId(event));
        if (account == null) {
            return;
        }
        PortalOrganizations.of(session).loginNames().follow(account);
        if (written.path("enabled").isBoolean()) {
            follow(event, account, written);
        }
    }

    private void follow(AdminEvent event, UserModel account, JsonNode written) {
        PortalOrganizations portal = PortalOrganizations.of(session);
        Optional<ShadowEntity.State> shadow = portal.shadow().state(account.getId());
        if (written.path("enabled").booleanValue()) {
            portal.locks().lift(account, LockCause.OPERATOR, operator(event));
            shadow.ifPresent(state -> portal.shadow().ofAccount(account.getId()));
        } else if (shadow.equals(Optional.of(ShadowEntity.State.DISABLED)) && isForm(written)) {
            // a form that was opened while the account was locked says no more than that
            portal.shadow().ofAccount(account.getId());
        } else if (!portal.memberships().of(account.getId()).isEmpty()) {
            portal.locks().lockAccount(account, LockCause.OPERATOR, "", operator(event));
        }
    }

    /** The admin console sends the whole account back, whatever was changed in it. */
    private static boolean isForm(JsonNode written) {
        return written.has("username");
    }

    private static String accountId(AdminEvent event) {
        String path = event.getResourcePath();
        return path.substring(path.indexOf(USERS) + USERS.length());
    }

    private Actor operator(AdminEvent event) {
        RealmModel realm = session.realms().getRealm(event.getAuthDetails().getRealmId());
        String id = event.getAuthDetails().getUserId();
        UserModel operator =
                realm == null || id == null ? null : session.users().getUserById(realm, id);
        return operator == null ? Actor.system("admin-api") : Actor.operator(operator);
    }

    @Override
    public void close() {
        // holds nothing
    }

    private static final class Refusal extends AbstractKeycloakTransaction {
        @Override
        protected void commitImpl() {
            throw new ModelException("The consequences of the change failed");
        }

        @Override
        protected void rollbackImpl() {
            // that is what it wants
        }
    }
}
