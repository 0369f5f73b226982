package io.github.orgportal.login.access;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Offers {@link AccessNet}, in every realm. */
public final class AccessNetFactory implements TokenPostProcessorFactory {
    @Override
    public TokenPostProcessor create(KeycloakSession session) {
        return new AccessNet(session);
    }

    @Override
    public String getId() {
        return "portal-access";
    }
}
