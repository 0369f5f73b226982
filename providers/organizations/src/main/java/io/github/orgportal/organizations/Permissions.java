package io.github.orgportal.organizations;

import io.github.orgportal.organizations.access.AccessDecision;
import io.github.orgportal.organizations.access.Membership;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** What the account that calls may do, as it stands at this moment, whatever its token says. */
public final class Permissions {
    private final UserModel account;
    private final AccessDecision decision;
    private final boolean operator;

    private Permissions(UserModel account, AccessDecision decision, boolean operator) {
        this.account = account;
        this.decision = decision;
        this.operator = operator;
    }

    /** Those of an account of the realm in the session's context. One statement. */
    public static Permissions of(KeycloakSession session, UserModel account) {
        RealmModel realm = session.getContext().getRealm();
        RoleModel role = realm.getRole(PortalPolicy.OPERATOR_ROLE);
        return new Permissions(
                account,
                PortalOrganizations.of(session).access().decide(account.getId()),
                role != null && account.hasRole(role));
    }

    /** Whether no lock holds the account back. */
    public boolean mayAct() {
        return decision instanceof AccessDecision.Granted;
    }

    /** Ids of the organizations that the account may act for. */
    public List<String> organizations() {
        return decision instanceof AccessDecision.Granted granted
                ? granted.memberships().stream().map(Membership::organizationId).toList()
                : List.of();
    }

    /** Whose permissions these are. */
    public UserModel account() {
        return account;
    }

    /** Whether it belongs to the operator. */
    public boolean isOperator() {
        return mayAct() && operator;
    }

    /** How the change log names the operator. */
    public Actor asOperator() {
        return Actor.operator(account);
    }
}
