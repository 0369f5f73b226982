package io.github.orgportal.emailtan;

import io.github.orgportal.support.SecretBox;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Asks for the TAN that it sent to the account's address. It only conducts: {@link TanStep} has the work.
 *
 * <p>A wrong TAN ends in {@code failureChallenge}, the one outcome that Keycloak's brute-force protection counts; what is not the
 * person's fault never does. The limits that no new session resets are in {@link TanState}.
 */
final class EmailTanAuthenticator implements Authenticator {
    private final SecretBox box;

    EmailTanAuthenticator(SecretBox box) {
        this.box = box;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        TanStep step = new TanStep(context, box);
        if (!step.accountDisabled()) {
            step.enter();
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        TanStep step = new TanStep(context, box);
        if (step.accountDisabled()) {
            return;
        }
        switch (button(context)) {
            case "resend" -> step.resend();
            case "cancel" -> step.cancel();
            default -> step.check();
        }
    }

    private static String button(AuthenticationFlowContext context) {
        return Optional.ofNullable(
                        context.getHttpRequest().getDecodedFormParameters().getFirst("action"))
                .orElse("");
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    /** Always: an account without an address gets a page that says so, not an error. */
    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // nothing can be set up: the address belongs to the account
    }

    @Override
    public void close() {
        // holds nothing
    }
}
