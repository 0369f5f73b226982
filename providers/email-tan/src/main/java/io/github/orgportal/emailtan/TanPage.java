package io.github.orgportal.emailtan;

import io.github.orgportal.emailtan.TanState.Tan;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.common.util.Time;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The page that asks for the TAN, and the one that says why there is none. */
final class TanPage {
    static final String FIELD = "tan";

    private static final String PAGE = "portal-email-tan.ftl";
    private static final String REFUSED_PAGE = "portal-email-tan-refused.ftl";

    private final AuthenticationFlowContext context;
    private final EmailTanConfig config;
    private final TanLogin login;

    TanPage(AuthenticationFlowContext context, EmailTanConfig config, TanLogin login) {
        this.context = context;
        this.config = config;
        this.login = login;
    }

    /** Why there is no page that asks for a TAN; the name is part of the message keys. */
    enum Refusal {
        NO_ADDRESS("noAddress"),
        MAIL_LIMIT("mailLimit"),
        PAUSED("paused"),
        NOT_SENT("notSent");

        private final String key;

        Refusal(String key) {
            this.key = key;
        }
    }

    Response asking(Tan tan) {
        return asking(tan, false, context.form());
    }

    Response withFieldError(Tan tan, String message, Object... parameters) {
        return asking(tan, false, context.form().addError(new FormMessage(FIELD, message, parameters)));
    }

    Response withError(Tan tan, String message, Object... parameters) {
        return asking(tan, false, context.form().setError(message, parameters));
    }

    Response resent(Tan tan) {
        return asking(tan, true, context.form().setSuccess("portalTanResent"));
    }

    Response refusing(Refusal refusal) {
        return refusing(refusal, 0);
    }

    /** Tells for how many minutes, and no time of day: the server may stand in another time zone than the reader. */
    Response refusing(Refusal refusal, long until) {
        return context.form()
                .setAttribute("refusal", refusal.key)
                .setAttribute("minutes", minutesUntil(until))
                .createForm(REFUSED_PAGE);
    }

    /** Rounded up, so that it is over when they have passed. */
    static long minutesUntil(long seconds) {
        return Math.max(0, (seconds - Time.currentTimeSeconds() + 59) / 60);
    }

    private Response asking(Tan tan, boolean resent, LoginFormsProvider form) {
        long now = Time.currentTimeSeconds();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("maskedAddress", MaskedAddress.of(login.address()));
        attributes.put("length", TanDigits.LENGTH);
        attributes.put("validMinutes", config.lifespan() / 60);
        attributes.put("secondsLeft", tan.expiresAt() - now);
        attributes.put("resendInSeconds", Math.max(0, tan.sentAt() + config.resendAfter() - now));
        attributes.put("resent", resent);
        attributes.put("deliveryUrl", deliveryUrl(tan));
        return form.setAttribute(FIELD, attributes).createForm(PAGE);
    }

    private String deliveryUrl(Tan tan) {
        if (tan.mailId().isEmpty()) {
            return "";
        }
        AuthenticationSessionModel session = context.getAuthenticationSession();
        return context.getUriInfo()
                .getBaseUriBuilder()
                .path("realms")
                .path(context.getRealm().getName())
                .path(DeliveryResourceFactory.PROVIDER_ID)
                .path("delivery")
                .queryParam("client_id", session.getClient().getClientId())
                .queryParam("tab_id", session.getTabId())
                .queryParam("execution", context.getExecution().getId())
                .build()
                .toString();
    }
}
