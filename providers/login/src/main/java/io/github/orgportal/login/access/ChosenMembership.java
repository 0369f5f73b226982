package io.github.orgportal.login.access;

import java.util.Optional;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * For which membership an account uses a client: a note that goes from the login into the client's session, and stays there as long
 * as that lasts. Other clients of the same user session have their own, or none.
 */
final class ChosenMembership {
    private static final String NOTE = "portal.membership";

    private ChosenMembership() {}

    static Optional<String> of(AuthenticatedClientSessionModel clientSession) {
        return Optional.ofNullable(clientSession.getNote(NOTE));
    }

    static void remember(AuthenticationSessionModel login, String membershipId) {
        // Keycloak hands a login's client notes on to the client's session.
        login.setClientNote(NOTE, membershipId);
    }
}
