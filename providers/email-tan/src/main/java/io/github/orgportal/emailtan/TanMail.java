package io.github.orgportal.emailtan;

import io.github.orgportal.support.PortalName;
import io.github.orgportal.support.TrackedDelivery;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The mail with the TAN, in the language of the account. */
final class TanMail {
    private static final String TEMPLATE = "portal-email-tan.ftl";

    private final KeycloakSession session;
    private final AuthenticationSessionModel login;
    private final UserModel user;

    TanMail(KeycloakSession session, AuthenticationSessionModel login, UserModel user) {
        this.session = session;
        this.login = login;
        this.user = user;
    }

    /**
     * Hands the mail to Keycloak's sender.
     *
     * @param lifespan after which the TAN is worthless; the sender does not let the mail leave later, if it can
     * @return the mail's id if the sender tracks it, else empty
     * @throws EmailException if a sender that sends at once could not, or the address cannot be sent to
     */
    String send(String digits, Duration lifespan) throws EmailException {
        RealmModel realm = login.getRealm();
        Locale locale = session.getContext().resolveLocale(user);
        String portal = PortalName.of(realm, locale);
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("portal", portal);
        attributes.put("code", digits);
        attributes.put("validMinutes", lifespan.toMinutes());

        Optional<TrackedDelivery> delivery = TrackedDelivery.of(session);
        delivery.ifPresent(tracked -> tracked.expireNext(lifespan));
        session.getProvider(EmailTemplateProvider.class)
                .setRealm(realm)
                .setUser(user)
                .setAuthenticationSession(login)
                .send("portalTanMailSubject", List.of(portal), TEMPLATE, attributes);
        return delivery.flatMap(TrackedDelivery::lastMailId).orElse("");
    }
}
