package io.github.orgportal.emailtan;

import io.github.orgportal.emailtan.TanState.Tan;
import io.github.orgportal.support.SecretBox;
import io.github.orgportal.support.TrackedDelivery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Tells the TAN page whether its mail has still to leave. Only the browser that is logging in gets an answer, for its own tab,
 * and asking changes nothing: refreshing the page instead would write the login's session, and two writers lose updates.
 *
 * <p>Implements Keycloak's {@link RealmResourceProvider}, under {@code /realms/{realm}/portal-email-tan}.
 */
public final class DeliveryResource implements RealmResourceProvider {
    private final KeycloakSession session;
    private final SecretBox box;

    DeliveryResource(KeycloakSession session, SecretBox box) {
        this.session = session;
        this.box = box;
    }

    @Override
    public Object getResource() {
        return this;
    }

    /**
     * Whether the mail has still to leave.
     *
     * @throws NotFoundException if this browser has no such login, or the login no TAN
     */
    @GET
    @Path("delivery")
    @Produces(MediaType.APPLICATION_JSON)
    public Delivery delivery(
            @QueryParam("client_id") @Nullable String clientId,
            @QueryParam("tab_id") @Nullable String tabId,
            @QueryParam("execution") @Nullable String executionId) {
        if (clientId == null || tabId == null || executionId == null) {
            throw new NotFoundException();
        }
        Tan tan = login(clientId, tabId, executionId)
                .flatMap(login ->
                        new TanAccounts(session).read(login.userId()).valid(login.key(box), Time.currentTimeSeconds()))
                .orElseThrow(NotFoundException::new);
        return new Delivery(TrackedDelivery.of(session)
                .map(tracked -> tracked.isWaiting(tan.mailId()))
                .orElse(false));
    }

    private Optional<TanLogin> login(String clientId, String tabId, String executionId) {
        RealmModel realm = session.getContext().getRealm();
        ClientModel client = realm.getClientByClientId(clientId);
        AuthenticationSessionModel login = client == null
                ? null
                : new AuthenticationSessionManager(session).getCurrentAuthenticationSession(realm, client, tabId);
        return Optional.ofNullable(login)
                .filter(found -> found.getAuthenticatedUser() != null)
                .map(found -> TanLogin.of(found, found.getAuthenticatedUser(), executionId));
    }

    @Override
    public void close() {
        // holds nothing
    }

    /**
     * The answer, as JSON.
     *
     * @param waiting true until the mail server has accepted the mail
     */
    public record Delivery(boolean waiting) {}
}
