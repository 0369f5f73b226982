package io.github.orgportal.organizations.letter;

import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.lock.Cascade;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The queue of letters of a realm. There is no secret in it: what a letter says, {@code Printing} puts together.
 */
public final class Letters {
    private final EntityManager em;
    private final String realmId;
    private final Cascade cascade;
    private final ChangeLog changes;

    /** Works in the transaction of this session, for the realm in its context. */
    public Letters(KeycloakSession session, Cascade cascade, ChangeLog changes) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.realmId = session.getContext().getRealm().getId();
        this.cascade = cascade;
        this.changes = changes;
    }

    /**
     * Asks for a letter, in place of one of the same kind to the same account that still waits. Told in the organization's log. Who may
     * ask is not asked here.
     */
    public Letter request(UserModel account, String organizationId, LetterKind kind, Actor actor) {
        cascade.hold(Set.of(organizationId));
        em.createQuery(
                        "delete from LetterEntity l where l.accountId = :account and l.kind = :kind and l.printedAt is null")
                .setParameter("account", account.getId())
                .setParameter("kind", kind)
                .executeUpdate();
        LetterEntity letter = new LetterEntity(
                UUID.randomUUID().toString(),
                realmId,
                kind,
                account.getId(),
                organizationId,
                actor,
                Time.currentTimeMillis());
        em.persist(letter);
        tell(organizationId, Action.LETTER_REQUESTED, Subject.account(account), kind, actor);
        return letter.asRecord();
    }

    /**
     * Those that wait, the oldest first.
     *
     * @param after which one of them
     */
    public List<Letter> waiting(Optional<LetterPosition> after, int most) {
        return page(
                "select l from LetterEntity l where l.realmId = :realm and l.printedAt is null"
                        + " and (l.requestedAt > :time or (l.requestedAt = :time and l.id > :id)) order by l.requestedAt, l.id",
                after.orElse(new LetterPosition(0, "")),
                most);
    }

    /**
     * Those that were printed, the newest first.
     *
     * @param after which one of them
     */
    public List<Letter> printed(Optional<LetterPosition> after, int most) {
        return page(
                "select l from LetterEntity l where l.realmId = :realm and l.printedAt is not null"
                        + " and (l.printedAt < :time or (l.printedAt = :time and l.id < :id)) order by l.printedAt desc, l.id desc",
                after.orElse(new LetterPosition(Long.MAX_VALUE, "")),
                most);
    }

    private List<Letter> page(String query, LetterPosition after, int most) {
        return em.createQuery(query, LetterEntity.class)
                .setParameter("realm", realmId)
                .setParameter("time", after.time())
                .setParameter("id", after.id())
                .setMaxResults(most)
                .getResultStream()
                .map(LetterEntity::asRecord)
                .toList();
    }

    /** How many wait. */
    public long countWaiting() {
        return em.createQuery(
                        "select count(l) from LetterEntity l where l.realmId = :realm and l.printedAt is null",
                        Long.class)
                .setParameter("realm", realmId)
                .getSingleResult();
    }

    /** As {@link #countWaiting()}, but counts no further than {@code most}. */
    public long countWaiting(int most) {
        return ((Number) em.createNativeQuery(
                                "select count(*) from (select ID from PORTAL_LETTER where REALM_ID = :realm and PRINTED_AT is null"
                                        + " fetch first " + most + " rows only) FOUND")
                        .setParameter("realm", realmId)
                        .getSingleResult())
                .longValue();
    }

    /** A letter of this realm, as the database has it at this moment. */
    public Optional<Letter> find(String id) {
        return em.createQuery(
                        "select l from LetterEntity l where l.id = :id and l.realmId = :realm", LetterEntity.class)
                .setParameter("id", id)
                .setParameter("realm", realmId)
                .getResultStream()
                .findAny()
                .map(found -> {
                    // or the next look, after a wait, would see this one again
                    em.detach(found);
                    return found.asRecord();
                });
    }

    /** The last one of a kind that was asked for, printed or not. */
    public Optional<Letter> last(UserModel account, LetterKind kind) {
        return em.createQuery(
                        "select l from LetterEntity l where l.accountId = :account and l.kind = :kind order by l.requestedAt desc",
                        LetterEntity.class)
                .setParameter("account", account.getId())
                .setParameter("kind", kind)
                .setMaxResults(1)
                .getResultStream()
                .map(LetterEntity::asRecord)
                .findAny();
    }

    /** A PDF with a letter was made. Told in the organization's log, even if another letter has taken its place meanwhile. */
    public void makePdf(UserModel account, Letter letter, Actor actor) {
        cascade.hold(Set.of(letter.organizationId()));
        em.createQuery("update LetterEntity l set l.pdfAt = :now where l.id = :id and l.realmId = :realm")
                .setParameter("now", Time.currentTimeMillis())
                .setParameter("id", letter.id())
                .setParameter("realm", realmId)
                .executeUpdate();
        tell(letter.organizationId(), Action.LETTER_PDF_MADE, Subject.account(account), letter.kind(), actor);
    }

    /**
     * A letter is on paper. Told in the organization's log.
     *
     * @return whether it waited, and a PDF with it was made
     */
    public boolean printed(UserModel account, Letter letter, Actor actor) {
        cascade.hold(Set.of(letter.organizationId()));
        boolean waited = em.createQuery("""
                                update LetterEntity l set l.printedBy = :actor, l.printedAt = :now
                                where l.id = :id and l.realmId = :realm and l.accountId = :account
                                and l.printedAt is null and l.pdfAt is not null""")
                        .setParameter("actor", actor.id())
                        .setParameter("now", Time.currentTimeMillis())
                        .setParameter("id", letter.id())
                        .setParameter("realm", realmId)
                        .setParameter("account", account.getId())
                        .executeUpdate()
                == 1;
        if (waited) {
            tell(letter.organizationId(), Action.LETTER_PRINTED, Subject.account(account), letter.kind(), actor);
        }
        return waited;
    }

    /** Keycloak has removed an account. */
    public void forget(String accountId) {
        em.createQuery("delete from LetterEntity l where l.accountId = :account")
                .setParameter("account", accountId)
                .executeUpdate();
    }

    /** Keycloak has removed an organization. */
    public void forgetOrganization(String organizationId) {
        em.createQuery("delete from LetterEntity l where l.organizationId = :organization")
                .setParameter("organization", organizationId)
                .executeUpdate();
    }

    /** A realm is gone, with all its letters. */
    public static void forgetRealm(KeycloakSession session, String realmId) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("delete from LetterEntity l where l.realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate();
    }

    private void tell(String organizationId, Action action, Subject subject, LetterKind kind, Actor actor) {
        changes.append(organizationId, new Change(actor, action, subject, Map.of(), Map.of("letter", kind), ""));
    }
}
