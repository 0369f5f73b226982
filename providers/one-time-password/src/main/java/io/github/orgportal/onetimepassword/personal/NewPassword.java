package io.github.orgportal.onetimepassword.personal;

import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;

/** What follows wherever a person has chosen a password: no session that was begun with another one goes on. */
public final class NewPassword {
    private NewPassword() {}

    /** Ends all sessions but the one that this login is about to become. */
    public static void chosen(RequiredActionContext context) {
        AuthenticatorUtil.logoutOtherSessions(context);
        tell(context.getSession(), context.getRealm(), context.getUser());
    }

    /** Ends all sessions, and this browser's too: the person logs in anew. */
    public static void chosenToLogInAnew(RequiredActionContext context) {
        chosen(context);
        endAllSessions(context.getSession(), context.getRealm(), context.getUser());
        AuthenticationManager.expireIdentityCookie(context.getSession());
    }

    /** Ends all sessions of an account whose password was chosen outside of a login, such as behind a link. */
    public static void chosenElsewhere(KeycloakSession session, RealmModel realm, UserModel user) {
        endAllSessions(session, realm, user);
        tell(session, realm, user);
    }

    /** Ends all sessions of an account whose password is valid no more. */
    public static void endAllSessions(KeycloakSession session, RealmModel realm, UserModel user) {
        session.sessions().removeUserSessions(realm, user);
    }

    private static void tell(KeycloakSession session, RealmModel realm, UserModel user) {
        session.getKeycloakSessionFactory().publish(new PersonalPasswordChosen(session, realm, user));
    }
}
