package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import java.util.List;
import java.util.TreeSet;
import org.keycloak.authentication.AuthenticationFlow;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.ClientAuthenticator;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormAuthenticator;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/**
 * The steps that this server can take in a flow. Keycloak's import accepts any other as well, and then fails at the first login, or,
 * where the step is an alternative, never asks it.
 */
record FlowSteps(KeycloakSessionFactory server) {
    /**
     * Looks through all flows of a realm.
     *
     * @throws InvalidOptionException if one names a step that is not there; the message names flow, value and what is allowed
     */
    void check(RealmModel realm) throws InvalidOptionException {
        for (AuthenticationFlowModel flow : realm.getAuthenticationFlowsStream().toList()) {
            List<AuthenticationExecutionModel> steps =
                    realm.getAuthenticationExecutionsStream(flow.getId()).toList();
            for (AuthenticationExecutionModel step : steps) {
                check(flow, step);
            }
        }
    }

    private void check(AuthenticationFlowModel flow, AuthenticationExecutionModel step) throws InvalidOptionException {
        String authenticator = step.getAuthenticator();
        if (step.isAuthenticatorFlow() && authenticator == null) {
            return;
        }
        Class<? extends Provider> type = type(flow, step);
        if (authenticator == null || server.getProviderFactory(type, authenticator) == null) {
            throw new InvalidOptionException("flow '%s': authenticator is '%s', allowed is one of %s"
                    .formatted(flow.getAlias(), authenticator, String.join(", ", ids(type))));
        }
    }

    /** As Keycloak's own flows look their steps up. */
    private static Class<? extends Provider> type(AuthenticationFlowModel flow, AuthenticationExecutionModel step) {
        if (step.isAuthenticatorFlow()) {
            return FormAuthenticator.class;
        }
        return switch (flow.getProviderId()) {
            case AuthenticationFlow.CLIENT_FLOW -> ClientAuthenticator.class;
            case AuthenticationFlow.FORM_FLOW -> FormAction.class;
            default -> Authenticator.class;
        };
    }

    private TreeSet<String> ids(Class<? extends Provider> type) {
        TreeSet<String> ids = new TreeSet<>();
        server.getProviderFactoriesStream(type).forEach(factory -> ids.add(factory.getId()));
        return ids;
    }
}
