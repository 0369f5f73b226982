package io.github.orgportal.login.forgotten;

import io.github.orgportal.support.StepFactory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Offers the one step of a reset-credentials flow: it asks who has forgotten the password, and ends with a page that says the same to
 * everybody.
 */
public final class ForgottenPasswordFactory extends StepFactory {
    /** The id to use in flows. */
    public static final String PROVIDER_ID = "portal-forgotten-password";

    private @Nullable ForgottenRequests requests;

    /** As Keycloak makes it. */
    public ForgottenPasswordFactory() {
        super(
                PROVIDER_ID,
                "Portal forgotten password",
                "Asks who has forgotten the password and says the same to everybody; what the portal's rules want follows.");
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new ForgottenPassword(Objects.requireNonNull(requests, "postInit comes first"));
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
}
