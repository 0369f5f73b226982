package io.github.orgportal.login.link;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.password.LinkPurpose;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What happens between a link that was opened and the page that ends it. */
record LinkVisit(RequiredActionContext context, LinkPurpose purpose) {
    /** What a login page says for a link that cannot be used. */
    static final String ENDED = "portalLinkEnded";

    private static final String LINK = "portal-link.id";
    private static final String NOTICE = "portal-notice.ftl";

    static void begin(AuthenticationSessionModel login, String linkId) {
        login.setAuthNote(LINK, linkId);
    }

    /** Nothing that a link could be if this login did not begin with one. */
    String linkId() {
        String id = context.getAuthenticationSession().getAuthNote(LINK);
        return id == null ? "" : id;
    }

    UserModel account() {
        return context.getUser();
    }

    PortalOrganizations portal() {
        return PortalOrganizations.of(context.getSession());
    }

    /** Asked before every page and again before every use. */
    boolean isUsable() {
        return portal().links().isUsable(account(), purpose, linkId());
    }

    /** A page with the brand's frame that this login's person reads last. */
    LoginFormsProvider form() {
        URI console = Urls.accountBase(context.getUriInfo().getBaseUri())
                .build(context.getRealm().getName());
        return context.form().setAttribute("loginUrl", console.toString());
    }

    void endWith(String notice) {
        endWith(form().setAttribute("notice", notice).createForm(NOTICE));
    }

    /** Nothing of the visit stays: who goes on from here begins a login. */
    void endWith(Response page) {
        AuthenticationProcessor.resetFlow(context.getAuthenticationSession(), LoginActionsService.AUTHENTICATE_PATH);
        context.challenge(page);
    }

    void refuse() {
        context.getEvent().clone().user(account()).error(Errors.EXPIRED_CODE);
        endWith(context.form().setError(ENDED).createErrorPage(Response.Status.BAD_REQUEST));
    }
}
