package io.github.orgportal.support;

import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * Who calls the API, by the bearer token of the request.
 *
 * <p>Keycloak's {@link AppAuthManager.BearerTokenAuthenticator} finds out whether the token is of this realm, signed, of type bearer,
 * in time, not revoked, its session alive and its account enabled. It does not ask for whom the token was made: an ordinary
 * application's carries the audience {@code account} too. So the client that got it ({@code azp}) must be one that the realm names.
 *
 * @param account of the caller; of a client, its service account
 */
public record BearerCaller(UserModel account) {
    /**
     * The person who calls.
     *
     * @param clients ids of those whose tokens count
     * @throws jakarta.ws.rs.WebApplicationException with a {@link Problem}: 401 {@code token_invalid}, 403 {@code client_not_allowed},
     *     403 {@code person_required} for a service account
     */
    public static BearerCaller person(KeycloakSession session, Collection<String> clients) {
        BearerCaller caller = personOrClient(session, clients);
        if (caller.isClient()) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "person_required");
        }
        return caller;
    }

    /**
     * The person or service account that calls.
     *
     * @throws jakarta.ws.rs.WebApplicationException as for {@link #person}, which does not take service accounts
     */
    public static BearerCaller personOrClient(KeycloakSession session, Collection<String> clients) {
        AuthResult caller = authenticate(session);
        if (!clients.contains(caller.token().getIssuedFor())) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "client_not_allowed");
        }
        return new BearerCaller(caller.user());
    }

    /**
     * Whether the request brings a token that this realm has signed and that has not ended. Asks no database, and says nothing about who
     * may call: that is for {@link #person}.
     */
    public static boolean bringsToken(KeycloakSession session) {
        try {
            AppAuthManager.AuthHeader header = AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(
                    session.getContext().getHttpRequest().getHttpHeaders());
            AccessToken token = header == null ? null : session.tokens().decode(header.getToken(), AccessToken.class);
            return token != null && token.isActive();
        } catch (NotAuthorizedException e) {
            return false;
        }
    }

    private static AuthResult authenticate(KeycloakSession session) {
        AuthResult result = null;
        try {
            if (AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(
                            session.getContext().getHttpRequest().getHttpHeaders())
                    != null) {
                result = new AppAuthManager.BearerTokenAuthenticator(session)
                        .setAudience(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID)
                        .authenticate();
            }
        } catch (NotAuthorizedException e) {
            // two tokens, or none behind the word: told as any other wrong token is
            result = null;
        }
        if (result == null) {
            throw Problem.of(session, Response.Status.UNAUTHORIZED, "token_invalid");
        }
        return result;
    }

    private boolean isClient() {
        return account.getServiceAccountClientLink() != null;
    }
}
