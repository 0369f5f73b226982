package io.github.orgportal.onetimepassword;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.models.KeycloakSession;

/**
 * Offers {@link OneTimePasswordForm} as a step of a browser flow, to stand where Keycloak's own form for name and password would.
 *
 * <p>Keycloak's {@code AuthenticatorFactory}, with the reference category and the choices of the form that it replaces.
 */
public final class OneTimePasswordFormFactory extends UsernamePasswordFormFactory {
    /** The id to use in flows. */
    public static final String PROVIDER_ID = "portal-one-time-password-form";

    @Override
    public Authenticator create(KeycloakSession session) {
        return new OneTimePasswordForm(session);
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Username, password or one-time password";
    }

    @Override
    public String getHelpText() {
        return "Asks for name and password, and takes a one-time password too: the login then ends with choosing a personal one. Needs the required action '%s'."
                .formatted(PersonalPasswordActionFactory.PROVIDER_ID);
    }
}
