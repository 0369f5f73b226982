package io.github.orgportal.administration;

import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.support.BearerCaller;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.models.KeycloakSession;

/** Lets in who may call, and refuses all others with a {@link Problem}. Asks for the account's locks on every call. */
final class Caller {
    private Caller() {}

    /** The operator: a person, or a client with a service account. */
    static Permissions operator(KeycloakSession session) {
        Permissions permissions = unlocked(session, BearerCaller.personOrClient(session, clients(session)));
        if (!permissions.isOperator()) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "operator_required");
        }
        return permissions;
    }

    /** A person, for what is its own. */
    static Permissions person(KeycloakSession session) {
        return unlocked(session, BearerCaller.person(session, clients(session)));
    }

    private static Permissions unlocked(KeycloakSession session, BearerCaller caller) {
        Permissions permissions = Permissions.of(session, caller.account());
        if (!permissions.mayAct()) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "account_locked");
        }
        return permissions;
    }

    private static List<String> clients(KeycloakSession session) {
        return PortalPolicy.of(session.getContext().getRealm())
                .map(PortalPolicy::tokenClients)
                .orElseThrow(NotFoundException::new);
    }
}
