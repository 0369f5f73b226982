package io.github.orgportal.administration;

import io.github.orgportal.support.Problem;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * The right to run an import, which keeps a thread busy for minutes: one for each account, one for each target, and {@value #PLACES} on all
 * nodes together, so that most threads are left to those who log in.
 *
 * <p>It is a row that ends by itself, and that the node at work renews, however slowly the rows come along or their report is read. So a
 * node that dies keeps nobody waiting for longer than {@link #LEASE}.
 */
final class ImportTurn {
    /** Imports at work at the same time. */
    static final int PLACES = 8;

    private static final Logger LOG = Logger.getLogger(ImportTurn.class);

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration RENEWED_AFTER = Duration.ofSeconds(20);
    /** Somebody else may take the same place at the same moment. */
    private static final int TRIES = 3;

    private static final int RETRY_SECONDS = 10;

    private static final ScheduledExecutorService RENEWALS = renewals();

    private final KeycloakSessionFactory sessions;
    /** Of this turn and no other. */
    private final String holder = KeycloakModelUtils.generateId();

    private ImportTurn(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Takes a turn, in transactions of its own.
     *
     * @param accountId of who imports
     * @param targetId of what is imported into: an organization, or the realm
     * @throws jakarta.ws.rs.WebApplicationException with a {@link Problem}: 409 {@code import_running} if this account imports already, or
     *     somebody into this target; 503 {@code imports_busy} if no place is free
     */
    static ImportTurn take(KeycloakSession session, String accountId, String targetId) {
        ImportTurn turn = new ImportTurn(session.getKeycloakSessionFactory());
        for (int tries = 0; tries < TRIES; tries++) {
            List<Tuple> running = turn.running();
            if (running.stream()
                    .anyMatch(row -> row.get("ACCOUNT_ID", String.class).equals(accountId)
                            || row.get("TARGET_ID", String.class).equals(targetId))) {
                throw Problem.later(session, Response.Status.CONFLICT, "import_running", RETRY_SECONDS);
            }
            OptionalInt place = free(running);
            if (place.isPresent() && turn.begun(place.getAsInt(), accountId, targetId)) {
                return turn;
            }
        }
        throw Problem.later(session, Response.Status.SERVICE_UNAVAILABLE, "imports_busy", RETRY_SECONDS);
    }

    private static OptionalInt free(List<Tuple> running) {
        List<Integer> taken = running.stream()
                .map(row -> row.get("PLACE", Number.class).intValue())
                .toList();
        return IntStream.range(0, PLACES)
                .filter(place -> !taken.contains(place))
                .findFirst();
    }

    /** What has to be done before the work; who is refused there gives the turn up. */
    <T> T before(Supplier<T> preparation) {
        try {
            return preparation.get();
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    /** Works, and gives the turn up at the end. */
    void during(Work work) throws IOException {
        ScheduledFuture<?> renewal = RENEWALS.scheduleAtFixedRate(
                this::renew, RENEWED_AFTER.toSeconds(), RENEWED_AFTER.toSeconds(), TimeUnit.SECONDS);
        try {
            work.run();
        } finally {
            renewal.cancel(false);
            end();
        }
    }

    /** An import. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> running() {
        return inTransaction(em -> em.createNativeQuery(
                        "select PLACE as PLACE, ACCOUNT_ID as ACCOUNT_ID, TARGET_ID as TARGET_ID from PORTAL_IMPORT"
                                + " where EXPIRES_AT > :now",
                        Tuple.class)
                .setParameter("now", Time.currentTimeMillis())
                .getResultList());
    }

    private boolean begun(int place, String accountId, String targetId) {
        long now = Time.currentTimeMillis();
        try {
            return inTransaction(em -> {
                em.createNativeQuery("delete from PORTAL_IMPORT where EXPIRES_AT <= :now")
                        .setParameter("now", now)
                        .executeUpdate();
                return em.createNativeQuery(
                                        "insert into PORTAL_IMPORT (PLACE, ACCOUNT_ID, TARGET_ID, HOLDER, EXPIRES_AT)"
                                                + " values (:place, :account, :target, :holder, :expires)")
                                .setParameter("place", place)
                                .setParameter("account", accountId)
                                .setParameter("target", targetId)
                                .setParameter("holder", holder)
                                .setParameter("expires", now + LEASE.toMillis())
                                .executeUpdate()
                        == 1;
            });
        } catch (ModelException | PersistenceException e) {
            LOG.debugf(e, "Place %s of the imports was somebody else's first", place);
            return false;
        }
    }

    private void renew() {
        try {
            inTransaction(
                    em -> em.createNativeQuery("update PORTAL_IMPORT set EXPIRES_AT = :expires where HOLDER = :holder")
                            .setParameter("expires", Time.currentTimeMillis() + LEASE.toMillis())
                            .setParameter("holder", holder)
                            .executeUpdate());
        } catch (RuntimeException e) {
            // the next one may succeed, and nobody would repeat what has once thrown
            LOG.warnf(e, "The turn %s of an import could not be renewed", holder);
        }
    }

    private void end() {
        inTransaction(em -> em.createNativeQuery("delete from PORTAL_IMPORT where HOLDER = :holder")
                .setParameter("holder", holder)
                .executeUpdate());
    }

    private <T> T inTransaction(Function<EntityManager, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions,
                session -> work.apply(
                        session.getProvider(JpaConnectionProvider.class).getEntityManager()));
    }

    /** One thread for all imports of the server, which is not there while there is none. */
    private static ScheduledExecutorService renewals() {
        ScheduledThreadPoolExecutor renewals = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "portal-import-turns");
            thread.setDaemon(true);
            return thread;
        });
        renewals.setRemoveOnCancelPolicy(true);
        renewals.setKeepAliveTime(RENEWED_AFTER.toSeconds(), TimeUnit.SECONDS);
        renewals.allowCoreThreadTimeOut(true);
        return renewals;
    }
}
