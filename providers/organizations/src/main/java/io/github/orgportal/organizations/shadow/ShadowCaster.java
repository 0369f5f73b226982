package io.github.orgportal.organizations.shadow;

import io.github.orgportal.organizations.access.Access;
import io.github.orgportal.organizations.access.AccessDecision;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.Standing;
import io.github.orgportal.organizations.shadow.ShadowEntity.State;
import io.github.orgportal.organizations.shadow.ShadowStore.Account;
import io.github.orgportal.organizations.shadow.ShadowStore.Task;
import io.github.orgportal.organizations.shadow.ShadowTaskEntity.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.cluster.ClusterProvider;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.UserCache;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.UserStorageUtil;
import org.keycloak.storage.adapter.AbstractInMemoryUserAdapter;

/**
 * Makes accounts in Keycloak look as their locks say: a locked one is disabled, its sessions end and the tokens it has are void. One
 * per server process. An account that only its own wrong passwords lock stays enabled, because the way back leads over a login with its
 * new one-time password; it has no other password, and its sessions end.
 *
 * <p>Keycloak writes whole rows of accounts without a version, so a shadow can be lost to a write that began before it. Therefore it is
 * compared every {@link #PAUSE}, on one node of the cluster.
 */
public final class ShadowCaster implements AutoCloseable {
    /** How long a lost shadow lasts at most. */
    public static final Duration PAUSE = Duration.ofSeconds(60);

    private static final Logger LOG = Logger.getLogger(ShadowCaster.class);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);
    private static final Duration RELEASED_FOR = PAUSE.multipliedBy(3);
    private static final int ACCOUNTS_AT_ONCE = 500;

    private final KeycloakSessionFactory sessions;
    private final Consumer<KeycloakSession> restoreLocks;
    private final Set<Order> ordered = ConcurrentHashMap.newKeySet();
    /** One account must not wait until ten thousand are done. */
    private final ScheduledExecutorService accounts = executor("portal-shadow-account");

    private final ScheduledExecutorService organizations = executor("portal-shadow-organization");

    /** Neither must an organization wait until all realms are compared. */
    private final ScheduledExecutorService comparison = executor("portal-shadow-comparison");

    /**
     * Casts with sessions of this factory; compares once {@link #start} was called.
     *
     * @param restoreLocks brings the locks of a realm in order before they are compared with its accounts
     */
    public ShadowCaster(KeycloakSessionFactory sessions, Consumer<KeycloakSession> restoreLocks) {
        this.sessions = sessions;
        this.restoreLocks = restoreLocks;
    }

    private static ScheduledExecutorService executor(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to compare. */
    public void start() {
        var unused = comparison.scheduleWithFixedDelay(
                this::compare, FIRST_LOOK.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        accounts.shutdownNow();
        organizations.shutdownNow();
        comparison.shutdownNow();
    }

    /** Casts what was ordered in a realm, on a thread of its own. */
    void castSoon(String realmId, Target target) {
        Order order = new Order(realmId, target);
        if (ordered.add(order)) {
            try {
                (target == Target.ACCOUNT ? accounts : organizations).execute(() -> castQuietly(order));
            } catch (RejectedExecutionException e) {
                LOG.debug("The server stops; another node or the next start casts the shadow");
            }
        }
    }

    private void castQuietly(Order order) {
        // from here on, who orders something is not sure to be served by this run
        ordered.remove(order);
        try {
            cast(order);
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "Accounts of realm %s could not be disabled or enabled; their locks hold all the same",
                    order.realmId());
        }
    }

    private void cast(Order order) {
        Optional<Task> next = read(store -> store.oldestTask(order.realmId(), order.target()));
        while (next.isPresent()) {
            Task task = next.get();
            if (order.target() == Target.ACCOUNT) {
                cast(order.realmId(), List.of(task.targetId()));
            } else {
                inChunks(
                        (store, after) -> store.accounts(task.targetId(), after, ACCOUNTS_AT_ONCE),
                        found -> cast(order.realmId(), found));
            }
            next = read(store -> {
                store.deleteTask(task.id());
                return store.oldestTask(order.realmId(), order.target());
            });
        }
    }

    private void compare() {
        try {
            KeycloakModelUtils.runJobInTransaction(
                    sessions,
                    session -> session.getProvider(ClusterProvider.class)
                            .executeIfNotExecuted("portal-shadow", (int) PAUSE.toSeconds(), () -> {
                                compareRealms();
                                return Boolean.TRUE;
                            }));
        } catch (RuntimeException e) {
            LOG.warn("Accounts could not be compared with their locks, the next try follows", e);
        }
    }

    private void compareRealms() {
        List<String> realms = KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, session -> new ShadowStore(session).realmsOfPortals());
        for (String realmId : realms) {
            try {
                compareRealm(realmId);
            } catch (RuntimeException e) {
                // what one realm has must not keep the others from being compared
                LOG.warnf(
                        e,
                        "Accounts of realm %s could not be compared with their locks, the next try follows",
                        realmId);
            }
        }
    }

    private void compareRealm(String realmId) {
        write(realmId, (session, realm) -> restoreLocks.accept(session));
        for (Target target : Target.values()) {
            cast(new Order(realmId, target));
        }
        inChunks((store, after) -> store.undone(realmId, after, ACCOUNTS_AT_ONCE), accounts -> cast(realmId, accounts));
        long now = Time.currentTimeMillis();
        inChunks(
                (store, after) ->
                        store.touchedSince(realmId, now - PAUSE.multipliedBy(2).toMillis(), after, ACCOUNTS_AT_ONCE),
                accounts -> write(
                        realmId, (session, realm) -> evict(session, realm, new ShadowStore(session).lock(accounts))));
        long released = now - RELEASED_FOR.toMillis();
        inChunks(
                (store, after) -> store.released(realmId, released, after, ACCOUNTS_AT_ONCE),
                accounts -> write(realmId, (session, realm) -> new ShadowStore(session).forget(accounts, released)));
    }

    private void cast(String realmId, Collection<String> accountIds) {
        write(realmId, (session, realm) -> new Casting(session, realm).cast(accountIds));
    }

    /** What is to be cast. */
    private record Order(String realmId, Target target) {}

    /** The accounts of one transaction. */
    private record Casting(KeycloakSession session, RealmModel realm) {
        void cast(Collection<String> accountIds) {
            ShadowStore store = new ShadowStore(session);
            List<Account> accounts = store.lock(accountIds);
            Map<String, Standing> standings = new Access(session).standings(accountIds);
            List<Account> refused = new ArrayList<>();
            List<Account> deactivated = new ArrayList<>();
            List<Account> granted = new ArrayList<>();
            for (Account account : accounts) {
                Standing standing = standings.getOrDefault(account.id(), new Standing(Set.of(), Set.of()));
                if (isRefused(standing.without(LockCause.WRONG_PASSWORDS))) {
                    refused.add(account);
                } else {
                    granted.add(account);
                    if (isRefused(standing)) {
                        deactivated.add(account);
                    }
                }
            }
            List<Account> toDisable = refused.stream()
                    .filter(account -> account.enabled() || !account.shadow().equals(Optional.of(State.DISABLED)))
                    .filter(account -> !account.lockedOut())
                    .toList();
            List<Account> toEnable = granted.stream()
                    .filter(account -> account.shadow().equals(Optional.of(State.DISABLED))
                            || (account.shadow().isPresent() && !account.enabled()))
                    .filter(account -> !account.lockedOut())
                    .toList();
            long now = Time.currentTimeMillis();
            if (!toDisable.isEmpty()) {
                store.disable(ids(toDisable), Math.toIntExact(Time.currentTimeSeconds()));
                store.keep(ids(toDisable), realm.getId(), State.DISABLED, now);
                store.takeOver(ids(toDisable.stream()
                        .filter(account ->
                                !account.enabled() && account.shadow().isEmpty())
                        .toList()));
            }
            if (!toEnable.isEmpty()) {
                store.enable(ids(toEnable));
                store.keep(ids(toEnable), realm.getId(), State.RELEASED, now);
            }
            endSessions(store, refused);
            endSessions(store, deactivated);
            evict(session, realm, toDisable);
            evict(session, realm, toEnable);
        }

        private static boolean isRefused(Standing standing) {
            return standing.decision() instanceof AccessDecision.Refused;
        }

        private void endSessions(ShadowStore store, List<Account> refused) {
            if (refused.isEmpty()) {
                return;
            }
            Set<String> withSession = new HashSet<>(store.withSession(realm.getId(), ids(refused)));
            refused.stream()
                    .filter(account -> withSession.contains(account.id()))
                    .forEach(account ->
                            session.sessions().removeUserSessions(realm, new Evicted(session, realm, account)));
        }
    }

    private static void evict(KeycloakSession session, RealmModel realm, List<Account> accounts) {
        UserCache cache = UserStorageUtil.userCache(session);
        if (cache != null) {
            accounts.forEach(account -> cache.evict(realm, new Evicted(session, realm, account)));
        }
    }

    private static List<String> ids(List<Account> accounts) {
        return accounts.stream().map(Account::id).toList();
    }

    private void inChunks(Chunks chunks, Consumer<List<String>> work) {
        List<String> accounts = read(store -> chunks.next(store, ""));
        while (!accounts.isEmpty()) {
            work.accept(accounts);
            String last = accounts.get(accounts.size() - 1);
            accounts = accounts.size() < ACCOUNTS_AT_ONCE ? List.of() : read(store -> chunks.next(store, last));
        }
    }

    private <T> T read(Function<ShadowStore, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, session -> work.apply(new ShadowStore(session)));
    }

    private void write(String realmId, RealmWork work) {
        KeycloakModelUtils.runJobInTransaction(sessions, session -> {
            RealmModel realm = session.realms().getRealm(realmId);
            if (realm != null) {
                session.getContext().setRealm(realm);
                work.accept(session, realm);
            }
        });
    }

    /** Accounts in the order of their ids, from behind the one named. */
    @FunctionalInterface
    private interface Chunks {
        List<String> next(ShadowStore store, String after);
    }

    /** Work in the transaction of a realm. */
    @FunctionalInterface
    private interface RealmWork {
        void accept(KeycloakSession session, RealmModel realm);
    }

    /** As much of an account as Keycloak's caches and sessions ask for, without reading it. */
    private static final class Evicted extends AbstractInMemoryUserAdapter {
        Evicted(KeycloakSession session, RealmModel realm, Account account) {
            super(session, realm, account.id());
            setSingleAttribute(UserModel.USERNAME, account.loginName());
            account.address().ifPresent(address -> setSingleAttribute(UserModel.EMAIL, address));
        }

        @Override
        public SubjectCredentialManager credentialManager() {
            throw new UnsupportedOperationException("Stands for an account only where caches and sessions ask for it");
        }
    }
}
