package io.github.orgportal.organizations.account;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.lock.Cascade;
import io.github.orgportal.organizations.loginname.LoginNames;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.membership.Memberships;
import io.github.orgportal.organizations.policy.LoginNameKind;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.userprofile.ValidationException;

/** The accounts of people. New ones have no password; they are pending until they get one. */
public final class Accounts {
    /** The user profile's attribute with the birth date, ISO 8601. */
    public static final String BIRTH_DATE = "birthDate";

    private static final String PHONE = "phone";
    private static final PersonProblem GENERIC_ADDRESS =
            new PersonProblem(UserModel.EMAIL, PersonProblem.GENERIC_ADDRESS, List.of(UserModel.EMAIL));

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Cascade cascade;
    private final ChangeLog changes;
    private final Memberships memberships;
    private final LoginNames loginNames;

    /** Works in the transaction of this session, for the realm in its context. */
    public Accounts(
            KeycloakSession session,
            Cascade cascade,
            ChangeLog changes,
            Memberships memberships,
            LoginNames loginNames) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.cascade = cascade;
        this.changes = changes;
        this.memberships = memberships;
        this.loginNames = loginNames;
    }

    /**
     * Checks what an account is to be, and writes nothing yet. Which account is meant, its user id tells: the person's login name. A new one
     * is {@link LoginNames#issue issued}, or comes from elsewhere.
     *
     * @throws ModelValidationException if the realm's rules speak against it, or the login name belongs to a service account; the
     *     message says what
     */
    public Draft draft(Person person) {
        return draft(
                person,
                Optional.ofNullable(session.users().getUserByUsername(realm, person.loginName())),
                Optional.empty());
    }

    /**
     * Checks what an account is to be that is meant by what it logs in with in a role, and writes nothing yet. Where people log in with their
     * address, the person's login name is the one so far or the one from now on, and a new account gets a user id from the portal. Elsewhere
     * the login name is the user id.
     *
     * @throws ModelValidationException as above, or if somebody else logs in with the address in this role
     */
    public Draft draft(Person person, Role role) {
        if (PortalPolicy.of(realm)
                .filter(policy -> policy.login().takes(LoginNameKind.E_MAIL))
                .isEmpty()) {
            return draft(person);
        }
        Optional<UserModel> addressed = loginNames.find(Optional.of(role), person.email());
        Optional<UserModel> account =
                loginNames.find(Optional.of(role), person.loginName()).or(() -> addressed);
        if (addressed.isPresent() && !addressed.equals(account)) {
            throw new ModelValidationException(
                    "email: somebody else logs in with '%s' in this role".formatted(person.email()));
        }
        return draft(person, account, account.isPresent() ? Optional.empty() : Optional.of(role));
    }

    private Draft draft(Person person, Optional<UserModel> account, Optional<Role> roleOfNewId) {
        if (account.filter(found -> found.getServiceAccountClientLink() != null).isPresent()) {
            throw new ModelValidationException("The login name '%s' belongs to a client".formatted(person.loginName()));
        }
        if (account.filter(this::isOperators).isPresent()) {
            throw new ModelValidationException(
                    "The login name '%s' belongs to the operator".formatted(person.loginName()));
        }
        if (account.isEmpty() && roleOfNewId.isEmpty() && loginNames.isTaken(person.loginName())) {
            throw new ModelValidationException(
                    "The login name '%s' is or was somebody else's".formatted(person.loginName()));
        }
        Map<String, String> before = account.map(Accounts::values).orElse(Map.of());
        Map<String, String> after = new TreeMap<>(values(person));
        after.entrySet().removeIf(value -> value.getValue().equals(before.get(value.getKey())));
        if (account.isPresent() && after.isEmpty()) {
            return new Draft(person, account, roleOfNewId, Optional.empty(), Map.of(), Map.of());
        }
        if (isGeneric(person)) {
            throw new InvalidPersonException(
                    "The address '%s' belongs to nobody in person, allowed are personal ones".formatted(person.email()),
                    List.of(GENERIC_ADDRESS));
        }
        Map<String, String> replaced = new TreeMap<>(before);
        replaced.keySet().retainAll(after.keySet());
        String userId = account.map(UserModel::getUsername)
                // what it will be, save() tells
                .orElseGet(() -> roleOfNewId.isPresent() ? KeycloakModelUtils.generateId() : person.loginName());
        return new Draft(person, account, roleOfNewId, Optional.of(profile(person, userId, account)), replaced, after);
    }

    /**
     * What speaks against an account of a person, as far as the realm's rules for its fields go. Who else has one is not looked at.
     *
     * @return nothing if there could be one
     */
    public List<PersonProblem> problems(Person person, PostalAddress address) {
        if (isGeneric(person)) {
            return List.of(GENERIC_ADDRESS);
        }
        Map<String, Object> attributes = new HashMap<>();
        address.values().forEach((name, value) -> attributes.put(name, List.of(value)));
        // nobody's
        attributes.put(UserModel.USERNAME, List.of(KeycloakModelUtils.generateId()));
        values(person).forEach((name, value) -> attributes.put(name, List.of(value)));
        try {
            session.getProvider(UserProfileProvider.class)
                    .create(UserProfileContext.USER_API, attributes)
                    .validate();
            return List.of();
        } catch (ValidationException e) {
            return ProfileErrors.problems(e);
        }
    }

    private boolean isGeneric(Person person) {
        return PortalPolicy.of(realm)
                .filter(policy -> policy.isGeneric(person.email()))
                .isPresent();
    }

    /**
     * Keeps where letters to a person go, as the person says it. Told in the logs of all organizations of the account.
     *
     * @param address values of the user profile: {@code street}, {@code postalCode}, {@code city}, {@code country}
     * @return whether something has changed
     * @throws InvalidPersonException if the realm's rules speak against it
     */
    public boolean writeTo(UserModel account, Map<String, String> address, Actor actor) {
        Map<String, Object> attributes = new HashMap<>(account.getAttributes());
        Map<String, String> before = new TreeMap<>();
        Map<String, String> after = new TreeMap<>();
        address.forEach((name, value) -> {
            attributes.put(name, List.of(value));
            Optional<String> old = Optional.ofNullable(account.getFirstAttribute(name));
            if (!old.equals(Optional.of(value))) {
                old.ifPresent(found -> before.put(name, found));
                after.put(name, value);
            }
        });
        UserProfile profile =
                session.getProvider(UserProfileProvider.class).create(UserProfileContext.USER_API, attributes, account);
        try {
            profile.validate();
        } catch (ValidationException e) {
            throw new InvalidPersonException(new ProfileErrors(session, realm).text(e), ProfileErrors.problems(e));
        }
        if (after.isEmpty()) {
            return false;
        }
        Collection<String> held = cascade.hold(memberships.of(account.getId()).stream()
                        .map(Member::organizationId)
                        .toList())
                .keySet();
        profile.update(false);
        Change change = new Change(actor, Action.ACCOUNT_CHANGED, Subject.account(account), before, after, "");
        held.forEach(organization -> changes.append(organization, change));
        return true;
    }

    /**
     * Whether an account belongs to the operator, or administrates the realm in Keycloak. Who could change the address of such an account
     * would have its second factor.
     */
    public boolean isOperators(UserModel account) {
        return Stream.concat(
                        Stream.ofNullable(realm.getRole(PortalPolicy.OPERATOR_ROLE)),
                        Stream.ofNullable(realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID))
                                .flatMap(ClientModel::getRolesStream))
                .anyMatch(account::hasRole);
    }

    private UserProfile profile(Person person, String userId, Optional<UserModel> account) {
        Map<String, Object> attributes = new HashMap<>();
        account.ifPresent(found -> attributes.putAll(found.getAttributes()));
        attributes.put(UserModel.USERNAME, List.of(userId));
        values(person).forEach((name, value) -> attributes.put(name, List.of(value)));
        UserProfileProvider profiles = session.getProvider(UserProfileProvider.class);
        UserProfile profile = account.isPresent()
                ? profiles.create(UserProfileContext.USER_API, attributes, account.get())
                : profiles.create(UserProfileContext.USER_API, attributes);
        try {
            profile.validate();
        } catch (ValidationException e) {
            throw new InvalidPersonException(new ProfileErrors(session, realm).text(e), ProfileErrors.problems(e));
        }
        return profile;
    }

    private static Map<String, String> values(Person person) {
        Map<String, String> values = new HashMap<>();
        values.put(UserModel.EMAIL, person.email());
        values.put(UserModel.FIRST_NAME, person.firstName());
        values.put(UserModel.LAST_NAME, person.lastName());
        person.phone().ifPresent(phone -> values.put(PHONE, phone));
        person.birthDate().ifPresent(date -> values.put(BIRTH_DATE, date));
        return values;
    }

    private static Map<String, String> values(UserModel account) {
        Map<String, String> values = new HashMap<>();
        List.of(UserModel.EMAIL, UserModel.FIRST_NAME, UserModel.LAST_NAME, PHONE, BIRTH_DATE)
                .forEach(name -> Optional.ofNullable(account.getFirstAttribute(name))
                        .ifPresent(value -> values.put(name, value)));
        return values;
    }

    /** What an account is to be: allowed, and not written yet. */
    public final class Draft {
        private final Person person;
        private final Optional<UserModel> account;
        private final Optional<Role> roleOfNewId;
        private final Optional<UserProfile> profile;
        private final Map<String, String> before;
        private final Map<String, String> after;

        private Draft(
                Person person,
                Optional<UserModel> account,
                Optional<Role> roleOfNewId,
                Optional<UserProfile> profile,
                Map<String, String> before,
                Map<String, String> after) {
            this.person = person;
            this.account = account;
            this.roleOfNewId = roleOfNewId;
            this.profile = profile;
            this.before = before;
            this.after = after;
        }

        /** The account as it is so far; none if it is new. */
        public Optional<UserModel> account() {
            return account;
        }

        /** Whether there is anything to write. */
        public boolean changes() {
            return profile.isPresent();
        }

        /**
         * Writes it.
         *
         * @param organizationId for which the account is made; a change is told in the logs of all organizations that it belongs to
         * @throws org.keycloak.models.ModelDuplicateException if a login name is somebody else's by now, or an id that was
         * @throws io.github.orgportal.organizations.lock.LockedActorException if the administrator who asks was locked in the
         *     meantime
         */
        public UserModel save(String organizationId, Actor actor) {
            if (profile.isEmpty()) {
                return account.orElseThrow();
            }
            Collection<String> held = hold(organizationId, actor);
            UserModel saved = account.isPresent()
                    ? change(account.get(), profile.get())
                    : create(newProfile(organizationId, profile.get()));
            if (account.isPresent()) {
                // those of a new one come with its membership
                loginNames.follow(saved);
            }
            Change change = new Change(
                    actor,
                    account.isPresent() ? Action.ACCOUNT_CHANGED : Action.ACCOUNT_CREATED,
                    Subject.account(saved),
                    before,
                    after,
                    "");
            held.forEach(organization -> changes.append(organization, change));
            return saved;
        }

        private Collection<String> hold(String organizationId, Actor actor) {
            Set<String> concerned = new TreeSet<>(Set.of(organizationId));
            account.ifPresent(found -> memberships.of(found.getId()).stream()
                    .map(Member::organizationId)
                    .forEach(concerned::add));
            Collection<String> held = cascade.hold(concerned).keySet();
            cascade.require(actor, held);
            return held;
        }

        private UserProfile newProfile(String organizationId, UserProfile drafted) {
            return roleOfNewId
                    .map(role -> loginNames.issue(role, organizationId))
                    .map(userId -> profile(person, userId, Optional.empty()))
                    .orElse(drafted);
        }

        private UserModel create(UserProfile validated) {
            UserModel created = validated.create();
            created.setEnabled(true);
            created.setEmailVerified(true);
            return created;
        }

        private UserModel change(UserModel found, UserProfile validated) {
            validated.update(false);
            found.setEmailVerified(true);
            return found;
        }

        /** Not the person. */
        @Override
        public String toString() {
            return "draft of " + account.map(UserModel::getId).orElse("a new account");
        }
    }
}
