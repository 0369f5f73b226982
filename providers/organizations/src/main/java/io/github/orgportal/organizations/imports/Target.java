package io.github.orgportal.organizations.imports;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Accounts;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.membership.Memberships;
import io.github.orgportal.organizations.policy.Catalogue;
import io.github.orgportal.organizations.policy.GrantProblem;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.organizations.policy.Right;
import io.github.orgportal.organizations.policy.UnitType;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.organizations.profile.Unit;
import io.github.orgportal.organizations.profile.UnitData;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.validate.BuiltinValidators;

/** One transaction's hold on the organization that is being imported. */
final class Target {
    private final PortalOrganizations portal;
    private final Actor actor;
    private final PortalPolicy policy;
    private final Catalogue catalogue;
    private final Map<String, Unit> units = new HashMap<>();
    private Optional<Organization> organization = Optional.empty();
    private Set<String> restrictions = Set.of();

    Target(KeycloakSession session, Actor actor) {
        RealmModel realm = session.getContext().getRealm();
        this.portal = PortalOrganizations.of(session);
        this.actor = actor;
        this.policy = PortalPolicy.of(realm)
                .orElseThrow(() -> new IllegalStateException("Realm '%s' is no portal's".formatted(realm.getName())));
        this.catalogue = Catalogue.of(realm);
    }

    /** Goes on with an organization that another transaction has imported. */
    void resume(String memberNumber) {
        portal.organizations().findByMemberNumber(memberNumber).ifPresent(this::know);
    }

    private void know(Organization found) {
        organization = Optional.of(found);
        portal.organizations()
                .units(found.id())
                .forEach(unit -> units.put(unit.data().number(), unit));
        restrictions = portal.organizations().restrictions(found.id());
    }

    private Organization organization() throws RejectedException {
        return organization.orElseThrow(() -> new RejectedException("Its organization was rejected"));
    }

    Fate put(OrganizationRow row) throws RejectedException {
        requireKnown(
                "right",
                row.restrictions().orElse(Set.of()),
                catalogue.rights().stream().map(Right::id).toList());
        requireMailboxes(row.mailboxes().keySet());
        for (Optional<String> address : row.mailboxes().values()) {
            requireAddress(address);
        }
        Optional<Organization> found = portal.organizations().findByMemberNumber(row.memberNumber());
        boolean changed = false;
        if (found.isPresent()) {
            know(found.get());
            Organization before = found.get();
            changed = checked(() -> portal.organizations().change(before, row.name(), row.kind(), actor));
        } else {
            know(checked(() -> portal.organizations().create(row.memberNumber(), row.name(), row.kind(), actor)));
        }
        Organization known = organization();
        if (row.restrictions().isPresent()
                && !restrictions.equals(row.restrictions().get())) {
            changed |= portal.organizations().restrict(known, row.restrictions().get(), actor);
            restrictions = Set.copyOf(row.restrictions().get());
        }
        for (Map.Entry<String, Optional<String>> mailbox : row.mailboxes().entrySet()) {
            changed |= portal.mailboxes().notifyAt(known.id(), mailbox.getKey(), mailbox.getValue(), actor);
        }
        if (found.isEmpty()) {
            return Fate.CREATED;
        }
        return changed ? Fate.CHANGED : Fate.UNCHANGED;
    }

    Fate put(UnitData row) throws RejectedException {
        Organization known = organization();
        requireKnown(
                "unit type",
                Set.of(row.type()),
                catalogue.unitTypes().stream().map(UnitType::id).toList());
        Optional<Unit> before = Optional.ofNullable(units.get(row.number()));
        if (before.isPresent() && before.get().data().equals(row)) {
            return Fate.UNCHANGED;
        }
        units.put(row.number(), checked(() -> portal.organizations().putUnit(known, row, actor)));
        return before.isPresent() ? Fate.CHANGED : Fate.CREATED;
    }

    Fate put(AccountRow row) throws RejectedException {
        Organization known = organization();
        requireRole(row);
        Accounts.Draft draft = checked(() -> portal.accounts().draft(row.person(), row.role()));
        Optional<Member> member =
                draft.account().flatMap(found -> portal.memberships().find(found.getId(), known.id()));
        boolean bound = row.role() == Role.ADMINISTRATOR && row.bound().orElse(isBound(member));
        Optional<Map<String, Set<String>>> grants = grants(row, bound);
        Optional<Set<String>> mailboxes = mailboxes(row, bound);
        requireMailbox(row, mailboxes, member);
        // nothing above this line writes
        boolean changed = draft.changes();
        UserModel account = draft.save(known.id(), actor);
        Member now;
        if (member.isEmpty()) {
            now = portal.memberships().add(account, known.id(), row.role(), actor);
        } else {
            now = member.get();
            changed |=
                    now.role() != row.role() && portal.memberships().changeRole(account, known.id(), row.role(), actor);
        }
        if (row.role() == Role.ADMINISTRATOR) {
            changed |= portal.memberships().bind(account, known.id(), bound, actor);
        }
        if (grants.isPresent() && (member.isPresent() || !grants.get().isEmpty())) {
            changed |= portal.grants().replace(account, now, grants.get(), actor);
        }
        if (mailboxes.isPresent() && (member.isPresent() || !mailboxes.get().isEmpty())) {
            changed |= portal.mailboxes().assign(account, now, mailboxes.get(), actor);
        }
        if (member.isEmpty()) {
            return Fate.CREATED;
        }
        return changed ? Fate.CHANGED : Fate.UNCHANGED;
    }

    private boolean isBound(Optional<Member> member) {
        return member.flatMap(found -> portal.memberships().held(found.accountId(), found.organizationId()))
                .filter(Memberships.Held::bound)
                .isPresent();
    }

    /** Ids of rights by the ids of units; administrators who are not bound lose what they may have had as something else. */
    private Optional<Map<String, Set<String>>> grants(AccountRow row, boolean bound) throws RejectedException {
        if (row.role().isAdministrator() && !bound) {
            requireNone("grants", row.grants().map(Map::isEmpty));
            return Optional.of(Map.of());
        }
        if (row.grants().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Set<String>> grants = new HashMap<>();
        for (Map.Entry<String, Set<String>> wanted : row.grants().get().entrySet()) {
            requireKnown(
                    "unit",
                    Set.of(wanted.getKey()),
                    units.keySet().stream().sorted().toList());
            Unit unit = Objects.requireNonNull(units.get(wanted.getKey()));
            List<GrantProblem> problems = catalogue.problems(unit.data().type(), wanted.getValue(), restrictions);
            if (!problems.isEmpty()) {
                throw new RejectedException(problems.stream()
                        .map(problem ->
                                text(problem, wanted.getKey(), unit.data().type()))
                        .collect(Collectors.joining("; ")));
            }
            grants.put(unit.id(), wanted.getValue());
        }
        return Optional.of(grants);
    }

    private String text(GrantProblem problem, String unit, String unitType) {
        return switch (problem.reason()) {
            case UNKNOWN ->
                "There is no right '%s', allowed are %s"
                        .formatted(
                                problem.right(),
                                catalogue.rights().stream().map(Right::id).collect(Collectors.joining(", ")));
            case SWITCHED_OFF -> "The right '%s' is switched off for the organization".formatted(problem.right());
            case NOT_AVAILABLE ->
                "The right '%s' does not exist for unit '%s', which is a %s".formatted(problem.right(), unit, unitType);
            case MISSING_REQUIREMENT ->
                "The right '%s' on unit '%s' needs '%s' too"
                        .formatted(problem.right(), unit, problem.requirement().orElse(""));
        };
    }

    private Optional<Set<String>> mailboxes(AccountRow row, boolean bound) throws RejectedException {
        requireMailboxes(row.mailboxes().orElse(Set.of()));
        if (row.role().isAdministrator() && !bound) {
            requireNone("mailboxes", row.mailboxes().map(Set::isEmpty));
            return Optional.of(Set.of());
        }
        return row.mailboxes();
    }

    private void requireMailbox(AccountRow row, Optional<Set<String>> mailboxes, Optional<Member> member)
            throws RejectedException {
        boolean keepsItsOwn = mailboxes.isEmpty()
                && member.filter(found -> found.role() == Role.CLERK).isPresent();
        if (policy.mailboxRequired()
                && row.role() == Role.CLERK
                && !keepsItsOwn
                && mailboxes.orElse(Set.of()).isEmpty()) {
            throw new RejectedException("mailboxes is empty, allowed is at least one of %s"
                    .formatted(String.join(", ", catalogue.groupMailboxes())));
        }
    }

    private void requireMailboxes(Collection<String> types) throws RejectedException {
        requireKnown("group mailbox", types, catalogue.groupMailboxes());
    }

    private static void requireNone(String what, Optional<Boolean> empty) throws RejectedException {
        if (!empty.orElse(true)) {
            throw new RejectedException("An administrator has no %s, allowed are they for %s, and for one that is bound"
                    .formatted(what, AccountRow.roles(Role.CLERK, Role.DATA_CENTRE_USER)));
        }
    }

    private static void requireAddress(Optional<String> address) throws RejectedException {
        if (address.filter(value ->
                        !BuiltinValidators.emailValidator().validate(value).isValid())
                .isPresent()) {
            throw new RejectedException(
                    "notificationAddress is '%s', allowed is an e-mail address".formatted(address.orElse("")));
        }
    }

    private void requireRole(AccountRow row) throws RejectedException {
        if (row.role() == Role.PRINCIPAL_ADMINISTRATOR && !policy.tiers()) {
            throw new RejectedException("role is '%s', which this portal does not have, allowed is one of %s"
                    .formatted(
                            row.role().text(),
                            AccountRow.roles(Role.ADMINISTRATOR, Role.CLERK, Role.DATA_CENTRE_USER)));
        }
    }

    private static void requireKnown(String what, Collection<String> ids, List<String> known) throws RejectedException {
        Set<String> unknown = new TreeSet<>(ids);
        known.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new RejectedException("There is no %s '%s', allowed are %s"
                    .formatted(
                            what,
                            String.join("', '", unknown),
                            known.isEmpty() ? "none" : known.stream().collect(Collectors.joining(", "))));
        }
    }

    /** The services check before they write. */
    private static <T> T checked(Change<T> change) throws RejectedException {
        try {
            return change.make();
        } catch (ModelValidationException | ModelDuplicateException e) {
            throw new RejectedException(String.valueOf(e.getMessage()));
        }
    }

    /** A call of a service. */
    private interface Change<T> {
        T make();
    }
}
