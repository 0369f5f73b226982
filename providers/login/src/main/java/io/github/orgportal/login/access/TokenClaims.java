package io.github.orgportal.login.access;

import java.util.Optional;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/**
 * Whom a token speaks of that somebody sent. Its signature is not checked: that is done by Keycloak next, and a forged token is refused
 * there whatever is found here.
 */
final class TokenClaims {
    private TokenClaims() {}

    /** Which account uses which client by this token; none if it is not one of ours, or speaks of nobody. */
    static Optional<ClientUse> use(KeycloakSession session, String token) {
        return read(token).flatMap(claims -> use(session, claims));
    }

    private static Optional<AccessToken> read(String token) {
        try {
            return Optional.of(new JWSInput(token).readJsonContent(AccessToken.class));
        } catch (JWSInputException e) {
            return Optional.empty();
        }
    }

    private static Optional<ClientUse> use(KeycloakSession session, AccessToken claims) {
        RealmModel realm = session.getContext().getRealm();
        ClientModel client = claims.getIssuedFor() == null ? null : realm.getClientByClientId(claims.getIssuedFor());
        if (client == null) {
            return Optional.empty();
        }
        Optional<UserSessionModel> running = Optional.ofNullable(claims.getSessionId())
                .flatMap(id -> Optional.ofNullable(session.sessions().getUserSession(realm, id)));
        return running.map(found -> found.getAuthenticatedClientSessionByClient(client.getId()))
                .map(ClientUse::of)
                .or(() -> running.map(UserSessionModel::getUser)
                        .or(() -> account(session, realm, claims))
                        .map(account -> new ClientUse(account, client, Optional.empty())));
    }

    private static Optional<UserModel> account(KeycloakSession session, RealmModel realm, AccessToken claims) {
        return Optional.ofNullable(claims.getSubject())
                .flatMap(id -> Optional.ofNullable(session.users().getUserById(realm, id)));
    }
}
