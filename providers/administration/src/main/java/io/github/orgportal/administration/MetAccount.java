package io.github.orgportal.administration;

import io.github.orgportal.administration.AccountDetail.LockView;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.account.ListedAccount;
import io.github.orgportal.organizations.admission.Encounter;
import io.github.orgportal.organizations.lock.LockRecord;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.profile.Organization;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * An account that there is already, and that approving an application would meet.
 *
 * @param outcome {@code RETURNS} if it comes back with a new first password and the data of the application, {@code JOINS} if it keeps
 *     password and data and has further places, {@code REFUSED} if it stands against the approval
 * @param id of the account
 * @param organization id of one to which it belongs, for the way to it; missing if there is none
 * @param loginName what the person logs in with
 * @param firstName first name; may be empty
 * @param lastName last name; may be empty
 * @param status {@code PENDING}, {@code ACTIVE}, {@code LOCKED} or {@code DEACTIVATED}; missing if it belongs to no organization
 * @param locks those that approval lifts, the latest first; {@code by} names also who belongs to the operator
 * @param confirmationRequired one of them was set by the operator: {@code confirmed} must be true
 * @param version for {@code meets} of the approval; missing if that is refused
 */
public record MetAccount(
        String outcome,
        String id,
        Optional<String> organization,
        String loginName,
        String firstName,
        String lastName,
        Optional<String> status,
        List<LockView> locks,
        boolean confirmationRequired,
        Optional<String> version) {
    /** Copies the list. */
    public MetAccount {
        locks = List.copyOf(locks);
    }

    /** None if there is no such account. */
    static Optional<MetAccount> of(KeycloakSession session, Encounter encounter) {
        return encounter.account().map(account -> {
            Optional<Place> place = place(PortalOrganizations.of(session), account, encounter.places());
            Optional<ListedAccount> listed = place.map(Place::account);
            return new MetAccount(
                    encounter.outcome().name(),
                    account.getId(),
                    place.map(Place::organization),
                    listed.map(ListedAccount::loginName).orElseGet(account::getUsername),
                    text(account.getFirstName()),
                    text(account.getLastName()),
                    listed.map(found -> found.status().name()),
                    encounter.lifted().stream().map(lock -> view(session, lock)).toList(),
                    encounter.liftsOperatorsLock(),
                    encounter.version());
        });
    }

    private record Place(String organization, ListedAccount account) {}

    /** Where it is shown: in one of the organizations that are applied for, if it belongs to any. */
    private static Optional<Place> place(PortalOrganizations portal, UserModel account, List<Organization> wanted) {
        List<String> own = portal.memberships().of(account.getId()).stream()
                .map(Member::organizationId)
                .toList();
        return Stream.concat(wanted.stream().map(Organization::id).filter(own::contains), own.stream())
                .flatMap(id -> portal.directory().find(id, account.getId()).map(found -> new Place(id, found)).stream())
                .findFirst();
    }

    private static LockView view(KeycloakSession session, LockRecord lock) {
        return new LockView(
                lock.scope().name(),
                lock.cause().name(),
                lock.reason(),
                Optional.ofNullable(
                                session.users().getUserById(session.getContext().getRealm(), lock.lockedBy()))
                        .map(UserModel::getUsername),
                lock.lockedAt(),
                Optional.empty(),
                Optional.empty());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Not the person. */
    @Override
    public String toString() {
        return outcome + " account " + id;
    }
}
