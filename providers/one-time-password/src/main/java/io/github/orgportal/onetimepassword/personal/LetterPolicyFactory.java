package io.github.orgportal.onetimepassword.personal;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PasswordPolicyProviderFactory;

/**
 * The password policy {@value #ID}: so many letters at least, of any case and any script. Keycloak itself counts upper and lower
 * case only.
 *
 * <p>Implements Keycloak's {@link PasswordPolicyProviderFactory}.
 */
public final class LetterPolicyFactory implements PasswordPolicyProviderFactory {
    /** The id to use in a realm's password policy. */
    public static final String ID = "portal-letters";

    @Override
    public PasswordPolicyProvider create(KeycloakSession session) {
        return new LetterPolicy(session.getContext());
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayName() {
        return "Letters of any case";
    }

    @Override
    public String getConfigType() {
        return PasswordPolicyProvider.INT_CONFIG_TYPE;
    }

    @Override
    public String getDefaultConfigValue() {
        return Integer.toString(LetterPolicy.STANDARD);
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
