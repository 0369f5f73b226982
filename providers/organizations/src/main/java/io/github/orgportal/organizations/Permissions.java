package io.github.orgportal.organizations;

import io.github.orgportal.organizations.access.AccessDecision;
import io.github.orgportal.organizations.access.Membership;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** What the account that calls may do, as it stands at this moment, whatever its token says. */
public final class Permissions {
    private final UserModel account;
    private final AccessDecision decision;
    private final boolean operator;
    private final boolean mailService;
    private final boolean tiers;

    Permissions(UserModel account, AccessDecision decision, boolean operator, boolean mailService, boolean tiers) {
        this.account = account;
        this.decision = decision;
        this.operator = operator;
        this.mailService = mailService;
        this.tiers = tiers;
    }

    /** Those of an account of the realm in the session's context. One statement. */
    public static Permissions of(KeycloakSession session, UserModel account) {
        RealmModel realm = session.getContext().getRealm();
        return new Permissions(
                account,
                PortalOrganizations.of(session).access().decide(account.getId()),
                hasRole(realm, account, PortalPolicy.OPERATOR_ROLE),
                hasRole(realm, account, PortalPolicy.MAIL_SERVICE_ROLE),
                PortalPolicy.of(realm).filter(PortalPolicy::tiers).isPresent());
    }

    private static boolean hasRole(RealmModel realm, UserModel account, String name) {
        RoleModel role = realm.getRole(name);
        return role != null && account.hasRole(role);
    }

    /** The answer to: may it? */
    public enum Answer {
        /** It may. */
        YES,
        /** It belongs to the organization, and may not. */
        NO,
        /** It has nothing to do with the organization: for it, there is none. */
        UNKNOWN_ORGANIZATION
    }

    /** Whether the account may do something in an organization of the realm. */
    public Answer may(Deed deed, String organizationId) {
        if (isOperator() && deed.isForOperator()) {
            return Answer.YES;
        }
        return role(organizationId)
                .map(role -> deed.roles(tiers).contains(role) ? Answer.YES : Answer.NO)
                .orElse(isOperator() ? Answer.NO : Answer.UNKNOWN_ORGANIZATION);
    }

    /** The account's role in an organization that it may act for now. */
    public Optional<Role> role(String organizationId) {
        return memberships().stream()
                .filter(membership -> membership.organizationId().equals(organizationId))
                .map(Membership::role)
                .findAny();
    }

    /**
     * Whether the account may do something to another account of an organization, as far as that one's role goes.
     *
     * @param targetId of the other account, which can be its own
     * @param target role of the other account
     */
    public boolean mayManage(String organizationId, String targetId, Role target) {
        Deed deed;
        if (!target.isAdministrator()) {
            deed = Deed.MANAGE_CLERKS;
        } else if (targetId.equals(account.getId())) {
            deed = Deed.LEAVE;
        } else {
            deed = Deed.MANAGE_ADMINISTRATORS;
        }
        return may(deed, organizationId) == Answer.YES;
    }

    /** Whether it is the portal's mail service, which tells that messages have arrived. */
    public boolean isMailService() {
        return mayAct() && mailService;
    }

    /** The places that the account may act in. */
    public List<Membership> memberships() {
        return decision instanceof AccessDecision.Granted granted ? granted.memberships() : List.of();
    }

    /** How the change log names the account when it acts in an organization. */
    public Actor actorIn(String organizationId) {
        return role(organizationId).filter(Role::isAdministrator).isPresent()
                ? Actor.administrator(account)
                : Actor.operator(account);
    }

    /** Whether no lock holds the account back. */
    public boolean mayAct() {
        return decision instanceof AccessDecision.Granted;
    }

    /** Ids of the organizations that the account may act for. */
    public List<String> organizations() {
        return memberships().stream().map(Membership::organizationId).toList();
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
