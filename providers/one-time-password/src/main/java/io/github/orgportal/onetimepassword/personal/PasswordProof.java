package io.github.orgportal.onetimepassword.personal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * That a login was begun with a personal password, and with which one. Between password and second factor the password may be
 * replaced; what was proved by the former one then proves nothing.
 */
public final class PasswordProof {
    private static final String CHOSEN = "portal-personal-password.chosen";

    private PasswordProof() {}

    /** The right password was entered. */
    public static void begin(AuthenticationSessionModel login, UserModel user) {
        chosen(user).ifPresent(chosen -> {
            login.setAuthNote(CHOSEN, chosen);
            login.setUserSessionNote(CHOSEN, chosen);
        });
    }

    /** Whether that password is still the account's; also if the login was begun in another way. */
    public static boolean holds(AuthenticationSessionModel login, UserModel user) {
        return holds(login.getAuthNote(CHOSEN), user);
    }

    /**
     * Whether the password that a session was begun with is still the account's. Every change of it ends all sessions; this tells those
     * that come of a login which was waiting then.
     */
    public static boolean holds(UserSessionModel session) {
        return holds(session.getNote(CHOSEN), session.getUser());
    }

    private static boolean holds(@Nullable String begun, UserModel user) {
        return begun == null || Optional.of(begun).equals(chosen(user));
    }

    /** The time of its choice, as a name for it: a hash that is renewed keeps it. */
    private static Optional<String> chosen(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .map(password -> String.valueOf(password.getCreatedDate()))
                .findFirst();
    }
}
