package io.github.orgportal.login.access;

import io.github.orgportal.login.role.RoleChoice;
import io.github.orgportal.onetimepassword.OneTimePasswordForm;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.WrongPasswords;
import io.github.orgportal.organizations.access.Membership;
import io.github.orgportal.organizations.access.Role;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * The form for name and password, personal or one-time. The name is one of the portal's login names; where the portal wants the role first,
 * that is the form's first page.
 *
 * <p>It checks the password before it looks whether the account is enabled. Here that is the place where a locked account learns why: after
 * the right password, and before a TAN is mailed.
 *
 * <p>Where Keycloak answers without computing a hash, this form computes one, and where it counts nothing, it counts nobody, so that the time
 * does not tell which accounts exist or are paused.
 */
final class PasswordForm extends OneTimePasswordForm {
    private static final String OF_THE_OPERATOR = "_operator";
    /** Of a login name. */
    private static final int LONGEST = 255;

    PasswordForm(KeycloakSession session) {
        super(session);
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (context.getUser() == null && choice(context).isOpen()) {
            context.challenge(choice(context).page(context.form()));
        } else {
            super.authenticate(context);
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        RoleChoice choice = choice(context);
        if (isUserAlreadySetBeforeUsernamePasswordAuth(context)) {
            super.action(context);
        } else if (choice.answer(context.getHttpRequest().getDecodedFormParameters()) || choice.isOpen()) {
            authenticate(context);
        } else {
            super.action(context);
        }
    }

    private static RoleChoice choice(AuthenticationFlowContext context) {
        return RoleChoice.of(context.getRealm(), context.getAuthenticationSession());
    }

    @Override
    protected Response challenge(AuthenticationFlowContext context, MultivaluedMap<String, String> formData) {
        choice(context).show(context.form());
        String entered = context.getAuthenticationSession().getAuthNote(ATTEMPTED_USERNAME);
        if (formData.isEmpty() && entered != null && context.getUser() == null) {
            // back from the choice of another role
            formData.putSingle(AuthenticationManager.FORM_USERNAME, entered);
        }
        return super.challenge(context, formData);
    }

    @Override
    protected Response challenge(AuthenticationFlowContext context, String error, String field) {
        choice(context).show(context.form());
        return super.challenge(context, error, field);
    }

    /** As Keycloak's form does it, with our names. */
    @Override
    public boolean validateUserAndPassword(AuthenticationFlowContext context, MultivaluedMap<String, String> input) {
        String entered = Optional.ofNullable(input.getFirst(AuthenticationManager.FORM_USERNAME))
                .map(String::strip)
                .map(name -> name.substring(0, Math.min(LONGEST, name.length())))
                .orElse("");
        if (isUserAlreadySetBeforeUsernamePasswordAuth(context) || entered.isEmpty()) {
            return super.validateUserAndPassword(context, input);
        }
        context.clearUser();
        context.getEvent().detail(Details.USERNAME, entered);
        context.getAuthenticationSession().setAuthNote(ATTEMPTED_USERNAME, entered);
        Optional<UserModel> named = PortalOrganizations.of(context.getSession())
                .loginNames()
                .find(choice(context).role(), entered);
        if (named.isEmpty()) {
            testInvalidUser(context, null);
            return false;
        }
        if (!validatePassword(context, named.get(), input, true)) {
            return false;
        }
        choice(context).confirm();
        if (!enabledUser(context, named.get())) {
            return false;
        }
        AuthenticatorUtils.processRememberMe(context, input);
        context.setUser(named.get());
        return true;
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
            wrongPasswords(context).countNobody();
        }
        return super.validatePassword(context, account, inputData, clearUser);
    }

    @Override
    protected void wrongPassword(AuthenticationFlowContext context, UserModel account) {
        wrongPasswords(context).count(account);
    }

    @Override
    public void testInvalidUser(AuthenticationFlowContext context, @Nullable UserModel account) {
        super.testInvalidUser(context, account);
        if (account == null) {
            wrongPasswords(context).countNobody();
        }
    }

    private static WrongPasswords wrongPasswords(AuthenticationFlowContext context) {
        return PortalOrganizations.of(context.getSession()).wrongPasswords();
    }

    /** Administrators have nobody in their organization to ask. */
    @Override
    protected String forNew(AuthenticationFlowContext context, UserModel account, String key) {
        boolean clerk = Standings.of(context.getSession(), account).memberships().stream()
                .map(Membership::role)
                .allMatch(Role.CLERK::equals);
        return clerk ? key : key + OF_THE_OPERATOR;
    }

    /** Called with the right password only. */
    @Override
    public boolean enabledUser(AuthenticationFlowContext context, UserModel account) {
        if (isDisabledByBruteForce(context, account)) {
            return false;
        }
        if (Standings.of(context.getSession(), account).wrongPasswords()) {
            wrongPasswords(context).forget(account);
        }
        Optional<Response> refusal = new AccessStep(context, account).refuse();
        refusal.ifPresent(context::forceChallenge);
        return refusal.isEmpty();
    }
}
