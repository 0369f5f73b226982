package io.github.orgportal.login.access;

import io.github.orgportal.onetimepassword.personal.PasswordProof;
import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Stands at the end of the browser flow, after single sign-on too. It only conducts: {@link AccessStep} has the work. */
final class AccessAuthenticator implements Authenticator {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        unlessRefused(context, AccessStep::enter);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        String answer = Optional.ofNullable(
                        context.getHttpRequest().getDecodedFormParameters().getFirst(AccessPages.MEMBERSHIP))
                .orElse("");
        unlessRefused(context, step -> step.choose(answer));
    }

    private static void unlessRefused(AuthenticationFlowContext context, Consumer<AccessStep> work) {
        if (context.getUser() == null || !PasswordProof.holds(context.getAuthenticationSession(), context.getUser())) {
            // an old page of a login that has ended in a refusal, or one begun with a password that was replaced since
            context.resetFlow();
            return;
        }
        AccessStep step = new AccessStep(context, context.getUser());
        // Not a failure: that would count as one more wrong password.
        step.refuse().ifPresentOrElse(context::forceChallenge, () -> work.accept(step));
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // nothing can be set up
    }

    @Override
    public void close() {
        // holds nothing
    }
}
