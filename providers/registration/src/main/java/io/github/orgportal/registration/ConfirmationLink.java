package io.github.orgportal.registration;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.services.Urls;

/**
 * The link in the mail: a token of the realm that names the application. Whether that can still be confirmed stands in the database. It is
 * none of Keycloak's action tokens, because those belong to an account, and there is none yet.
 */
record ConfirmationLink(KeycloakSession session) {
    /** Tells it from whatever else the realm signs. */
    private static final String TYPE = "portal-registration";

    /** A link to an application, good so long. */
    URI to(String applicationId, Duration validity) {
        JsonWebToken token = new JsonWebToken()
                .type(TYPE)
                .issuer(issuer())
                .subject(applicationId)
                .exp(Time.currentTimeSeconds() + validity.toSeconds());
        return RegistrationResource.confirmation(session, session.tokens().encode(token));
    }

    /** The application that the key of a link names; none if it is forged, of another realm or purpose, or over. */
    Optional<String> applicationId(String key) {
        return Optional.ofNullable(session.tokens().decode(key, JsonWebToken.class))
                .filter(token -> TYPE.equals(token.getType()))
                .filter(token -> issuer().equals(token.getIssuer()))
                .filter(JsonWebToken::isActive)
                .map(JsonWebToken::getSubject);
    }

    private String issuer() {
        return Urls.realmIssuer(
                session.getContext().getUri().getBaseUri(),
                session.getContext().getRealm().getName());
    }
}
