package io.github.orgportal.registration;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.application.Application;
import io.github.orgportal.organizations.password.Attempts;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.support.Network;
import java.time.Duration;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;

/**
 * Makes an application of what was entered, and writes the mail. Nothing is looked up but how often that was done, so that neither the answer
 * nor its time tells which organizations and addresses there are.
 */
record Sending(AuthenticationFlowContext context, PortalPolicy policy) {
    private static final Logger LOG = Logger.getLogger(Sending.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** What became of it. */
    enum Outcome {
        /** It waits for the address to be confirmed. Whose address has had too many of these mails reads the same. */
        SENT,
        /** There were too many from this network; the counter does not know what was entered. */
        TOO_MANY,
        /** No mail can be sent to the address. */
        NO_MAIL
    }

    Outcome send(Draft draft, Role role) {
        KeycloakSession session = context.getSession();
        Attempts attempts = new Attempts(session);
        String network = Network.of(context.getConnection().getRemoteAddr());
        if (!attempts.allow(
                "registration-network", network, policy.registration().perNetwork(), HOUR)) {
            return Outcome.TOO_MANY;
        }
        String address = draft.value(Field.EMAIL).toLowerCase(Locale.ROOT);
        // of two requests with the same draft the second waits for the first one's row
        if (!attempts.allow("registration-draft", draft.id(), 1, DAY)
                || !attempts.allow(
                        "registration-address", address, policy.registration().perAddress(), DAY)) {
            return Outcome.SENT;
        }
        Application application = PortalOrganizations.of(session)
                .applications()
                .submit(draft.submission(role, session.getContext().resolveLocale(null)));
        try {
            new RegistrationMail(session)
                    .send(application, policy.registration().confirmation());
        } catch (EmailException e) {
            LOG.warnf("The mail of application %s could not be written", application.id());
            LOG.debug("The mail", e);
            session.getTransactionManager().setRollbackOnly();
            return Outcome.NO_MAIL;
        }
        LOG.debugf("Application %s waits for its address to be confirmed", application.id());
        return Outcome.SENT;
    }
}
