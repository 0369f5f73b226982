package io.github.orgportal.registration;

import io.github.orgportal.organizations.application.Application;
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
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;

/** The mail with the link, in the language of the pages, to be sent when the transaction is committed. */
record RegistrationMail(KeycloakSession session) {
    private static final String TEMPLATE = "portal-registration.ftl";
    private static final String SUBJECT = "portalRegistrationMailSubject";

    /**
     * Writes it. It does not leave any more when the link is over.
     *
     * @throws EmailException if no mail can be sent to the address
     */
    void send(Application application, Duration validity) throws EmailException {
        RealmModel realm = session.getContext().getRealm();
        String portal = PortalName.of(realm, Locale.forLanguageTag(application.locale()));
        URI link = new ConfirmationLink(session).to(application.id(), validity);
        Map<String, Object> content = new HashMap<>();
        content.put("portal", portal);
        content.put("link", link.toString());
        content.put("hours", validity.toHours());
        TrackedDelivery.of(session).ifPresent(delivery -> delivery.expireNext(validity));
        session.getProvider(EmailTemplateProvider.class)
                .setRealm(realm)
                .setUser(addressee(realm, application))
                .send(SUBJECT, List.of(portal), TEMPLATE, content);
    }

    /** Keycloak's templates want an account, and there is none yet. */
    private UserModel addressee(RealmModel realm, Application application) {
        UserModel addressee = new LightweightUserAdapter(session, realm, application.id());
        addressee.setEmail(application.person().email());
        addressee.setSingleAttribute(UserModel.LOCALE, application.locale());
        return addressee;
    }
}
