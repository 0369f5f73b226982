package io.github.orgportal.administration;

import io.github.orgportal.organizations.Deed;
import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.support.BearerCaller;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;

/**
 * Lets in who may call, and refuses all others with a {@link Problem}. Asks for the account's locks and roles on every call. Every method
 * of the API begins here; a test makes sure of it.
 */
final class Caller {
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,36}");

    private Caller() {}

    /** The operator: a person, or a client with a service account. */
    static Permissions operator(KeycloakSession session) {
        return requireOperator(session, unlocked(session, BearerCaller.personOrClient(session, clients(session))));
    }

    /** A person of the operator. */
    static Permissions operatorInPerson(KeycloakSession session) {
        return requireOperator(session, person(session));
    }

    /** A person, for what is its own. */
    static Permissions person(KeycloakSession session) {
        return unlocked(session, BearerCaller.person(session, clients(session)));
    }

    /** A person who may do something in an organization. Who has nothing to do with the organization does not learn that it exists. */
    static Acting within(KeycloakSession session, String organizationId, Deed deed) {
        Permissions permissions = person(session);
        return switch (permissions.may(deed, organizationId)) {
            case YES -> new Acting(session, permissions, organization(session, organizationId));
            case NO -> throw Problem.of(session, Response.Status.FORBIDDEN, "not_allowed");
            case UNKNOWN_ORGANIZATION -> throw Problem.of(session, Response.Status.NOT_FOUND, "organization_not_found");
        };
    }

    /** The portal's mail service, which is no person. */
    static Permissions mailService(KeycloakSession session) {
        Permissions permissions = unlocked(session, BearerCaller.personOrClient(session, clients(session)));
        if (!permissions.isMailService()) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "mail_service_required");
        }
        return permissions;
    }

    /** Whether a text can be an id at all; what cannot need not be looked up. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** An organization of the realm, for who may know all of them. */
    static Organization organization(KeycloakSession session, String id) {
        if (isId(id)) {
            return PortalOrganizations.of(session)
                    .organizations()
                    .find(id)
                    .orElseThrow(() -> Problem.of(session, Response.Status.NOT_FOUND, "organization_not_found"));
        }
        throw Problem.of(session, Response.Status.NOT_FOUND, "organization_not_found");
    }

    private static Permissions requireOperator(KeycloakSession session, Permissions permissions) {
        if (!permissions.isOperator()) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "operator_required");
        }
        return permissions;
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
