package io.github.orgportal.organizations.mailbox;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.lock.Cascade;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.policy.Catalogue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.UserModel;
import org.keycloak.validate.BuiltinValidators;

/** The group mailboxes of organizations: each has one of every type that the realm's catalogue names. */
public final class Mailboxes {
    private final EntityManager em;
    private final Catalogue catalogue;
    private final Cascade cascade;
    private final ChangeLog changes;

    /** Works in the transaction of this session, for the realm in its context. */
    public Mailboxes(KeycloakSession session, Cascade cascade, ChangeLog changes) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.catalogue = Catalogue.of(session.getContext().getRealm());
        this.cascade = cascade;
        this.changes = changes;
    }

    /** The mailboxes of an organization with those who read them, in the order of the catalogue. Two statements. */
    public List<Mailbox> of(String organizationId) {
        Map<String, MailboxEntity> stored = stored(organizationId);
        Map<String, List<String>> accounts = em.createQuery(
                        "select b.type, m.userId from MailboxEntity b join MailboxMemberEntity a on a.mailboxId = b.id"
                                + " join MembershipEntity m on m.id = a.membershipId"
                                + " where b.organizationId = :organization and m.role not in (:administrators) order by m.userId",
                        Tuple.class)
                .setParameter("organization", organizationId)
                .setParameter("administrators", Role.ADMINISTRATORS)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> row.get(0, String.class),
                        Collectors.mapping(row -> row.get(1, String.class), Collectors.toList())));
        return catalogue.groupMailboxes().stream()
                .map(type -> new Mailbox(
                        type,
                        Optional.ofNullable(stored.get(type)).flatMap(MailboxEntity::notificationAddress),
                        accounts.getOrDefault(type, List.of())))
                .toList();
    }

    /** Types of the group mailboxes that a membership is assigned to, in the order of the catalogue. One statement. */
    public List<String> ofMember(String membershipId) {
        Set<String> assigned = assigned(membershipId);
        return catalogue.groupMailboxes().stream().filter(assigned::contains).toList();
    }

    /**
     * Assigns a membership to exactly these group mailboxes.
     *
     * @return whether something has changed
     * @throws ModelValidationException if the realm has no group mailbox of a type; the message names those it has
     * @throws io.github.orgportal.organizations.lock.LockedActorException if the administrator who asks was locked in the meantime
     */
    public boolean assign(UserModel account, Member member, Set<String> types, Actor actor) {
        types.forEach(this::requireType);
        hold(member.organizationId(), actor);
        Set<String> before = assigned(member.id());
        Set<String> after = new TreeSet<>(types);
        if (before.equals(after)) {
            return false;
        }
        Map<String, MailboxEntity> stored = stored(member.organizationId());
        stored.values().stream()
                .filter(mailbox -> before.contains(mailbox.type()) && !after.contains(mailbox.type()))
                .map(mailbox ->
                        em.find(MailboxMemberEntity.class, new MailboxMemberEntity.Key(mailbox.id(), member.id())))
                .forEach(em::remove);
        after.stream()
                .filter(type -> !before.contains(type))
                .map(type -> Optional.ofNullable(stored.get(type)).orElseGet(() -> add(member.organizationId(), type)))
                .forEach(mailbox -> em.persist(new MailboxMemberEntity(mailbox.id(), member.id())));
        changes.append(
                member.organizationId(),
                new Change(
                        actor,
                        Action.MAILBOXES_CHANGED,
                        Subject.account(account),
                        Map.of("mailboxes", before),
                        Map.of("mailboxes", after),
                        ""));
        return true;
    }

    /**
     * Says where a group mailbox' notifications go.
     *
     * @param address none to have none sent
     * @return whether something has changed
     * @throws ModelValidationException if the realm has no group mailbox of this type, or the address is none
     * @throws io.github.orgportal.organizations.lock.LockedActorException if the administrator who asks was locked in the meantime
     */
    public boolean notifyAt(String organizationId, String type, Optional<String> address, Actor actor) {
        requireType(type);
        address.ifPresent(Mailboxes::requireAddress);
        hold(organizationId, actor);
        MailboxEntity mailbox =
                Optional.ofNullable(stored(organizationId).get(type)).orElseGet(() -> add(organizationId, type));
        Optional<String> before = mailbox.notificationAddress();
        if (before.equals(address)) {
            return false;
        }
        mailbox.notifyAt(address);
        changes.append(
                organizationId,
                new Change(
                        actor,
                        Action.NOTIFICATION_ADDRESS_CHANGED,
                        new Subject(Subject.Kind.MAILBOX, mailbox.id(), type),
                        values(before),
                        values(address),
                        ""));
        return true;
    }

    private void hold(String organizationId, Actor actor) {
        cascade.require(actor, cascade.hold(Set.of(organizationId)).keySet());
    }

    private Map<String, MailboxEntity> stored(String organizationId) {
        return em.createQuery(
                        "select b from MailboxEntity b where b.organizationId = :organization", MailboxEntity.class)
                .setParameter("organization", organizationId)
                .getResultStream()
                .collect(Collectors.toMap(MailboxEntity::type, mailbox -> mailbox));
    }

    private Set<String> assigned(String membershipId) {
        return new TreeSet<>(em.createQuery(
                        "select b.type from MailboxEntity b join MailboxMemberEntity a on a.mailboxId = b.id"
                                + " where a.membershipId = :membership",
                        String.class)
                .setParameter("membership", membershipId)
                .getResultList());
    }

    private MailboxEntity add(String organizationId, String type) {
        MailboxEntity mailbox = new MailboxEntity(UUID.randomUUID().toString(), organizationId, type);
        em.persist(mailbox);
        return mailbox;
    }

    private void requireType(String type) {
        if (!catalogue.groupMailboxes().contains(type)) {
            throw new ModelValidationException("There is no group mailbox '%s', allowed are %s"
                    .formatted(type, String.join(", ", catalogue.groupMailboxes())));
        }
    }

    private static void requireAddress(String address) {
        if (address.length() > 255
                || !BuiltinValidators.emailValidator().validate(address).isValid()) {
            throw new ModelValidationException("'%s' is no e-mail address".formatted(address));
        }
    }

    private static Map<String, String> values(Optional<String> address) {
        return address.map(set -> Map.of("address", set)).orElse(Map.of());
    }
}
