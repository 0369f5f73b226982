package io.github.orgportal.emailtan;

import io.github.orgportal.support.TrackedDelivery;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.Time;
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
     * @param expiresAt seconds since 1970; the sender does not let the mail leave later, if it can
     * @return the mail's id if the sender tracks it, else empty
     * @throws EmailException if a sender that sends at once could not, or the address cannot be sent to
     */
    String send(String digits, long expiresAt) throws EmailException {
        RealmModel realm = login.getRealm();
        long lifespan = expiresAt - Time.currentTimeSeconds();
        String realmName = realm.getDisplayName() == null ? realm.getName() : realm.getDisplayName();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("code", digits);
        attributes.put("validMinutes", Duration.ofSeconds(lifespan).toMinutes());
        attributes.put(
                "validUntil", timeWithZone(expiresAt, session.getContext().resolveLocale(user)));

        Optional<TrackedDelivery> delivery = TrackedDelivery.of(session);
        delivery.ifPresent(tracked -> tracked.expireNext(Duration.ofSeconds(lifespan)));
        session.getProvider(EmailTemplateProvider.class)
                .setRealm(realm)
                .setUser(user)
                .setAuthenticationSession(login)
                .send("portalTanMailSubject", List.of(realmName), TEMPLATE, attributes);
        return delivery.flatMap(TrackedDelivery::lastMailId).orElse("");
    }

    private static String timeWithZone(long seconds, Locale locale) {
        ZonedDateTime time = Instant.ofEpochSecond(seconds).atZone(ZoneId.systemDefault());
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(time)
                + " "
                + DateTimeFormatter.ofPattern("z", locale).format(time);
    }
}
