package io.github.orgportal.login.password;

import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.UpdatePassword;
import org.keycloak.models.KeycloakSession;

/**
 * Takes the place of Keycloak's required action {@code UPDATE_PASSWORD}, under the same id: Keycloak knows that one by its id in
 * many places, such as the account console's button and the age that a login may have. In a realm that is not a portal's it
 * is Keycloak's own.
 *
 * <p>Implements Keycloak's {@link org.keycloak.authentication.RequiredActionFactory}; the higher order is how Keycloak lets one
 * of its own providers be replaced.
 */
public final class ChangePasswordFactory extends UpdatePassword {
    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new ChangePassword();
    }

    @Override
    public int order() {
        return 1;
    }
}
