package io.github.orgportal.emailtan;

import io.github.orgportal.support.SecretBox;
import java.util.Base64;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The login that a TAN belongs to: one account with one address, one browser tab, one step of one flow. A TAN is worth nothing
 * anywhere else, because all of it goes into the hash that is kept.
 */
record TanLogin(String realmId, String userId, String address, String rootSessionId, String tabId, String executionId) {
    private static final String KEY_PURPOSE = "email-tan-login";
    private static final String TAN_PURPOSE = "email-tan";

    static TanLogin of(AuthenticationFlowContext context) {
        return of(
                context.getAuthenticationSession(),
                context.getUser(),
                context.getExecution().getId());
    }

    static TanLogin of(AuthenticationSessionModel session, UserModel user, String executionId) {
        String address = user.getEmail();
        return new TanLogin(
                session.getRealm().getId(),
                user.getId(),
                address == null ? "" : address,
                session.getParentSession().getId(),
                session.getTabId(),
                executionId);
    }

    /** Finds the login's TAN in the account's row, without telling the session's id to whoever reads the row. */
    String key(SecretBox box) {
        return text(box.hash(KEY_PURPOSE, rootSessionId, tabId, executionId));
    }

    /** What is kept of a TAN. */
    String hash(SecretBox box, String tanId, String digits) {
        return text(box.hash(TAN_PURPOSE, realmId, userId, address, rootSessionId, tabId, executionId, tanId, digits));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
