package io.github.orgportal.login.access;

import io.github.orgportal.onetimepassword.personal.PasswordProof;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceCodeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.endpoints.TokenIntrospectionEndpoint;
import org.keycloak.protocol.oidc.grants.ciba.clientpolicy.context.BackchannelTokenRequestContext;
import org.keycloak.protocol.oidc.grants.device.clientpolicy.context.DeviceTokenRequestContext;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.ResourceOwnerPasswordCredentialsResponseContext;
import org.keycloak.services.clientpolicy.context.TokenExchangeRequestContext;
import org.keycloak.services.clientpolicy.context.TokenIntrospectContext;
import org.keycloak.services.clientpolicy.context.TokenRefreshResponseContext;
import org.keycloak.services.clientpolicy.context.TokenRequestContext;
import org.keycloak.services.clientpolicy.context.UserInfoRequestContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * Refuses at every endpoint and for every grant what {@link ClientUse} does not allow, with the errors of OAuth and without a reason:
 * that is for the person, not for the client. What is not known before Keycloak has checked it, such as whose refresh token it is, is
 * asked right before the answer leaves.
 */
final class AccessExecutor implements ClientPolicyExecutorProvider<ClientPolicyExecutorConfigurationRepresentation> {
    /** All that a client learns. */
    static final String DESCRIPTION = "The account may not use this client any more";

    private static final Logger LOG = Logger.getLogger(AccessExecutor.class);

    private final KeycloakSession session;

    AccessExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getProviderId() {
        return AccessExecutorFactory.PROVIDER_ID;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
        if (context instanceof TokenRequestContext code) {
            code(code.getClientSession());
        } else if (context instanceof TokenRefreshResponseContext refresh) {
            grant(ClientUse.of(refresh.getClientSession()));
        } else if (context instanceof ResourceOwnerPasswordCredentialsResponseContext password) {
            grant(ClientUse.of(password.getClientSessionContext().getClientSession()));
        } else if (context instanceof BackchannelTokenRequestContext ciba) {
            grant(new ClientUse(ciba.getParsedRequest().getUser(), ciba.getClient(), Optional.empty()));
        } else if (context instanceof DeviceTokenRequestContext device) {
            grant(use(device.getDeviceCodeModel()));
        } else if (context instanceof TokenExchangeRequestContext exchange) {
            exchange(exchange.getTokenExchangeContext());
        } else if (context instanceof UserInfoRequestContext userInfo) {
            unless(
                    ClientUse.of(userInfo.getClientSession()),
                    OAuthErrorException.INVALID_TOKEN,
                    Response.Status.UNAUTHORIZED);
        } else if (context instanceof TokenIntrospectContext introspect) {
            introspect(introspect.getParams());
        }
    }

    /** The first that a new session is good for: a login that waited while its password was replaced ends here at the latest. */
    private void code(AuthenticatedClientSessionModel clientSession) throws ClientPolicyException {
        if (!PasswordProof.holds(clientSession.getUserSession())) {
            throw new ClientPolicyException(
                    OAuthErrorException.INVALID_GRANT, DESCRIPTION, Response.Status.BAD_REQUEST);
        }
        grant(ClientUse.of(clientSession));
    }

    /** RFC 6749, 5.2. */
    private void grant(ClientUse use) throws ClientPolicyException {
        unless(use, OAuthErrorException.INVALID_GRANT, Response.Status.BAD_REQUEST);
    }

    private void unless(ClientUse use, String error, Response.Status status) throws ClientPolicyException {
        if (!use.isAllowed(session)) {
            LOG.debugf(
                    "Account %s is refused at client %s: %s",
                    use.account().getId(), use.client().getId(), error);
            throw new ClientPolicyException(error, DESCRIPTION, status);
        }
    }

    /** The device has a session by now, made by the login that let it in. */
    private ClientUse use(OAuth2DeviceCodeModel device) {
        RealmModel realm = session.getContext().getRealm();
        return ClientUse.of(session.sessions()
                .getUserSession(realm, device.getUserSessionId())
                .getAuthenticatedClientSessionByClient(
                        session.getContext().getClient().getId()));
    }

    /** The one who is spoken of, at the client that was to speak for it: RFC 8693, 2.2.2 names the error. */
    private void exchange(TokenExchangeContext exchange) throws ClientPolicyException {
        Optional<ClientUse> subject = Optional.ofNullable(exchange.getParams().getSubjectToken())
                .flatMap(token -> TokenClaims.use(session, token));
        if (subject.isPresent()) {
            unless(subject.get(), OAuthErrorException.INVALID_REQUEST, Response.Status.BAD_REQUEST);
        }
    }

    /** A token that is not active is no error (RFC 7662, 2.2). Keycloak reads the parameter after the policies: nothing is left in it. */
    private void introspect(MultivaluedMap<String, String> params) {
        Optional.ofNullable(params.getFirst(TokenIntrospectionEndpoint.PARAM_TOKEN))
                .flatMap(token -> TokenClaims.use(session, token))
                .filter(use -> !use.isAllowed(session))
                .ifPresent(use -> params.putSingle(TokenIntrospectionEndpoint.PARAM_TOKEN, ""));
    }
}
