package io.github.orgportal.organizations.admission;

import io.github.orgportal.onetimepassword.OneTimePasswords;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.AccountDirectory;
import io.github.orgportal.organizations.account.AccountQuery;
import io.github.orgportal.organizations.account.Accounts;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.admission.Encounter.Outcome;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.grant.Grants;
import io.github.orgportal.organizations.lock.LockRecord;
import io.github.orgportal.organizations.lock.Locks;
import io.github.orgportal.organizations.loginname.LoginNames;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.membership.Memberships;
import io.github.orgportal.organizations.password.Passwords;
import io.github.orgportal.organizations.policy.Catalogue;
import io.github.orgportal.organizations.policy.LoginNameKind;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.organizations.profile.Organizations;
import io.github.orgportal.organizations.profile.Unit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Lets people into organizations. Who may is not asked here. */
public final class Admissions {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Parts parts;

    /** Works in the transaction of this session, for the realm in its context. */
    public Admissions(KeycloakSession session, Parts parts) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.parts = parts;
    }

    /**
     * The services that it takes, of the same session.
     *
     * @param organizations organizations and their units
     * @param directory reads accounts
     * @param accounts writes them
     * @param loginNames what people log in with
     * @param memberships places
     * @param grants rights
     * @param locks who is locked
     * @param passwords first passwords
     */
    public record Parts(
            Organizations organizations,
            AccountDirectory directory,
            Accounts accounts,
            LoginNames loginNames,
            Memberships memberships,
            Grants grants,
            Locks locks,
            Passwords passwords) {}

    /**
     * Makes an account with a place in an organization. It has no password yet. What people log in with follows from address and role; the
     * username is an id that the portal gives.
     *
     * @param person whose login name says nothing
     * @throws ModelDuplicateException if the organization has an account of this role with this address, or somebody else logs in with it
     * @throws io.github.orgportal.organizations.account.InvalidPersonException if the realm's rules speak against it
     * @throws io.github.orgportal.organizations.lock.LockedActorException if the administrator who asks was locked in the meantime
     */
    public Admitted create(Person person, Role role, String organizationId, Actor actor) {
        if (parts.directory().hasAddress(organizationId, person.email(), role)) {
            throw new ModelDuplicateException("The organization has such an account already");
        }
        UserModel account = parts.accounts()
                .draft(person.as(parts.loginNames().issue(role, organizationId)))
                .save(organizationId, actor);
        return new Admitted(account, parts.memberships().add(account, organizationId, role, actor));
    }

    /**
     * The organizations that {@link #admit} may change: hold them first.
     *
     * @param places where somebody is to be admitted
     */
    public Collection<String> concerned(Candidate candidate, List<Organization> places) {
        Set<String> concerned =
                new TreeSet<>(places.stream().map(Organization::id).toList());
        known(candidate, places)
                .ifPresent(account -> concerned.addAll(parts.memberships().organizationsOf(account.getId())));
        return concerned;
    }

    /**
     * What the admission of somebody meets at this moment. It stays so while {@link #concerned} are held.
     *
     * <p>If there is an account in which the person logs in with this address in this role, or which one of the organizations knows by them, it
     * is that one. If somebody has locked it, and it is nobody else's, it comes back. If it works for others too, it has further places.
     *
     * @param places where somebody is to be admitted; the organization that an account is made for comes first
     */
    public Encounter encounter(Candidate candidate, List<Organization> places) {
        Optional<UserModel> known = known(candidate, places);
        return new Encounter(
                candidate,
                places,
                known.map(account -> outcome(account, candidate, places)).orElse(Outcome.MADE),
                known,
                known.map(account -> lifted(account, places)).orElse(List.of()));
    }

    private Outcome outcome(UserModel account, Candidate candidate, List<Organization> places) {
        if (parts.accounts().isOperators(account) || hasOtherRole(account, candidate.role(), places)) {
            return Outcome.REFUSED;
        }
        if (isGone(account, places)) {
            return Outcome.RETURNS;
        }
        return mayJoin(account, candidate.person(), places) ? Outcome.JOINS : Outcome.REFUSED;
    }

    private boolean hasOtherRole(UserModel account, Role role, List<Organization> places) {
        return places.stream()
                .flatMap(place -> parts.memberships().find(account.getId(), place.id()).stream())
                .anyMatch(member -> member.role() != role);
    }

    /**
     * Admits somebody whose application is approved, to one organization or more.
     *
     * @param met what is met while the organizations are held
     * @param units those of the first organization that an administrator is bound to; none for all of it
     * @throws ModelDuplicateException if the account belongs there already, is somebody's of another name, or is locked for others too
     * @throws io.github.orgportal.organizations.account.InvalidPersonException if the realm's rules speak against the person
     * @throws io.github.orgportal.organizations.password.UnsentMailException if the address cannot be sent to
     */
    public UserModel admit(Encounter met, List<Unit> units, Actor actor) {
        return switch (met.outcome()) {
            case MADE -> {
                Candidate candidate = met.candidate();
                String first = met.places().get(0).id();
                yield begin(
                        create(candidate.person(), candidate.role(), first, actor)
                                .account(),
                        met,
                        units,
                        actor);
            }
            case RETURNS -> begin(bringBack(met, actor), met, units, actor);
            case JOINS -> join(met, units, actor);
            case REFUSED -> throw new ModelDuplicateException("There is such an account already");
        };
    }

    /** With the places, the data and the first password of somebody who is new. */
    private UserModel begin(UserModel account, Encounter met, List<Unit> units, Actor actor) {
        Candidate candidate = met.candidate();
        settle(account, candidate.role(), met.places(), units, actor);
        account.setSingleAttribute(UserModel.LOCALE, candidate.locale());
        parts.accounts().writeTo(account, candidate.address().values(), actor);
        parts.passwords().issueFirst(account, met.places().get(0).id(), actor);
        return account;
    }

    private Optional<UserModel> known(Candidate candidate, List<Organization> places) {
        String address = candidate.person().email();
        if (PortalPolicy.of(realm)
                .filter(policy -> policy.login().takes(LoginNameKind.E_MAIL))
                .isPresent()) {
            return parts.loginNames().find(Optional.of(candidate.role()), address);
        }
        return places.stream()
                .flatMap(place -> parts.directory().findByAddress(place.id(), address, candidate.role()).stream())
                .findFirst()
                .flatMap(found -> account(found.id()));
    }

    private Optional<UserModel> account(String id) {
        return Optional.ofNullable(session.users().getUserById(realm, id));
    }

    /** Whether somebody has locked it, and it belongs to nobody but those who ask for it. */
    private boolean isGone(UserModel account, List<Organization> places) {
        List<String> asked = places.stream().map(Organization::id).toList();
        return asked.containsAll(parts.memberships().organizationsOf(account.getId()))
                && (isLockedAsAWhole(account) || isLockedIn(account, places));
    }

    private boolean isLockedAsAWhole(UserModel account) {
        return locks(account).anyMatch(lock -> lock.scope() == LockScope.USER);
    }

    private boolean isLockedIn(UserModel account, List<Organization> places) {
        Set<String> targets = membershipsIn(account, places);
        return locks(account).anyMatch(lock -> targets.contains(lock.targetId()));
    }

    private Stream<LockRecord> locks(UserModel account) {
        return parts.locks().history(account).stream()
                .filter(LockRecord::isActive)
                .filter(lock -> lock.scope() != LockScope.ORGANIZATION)
                .filter(lock -> lock.cause() != LockCause.WRONG_PASSWORDS);
    }

    private Set<String> membershipsIn(UserModel account, List<Organization> places) {
        return places.stream()
                .flatMap(place -> parts.memberships().find(account.getId(), place.id()).stream())
                .map(Member::id)
                .collect(Collectors.toSet());
    }

    /** What {@link Locks#readmit} lifts. */
    private List<LockRecord> lifted(UserModel account, List<Organization> places) {
        Set<String> targets = membershipsIn(account, places);
        return locks(account)
                .filter(lock -> lock.scope() == LockScope.USER || targets.contains(lock.targetId()))
                .toList();
    }

    private UserModel bringBack(Encounter met, Actor actor) {
        UserModel account = met.account().orElseThrow();
        parts.accounts()
                .draft(met.candidate().person().as(account.getUsername()))
                .save(met.places().get(0).id(), actor);
        parts.locks().readmit(account, membershipsIn(account, met.places()), actor);
        // who comes back does not come with what was known before
        OneTimePasswords.of(session, realm).retire(account);
        return account;
    }

    /** Whoever has an application approved in somebody else's name must not get at that one's account. */
    private boolean mayJoin(UserModel account, Person person, List<Organization> places) {
        boolean lacksNothing = membershipsIn(account, places).size() == places.size() && !isLockedIn(account, places);
        return !lacksNothing && !isLockedAsAWhole(account) && account.isEnabled() && isOf(account, person);
    }

    private UserModel join(Encounter met, List<Unit> units, Actor actor) {
        UserModel account = met.account().orElseThrow();
        // a session from before does not get the new place
        session.sessions().removeUserSessions(realm, account);
        parts.locks().readmit(account, membershipsIn(account, met.places()), actor);
        boolean known = parts.passwords().isHandedOver(account);
        settle(account, met.candidate().role(), met.places(), units, actor);
        if (known) {
            // who knows it there would act here
            parts.passwords().renew(account, met.places().get(0).id(), actor);
        }
        met.places()
                .forEach(place -> Announcement.ofFurtherOrganization(name(account), place.name())
                        .send(session, account));
        return account;
    }

    private static boolean isOf(UserModel account, Person person) {
        return person.firstName().equalsIgnoreCase(account.getFirstName())
                && person.lastName().equalsIgnoreCase(account.getLastName())
                // administrators write names and addresses of their people; the birth date is the operator's to write
                && person.birthDate().isPresent()
                && person.birthDate().equals(Optional.ofNullable(account.getFirstAttribute(Accounts.BIRTH_DATE)));
    }

    /** Its place in each of the organizations, and what the other administrators there are told. */
    private void settle(UserModel account, Role role, List<Organization> places, List<Unit> units, Actor actor) {
        for (Organization place : places) {
            Member member = parts.memberships()
                    .find(account.getId(), place.id())
                    .orElseGet(() -> parts.memberships().add(account, place.id(), role, actor));
            if (member.role() != role) {
                throw new ModelDuplicateException("The account is something else in the organization");
            }
            if (role == Role.ADMINISTRATOR) {
                bind(account, member, place, units, actor);
            }
            if (role.isAdministrator()) {
                announce(account, place);
            }
        }
    }

    private void bind(UserModel account, Member member, Organization place, List<Unit> units, Actor actor) {
        parts.memberships().bind(account, place.id(), !units.isEmpty(), actor);
        parts.grants().replace(account, member, rightsAt(place, units), actor);
    }

    /** What an administrator who is bound to units can pass on there, by their ids: all that the organization can have. */
    public Map<String, Set<String>> rightsAt(Organization organization, List<Unit> units) {
        if (units.isEmpty()) {
            return Map.of();
        }
        Catalogue catalogue = Catalogue.of(realm);
        Set<String> restrictions = parts.organizations().restrictions(organization.id());
        return units.stream()
                .collect(Collectors.toMap(
                        Unit::id, unit -> catalogue.grantable(unit.data().type(), restrictions)));
    }

    /** Tells the other administrators of an organization that it has a new one. */
    public void announce(UserModel account, Organization organization) {
        Announcement announcement = Announcement.ofAdministrator(name(account), organization.name());
        parts.directory().page(organization.id(), AccountQuery.ofRoles(Role.ADMINISTRATORS)).items().stream()
                .filter(administrator -> administrator.status().hasAccess())
                .filter(administrator -> !administrator.id().equals(account.getId()))
                .filter(administrator -> !administrator.email().isEmpty())
                .flatMap(administrator -> account(administrator.id()).stream())
                .forEach(administrator -> announcement.send(session, administrator));
    }

    private static String name(UserModel account) {
        return "%s %s"
                .formatted(
                        Objects.requireNonNullElse(account.getFirstName(), ""),
                        Objects.requireNonNullElse(account.getLastName(), ""))
                .strip();
    }
}
