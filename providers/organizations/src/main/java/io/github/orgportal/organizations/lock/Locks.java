package io.github.orgportal.organizations.lock;

import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.organizations.shadow.Shadow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.UserModel;

/**
 * Puts locks on and lifts them. A lock holds from the commit on, on every node; what it looks like in Keycloak (disabled, no sessions)
 * follows within a moment.
 *
 * <p>Who may lock whom is not asked here; that a lock leaves an organization without an administrator, and what follows, is.
 */
public final class Locks {
    /** Characters of a reason. */
    public static final int REASON_LENGTH = 1000;

    private final LockStore store;
    private final WrongPasswordCounter wrongPasswords;
    private final Cascade cascade;
    private final ChangeLog changes;
    private final Shadow shadow;
    private final boolean administratorLockFinal;

    /** Works in the transaction of this session, for the realm in its context. */
    public Locks(KeycloakSession session, Cascade cascade, ChangeLog changes, Shadow shadow) {
        this.store = new LockStore(session);
        this.wrongPasswords = new WrongPasswordCounter(session);
        this.cascade = cascade;
        this.changes = changes;
        this.shadow = shadow;
        this.administratorLockFinal = PortalPolicy.of(session.getContext().getRealm())
                .map(PortalPolicy::administratorLockFinal)
                .orElse(false);
    }

    /**
     * Locks an account in all its organizations. If it is already locked for the same cause, nothing happens.
     *
     * @throws ModelValidationException if the reason is longer than {@link #REASON_LENGTH}, or an administrator gives none
     * @throws LockedActorException if the administrator who asks was locked in the meantime
     */
    public void lockAccount(UserModel account, LockCause cause, String reason, Actor actor) {
        validate(cause, reason);
        Collection<String> held = hold(account, actor);
        if (store.active(LockScope.USER, account.getId(), cause).isEmpty()) {
            store.put(LockScope.USER, account.getId(), cause, reason, actor);
            tell(held, Action.LOCKED, account, LockScope.USER, cause, reason, actor);
        }
    }

    /**
     * Locks an account for its own wrong passwords, and starts counting them again.
     *
     * @param limit how many of them are too many; another transaction may have dealt with them in the meantime
     * @return whether it was done: with fewer wrong passwords, or such a lock already, nothing happens
     */
    public boolean deactivate(UserModel account, int limit, Actor actor) {
        Collection<String> held = hold(account, actor);
        // an account without an organization has nothing else to wait for
        store.holdAccount(account.getId());
        boolean due = wrongPasswords.tries(account.getId()) >= limit
                && store.active(LockScope.USER, account.getId(), LockCause.WRONG_PASSWORDS)
                        .isEmpty();
        wrongPasswords.forget(account.getId());
        if (due) {
            store.put(LockScope.USER, account.getId(), LockCause.WRONG_PASSWORDS, "", actor);
            tell(held, Action.LOCKED, account, LockScope.USER, LockCause.WRONG_PASSWORDS, "", actor);
        }
        return due;
    }

    /**
     * Lifts the locks of an account that somebody has put on it; an administrator lifts those of administrators only. Those of its
     * organizations stay, and so does that of its own wrong passwords.
     *
     * @return whether there was one
     * @throws FinalLockException if an administrator was locked by one, and comes back by a new registration only
     * @throws LockedActorException if the administrator who asks was locked in the meantime
     */
    public boolean unlockAccount(UserModel account, Actor actor) {
        Collection<String> held = hold(account, actor);
        return unlock(held, account, LockScope.USER, account.getId(), actor);
    }

    private boolean mayUnlockAdministrators(Actor actor) {
        return switch (actor.kind()) {
            case SYSTEM -> true;
            case OPERATOR -> !administratorLockFinal;
            case ADMINISTRATOR, SELF -> false;
        };
    }

    /**
     * A new registration was approved: lifts what somebody has put on an account as a whole, and on these memberships of it, also what an
     * administrator has locked for good. That of its own wrong passwords stays: a new password ends it.
     */
    public void readmit(UserModel account, Collection<String> membershipIds, Actor actor) {
        Collection<String> held = hold(account, actor);
        Stream.concat(Stream.of(account.getId()), membershipIds.stream())
                .forEach(target ->
                        lift(held, account, target, lock -> lock.cause() != LockCause.WRONG_PASSWORDS, actor));
    }

    /**
     * Lifts the locks of one cause from an account.
     *
     * @return whether there was one
     */
    public boolean lift(UserModel account, LockCause cause, Actor actor) {
        Collection<String> held = hold(account, actor);
        return lift(held, account, account.getId(), lock -> lock.cause() == cause, actor);
    }

    /**
     * Locks an account in one organization.
     *
     * @throws ModelValidationException as for {@link #lockAccount}
     * @throws LockedActorException as there
     */
    public void lockMembership(
            UserModel account,
            String membershipId,
            String organizationId,
            LockCause cause,
            String reason,
            Actor actor) {
        validate(cause, reason);
        Collection<String> held = hold(organizationId, actor);
        if (store.active(LockScope.MEMBERSHIP, membershipId, cause).isEmpty()) {
            store.putOnMembership(membershipId, organizationId, cause, reason, actor);
            tell(held, Action.LOCKED, account, LockScope.MEMBERSHIP, cause, reason, actor);
        }
    }

    /**
     * Lifts the locks of an account in one organization, as {@link #unlockAccount} does those of the account.
     *
     * @return whether there was one
     * @throws FinalLockException as there
     * @throws LockedActorException if the administrator who asks was locked in the meantime
     */
    public boolean unlockMembership(UserModel account, String membershipId, String organizationId, Actor actor) {
        Collection<String> held = hold(organizationId, actor);
        return unlock(held, account, LockScope.MEMBERSHIP, membershipId, actor);
    }

    private boolean unlock(Collection<String> held, UserModel account, LockScope scope, String targetId, Actor actor) {
        if (!mayUnlockAdministrators(actor)
                && store.active(scope, targetId, LockCause.ADMINISTRATOR).isPresent()
                && store.isAdministrator(account.getId())) {
            throw new FinalLockException();
        }
        // What an administrator has not locked, no administrator unlocks.
        return lift(
                held,
                account,
                targetId,
                lock -> actor.kind() == Actor.Kind.ADMINISTRATOR
                        ? lock.cause() == LockCause.ADMINISTRATOR
                        : lock.cause() != LockCause.WRONG_PASSWORDS,
                actor);
    }

    /** The locks that bear or bore on an account: its own, those of its memberships and of their organizations; the latest first. */
    public List<LockRecord> history(UserModel account) {
        return store.history(store.targetsOf(account.getId())).stream()
                .map(LockEntity::asRecord)
                .toList();
    }

    /** What follows for each organization that would lose its last active administrator with this account: how many clerks it has. */
    public Map<String, Long> preview(UserModel account) {
        return cascade.endangered(account.getId(), store.organizationsOf(account.getId())).stream()
                .collect(Collectors.toMap(organization -> organization, store::clerks));
    }

    /** Keycloak has removed an account. */
    public void forget(String accountId) {
        store.removeTarget(accountId);
        wrongPasswords.forget(accountId);
    }

    /** Keycloak has removed an organization. */
    public void forgetOrganization(String organizationId) {
        cascade.release(organizationId);
        store.removeTarget(organizationId);
    }

    /** A realm is gone, with all its locks. */
    public static void forgetRealm(KeycloakSession session, String realmId) {
        LockStore.removeRealm(session, realmId);
        WrongPasswordCounter.forgetRealm(session, realmId);
    }

    private Collection<String> hold(UserModel account, Actor actor) {
        Collection<String> held;
        List<String> organizations;
        do {
            organizations = store.organizationsOf(account.getId());
            held = cascade.hold(organizations).keySet();
            // It may have come to another organization while this waited.
        } while (!store.organizationsOf(account.getId()).equals(organizations));
        cascade.require(actor, held);
        return held;
    }

    private Collection<String> hold(String organizationId, Actor actor) {
        Collection<String> held = cascade.hold(List.of(organizationId)).keySet();
        cascade.require(actor, held);
        return held;
    }

    private boolean lift(
            Collection<String> held, UserModel account, String targetId, Predicate<LockRecord> which, Actor actor) {
        List<LockEntity> locks = store.active(targetId).stream()
                .filter(lock -> which.test(lock.asRecord()))
                .toList();
        locks.forEach(lock -> {
            store.lift(lock, actor);
            LockRecord lifted = lock.asRecord();
            tell(held, Action.UNLOCKED, account, lifted.scope(), lifted.cause(), "", actor);
        });
        return !locks.isEmpty();
    }

    private void tell(
            Collection<String> held,
            Action action,
            UserModel account,
            LockScope scope,
            LockCause cause,
            String reason,
            Actor actor) {
        Change change = new Change(
                actor, action, Subject.account(account), Map.of(), Map.of("scope", scope, "cause", cause), reason);
        held.forEach(organization -> changes.append(organization, change));
        if (held.isEmpty()) {
            changes.appendToRealm(change);
        }
        shadow.ofAccount(account.getId());
    }

    private static void validate(LockCause cause, String reason) {
        if (reason.length() > REASON_LENGTH) {
            throw new ModelValidationException(
                    "The reason has %d characters, allowed are %d".formatted(reason.length(), REASON_LENGTH));
        }
        if (cause == LockCause.ADMINISTRATOR && reason.isBlank()) {
            throw new ModelValidationException("An administrator who locks must give a reason");
        }
    }
}
