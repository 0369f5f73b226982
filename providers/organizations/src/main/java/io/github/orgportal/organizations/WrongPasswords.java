package io.github.orgportal.organizations;

import io.github.orgportal.onetimepassword.OneTimePasswords;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.lock.WrongPasswordCounter;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * What too many wrong passwords lead to, as the portal's policy says: the account is deactivated, or Keycloak's protection pauses it
 * for a while. Neither says anything against an organization: a stranger can enter wrong passwords.
 */
public final class WrongPasswords {
    private static final Logger LOG = Logger.getLogger(WrongPasswords.class);
    private static final Actor ACTOR = Actor.system("wrong-passwords");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final int limit;

    WrongPasswords(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.limit = PortalPolicy.of(realm).map(PortalPolicy::wrongPasswords).orElse(0);
    }

    /**
     * Counts a wrong password, and deactivates the account with the last one that the portal allows: it is locked, its password and
     * sessions end, and it has a new one-time password. All of that is committed when this method returns, be what may of the
     * caller's own transaction; of several at the same moment one deactivates.
     *
     * <p>An account that has no personal password is left as it is. Whoever guesses there would make one one-time password after
     * the other void, and the person would never get in.
     */
    public void count(UserModel account) {
        // there would be nobody to hand the operator's staff another one; Keycloak's protection pauses them
        if (!hasPersonalPassword(account)
                || PortalOrganizations.of(session).accounts().isOperators(account)) {
            countNobody();
            return;
        }
        if (limit == 0) {
            return;
        }
        String id = account.getId();
        int tries = inTransaction(own -> new WrongPasswordCounter(own).count(id));
        if (tries >= limit
                && inTransaction(
                        own -> PortalOrganizations.of(own).wrongPasswords().deactivate(id))) {
            LOG.infof("Account %s is deactivated after %s wrong passwords", id, tries);
        }
    }

    /** Counts nothing, and takes as long as {@link #count}: time must not tell which accounts there are. */
    public void countNobody() {
        if (limit > 0) {
            String nobody = UUID.randomUUID().toString();
            inTransaction(own -> {
                WrongPasswordCounter counter = new WrongPasswordCounter(own);
                int tries = counter.count(nobody);
                counter.forget(nobody);
                return tries;
            });
        }
    }

    private boolean deactivate(String accountId) {
        UserModel account = session.users().getUserById(realm, accountId);
        PortalOrganizations portal = PortalOrganizations.of(session);
        if (account == null || !portal.locks().deactivate(account, limit, ACTOR)) {
            return false;
        }
        if (portal.memberships().of(accountId).isEmpty()) {
            // nobody to hand it over, and no organization to write to
            OneTimePasswords.of(session, realm).set(account);
        } else {
            portal.passwords().replace(account, ACTOR);
        }
        return true;
    }

    /** The right password was entered: what was wrong before it does not count any more. */
    public void forget(UserModel account) {
        new WrongPasswordCounter(session).forget(account.getId());
    }

    /**
     * Until when Keycloak's protection pauses an account, whatever password is entered. It ends by itself; there is no method to end
     * it earlier.
     *
     * @return nothing if it is not paused
     */
    public Optional<Instant> pausedUntil(UserModel account) {
        if (!realm.isBruteForceProtected()) {
            return Optional.empty();
        }
        return Optional.ofNullable(session.loginFailures().getUserLoginFailure(realm, account.getId()))
                .map(UserLoginFailureModel::getFailedLoginNotBefore)
                .filter(end -> end > Time.currentTimeSeconds())
                .map(Instant::ofEpochSecond);
    }

    private static boolean hasPersonalPassword(UserModel account) {
        return account.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .findAny()
                .isPresent();
    }

    /** The caller's session has read the account already, and its transaction may still fail. */
    private <T> T inTransaction(Function<KeycloakSession, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(), session.getContext(), work::apply, "wrong password");
    }
}
