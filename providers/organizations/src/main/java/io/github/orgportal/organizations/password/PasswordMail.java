package io.github.orgportal.organizations.password;

import io.github.orgportal.support.PortalName;
import io.github.orgportal.support.TrackedDelivery;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Mails about passwords, in the language of the account, to be sent when the transaction is committed. */
record PasswordMail(KeycloakSession session, UserModel account) {
    private static final String TEMPLATE = "portal-password.ftl";

    /** What a mail says; the names are parts of message keys. */
    enum Kind {
        CREATED_HANDED_OVER("createdHandedOver"),
        CREATED_LETTER("createdLetter"),
        CREATED_LINK("createdLink"),
        FORGOTTEN_HANDED_OVER("forgottenHandedOver"),
        FORGOTTEN_LETTER("forgottenLetter"),
        FORGOTTEN_LINK("forgottenLink"),
        USER_ID_LINK("userIdLink");

        private final String key;

        Kind(String key) {
            this.key = key;
        }
    }

    /** A mail without a link. */
    void send(Kind kind) {
        send(kind, Map.of());
    }

    /** A mail with a link; it does not leave any more when that is over. */
    void send(Kind kind, URI link, Duration lifespan) {
        TrackedDelivery.of(session).ifPresent(delivery -> delivery.expireNext(lifespan));
        boolean hours = lifespan.toMinutes() > 90 && lifespan.toMinutesPart() == 0;
        send(
                kind,
                Map.of(
                        "link", link.toString(),
                        "unit", hours ? "hours" : "minutes",
                        "count", hours ? lifespan.toHours() : lifespan.toMinutes()));
    }

    private void send(Kind kind, Map<String, Object> content) {
        RealmModel realm = session.getContext().getRealm();
        Locale locale = session.getContext().resolveLocale(account, true);
        String portal = PortalName.of(realm, locale);
        Map<String, Object> attributes = new HashMap<>(content);
        attributes.put("portal", portal);
        attributes.put("kind", kind.key);
        // who writes it, or asks for it, may speak another language
        attributes.put(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER, true);
        try {
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(account)
                    .send("portalPasswordMailSubject_" + kind.key, List.of(portal), TEMPLATE, attributes);
        } catch (EmailException e) {
            throw new UnsentMailException(account.getId(), e);
        }
    }
}
