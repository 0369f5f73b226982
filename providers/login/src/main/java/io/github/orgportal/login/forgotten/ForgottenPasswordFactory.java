package io.github.orgportal.login.forgotten;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Offers the one step of a reset-credentials flow: it asks who has forgotten the password, and ends with a page that says the same to
 * everybody.
 *
 * <p>Implements Keycloak's {@link AuthenticatorFactory}. The step asks for no credential, so it has no reference category.
 */
public final class ForgottenPasswordFactory implements AuthenticatorFactory {
    /** The id to use in flows. */
    public static final String PROVIDER_ID = "portal-forgotten-password";

    private @Nullable ForgottenRequests requests;

    @Override
    public Authenticator create(KeycloakSession session) {
        return new ForgottenPassword(Objects.requireNonNull(requests, "postInit comes first"));
    }

    @Override
    public void init(Config.Scope config) {
        // settings belong to the realm, not to the server
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        requests = new ForgottenRequests(factory);
    }

    @Override
    public void close() {
        if (requests != null) {
            requests.close();
        }
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Portal forgotten password";
    }

    @Override
    public String getHelpText() {
        return "Asks who has forgotten the password and says the same to everybody; what the portal's rules want follows.";
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
