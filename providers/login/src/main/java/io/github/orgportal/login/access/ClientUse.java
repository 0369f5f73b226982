package io.github.orgportal.login.access;

import io.github.orgportal.organizations.access.Membership;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * An account that uses a client.
 *
 * @param account of a person or a service
 * @param client that it uses
 * @param membershipId that it chose when it logged in; none if the client demanded no role then
 */
public record ClientUse(UserModel account, ClientModel client, Optional<String> membershipId) {
    /** What a client's session stands for. */
    public static ClientUse of(AuthenticatedClientSessionModel clientSession) {
        return new ClientUse(
                clientSession.getUserSession().getUser(),
                clientSession.getClient(),
                ChosenMembership.of(clientSession));
    }

    /** Whether it may go on. At most one statement in a request, however often it is asked. */
    boolean isAllowed(KeycloakSession session) {
        // Keycloak itself does not ask for every grant (CVE-2026-16103, CVE-2026-88770).
        return account.isEnabled() && admission(session).continues(membershipId);
    }

    /** The membership that it may go on with; none if the client demands no role, or if it may not. */
    public Optional<Membership> membership(KeycloakSession session) {
        return admission(session) instanceof Admission.Open open ? membershipId.flatMap(open::offer) : Optional.empty();
    }

    private Admission admission(KeycloakSession session) {
        if (account.getServiceAccountClientLink() != null) {
            // The client itself: it belongs to no organization, and locks are for people.
            return new Admission.Open(List.of());
        }
        return Admission.of(Standings.of(session, account), RoleDemand.of(client));
    }
}
