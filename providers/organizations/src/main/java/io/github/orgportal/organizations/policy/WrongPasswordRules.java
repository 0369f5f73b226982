package io.github.orgportal.organizations.policy;

import io.github.orgportal.onetimepassword.PersonalPasswordActionFactory;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.support.InvalidOptionException;
import org.keycloak.models.RealmModel;

/** Holds what a portal does about wrong passwords against what its realm has Keycloak do about them. */
final class WrongPasswordRules {
    private WrongPasswordRules() {}

    /**
     * Looks at a whole realm.
     *
     * @param policy of the realm
     * @throws InvalidOptionException if Keycloak would lock accounts that then nobody could bring back, or would never let the limit be
     *     reached; the message names key, value and what is allowed
     */
    static void check(RealmModel realm, PortalPolicy policy) throws InvalidOptionException {
        int limit = policy.wrongPasswords();
        if (realm.isBruteForceProtected() && realm.isPermanentLockout()) {
            throw new InvalidOptionException(
                    "permanentLockout is 'true', allowed is false: the portal deactivates accounts by 'wrongPasswords', which lead back");
        }
        if (limit == 0) {
            return;
        }
        if (realm.isBruteForceProtected() && realm.getFailureFactor() <= limit) {
            throw new InvalidOptionException(
                    "failureFactor is '%d', allowed is more than wrongPasswords, which is '%d': otherwise an account is paused before it can be deactivated"
                            .formatted(realm.getFailureFactor(), limit));
        }
        for (Role role : Role.values()) {
            if (policy.passwords().way(role) == PasswordWay.LINK) {
                throw new InvalidOptionException(
                        "wrongPasswords is '%d', allowed is 0: accounts of the role '%s' get links, and no one-time passwords that would lead back"
                                .formatted(limit, role.text()));
            }
        }
        if (!PersonalPasswordActionFactory.isEnabled(realm)) {
            throw new InvalidOptionException(
                    "wrongPasswords is '%d', allowed is 0: the realm has no required action '%s', so there would be no way back"
                            .formatted(limit, PersonalPasswordActionFactory.PROVIDER_ID));
        }
    }
}
