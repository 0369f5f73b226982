package io.github.orgportal.login.password;

import io.github.orgportal.onetimepassword.personal.NewPassword;
import io.github.orgportal.onetimepassword.personal.PasswordProof;
import io.github.orgportal.onetimepassword.personal.PasswordRules;
import io.github.orgportal.organizations.policy.PortalPolicy;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionContext.KcActionStatus;
import org.keycloak.authentication.requiredactions.UpdatePassword;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's page for a new password, for those only who have just entered the current one; afterwards every session of the account
 * is over, and the person logs in anew.
 */
final class ChangePassword extends UpdatePassword {
    private static final String CHANGED = "portal-password-changed.ftl";

    /** Before the beginning of any login: Keycloak then asks for name and password whenever an application asks for this action. */
    private static final int NO_LOGIN_IS_YOUNG_ENOUGH = -1;

    @Override
    public int getMaxAuthAge(@Nullable KeycloakSession session) {
        return session != null && isPortal(session) ? NO_LOGIN_IS_YOUNG_ENOUGH : super.getMaxAuthAge(session);
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (isPortal(context.getSession())) {
            if (!hasProof(context)) {
                askForThePassword(context);
                return;
            }
            PasswordRules.tell(context.form(), context.getRealm());
        }
        super.requiredActionChallenge(context);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (!isPortal(context.getSession())) {
            super.processAction(context);
            return;
        }
        if (!hasProof(context)) {
            askForThePassword(context);
            return;
        }
        PasswordRules.tell(context.form(), context.getRealm());
        super.processAction(context);
        if (context.getStatus() == RequiredActionContext.Status.SUCCESS) {
            logInAnew(context);
        }
    }

    private static boolean isPortal(KeycloakSession session) {
        return PortalPolicy.of(session.getContext().getRealm()).isPresent();
    }

    /** This login's own password, if nobody has replaced it since, or a link of Keycloak's that was mailed to the person. */
    private static boolean hasProof(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        return (AuthenticatorUtil.isPasswordValidated(login) && PasswordProof.holds(login, context.getUser()))
                || isLink(context);
    }

    private static boolean isLink(RequiredActionContext context) {
        return Boolean.parseBoolean(
                context.getAuthenticationSession().getAuthNote(AuthenticationManager.END_AFTER_REQUIRED_ACTIONS));
    }

    /** A session that runs proves nothing: somebody may have sat down at an open browser. */
    private static void askForThePassword(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        endThisSession(context);
        AuthenticationProcessor.resetFlow(login, LoginActionsService.AUTHENTICATE_PATH);
        context.challenge(Response.seeOther(
                        new AuthenticationFlowURLHelper(context.getSession(), context.getRealm(), context.getUriInfo())
                                .getLastExecutionUrl(login))
                .build());
    }

    private static void endThisSession(RequiredActionContext context) {
        KeycloakSession session = context.getSession();
        String id = context.getAuthenticationSession().getParentSession().getId();
        Optional.ofNullable(session.sessions().getUserSession(context.getRealm(), id))
                .ifPresent(running -> session.sessions().removeUserSession(context.getRealm(), running));
        AuthenticationManager.expireIdentityCookie(session);
    }

    private static void logInAnew(RequiredActionContext context) {
        if (isLink(context)) {
            // ends with Keycloak's own page, and in no session
            NewPassword.chosen(context);
            NewPassword.endAllSessions(context.getSession(), context.getRealm(), context.getUser());
            return;
        }
        // Keycloak does these three for an action that ends in success, which for it means: go on with the login.
        context.getEvent().clone().success();
        String action = RequiredAction.UPDATE_PASSWORD.name();
        AuthenticationSessionModel login = context.getAuthenticationSession();
        login.removeRequiredAction(action);
        context.getUser().removeRequiredAction(action);
        AuthenticationManager.setKcActionStatus(action, KcActionStatus.SUCCESS, login);

        NewPassword.chosenToLogInAnew(context);
        AuthenticationProcessor.resetFlow(login, LoginActionsService.AUTHENTICATE_PATH);
        context.challenge(context.form().createForm(CHANGED));
    }
}
