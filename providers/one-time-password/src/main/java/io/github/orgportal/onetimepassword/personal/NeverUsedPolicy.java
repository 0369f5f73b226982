package io.github.orgportal.onetimepassword.personal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PolicyError;

/**
 * Compares a new password with all that the account ever had, and remembers it once it is stored. Two hashes for each change, be
 * there one former password or a thousand.
 */
final class NeverUsedPolicy implements PasswordPolicyProvider {
    /** Keycloak's text, which portals and admin console have; the theme's own one names no number. */
    private static final String USED_BEFORE = "invalidPasswordHistoryMessage";

    private final KeycloakSession session;

    NeverUsedPolicy(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public @Nullable PolicyError validate(RealmModel realm, UserModel user, String password) {
        FormerPasswords former = FormerPasswords.of(user, realm.getPasswordPolicy());
        String fingerprint = former.fingerprint(password);
        Optional<PasswordCredentialModel> current = current(user);
        if (former.has(fingerprint)
                || current.filter(stored -> verify(password, stored)).isPresent()) {
            return new PolicyError(USED_BEFORE, Math.max(1, former.count()));
        }
        // Another policy may still refuse it, so it is remembered when the transaction is about to commit.
        session.getTransactionManager()
                .enlistPrepare(new Remembering(user, current.map(CredentialModel::getSecretData), former, fingerprint));
        return null;
    }

    /** Without an account there is nothing that it could have had. */
    @Override
    public @Nullable PolicyError validate(String user, String password) {
        return null;
    }

    private boolean verify(String password, PasswordCredentialModel stored) {
        PasswordHashProvider hash = session.getProvider(
                PasswordHashProvider.class, stored.getPasswordCredentialData().getAlgorithm());
        return hash != null && hash.verify(password, stored);
    }

    private static Optional<PasswordCredentialModel> current(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .findFirst()
                .map(PasswordCredentialModel::createFromCredentialModel);
    }

    @Override
    public @Nullable Object parseConfig(@Nullable String value) {
        return null;
    }

    @Override
    public void close() {
        // holds nothing
    }

    /** Keycloak commits these before the database's own transaction; if one fails, nothing is committed. */
    private static final class Remembering extends AbstractKeycloakTransaction {
        private final UserModel user;
        private final Optional<String> before;
        private final FormerPasswords former;
        private final String fingerprint;

        Remembering(UserModel user, Optional<String> before, FormerPasswords former, String fingerprint) {
            this.user = user;
            this.before = before;
            this.former = former;
            this.fingerprint = fingerprint;
        }

        @Override
        protected void commitImpl() {
            Optional<String> now = current(user).map(CredentialModel::getSecretData);
            if (now.isPresent() && !now.equals(before)) {
                former.remember(user, fingerprint);
            }
        }

        @Override
        protected void rollbackImpl() {
            // nothing was chosen
        }
    }
}
