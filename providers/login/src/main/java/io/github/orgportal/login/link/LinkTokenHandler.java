package io.github.orgportal.login.link;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.password.LinkPurpose;
import io.github.orgportal.organizations.password.LinkToken;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.TokenVerifier.Predicate;
import org.keycloak.authentication.actiontoken.AbstractActionTokenHandler;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.TokenUtils;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Opens links. To open one uses nothing up, because mail scanners open links too: that is for the form behind it.
 *
 * <p>Implements Keycloak's {@link org.keycloak.authentication.actiontoken.ActionTokenHandlerFactory}.
 */
public final class LinkTokenHandler extends AbstractActionTokenHandler<LinkToken> {
    /** For Keycloak. */
    public LinkTokenHandler() {
        super(LinkToken.TYPE, LinkToken.class, LinkVisit.ENDED, EventType.EXECUTE_ACTIONS, Errors.EXPIRED_CODE);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Predicate<? super LinkToken>[] getVerifiers(ActionTokenContext<LinkToken> context) {
        return new Predicate[] {
            TokenUtils.<LinkToken>checkThat(token -> isUsable(token, context), Errors.EXPIRED_CODE, LinkVisit.ENDED)
        };
    }

    private static boolean isUsable(LinkToken token, ActionTokenContext<LinkToken> context) {
        return Optional.ofNullable(token.getPurpose())
                .filter(purpose -> PortalOrganizations.of(context.getSession())
                        .links()
                        .isUsable(context.getAuthenticationSession().getAuthenticatedUser(), purpose, token.linkId()))
                .isPresent();
    }

    @Override
    public Response handleToken(LinkToken token, ActionTokenContext<LinkToken> context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        String action = action(Optional.ofNullable(token.getPurpose()).orElseThrow());
        LinkVisit.begin(login, token.linkId());
        login.addRequiredAction(action);
        return AuthenticationManager.redirectToRequiredActions(
                context.getSession(), context.getRealm(), login, context.getUriInfo(), action);
    }

    private static String action(LinkPurpose purpose) {
        return switch (purpose) {
            case PASSWORD -> LinkPasswordAction.PROVIDER_ID;
            case USER_ID -> LinkUserIdAction.PROVIDER_ID;
        };
    }
}
