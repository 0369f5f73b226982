package io.github.orgportal.onetimepassword;

import io.github.orgportal.onetimepassword.personal.NewPassword;
import io.github.orgportal.onetimepassword.personal.PasswordProof;
import io.github.orgportal.onetimepassword.personal.PasswordRules;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.requiredactions.UpdatePassword;
import org.keycloak.events.Errors;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's page for a new password, at the end of a login that was begun with a one-time password. What was true then is asked
 * again here, under a lock: the page may have stood open while the one-time password expired or was replaced.
 */
final class PersonalPasswordAction extends UpdatePassword {
    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.NOT_SUPPORTED;
    }

    /** Asked before each step that follows the authenticators, so the login cannot end without this action. */
    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        if (OneTimePasswordLogin.id(login).isPresent()) {
            insteadOfKeycloaksOwn(context);
            login.addRequiredAction(PersonalPasswordActionFactory.PROVIDER_ID);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (mayGoOn(context, context.getUser())) {
            PasswordRules.tell(context.form(), context.getRealm());
            super.requiredActionChallenge(context);
        } else {
            startOver(context);
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        OneTimePasswords passwords = passwords(context);
        UserModel locked = passwords.lock(context.getUser());
        if (!mayGoOn(context, locked)) {
            startOver(context);
            return;
        }
        PasswordRules.tell(context.form(), context.getRealm());
        super.processAction(context);
        if (context.getStatus() == RequiredActionContext.Status.SUCCESS) {
            passwords.useUp(locked);
            insteadOfKeycloaksOwn(context);
            OneTimePasswordLogin.end(context.getAuthenticationSession());
            NewPassword.chosen(context);
            PasswordProof.begin(context.getAuthenticationSession(), context.getUser());
        }
    }

    private static boolean mayGoOn(RequiredActionContext context, UserModel user) {
        Optional<String> id = OneTimePasswordLogin.id(context.getAuthenticationSession());
        return id.isPresent() && passwords(context).isValid(user, id.get());
    }

    private static OneTimePasswords passwords(RequiredActionContext context) {
        return OneTimePasswords.of(context.getSession(), context.getRealm());
    }

    /** Nobody has to choose two passwords in a row, and none without the question above. */
    private static void insteadOfKeycloaksOwn(RequiredActionContext context) {
        context.getUser().removeRequiredAction(RequiredAction.UPDATE_PASSWORD);
        context.getAuthenticationSession().removeRequiredAction(RequiredAction.UPDATE_PASSWORD);
    }

    private static void startOver(RequiredActionContext context) {
        context.getEvent()
                .clone()
                .user(context.getUser())
                .detail("one_time_password", "void")
                .error(Errors.EXPIRED_CODE);
        Response page =
                context.form().setError("portalOneTimePasswordVoid").createErrorPage(Response.Status.BAD_REQUEST);
        AuthenticationProcessor.resetFlow(context.getAuthenticationSession(), LoginActionsService.AUTHENTICATE_PATH);
        context.challenge(page);
    }
}
