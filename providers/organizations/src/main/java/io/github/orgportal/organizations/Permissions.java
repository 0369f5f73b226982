package io.github.orgportal.organizations;

import io.github.orgportal.organizations.access.AccessDecision;
import io.github.orgportal.organizations.access.Membership;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.grant.Ceiling;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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
    private final BiFunction<String, String, Ceiling> ceilings;

    /** The ceilings are those of administrators, by the ids of account and organization. */
    Permissions(
            UserModel account,
            AccessDecision decision,
            boolean operator,
            boolean mailService,
            boolean tiers,
            BiFunction<String, String, Ceiling> ceilings) {
        this.account = account;
        this.decision = decision;
        this.operator = operator;
        this.mailService = mailService;
        this.tiers = tiers;
        this.ceilings = ceilings;
    }

    /** Those of an account of the realm in the session's context. One statement. */
    public static Permissions of(KeycloakSession session, UserModel account) {
        RealmModel realm = session.getContext().getRealm();
        return new Permissions(
                account,
                PortalOrganizations.of(session).access().decide(account.getId()),
                hasRole(realm, account, PortalPolicy.OPERATOR_ROLE),
                hasRole(realm, account, PortalPolicy.MAIL_SERVICE_ROLE),
                PortalPolicy.of(realm).filter(PortalPolicy::tiers).isPresent(),
                PortalOrganizations.of(session)::ceiling);
    }

    /** Whether the account still is in an organization what it was when these were asked for. One statement. */
    public boolean stillHold(KeycloakSession session, String organizationId) {
        Permissions now = of(session, account);
        return now.role(organizationId).equals(role(organizationId)) && now.isOperator() == isOperator();
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
                .map(role -> deed.roles(tiers).contains(role)
                                && !(deed.needsAll() && ceiling(organizationId).bound())
                        ? Answer.YES
                        : Answer.NO)
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
     * Whether the account may do something to another account of an organization, as far as that one's role goes. Nobody manages an
     * administrator who holds more.
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
        return may(deed, organizationId) == Answer.YES
                && (deed != Deed.MANAGE_ADMINISTRATORS
                        || ceiling(organizationId).covers(ceilings.apply(targetId, organizationId)));
    }

    /**
     * What the account holds of an organization, as the database has it now: whom and which units it reaches, and what it can pass on. The
     * operator holds all, and so does every administrator who is not bound.
     */
    public Ceiling ceiling(String organizationId) {
        if (isOperator()) {
            return Ceiling.NONE;
        }
        return role(organizationId)
                .filter(Role::isAdministrator)
                .map(role -> ceilings.apply(account.getId(), organizationId))
                .orElse(Ceiling.NOTHING_HELD);
    }

    /** Whether the account may say what an administrator holds: nobody does so for itself, and principal ones hold everything. */
    public boolean mayBind(String organizationId, String targetId, Role target) {
        return target == Role.ADMINISTRATOR
                && !targetId.equals(account.getId())
                && mayManage(organizationId, targetId, target);
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
