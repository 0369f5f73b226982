package io.github.orgportal.login.access;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.models.KeycloakSession;

/** Offers {@link PasswordForm} in place of Keycloak's own form; all else is as there, its counting of wrong passwords too. */
public final class PasswordFormFactory extends UsernamePasswordFormFactory {
    /** The id to use in flows. */
    @SuppressWarnings("HidingField")
    public static final String PROVIDER_ID = "portal-username-password";

    @Override
    public Authenticator create(KeycloakSession session) {
        return new PasswordForm(session);
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Portal username and password";
    }

    @Override
    public String getHelpText() {
        return "Asks for name and password. Who is locked learns the reason after the right password.";
    }
}
