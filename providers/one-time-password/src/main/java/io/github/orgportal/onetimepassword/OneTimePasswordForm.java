package io.github.orgportal.onetimepassword;

import io.github.orgportal.onetimepassword.OneTimePasswords.Entry;
import io.github.orgportal.onetimepassword.personal.PasswordProof;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;

/**
 * Keycloak's form for name and password, which takes a one-time password in place of a personal one. A login that was begun with it
 * goes on as any other, and ends in {@link PersonalPasswordActionFactory}'s required action.
 *
 * <p>Open to extension for forms that find the account in another way.
 */
public class OneTimePasswordForm extends UsernamePasswordForm {
    private static final String DETAIL = "one_time_password";

    /** For Keycloak's factory. */
    public OneTimePasswordForm(KeycloakSession session) {
        super(session);
    }

    @Override
    public boolean validatePassword(
            AuthenticationFlowContext context,
            UserModel user,
            MultivaluedMap<String, String> inputData,
            boolean clearUser) {
        OneTimePasswordLogin.end(context.getAuthenticationSession());
        String entry = inputData.getFirst(CredentialRepresentation.PASSWORD);
        if (entry == null || entry.isEmpty()) {
            return super.validatePassword(context, user, inputData, clearUser);
        }
        if (isDisabledByBruteForce(context, user)) {
            return false;
        }
        if (user.credentialManager().isValid(UserCredentialModel.password(entry))) {
            context.getAuthenticationSession().setAuthNote(AuthenticationManager.PASSWORD_VALIDATED, "true");
            PasswordProof.begin(context.getAuthenticationSession(), user);
            OneTimePasswords.of(context.getSession(), context.getRealm()).forgetUsedUp(user);
            return true;
        }
        return isOneTimePassword(context, user, entry, clearUser);
    }

    private boolean isOneTimePassword(
            AuthenticationFlowContext context, UserModel user, String entry, boolean clearUser) {
        OneTimePasswords passwords = OneTimePasswords.of(context.getSession(), context.getRealm());
        Entry checked = passwords.check(user, entry);
        switch (checked) {
            case RIGHT -> {
                passwords.id(user).ifPresent(id -> OneTimePasswordLogin.begin(context.getAuthenticationSession(), id));
                context.getEvent().detail(DETAIL, "accepted");
                return true;
            }
            case EXPIRED -> {
                // Nobody's guess, so nobody's failure.
                context.getEvent().user(user).detail(DETAIL, "expired").error(Errors.EXPIRED_CODE);
                context.forceChallenge(page(context, forNew(context, user, "portalOneTimePasswordExpired")));
            }
            case UNREADABLE -> {
                context.getEvent().user(user).detail(DETAIL, "unreadable").error(Errors.INVALID_USER_CREDENTIALS);
                wrongPassword(context, user);
                fail(context, forNew(context, user, "portalOneTimePasswordUnreadable"));
            }
            case OTHER -> {
                hashAsOften(context, user);
                context.getEvent().user(user).error(Errors.INVALID_USER_CREDENTIALS);
                wrongPassword(context, user);
                fail(context, getDefaultChallengeMessage(context));
            }
        }
        if (clearUser) {
            context.clearUser();
        }
        return false;
    }

    /** Called for each wrong entry, after it was compared, for those who count them. */
    protected void wrongPassword(AuthenticationFlowContext context, UserModel user) {
        // Keycloak's own protection counts the failure of the step
    }

    /** The key of the message that says whom to ask for a new one, which may depend on the account. */
    protected String forNew(AuthenticationFlowContext context, UserModel user, String key) {
        return key;
    }

    private void fail(AuthenticationFlowContext context, String message) {
        context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, page(context, message));
    }

    private Response page(AuthenticationFlowContext context, String message) {
        AuthenticatorUtils.setupReauthenticationInUsernamePasswordFormError(context);
        return challenge(context, message, Validation.FIELD_PASSWORD);
    }

    /** As long as for an account with a personal password, and for none at all: time must not tell which it is. */
    private static void hashAsOften(AuthenticationFlowContext context, UserModel user) {
        if (user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .findAny()
                .isEmpty()) {
            AuthenticatorUtils.dummyHash(context);
        }
    }

    /** One message, whichever of the two was wrong. */
    @Override
    protected String getDefaultChallengeMessage(AuthenticationFlowContext context) {
        return Messages.INVALID_USER;
    }
}
