package io.github.orgportal.organizations.lock;

import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.shadow.Shadow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * The rule of the last administrator: the clerks of an organization are locked exactly while it has no active administrator.
 *
 * <p>Who changes anything that can touch the rule {@linkplain #hold holds} the organizations first. Holding makes such changes of one
 * organization wait for each other, so that two administrators who lock each other cannot both believe that the other one stays; and
 * when the transaction is about to commit, the rule is brought about in it for all that it holds. So nobody can forget that.
 *
 * <p>The lock is one row, however many clerks it bears on: they follow it through
 * {@link io.github.orgportal.organizations.access.AccessDecision}.
 */
public final class Cascade {
    /** Who locks and unlocks by this rule. */
    public static final Actor ACTOR = Actor.system("last-administrator");

    private final KeycloakSession session;
    private final LockStore store;
    private final ChangeLog changes;
    private final Shadow shadow;
    private final Map<String, String> memberNumbers = new TreeMap<>();

    /** One for each session: what it holds, it holds until the session's transaction ends. */
    public Cascade(KeycloakSession session, ChangeLog changes, Shadow shadow) {
        this.session = session;
        this.store = new LockStore(session);
        this.changes = changes;
        this.shadow = shadow;
    }

    /**
     * Waits until nobody else changes these organizations, and settles the rule for them at the end of the transaction.
     *
     * @return those that are held: the ones that the portal knows in this realm, with their member numbers
     */
    public Map<String, String> hold(Collection<String> organizationIds) {
        Map<String, String> held = new TreeMap<>();
        // always in the same order, or two transactions could wait for each other
        for (String organization : new TreeSet<>(organizationIds)) {
            // what this transaction holds already needs no statement
            Optional.ofNullable(memberNumbers.get(organization))
                    .or(() -> store.hold(organization))
                    .ifPresent(memberNumber -> held.put(organization, memberNumber));
        }
        if (memberNumbers.isEmpty() && !held.isEmpty()) {
            shadow.enlist();
            session.getTransactionManager().enlistPrepare(new Settlement());
        }
        memberNumbers.putAll(held);
        return held;
    }

    /**
     * Makes sure that an administrator who is about to make a change still may; call it after {@link #hold}.
     *
     * @param held the organizations that the change is about; an administrator must be an active one of at least one of them
     * @throws LockedActorException if somebody has locked the administrator in the meantime
     */
    public void require(Actor actor, Collection<String> held) {
        if (actor.kind() == Actor.Kind.ADMINISTRATOR
                && held.stream().noneMatch(organization -> store.isActiveAdministrator(actor.id(), organization))) {
            throw new LockedActorException();
        }
    }

    /** The organizations among these that would lose their last active administrator with this account. */
    public List<String> endangered(String accountId, Collection<String> organizationIds) {
        return organizationIds.stream()
                .filter(organization ->
                        store.activeAdministrators(organization, 2).equals(List.of(accountId)))
                .toList();
    }

    /**
     * Settles the rule for every organization of the realm that contradicts it: an administrator who was disabled past Keycloak's admin
     * API, or who came to another organization in the very moment of a lock.
     */
    public void restore() {
        hold(store.contradictions());
    }

    /** An organization that goes needs no rule any more. */
    void release(String organizationId) {
        memberNumbers.remove(organizationId);
    }

    private void settle(String organizationId, String memberNumber) {
        boolean led = !store.activeAdministrators(organizationId, 1).isEmpty();
        Optional<LockEntity> lock = store.active(LockScope.ORGANIZATION, organizationId, LockCause.LAST_ADMINISTRATOR);
        if (!led && lock.isEmpty()) {
            store.put(LockScope.ORGANIZATION, organizationId, LockCause.LAST_ADMINISTRATOR, "", ACTOR);
            tell(Action.LOCKED, organizationId, memberNumber);
        } else if (led && lock.isPresent()) {
            store.lift(lock.get(), ACTOR);
            tell(Action.UNLOCKED, organizationId, memberNumber);
        }
    }

    private void tell(Action action, String organizationId, String memberNumber) {
        changes.append(
                organizationId,
                new Change(
                        ACTOR,
                        action,
                        Subject.organization(organizationId, memberNumber),
                        Map.of(),
                        Map.of("scope", LockScope.ORGANIZATION, "cause", LockCause.LAST_ADMINISTRATOR),
                        ""));
        shadow.ofOrganization(organizationId);
    }

    /** Keycloak commits these before the database's own transaction; if one fails, nothing is committed. */
    private final class Settlement extends AbstractKeycloakTransaction {
        @Override
        protected void commitImpl() {
            memberNumbers.forEach(Cascade.this::settle);
            memberNumbers.clear();
        }

        @Override
        protected void rollbackImpl() {
            memberNumbers.clear();
        }
    }
}
