package io.github.orgportal.registration;

import io.github.orgportal.support.StepFactory;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/**
 * Offers the one step of a registration flow: it takes applications, and never makes an account or logs anybody in.
 */
public final class RegistrationFactory extends StepFactory {
    /** The id to use in flows. */
    public static final String PROVIDER_ID = "portal-registration";

    /** As Keycloak makes it. */
    public RegistrationFactory() {
        super(
                PROVIDER_ID,
                "Portal registration",
                "Takes applications for accounts, for the operator to approve. It makes no account and logs nobody in.");
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new Registration();
    }
}
