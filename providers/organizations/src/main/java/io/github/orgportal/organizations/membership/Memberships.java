package io.github.orgportal.organizations.membership;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.lock.Cascade;
import io.github.orgportal.organizations.loginname.LoginNames;
import io.github.orgportal.organizations.shadow.Shadow;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.UserModel;
import org.keycloak.organization.OrganizationProvider;

/**
 * Who belongs to which organization in which role. Keycloak's own list of members follows in the same transaction; its members are
 * unmanaged, because Keycloak deletes the account of a managed one that leaves.
 */
public final class Memberships {
    private static final String BOUND = "bound";
    private static final String MAILBOXES = "mailboxes";
    /** Units that one entry of the log names. */
    private static final int UNITS_PER_ENTRY = 500;

    private final EntityManager em;
    private final String realmId;
    private final OrganizationProvider keycloak;
    private final Cascade cascade;
    private final ChangeLog changes;
    private final Shadow shadow;
    private final LoginNames loginNames;

    /** Works in the transaction of this session, for the realm in its context. */
    public Memberships(
            KeycloakSession session, Cascade cascade, ChangeLog changes, Shadow shadow, LoginNames loginNames) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.realmId = session.getContext().getRealm().getId();
        this.keycloak = session.getProvider(OrganizationProvider.class);
        this.cascade = cascade;
        this.changes = changes;
        this.shadow = shadow;
        this.loginNames = loginNames;
    }

    /**
     * Makes an account belong to an organization. If it becomes its first active administrator, its clerks get their access back.
     *
     * @throws ModelDuplicateException if it belongs to it already, or if one of its login names is somebody else's
     * @throws io.github.orgportal.organizations.lock.LockedActorException if the administrator who asks was locked in the meantime
     */
    public Member add(UserModel account, String organizationId, Role role, Actor actor) {
        hold(organizationId, actor);
        if (find(account.getId(), organizationId).isPresent()) {
            throw new ModelDuplicateException("The account belongs to the organization already");
        }
        MembershipEntity membership = new MembershipEntity(
                UUID.randomUUID().toString(), realmId, organizationId, account, role, Time.currentTimeMillis());
        em.persist(membership);
        keycloak.addMember(keycloak.getById(organizationId), account);
        tell(account, organizationId, Action.MEMBERSHIP_CREATED, Optional.empty(), Optional.of(role), actor);
        return membership.asRecord();
    }

    /**
     * Gives an account another role in an organization. An administrator who was bound and becomes something else does not keep what it
     * could pass on: those rights would begin to work.
     *
     * @return whether it belongs to the organization and had another role
     * @throws ModelDuplicateException if somebody else logs in with its address in that role
     * @throws io.github.orgportal.organizations.lock.LockedActorException as for {@link #add}
     */
    public boolean changeRole(UserModel account, String organizationId, Role role, Actor actor) {
        hold(organizationId, actor);
        Optional<MembershipEntity> found = entity(account.getId(), organizationId)
                .filter(membership -> membership.asRecord().role() != role);
        found.ifPresent(membership -> {
            Role before = membership.asRecord().role();
            if (membership.isBound()) {
                forgetHoldings(account, membership.asRecord(), actor);
            }
            if (role.isAdministrator()) {
                // no right works for an administrator, and none is waited for
                em.createNativeQuery("delete from PORTAL_ACTIVATION_REQUEST where MEMBERSHIP_ID = :membership")
                        .setParameter("membership", membership.asRecord().id())
                        .executeUpdate();
            }
            membership.become(role);
            tell(account, organizationId, Action.ROLE_CHANGED, Optional.of(before), Optional.of(role), actor);
        });
        return found.isPresent();
    }

    private void forgetHoldings(UserModel account, Member member, Actor actor) {
        em.flush();
        List<Map.Entry<String, Set<String>>> grants =
                List.copyOf(granted(member.id()).entrySet());
        List<String> mailboxes = em.createQuery(
                        "select b.type from MailboxEntity b join MailboxMemberEntity a on a.mailboxId = b.id"
                                + " where a.membershipId = :membership order by b.type",
                        String.class)
                .setParameter("membership", member.id())
                .getResultList();
        for (String holding : List.of("GrantEntity", "MailboxMemberEntity")) {
            em.createQuery("delete from " + holding + " h where h.membershipId = :membership")
                    .setParameter("membership", member.id())
                    .executeUpdate();
        }
        for (int first = 0; first < grants.size(); first += UNITS_PER_ENTRY) {
            Map<String, Set<String>> before = new TreeMap<>();
            Map<String, Set<String>> after = new TreeMap<>();
            grants.subList(first, Math.min(first + UNITS_PER_ENTRY, grants.size()))
                    .forEach(grant -> {
                        before.put(grant.getKey(), grant.getValue());
                        after.put(grant.getKey(), Set.of());
                    });
            tellLoss(account, member, Action.GRANTS_CHANGED, before, after, actor);
        }
        if (!mailboxes.isEmpty()) {
            tellLoss(
                    account,
                    member,
                    Action.MAILBOXES_CHANGED,
                    Map.of(MAILBOXES, mailboxes),
                    Map.of(MAILBOXES, List.of()),
                    actor);
        }
    }

    private Map<String, Set<String>> granted(String membershipId) {
        Map<String, Set<String>> granted = new TreeMap<>();
        em.createQuery(
                        "select g.unitId, g.rightId from GrantEntity g where g.membershipId = :membership",
                        Object[].class)
                .setParameter("membership", membershipId)
                .getResultStream()
                .forEach(row -> granted.computeIfAbsent((String) row[0], unit -> new TreeSet<>())
                        .add((String) row[1]));
        return granted;
    }

    private void tellLoss(
            UserModel account, Member member, Action action, Map<String, ?> before, Map<String, ?> after, Actor actor) {
        changes.append(member.organizationId(), new Change(actor, action, Subject.account(account), before, after, ""));
    }

    /**
     * Binds an administrator to the rights and mailboxes that it has, or gives it the whole organization.
     *
     * @return whether it was different before
     * @throws org.keycloak.models.ModelValidationException if it is no administrator that can be bound
     * @throws io.github.orgportal.organizations.lock.LockedActorException as for {@link #add}
     */
    public boolean bind(UserModel account, String organizationId, boolean bound, Actor actor) {
        hold(organizationId, actor);
        Optional<MembershipEntity> found =
                entity(account.getId(), organizationId).filter(membership -> membership.isBound() != bound);
        found.ifPresent(membership -> {
            if (membership.asRecord().role() != Role.ADMINISTRATOR) {
                throw new ModelValidationException("Only ordinary administrators can be bound");
            }
            membership.bind(bound);
            changes.append(
                    organizationId,
                    new Change(
                            actor,
                            Action.BOUNDS_CHANGED,
                            Subject.account(account),
                            Map.of(BOUND, !bound),
                            Map.of(BOUND, bound),
                            ""));
        });
        return found.isPresent();
    }

    /**
     * The membership of an administrator, and whether it is bound to what it holds; none of somebody who is no administrator. One
     * statement.
     */
    public Optional<Held> held(String accountId, String organizationId) {
        // no entity: it could be one from before somebody else's change
        return em.createQuery(
                        "select m.id, m.bound from MembershipEntity m where m.userId = :account"
                                + " and m.organizationId = :organization and m.role in (:administrators)",
                        Object[].class)
                .setParameter("account", accountId)
                .setParameter("organization", organizationId)
                .setParameter("administrators", Role.ADMINISTRATORS)
                .getResultStream()
                .map(row -> new Held((String) row[0], (Boolean) row[1]))
                .findAny();
    }

    /**
     * What an administrator holds of its organization.
     *
     * @param membershipId of its membership
     * @param bound the rights and mailboxes of that only; else the whole
     */
    public record Held(String membershipId, boolean bound) {}

    /**
     * Ends an account's place in an organization, and its rights there.
     *
     * @return whether it had one
     * @throws io.github.orgportal.organizations.lock.LockedActorException as for {@link #add}
     */
    public boolean remove(UserModel account, String organizationId, Actor actor) {
        hold(organizationId, actor);
        Optional<MembershipEntity> found = entity(account.getId(), organizationId);
        found.ifPresent(membership -> {
            em.remove(membership);
            em.flush();
            // tells us in turn, when there is nothing left to do
            keycloak.removeMember(keycloak.getById(organizationId), account);
            tell(
                    account,
                    organizationId,
                    Action.MEMBERSHIP_REMOVED,
                    Optional.of(membership.asRecord().role()),
                    Optional.empty(),
                    actor);
        });
        return found.isPresent();
    }

    /** Keycloak has removed the account itself. */
    public void forget(UserModel account, Actor actor) {
        List<MembershipEntity> found = em.createQuery(
                        "select m from MembershipEntity m where m.userId = :account", MembershipEntity.class)
                .setParameter("account", account.getId())
                .getResultList();
        Collection<String> held = cascade.hold(found.stream()
                        .map(membership -> membership.asRecord().organizationId())
                        .toList())
                .keySet();
        found.forEach(em::remove);
        held.forEach(organization -> {
            loginNames.followOrganization(organization);
            changes.append(organization, Change.of(actor, Action.ACCOUNT_REMOVED, Subject.account(account), ""));
        });
    }

    /** An account's place in an organization. */
    public Optional<Member> find(String accountId, String organizationId) {
        return entity(accountId, organizationId).map(MembershipEntity::asRecord);
    }

    /** The places of an account, all of them. */
    public List<Member> of(String accountId) {
        return em.createQuery(
                        "select m from MembershipEntity m where m.userId = :account order by m.organizationId",
                        MembershipEntity.class)
                .setParameter("account", accountId)
                .getResultStream()
                .map(MembershipEntity::asRecord)
                .toList();
    }

    /** Ids of the organizations of an account. One statement, which leaves nothing behind that could be old after a wait. */
    public List<String> organizationsOf(String accountId) {
        return em.createQuery("select m.organizationId from MembershipEntity m where m.userId = :account", String.class)
                .setParameter("account", accountId)
                .getResultList();
    }

    private Optional<MembershipEntity> entity(String accountId, String organizationId) {
        return em.createQuery(
                        "select m from MembershipEntity m where m.userId = :account and m.organizationId = :organization",
                        MembershipEntity.class)
                .setParameter("account", accountId)
                .setParameter("organization", organizationId)
                .getResultStream()
                .findAny();
    }

    private void hold(String organizationId, Actor actor) {
        cascade.require(actor, cascade.hold(Set.of(organizationId)).keySet());
    }

    private void tell(
            UserModel account,
            String organizationId,
            Action action,
            Optional<Role> before,
            Optional<Role> after,
            Actor actor) {
        changes.append(
                organizationId, new Change(actor, action, Subject.account(account), values(before), values(after), ""));
        shadow.ofAccount(account.getId());
        loginNames.follow(account);
        if (Stream.of(before, after).flatMap(Optional::stream).anyMatch(Role::isAdministrator)) {
            loginNames.followOrganization(organizationId);
        }
    }

    private static Map<String, String> values(Optional<Role> role) {
        return role.map(Role::text).map(text -> Map.of("role", text)).orElse(Map.of());
    }
}
