package io.github.orgportal.registration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Offers the one step of a registration flow: it takes applications, and never makes an account or logs anybody in.
 *
 * <p>Implements Keycloak's {@link AuthenticatorFactory}. The step asks for no credential, so it has no reference category.
 */
public final class RegistrationFactory implements AuthenticatorFactory {
    /** The id to use in flows. */
    public static final String PROVIDER_ID = "portal-registration";

    @Override
    public Authenticator create(KeycloakSession session) {
        return new Registration();
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

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Portal registration";
    }

    @Override
    public String getHelpText() {
        return "Takes applications for accounts, for the operator to approve. It makes no account and logs nobody in.";
    }

    @Override
    public @Nullable String getReferenceCategory() {
        return null;
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }
}
