package io.github.orgportal.administration;

import io.github.orgportal.administration.MeResource.PostalAddress;
import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.application.Application;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.organizations.profile.Organizations;
import io.github.orgportal.organizations.profile.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * An application, for the operator.
 *
 * @param application what its row in the list says
 * @param phone telephone number, if there is one
 * @param birthDate ISO 8601
 * @param postalAddress where letters go
 * @param organizations the member numbers as they were typed or corrected, with what is known by them
 * @param units numbers of those that an administrator is bound to, with what the first organization knows by them; none for all of it
 * @param locale in which the person is written to
 * @param confirmedAt when the address was confirmed; missing for one that came on paper
 * @param enteredBy login name of who typed it in from paper; missing if the person did
 * @param decidedBy login name of who has approved or rejected it
 * @param reason why it was rejected; may be empty
 * @param account id of the account that it led to
 * @param approvable whether it waits, and the caller may approve it: not where somebody else than who entered it has to
 * @param meets the account that approving it would meet now; missing if it would make one, does not wait, or has a number that nobody has
 */
public record ApplicationDetail(
        ApplicationRow application,
        Optional<String> phone,
        Optional<String> birthDate,
        PostalAddress postalAddress,
        List<NumberView> organizations,
        List<NumberView> units,
        String locale,
        Optional<Long> confirmedAt,
        Optional<String> enteredBy,
        Optional<String> decidedBy,
        String reason,
        Optional<String> account,
        boolean approvable,
        Optional<MetAccount> meets) {
    /** Copies the lists. */
    public ApplicationDetail {
        organizations = List.copyOf(organizations);
        units = List.copyOf(units);
    }

    static ApplicationDetail of(KeycloakSession session, Application application, Permissions caller) {
        PortalOrganizations portal = PortalOrganizations.of(session);
        Organizations all = portal.organizations();
        Map<String, Organization> known = all.findByMemberNumbers(application.memberNumbers());
        List<NumberView> organizations = application.memberNumbers().stream()
                .map(number -> NumberView.of(number, Optional.ofNullable(known.get(number))))
                .toList();
        Map<String, Unit> units = organizations
                .get(0)
                .id()
                .map(id -> all.unitsByNumber(id, application.units()))
                .orElse(Map.of());
        return new ApplicationDetail(
                ApplicationRow.of(application),
                application.person().phone(),
                application.person().birthDate(),
                new PostalAddress(
                        application.address().street(),
                        application.address().postalCode(),
                        application.address().city(),
                        application.address().country()),
                organizations,
                application.units().stream()
                        .map(number -> NumberView.ofUnit(number, Optional.ofNullable(units.get(number))))
                        .toList(),
                application.locale(),
                application.confirmedAt(),
                application.enteredBy().map(Actor::name),
                application.decidedBy().map(Actor::name),
                application.reason(),
                application.account(),
                portal.applications().mayApprove(application, caller.asOperator()),
                met(session, application, application.memberNumbers()));
    }

    static Optional<MetAccount> met(KeycloakSession session, Application application, List<String> memberNumbers) {
        return PortalOrganizations.of(session)
                .applications()
                .encounter(application, memberNumbers)
                .flatMap(encounter -> MetAccount.of(session, encounter));
    }

    /** Not the person. */
    @Override
    public String toString() {
        return application.toString();
    }

    /**
     * An application in a list.
     *
     * @param id of the application
     * @param reference what it is called on paper
     * @param role that is wanted, such as {@code administrator}
     * @param status {@code UNCONFIRMED}, {@code WAITING}, {@code APPROVED} or {@code REJECTED}
     * @param memberNumber of the first organization, as it was typed or corrected
     * @param firstName first name
     * @param lastName last name
     * @param email address
     * @param onPaper the operator has typed it in
     * @param submittedAt milliseconds since 1970 UTC
     * @param decidedAt when it was approved or rejected; milliseconds since 1970 UTC
     */
    public record ApplicationRow(
            String id,
            String reference,
            String role,
            String status,
            String memberNumber,
            String firstName,
            String lastName,
            String email,
            boolean onPaper,
            long submittedAt,
            Optional<Long> decidedAt) {
        static ApplicationRow of(Application application) {
            return new ApplicationRow(
                    application.id(),
                    application.reference().text(),
                    application.role().text(),
                    application.status().name(),
                    application.memberNumbers().get(0),
                    application.person().firstName(),
                    application.person().lastName(),
                    application.person().email(),
                    application.enteredBy().isPresent(),
                    application.submittedAt(),
                    application.decidedAt());
        }

        /** Not the person. */
        @Override
        public String toString() {
            return "application " + id;
        }
    }

    /**
     * A number, and what is known by it.
     *
     * @param number of an organization or unit
     * @param id of that; missing if there is none
     * @param name of that; missing if there is none
     */
    public record NumberView(String number, Optional<String> id, Optional<String> name) {
        static NumberView of(String number, Optional<Organization> organization) {
            return new NumberView(number, organization.map(Organization::id), organization.map(Organization::name));
        }

        static NumberView ofUnit(String number, Optional<Unit> unit) {
            return new NumberView(
                    number, unit.map(Unit::id), unit.map(found -> found.data().name()));
        }
    }
}
