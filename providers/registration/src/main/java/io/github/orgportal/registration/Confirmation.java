package io.github.orgportal.registration;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.application.Application;
import io.github.orgportal.organizations.application.ApplicationStatus;
import io.github.orgportal.organizations.application.Applications;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.services.Urls;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The pages behind the link. Opening it uses nothing up, because mail scanners open links too: that is for the button. Who has opened it while
 * it was good reads the last page however often the button is pressed.
 *
 * @param context the request
 * @param applicationId of the application that the link names
 */
record Confirmation(AuthenticationFlowContext context, String applicationId) {
    private static final String OPENED = "portal-registration.opened";
    private static final String CONFIRMED = "portal-registration.confirmed";
    private static final String ASKING = "portal-registration-confirm.ftl";
    private static final String DONE = "portal-registration-done.ftl";
    private static final String NOTICE = "portal-notice.ftl";

    /** Notes that a login was begun by the link to an application. */
    static void begin(AuthenticationSessionModel login, String applicationId) {
        login.setAuthNote(OPENED, applicationId);
    }

    /** The one of a login; none if no link has begun it. */
    static Optional<Confirmation> of(AuthenticationFlowContext context) {
        return Optional.ofNullable(context.getAuthenticationSession().getAuthNote(OPENED))
                .map(id -> new Confirmation(context, id));
    }

    /** The application whose form this login may have. */
    static Optional<String> confirmed(AuthenticationSessionModel login) {
        return Optional.ofNullable(login.getAuthNote(CONFIRMED));
    }

    void show() {
        Optional<Application> application = applications().find(applicationId);
        if (confirmed(context.getAuthenticationSession()).isPresent()) {
            application.ifPresentOrElse(this::done, this::ended);
        } else {
            application
                    .filter(found -> found.status() == ApplicationStatus.UNCONFIRMED)
                    .ifPresentOrElse(this::ask, this::ended);
        }
    }

    /** Tells what is confirmed, so that nobody confirms what a stranger has sent in one's name. */
    private void ask(Application application) {
        context.challenge(context.form()
                .setAttribute("memberNumbers", application.memberNumbers())
                .setAttribute("person", application.person())
                .setAttribute("address", application.address())
                .createForm(ASKING));
    }

    void act() {
        applications()
                .confirm(applicationId)
                .or(() ->
                        applications().find(applicationId).filter(found -> found.status() == ApplicationStatus.WAITING))
                .ifPresentOrElse(this::finish, this::ended);
    }

    private void finish(Application application) {
        context.getAuthenticationSession().setAuthNote(CONFIRMED, application.id());
        done(application);
    }

    private void done(Application application) {
        context.challenge(
                form().setAttribute("reference", application.reference().text())
                        .setAttribute(
                                "formUrl",
                                RegistrationResource.form(context.getSession(), context.getAuthenticationSession())
                                        .toString())
                        .createForm(DONE));
    }

    private void ended() {
        context.getEvent().clone().error(Errors.EXPIRED_CODE);
        context.challenge(endedPage(form()));
    }

    /** The one page for all links that cannot be used. */
    static Response endedPage(LoginFormsProvider form) {
        return form.setAttribute("notice", "registrationEnded")
                .setStatus(Response.Status.BAD_REQUEST)
                .createForm(NOTICE);
    }

    private LoginFormsProvider form() {
        return context.form()
                .setAttribute(
                        "loginUrl",
                        Urls.accountBase(context.getUriInfo().getBaseUri())
                                .build(context.getRealm().getName())
                                .toString());
    }

    private Applications applications() {
        return PortalOrganizations.of(context.getSession()).applications();
    }
}
