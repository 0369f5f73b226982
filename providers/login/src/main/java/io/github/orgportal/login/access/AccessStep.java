package io.github.orgportal.login.access;

import io.github.orgportal.login.access.Admission.Locked;
import io.github.orgportal.login.access.Admission.Open;
import io.github.orgportal.login.access.Admission.WrongRole;
import io.github.orgportal.login.role.RoleChoice;
import io.github.orgportal.onetimepassword.OneTimePasswords;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.Membership;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.access.Standing;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.TokenUtil;

/** One request to a login that knows whom it has before it: whether that account gets in, and for which organization. */
final class AccessStep {
    private final AuthenticationFlowContext context;
    private final KeycloakSession session;
    private final UserModel account;
    private final AuthenticationSessionModel login;
    private final AccessPages pages;
    private final Admission admission;

    /** The account has proved who it is, be it by this login's password or by a session that it has here. */
    AccessStep(AuthenticationFlowContext context, UserModel account) {
        this.context = context;
        this.session = context.getSession();
        this.account = account;
        this.login = context.getAuthenticationSession();
        this.pages = new AccessPages(context);
        this.admission = Admission.of(standing(), RoleDemand.of(login.getClient()));
    }

    /**
     * As far as it goes for the role that the login is in. Who was deactivated by wrong passwords comes back by the login that ends in
     * choosing a new one.
     */
    private Standing standing() {
        Standing whole = Standings.of(session, account);
        Standing standing = OneTimePasswords.haveBegun(login) ? whole.without(LockCause.WRONG_PASSWORDS) : whole;
        Optional<Role> role = RoleChoice.of(context.getRealm(), login).confirmed(this::running);
        return role.map(chosen -> new Standing(
                        standing.locks(),
                        standing.memberships().stream()
                                .filter(membership -> membership.role().chosen() == chosen)
                                .toList()))
                .orElse(standing);
    }

    /** Refuses it, with the page that says why; nothing happens if it may get in. */
    Optional<Response> refuse() {
        if (admission instanceof Locked locked) {
            return Optional.of(lockedOut(AccessRefusal.locked(locked.refused())));
        }
        if (!account.isEnabled()) {
            return Optional.of(lockedOut(AccessRefusal.disabled()));
        }
        if (admission instanceof WrongRole wrong) {
            return Optional.of(notHere(AccessRefusal.wrongRole(wrong.demanded())));
        }
        return Optional.empty();
    }

    /** Lets it in, or asks for which organization. */
    void enter() {
        Open open = (Open) admission;
        if (open.offered().isEmpty()) {
            context.success();
            return;
        }
        Optional<Membership> known = open.offered().size() == 1
                ? open.offered().stream().findFirst()
                : chosenBefore().flatMap(open::offer);
        known.ifPresentOrElse(this::enterFor, () -> context.challenge(pages.choice(open.offered())));
    }

    /** The answer to that question; what was not offered is no answer. */
    void choose(String membershipId) {
        Open open = (Open) admission;
        if (open.offered().isEmpty()) {
            context.success();
            return;
        }
        open.offer(membershipId)
                .ifPresentOrElse(this::enterFor, () -> context.challenge(pages.choiceAgain(open.offered())));
    }

    private void enterFor(Membership membership) {
        ChosenMembership.remember(login, membership.id());
        context.success();
    }

    /** In this client's running session, unless the client wants its person to choose (OpenID Connect Core, 3.1.2.1). */
    private Optional<String> chosenBefore() {
        return TokenUtil.hasPrompt(
                        login.getClientNote(OIDCLoginProtocol.PROMPT_PARAM),
                        OIDCLoginProtocol.PROMPT_VALUE_SELECT_ACCOUNT)
                ? Optional.empty()
                : running()
                        .map(running -> running.getAuthenticatedClientSessionByClient(
                                login.getClient().getId()))
                        .flatMap(ChosenMembership::of);
    }

    private Response lockedOut(AccessRefusal refusal) {
        tell(refusal).error(Errors.USER_DISABLED);
        // The lock's shadow ends all sessions; this one must not wait for it. And this login proves nothing any more:
        // after the lock
        // the person starts over.
        running().ifPresent(running -> {
            session.sessions().removeUserSession(context.getRealm(), running);
            AuthenticationManager.expireIdentityCookie(session);
        });
        AuthenticationProcessor.resetFlow(login, context.getFlowPath());
        return pages.refused(refusal);
    }

    private Response notHere(AccessRefusal refusal) {
        tell(refusal).error(Errors.ACCESS_DENIED);
        return running().isPresent() ? pages.refusedHere(refusal) : pages.refused(refusal);
    }

    private EventBuilder tell(AccessRefusal refusal) {
        return context.getEvent()
                .clone()
                .user(account)
                // may be an address
                .removeDetail(Details.USERNAME)
                .detail("portal_access", refusal.kind().key());
    }

    /** The account's own session in this browser. */
    private Optional<UserSessionModel> running() {
        return Optional.ofNullable(session.getContext().getUserSession())
                .or(() -> Optional.ofNullable(session.sessions()
                        .getUserSession(
                                context.getRealm(), login.getParentSession().getId())))
                .filter(running -> account.equals(running.getUser()));
    }
}
