package io.github.orgportal.organizations.loginname;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.lock.Cascade;
import io.github.orgportal.organizations.policy.IdPattern;
import io.github.orgportal.organizations.policy.LoginNameKind;
import io.github.orgportal.organizations.policy.LoginRules;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * What people log in with. A name belongs to one account, whatever case it is written in; the database sees to that, also when two want
 * the same at once. In a realm that is no portal's, Keycloak's username is all there is.
 */
public final class LoginNames {
    private static final Logger LOG = Logger.getLogger(LoginNames.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Enough for any pattern that is not almost used up: with every second id taken, one in 10^30 gives up. */
    private static final int TRIES = 100;

    /** A letter first: no number is a name, be it an id or an organization's. No @: no address is one. */
    private static final Pattern CHOSEN = Pattern.compile("\\p{IsLatin}[\\p{IsLatin}0-9._-]{2,31}");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final LoginNameStore store;
    private final Cascade cascade;
    private final ChangeLog changes;
    /** Ids that this transaction has taken and that have no account yet. */
    private final Set<String> issued = new HashSet<>();

    /** One for each session: works in its transaction, for the realm in its context. */
    public LoginNames(KeycloakSession session, Cascade cascade, ChangeLog changes) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.store = new LoginNameStore(session);
        this.cascade = cascade;
        this.changes = changes;
    }

    /**
     * The account that somebody means. One statement, whether there is one or not.
     *
     * @param role that was chosen; it makes a difference only where the portal has its role chosen before the login
     * @param entered as it was typed
     */
    public Optional<UserModel> find(Optional<Role> role, String entered) {
        Optional<LoginRules> rules = rules();
        return store.find(
                        rules.map(found -> scope(found, role)).orElse(LoginName.EVERY_ROLE),
                        LoginName.normal(entered),
                        rules.map(LoginRules::kinds).orElse(Set.of(LoginNameKind.USER_ID)))
                .flatMap(id -> Optional.ofNullable(session.users().getUserById(realm, id)));
    }

    /** The names that an account can log in with, by kind. */
    public List<LoginName> of(UserModel account) {
        Set<LoginNameKind> kinds = rules().map(LoginRules::kinds).orElse(Set.of());
        return store.of(account.getId()).stream()
                .filter(name -> kinds.contains(name.kind()))
                .toList();
    }

    /**
     * Takes a new user id after the portal's pattern. It becomes the username of the account that the same transaction makes; if it makes
     * none, the id is used up.
     *
     * @param role of the account to be
     * @param organizationId of its organization
     * @return the id, in lower case
     * @throws ModelException if none was free: the pattern's room is used up; or if the organization or the realm is no portal's
     */
    public String issue(Role role, String organizationId) {
        IdPattern pattern = rules().orElseThrow(() -> new ModelException("The realm is no portal's"))
                .ids(role);
        String memberNumber = store.memberNumber(organizationId)
                .orElseThrow(() -> new ModelException("The portal does not know the organization"));
        String id = Stream.generate(() -> pattern.next(RANDOM, memberNumber))
                .limit(TRIES)
                .filter(candidate -> store.claim(id(candidate), null))
                .findFirst()
                .orElseThrow(() ->
                        new ModelException("Of %d user ids after the pattern '%s' none was free: its room is used up"
                                .formatted(TRIES, pattern)));
        issued.add(id);
        return id;
    }

    /** Whether a user id is somebody's login name, or was somebody's id; it is not while the account is being made that it was issued for. */
    public boolean isTaken(String userId) {
        LoginName id = id(LoginName.normal(userId));
        return !issued.contains(id.name()) && store.exists(id);
    }

    /**
     * Gives an account the name that its person has chosen, in place of the one before.
     *
     * @return whether it is another one than before
     * @throws ModelValidationException if the portal lets nobody choose, or not such a name; the message says what is allowed
     * @throws ModelDuplicateException if somebody else has it
     */
    public boolean choose(UserModel account, String name, Actor actor) {
        String wanted = LoginName.normal(name);
        requireAllowed(wanted);
        Collection<String> held =
                cascade.hold(store.organizationsOf(account.getId())).keySet();
        cascade.require(actor, held);
        LoginName chosen = new LoginName(LoginNameKind.CHOSEN, Optional.empty(), wanted);
        List<LoginName> before = store.of(account.getId()).stream()
                .filter(each -> each.kind() == LoginNameKind.CHOSEN)
                .toList();
        if (before.contains(chosen)) {
            return false;
        }
        boolean isUsername = Optional.ofNullable(session.users().getUserByUsername(realm, wanted))
                .filter(named -> !named.getId().equals(account.getId()))
                .isPresent();
        if (isUsername || !store.claim(chosen, account.getId())) {
            throw taken();
        }
        before.forEach(store::release);
        Change change = new Change(
                actor,
                Action.LOGIN_NAME_CHANGED,
                Subject.account(account),
                before.stream().collect(Collectors.toMap(each -> "loginName", LoginName::name, (one, other) -> one)),
                Map.of("loginName", wanted),
                "");
        held.forEach(organization -> changes.append(organization, change));
        if (held.isEmpty()) {
            changes.appendToRealm(change);
        }
        return true;
    }

    private void requireAllowed(String wanted) {
        LoginRules rules = rules().filter(found -> found.takes(LoginNameKind.CHOSEN))
                .orElseThrow(() -> new ModelValidationException("Nobody chooses a login name in this portal"));
        if (!CHOSEN.matcher(wanted).matches() || rules.isId(wanted)) {
            throw new ModelValidationException(
                    "The login name is not allowed: 3 to 32 letters, digits, dots, underscores and dashes, a letter first,"
                            + " and nothing that looks like somebody's user id");
        }
    }

    /**
     * Brings the names of an account in step with its username, its address and its roles. Who changes one of those calls it, in the same
     * transaction. An account that belongs to no organization keeps the roles that it had.
     *
     * @throws ModelDuplicateException if a name is somebody else's, or an id that was
     */
    public void follow(UserModel account) {
        rules().ifPresent(rules -> {
            List<LoginName> before = store.of(account.getId());
            Set<Role> roles =
                    store.roles(account.getId()).stream().map(Role::chosen).collect(Collectors.toSet());
            if (before.isEmpty() && roles.isEmpty()) {
                // not one of the portal's people
                return;
            }
            if (before.stream().noneMatch(name -> name.kind() == LoginNameKind.USER_ID)) {
                takeId(account);
            }
            followAddress(account, rules, before, roles);
        });
    }

    private void takeId(UserModel account) {
        LoginName id = id(LoginName.normal(account.getUsername()));
        if (issued.remove(id.name())) {
            store.give(id, account.getId());
        } else if (!store.claim(id, account.getId())) {
            throw taken();
        }
    }

    private void followAddress(UserModel account, LoginRules rules, List<LoginName> before, Set<Role> roles) {
        List<LoginName> addresses = before.stream()
                .filter(name -> name.kind() == LoginNameKind.E_MAIL)
                .toList();
        Stream<String> scopes;
        if (!rules.roleChoice()) {
            scopes = Stream.of(LoginName.EVERY_ROLE);
        } else if (roles.isEmpty()) {
            scopes = addresses.stream().map(LoginName::scope).distinct();
        } else {
            scopes = roles.stream().map(Role::name);
        }
        Set<LoginName> wanted = rules.takes(LoginNameKind.E_MAIL) && account.getEmail() != null
                ? scopes.map(scope -> new LoginName(LoginNameKind.E_MAIL, scope, LoginName.normal(account.getEmail())))
                        .collect(Collectors.toSet())
                : Set.of();
        wanted.stream().filter(name -> !addresses.contains(name)).forEach(name -> {
            if (!store.claim(name, account.getId())) {
                throw taken();
            }
        });
        addresses.stream().filter(name -> !wanted.contains(name)).forEach(store::release);
    }

    /**
     * Brings the organization's number, where it is a login name, to one of its administrators: to the one who has it, as long as that is
     * one, or else to the one who has been there longest. Who changes memberships calls it, holding the organization.
     */
    public void followOrganization(String organizationId) {
        if (rules().filter(rules -> rules.takes(LoginNameKind.MEMBER_NUMBER)).isPresent()) {
            store.memberNumber(organizationId).ifPresent(number -> followNumber(organizationId, number));
        }
    }

    private void followNumber(String organizationId, String number) {
        LoginName name = number(number);
        Optional<String> holder = store.holder(name);
        Optional<String> next = store.administrator(organizationId, holder.orElse(""));
        if (next.isEmpty()) {
            holder.ifPresent(account -> store.release(name));
        } else if (holder.isPresent()) {
            store.give(name, next.get());
        } else if (!store.claim(name, next.get())) {
            LOG.warnf("The number of organization %s is no login name: it is somebody's already", organizationId);
        }
    }

    /** Keycloak has removed an account. Its ids will be nobody's again, its other names are free. */
    public void forget(String accountId) {
        store.retire(accountId);
    }

    /** Keycloak is removing an organization. */
    public void forgetOrganization(String organizationId) {
        store.memberNumber(organizationId)
                .map(LoginNames::number)
                .filter(name -> store.holder(name).isPresent())
                .ifPresent(store::release);
    }

    /** A realm is gone, with all its names. */
    public static void forgetRealm(KeycloakSession session, String realmId) {
        LoginNameStore.removeRealm(session, realmId);
    }

    private Optional<LoginRules> rules() {
        return PortalPolicy.of(realm).map(PortalPolicy::login);
    }

    private static String scope(LoginRules rules, Optional<Role> role) {
        return rules.roleChoice()
                ? role.map(Role::chosen).map(Role::name).orElse(LoginName.EVERY_ROLE)
                : LoginName.EVERY_ROLE;
    }

    private static LoginName id(String name) {
        return new LoginName(LoginNameKind.USER_ID, Optional.empty(), name);
    }

    private static LoginName number(String memberNumber) {
        return new LoginName(LoginNameKind.MEMBER_NUMBER, Optional.empty(), LoginName.normal(memberNumber));
    }

    private static ModelDuplicateException taken() {
        return new ModelDuplicateException("The login name is taken");
    }
}
