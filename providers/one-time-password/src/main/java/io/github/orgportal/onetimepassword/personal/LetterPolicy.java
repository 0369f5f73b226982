package io.github.orgportal.onetimepassword.personal;

import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.policy.PasswordPolicyConfigException;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PolicyError;

/** Counts letters (Unicode's category L) of any case. */
final class LetterPolicy implements PasswordPolicyProvider {
    static final int STANDARD = 1;

    private final KeycloakContext context;

    LetterPolicy(KeycloakContext context) {
        this.context = context;
    }

    @Override
    public @Nullable PolicyError validate(RealmModel realm, UserModel user, String password) {
        return validate(realm, password);
    }

    @Override
    public @Nullable PolicyError validate(String user, String password) {
        return validate(context.getRealm(), password);
    }

    /** Keycloak's interface says "no error" by null. */
    private static @Nullable PolicyError validate(RealmModel realm, String password) {
        Integer least = realm.getPasswordPolicy().getPolicyConfig(LetterPolicyFactory.ID);
        return letters(password) < least ? new PolicyError("portalPasswordLettersMissing", least) : null;
    }

    static long letters(String password) {
        return password.codePoints().filter(Character::isLetter).count();
    }

    @Override
    public Object parseConfig(@Nullable String value) {
        Integer least = parseInteger(value, STANDARD);
        if (least < 1) {
            throw new PasswordPolicyConfigException("allowed is a whole number from 1");
        }
        return least;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
