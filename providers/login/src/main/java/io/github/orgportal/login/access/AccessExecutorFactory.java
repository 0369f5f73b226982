package io.github.orgportal.login.access;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/**
 * Offers {@link AccessExecutor} to a realm's client policies; it belongs into one that holds for any client. Implements Keycloak's
 * {@link ClientPolicyExecutorProviderFactory}.
 */
public final class AccessExecutorFactory implements ClientPolicyExecutorProviderFactory {
    /** The id to use in client profiles. */
    public static final String PROVIDER_ID = "portal-access";

    @Override
    public ClientPolicyExecutorProvider<?> create(KeycloakSession session) {
        return new AccessExecutor(session);
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to set
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to prepare
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getHelpText() {
        return "Refuses tokens, userinfo and introspection for locked accounts and for those without a role that the client demands.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }
}
