package io.github.orgportal.emailtan;

import java.util.Locale;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;

/**
 * What the second factor tells Keycloak's event listeners: ids and reasons, never a TAN or an address. Keycloak has no event type
 * for it and an extension cannot add one, so what went well is a {@link EventType#CUSTOM_REQUIRED_ACTION}, and what did not is
 * the error of the login. The detail {@value #DETAIL} tells which it was.
 */
final class TanEvents {
    private static final String DETAIL = "email_tan";
    private static final String TAN_ID = "email_tan_id";
    private static final String LIMIT = "email_tan_limit";

    /** Which limit was reached; the name in small letters is in the event. */
    enum Limit {
        TRIES_PER_LOGIN,
        TRIES_PER_ACCOUNT,
        MAILS
    }

    private final AuthenticationFlowContext context;

    TanEvents(AuthenticationFlowContext context) {
        this.context = context;
    }

    void sent(String tanId) {
        success("sent", tanId);
    }

    void accepted(String tanId) {
        success("accepted", tanId);
        context.getEvent().detail(DETAIL, "accepted").detail(TAN_ID, tanId);
    }

    void rejected(String tanId) {
        event("rejected", tanId).error(Errors.INVALID_USER_CREDENTIALS);
    }

    void expired() {
        event("expired", "").error(Errors.EXPIRED_CODE);
    }

    void limitReached(Limit limit, String tanId) {
        event("limit_reached", tanId)
                .detail(LIMIT, limit.name().toLowerCase(Locale.ROOT))
                .error(Errors.NOT_ALLOWED);
    }

    void noAddress() {
        event("no_address", "").error(Errors.INVALID_EMAIL);
    }

    void notSent() {
        event("not_sent", "").error(Errors.EMAIL_SEND_FAILED);
    }

    void accountDisabled(String error) {
        event("account_disabled", "").error(error);
    }

    private void success(String what, String tanId) {
        event(what, tanId)
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .detail(Details.CUSTOM_REQUIRED_ACTION, EmailTanAuthenticatorFactory.PROVIDER_ID)
                .success();
    }

    private EventBuilder event(String what, String tanId) {
        return context.getEvent()
                .clone()
                .user(context.getUser())
                // may be an address
                .removeDetail(Details.USERNAME)
                .detail(DETAIL, what)
                .detail(TAN_ID, tanId);
    }
}
