package io.github.orgportal.login.forgotten;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.password.Attempts;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * What was asked for and is done a moment later, on a thread of its own and in a transaction of its own. One per server process. A server
 * that stops in that moment forgets it; the person asks again.
 */
final class ForgottenRequests implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ForgottenRequests.class);

    /** Each is some statements: in the time that a person waits for a mail it does some thousand. */
    private static final int MOST_WAITING = 1000;

    /** Milliseconds; so long after the answer that it does not slow it down, and at no time that one could wait for. */
    private static final int SHORTEST_PAUSE = 500;

    private static final int LONGEST_PAUSE = 2000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeycloakSessionFactory sessions;
    private final ScheduledThreadPoolExecutor executor;

    ForgottenRequests(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "portal-forgotten-password");
            thread.setDaemon(true);
            return thread;
        });
        // a server that stops waits for nothing
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        var unused = executor.scheduleWithFixedDelay(() -> quietly(Attempts::tidy), 1, 1, TimeUnit.HOURS);
    }

    /**
     * Somebody has forgotten the password of the account that is called so, if there is one.
     *
     * @param base of the server, as people reach it
     */
    void take(String realmId, Optional<Role> role, String entered, URI base) {
        if (executor.getQueue().size() >= MOST_WAITING) {
            LOG.warn("Too many forgotten passwords at once: one is left out");
            return;
        }
        try {
            var unused = executor.schedule(
                    () -> quietly(session -> act(session, realmId, role, entered, base)),
                    RANDOM.nextInt(SHORTEST_PAUSE, LONGEST_PAUSE),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The server stops; whoever has forgotten a password asks again");
        }
    }

    private static void act(KeycloakSession session, String realmId, Optional<Role> role, String entered, URI base) {
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm == null) {
            return;
        }
        session.getContext().setRealm(realm);
        PortalOrganizations portal = PortalOrganizations.of(session);
        portal.loginNames()
                .find(role, entered)
                .filter(account -> account.getServiceAccountClientLink() == null)
                .ifPresent(account -> portal.passwords().forgotten(account, base));
    }

    private void quietly(SessionWork work) {
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, work::act);
        } catch (RuntimeException e) {
            // the kind of the failure: its text may carry an address
            LOG.warnf(
                    "A forgotten password, or what nobody asks for any more, could not be dealt with: %s",
                    e.getClass().getName());
            LOG.debug("It was this", e);
        }
    }

    /** Work in a transaction. */
    @FunctionalInterface
    private interface SessionWork {
        void act(KeycloakSession session);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
