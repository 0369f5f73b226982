package io.github.orgportal.administration;

import io.github.orgportal.support.Problem;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.UserModelDelegate;

/**
 * A mail of the API: a subject and a text of the theme's messages, {@code KEYSubject} and {@code KEYBody}. It leaves when the transaction
 * is committed.
 *
 * @param key of its texts
 * @param values for their placeholders
 */
record PortalMail(String key, List<Object> values) {
    private static final Logger LOG = Logger.getLogger(PortalMail.class);
    private static final String TEMPLATE = "portal-notice.ftl";

    /** Copies the list. */
    PortalMail {
        values = List.copyOf(values);
    }

    /** Sends it to an account, in its language. */
    void send(KeycloakSession session, UserModel account) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("noticeKey", key + "Body");
        attributes.put("noticeValues", values);
        // who causes it may speak another language
        attributes.put(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER, true);
        try {
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(session.getContext().getRealm())
                    .setUser(account)
                    .send(key + "Subject", values, TEMPLATE, attributes);
        } catch (EmailException e) {
            LOG.warnf("A mail about account %s could not be written", account.getId());
            LOG.debug("The mail", e);
            throw Problem.of(session, Response.Status.CONFLICT, "mail_impossible");
        }
    }

    /**
     * Sends it to an address that no account has, in the realm's language.
     *
     * @param account that causes the mail
     */
    void send(KeycloakSession session, UserModel account, String address) {
        send(session, new Addressee(account, address, Texts.realmLanguage(session)));
    }

    /** Keycloak's templates want an account; the one that causes the mail does not read it, and nor does the browser that it uses. */
    private static final class Addressee extends UserModelDelegate {
        private final String address;
        private final String language;

        Addressee(UserModel account, String address, String language) {
            super(account);
            this.address = address;
            this.language = language;
        }

        @Override
        public String getEmail() {
            return address;
        }

        @Override
        public String getFirstAttribute(String name) {
            return name.equals(LOCALE) ? language : super.getFirstAttribute(name);
        }
    }
}
