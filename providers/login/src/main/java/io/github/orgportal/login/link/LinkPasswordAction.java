package io.github.orgportal.login.link;

import io.github.orgportal.onetimepassword.personal.NewPassword;
import io.github.orgportal.onetimepassword.personal.PasswordRules;
import io.github.orgportal.organizations.password.LinkPurpose;
import io.github.orgportal.organizations.policy.PasswordActions;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.UpdatePassword;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Keycloak's page for a new password, behind a link. It ends with a page that sends to the login.
 *
 * <p>The page does not say whose password it is: the user id comes by another way.
 */
public final class LinkPasswordAction extends UpdatePassword {
    /** The id and the alias. */
    public static final String PROVIDER_ID = PasswordActions.LINK_PASSWORD;

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new LinkPasswordAction();
    }

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.NOT_SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        // only a link leads here
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        LinkVisit visit = new LinkVisit(context, LinkPurpose.PASSWORD);
        if (visit.isUsable()) {
            PasswordRules.tell(context.form(), context.getRealm());
            context.challenge(context.form().createResponse(RequiredAction.UPDATE_PASSWORD));
        } else {
            visit.refuse();
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        LinkVisit visit = new LinkVisit(context, LinkPurpose.PASSWORD);
        visit.portal().passwords().hold(visit.account());
        // from here to the end of the transaction nobody else uses the link
        if (!visit.isUsable()) {
            visit.refuse();
            return;
        }
        UserModel account = visit.account();
        boolean first = account.credentialManager()
                .getStoredCredentialsStream()
                .noneMatch(credential -> PasswordCredentialModel.TYPE.equals(credential.getType()));
        PasswordRules.tell(context.form(), context.getRealm());
        super.processAction(context);
        if (context.getStatus() == RequiredActionContext.Status.SUCCESS) {
            visit.portal().links().end(account, LinkPurpose.PASSWORD);
            account.removeRequiredAction(RequiredAction.UPDATE_PASSWORD);
            NewPassword.chosenElsewhere(context.getSession(), context.getRealm(), account);
            visit.portal().passwords().chosenByLink(account, first);
            context.getEvent().clone().user(account).success();
            visit.endWith("passwordChosen");
        }
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayText() {
        return "Password by link";
    }
}
