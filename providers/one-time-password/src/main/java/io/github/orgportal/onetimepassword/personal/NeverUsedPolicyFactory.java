package io.github.orgportal.onetimepassword.personal;

import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PasswordPolicyProviderFactory;

/**
 * The password policy {@value #ID}: no password that the account has ever had, however many those are. Keycloak's own
 * {@code passwordHistory} knows the last ones only, and computes a hash for each of them.
 *
 * <p>It remembers what is chosen while it is in the realm's policy. A password that came as a hash, such as with an import of
 * accounts from elsewhere, is refused as long as it is the current one only.
 *
 * <p>Implements Keycloak's {@link PasswordPolicyProviderFactory}.
 */
public final class NeverUsedPolicyFactory implements PasswordPolicyProviderFactory {
    /** The id to use in a realm's password policy. */
    public static final String ID = "portal-never-used";

    @Override
    public PasswordPolicyProvider create(KeycloakSession session) {
        return new NeverUsedPolicy(session);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayName() {
        return "Never used before";
    }

    @Override
    public @Nullable String getConfigType() {
        return null;
    }

    @Override
    public @Nullable String getDefaultConfigValue() {
        return null;
    }

    @Override
    public boolean isMultiplSupported() {
        return false;
    }

    @Override
    public void init(Config.Scope config) {
        // settings belong to the realm, not to the server
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to prepare
    }

    @Override
    public void close() {
        // holds nothing
    }
}
