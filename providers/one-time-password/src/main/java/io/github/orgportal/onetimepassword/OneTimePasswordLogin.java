package io.github.orgportal.onetimepassword;

import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What a login remembers of the one-time password that it was begun with. Gone when the login starts over. */
final class OneTimePasswordLogin {
    private static final String ID = "portal-one-time-password.id";

    private OneTimePasswordLogin() {}

    static void begin(AuthenticationSessionModel login, String id) {
        login.setAuthNote(ID, id);
    }

    static Optional<String> id(AuthenticationSessionModel login) {
        return Optional.ofNullable(login.getAuthNote(ID));
    }

    static void end(AuthenticationSessionModel login) {
        login.removeAuthNote(ID);
        login.removeRequiredAction(PersonalPasswordActionFactory.PROVIDER_ID);
    }
}
