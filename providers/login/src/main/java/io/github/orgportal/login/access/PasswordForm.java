package io.github.orgportal.login.access;

import io.github.orgportal.onetimepassword.OneTimePasswordForm;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.CredentialRepresentation;

/**
 * The form for name and password, personal or one-time, which checks the password before it looks whether the account is enabled. Here
 * that is the place where a locked account learns why: after the right password, and before a TAN is mailed.
 *
 * <p>Where Keycloak answers without computing a hash, this form computes one, so that the time does not tell which accounts exist or are
 * paused.
 */
final class PasswordForm extends OneTimePasswordForm {
    PasswordForm(KeycloakSession session) {
        super(session);
    }

    @Override
    public boolean validatePassword(
            AuthenticationFlowContext context,
            UserModel account,
            MultivaluedMap<String, String> inputData,
            boolean clearUser) {
        String password = Optional.ofNullable(inputData.getFirst(CredentialRepresentation.PASSWORD))
                .orElse("");
        if (password.isEmpty() || AuthenticatorUtils.getDisabledByBruteForceEventError(context, account) != null) {
            AuthenticatorUtils.dummyHash(context);
        }
        return super.validatePassword(context, account, inputData, clearUser);
    }

    /** Called with the right password only. */
    @Override
    public boolean enabledUser(AuthenticationFlowContext context, UserModel account) {
        if (isDisabledByBruteForce(context, account)) {
            return false;
        }
        Optional<Response> refusal = new AccessStep(context, account).refuse();
        refusal.ifPresent(context::forceChallenge);
        return refusal.isEmpty();
    }
}
