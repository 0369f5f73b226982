package io.github.orgportal.login.access;

import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;

/**
 * The net under {@link AccessExecutor}: no token leaves that {@link ClientUse} does not allow, whatever a realm's policies say and by
 * whatever grant it was got. Implements Keycloak's internal {@link TokenPostProcessor}.
 */
final class AccessNet implements TokenPostProcessor {
    private final KeycloakSession session;

    AccessNet(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void process(TokenPostProcessorContext context) {
        if (!ClientUse.of(context.clientSessionCtx().getClientSession()).isAllowed(session)) {
            throw new TokenInterceptorException(OAuthErrorException.INVALID_GRANT, AccessExecutor.DESCRIPTION);
        }
    }
}
