package io.github.orgportal.organizations.password;

import io.github.orgportal.organizations.access.Access;
import io.github.orgportal.organizations.access.AccessDecision;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.access.Standing;
import io.github.orgportal.organizations.lock.Locks;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.Urls;

/**
 * The links in mails. A link can be used while the account's row for its purpose names it: so there is one for each purpose, a newer
 * one ends it, and of two who use it at once one finds no row any more. Looking at it uses nothing up.
 */
public final class Links {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final EntityManager em;
    private final Locks locks;

    /** Works in the transaction of this session, for the realm in its context. */
    public Links(KeycloakSession session, Locks locks) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.locks = locks;
    }

    /**
     * A new link, which ends the one before. Two at once must wait for each other outside.
     *
     * @param base of the server, as people reach it
     */
    URI create(UserModel account, LinkPurpose purpose, Duration lifespan, URI base) {
        UUID id = UUID.randomUUID();
        long now = Time.currentTimeMillis();
        long end = now + lifespan.toMillis();
        LinkEntity row = find(account, purpose).orElseGet(() -> {
            LinkEntity created = new LinkEntity(realm.getId(), new LinkEntity.Key(account.getId(), purpose));
            em.persist(created);
            return created;
        });
        row.become(id.toString(), now, end, passwordChosenAt(account, purpose), addressHash(account));
        em.flush();
        return address(new LinkToken(account.getId(), purpose, id, Math.toIntExact(end / 1000)), base);
    }

    /** As Keycloak's {@code DefaultActionToken.serialize} does, which wants a request; some mails are written after it. */
    private URI address(LinkToken token, URI base) {
        String issuer = Urls.realmIssuer(base, realm.getName());
        token.issuedFor(Constants.ACCOUNT_CONSOLE_CLIENT_ID);
        token.issuedNow().id(token.linkId()).issuer(issuer).audience(issuer);
        return Urls.loginActionsBase(base)
                .path("action-token")
                .queryParam(Constants.KEY, session.tokens().encode(token))
                .build(realm.getName());
    }

    /** Whether a link can be used now. */
    public boolean isUsable(UserModel account, LinkPurpose purpose, String linkId) {
        return find(account, purpose)
                .filter(row -> isUsable(account, purpose, row, linkId))
                .isPresent();
    }

    /**
     * Uses a link up, if it can be used. Who does so at the same moment waits until this transaction ends.
     *
     * @return whether it could be
     */
    public boolean use(UserModel account, LinkPurpose purpose, String linkId) {
        Optional<LinkEntity> found = find(account, purpose).filter(row -> isUsable(account, purpose, row, linkId));
        found.ifPresent(row -> {
            em.remove(row);
            em.flush();
        });
        return found.isPresent();
    }

    /** Ends the link of an account for a purpose: it was used, or must not be any more. */
    public void end(UserModel account, LinkPurpose purpose) {
        find(account, purpose).ifPresent(em::remove);
    }

    private boolean isUsable(UserModel account, LinkPurpose purpose, LinkEntity row, String linkId) {
        return row.is(linkId)
                && !row.isOver(Time.currentTimeMillis())
                && row.isOf(passwordChosenAt(account, purpose), addressHash(account))
                && account.isEnabled()
                && !isLockedSince(account, row.createdAt());
    }

    /** Own wrong passwords do not count: a stranger can enter those, and they stay counted. */
    private boolean isLockedSince(UserModel account, long time) {
        return isLocked(account)
                || locks.history(account).stream()
                        .filter(lock -> lock.scope() == LockScope.USER && lock.cause() != LockCause.WRONG_PASSWORDS)
                        .anyMatch(lock -> lock.lockedAt() >= time);
    }

    /** Whether somebody has locked the account, or all its places. Its clerks' organization without administrator does not count. */
    public boolean isLocked(UserModel account) {
        // what this transaction has done counts too
        em.flush();
        return isLocked(new Access(session).standing(account.getId()));
    }

    /** The same of an account that stands so. */
    public static boolean isLocked(Standing standing) {
        boolean byItself = standing.locks().stream()
                .anyMatch(lock -> lock.scope() == LockScope.USER && lock.cause() != LockCause.WRONG_PASSWORDS);
        return byItself
                || (standing.decision() instanceof AccessDecision.Refused refused
                        && refused.scope() == LockScope.MEMBERSHIP);
    }

    private Optional<LinkEntity> find(UserModel account, LinkPurpose purpose) {
        return Optional.ofNullable(em.find(
                LinkEntity.class, new LinkEntity.Key(account.getId(), purpose), LockModeType.PESSIMISTIC_WRITE));
    }

    /** Whoever reads the mails of an address that the account has no more must not use what came there. */
    private static String addressHash(UserModel account) {
        return Attempts.hash(Objects.requireNonNullElse(account.getEmail(), "").toLowerCase(Locale.ROOT));
    }

    /** Past Keycloak's caches: another node may just have stored one. */
    private @Nullable Long passwordChosenAt(UserModel account, LinkPurpose purpose) {
        if (purpose != LinkPurpose.PASSWORD) {
            return null;
        }
        return em.createQuery(
                        "select coalesce(c.createdDate, 0L) from CredentialEntity c where c.user.id = :account and c.type = :type",
                        Long.class)
                .setParameter("account", account.getId())
                .setParameter("type", PasswordCredentialModel.TYPE)
                .getResultStream()
                .findAny()
                .orElse(null);
    }

    /** Keycloak has removed an account. */
    public void forget(String accountId) {
        em.createQuery("delete from LinkEntity l where l.accountId = :account")
                .setParameter("account", accountId)
                .executeUpdate();
    }

    /** A realm is gone. */
    public static void forgetRealm(KeycloakSession session, String realmId) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("delete from LinkEntity l where l.realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate();
    }
}
