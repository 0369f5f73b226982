package io.github.orgportal.administration;

import io.github.orgportal.administration.MeResource.Matrix;
import io.github.orgportal.administration.MeResource.MatrixRow;
import io.github.orgportal.administration.OrganizationResource.RightView;
import io.github.orgportal.administration.OrganizationResource.UnitView;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.policy.Catalogue;
import io.github.orgportal.organizations.policy.CellState;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.organizations.policy.Right;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.organizations.profile.Unit;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What the rights of an organization are for one of its members, and the member's wish for more. */
final class RightsMatrix {
    /** Administrators whom one wish is mailed to; each mail counts. */
    private static final int MOST_ADDRESSEES = 20;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final PortalOrganizations portal;
    private final Member member;
    private final Catalogue catalogue;
    private final Set<String> switchedOff;
    private final Map<String, Set<String>> grants;

    RightsMatrix(KeycloakSession session, Member member) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.portal = PortalOrganizations.of(session);
        this.member = member;
        this.catalogue = Catalogue.of(realm);
        this.switchedOff = portal.organizations().restrictions(member.organizationId());
        this.grants = portal.grants().of(member.id());
    }

    Matrix page(int first, int max) {
        Texts texts = new Texts(session);
        // administrators have no functions by rights, and those of them who are bound do not know all units
        List<Unit> units = member.role().isAdministrator()
                ? List.of()
                : portal.organizations().units(member.organizationId());
        return new Matrix(
                member.organizationId(),
                catalogue.rights().stream()
                        .filter(right -> OrganizationResource.isGrantable(catalogue, right, switchedOff))
                        .map(right -> RightView.of(right, texts))
                        .toList(),
                units.size(),
                units.stream()
                        .skip(first)
                        .limit(max)
                        .map(unit -> new MatrixRow(UnitView.of(unit, texts), cells(unit)))
                        .toList());
    }

    private Map<String, String> cells(Unit unit) {
        Map<String, String> cells = new HashMap<>();
        for (Right right : catalogue.rights()) {
            cell(unit, right.id()).ifPresent(state -> cells.put(right.id(), state.name()));
        }
        return cells;
    }

    private Optional<CellState> cell(Unit unit, String right) {
        return catalogue.cell(
                right,
                unit.data().type(),
                unit.data().identifier().isPresent(),
                grants.getOrDefault(unit.id(), Set.of()),
                switchedOff);
    }

    /**
     * Tells those who can grant a right that it is wanted: the administrators, if they can, else the operator, for whom it waits from then on.
     * What waits already is not told again.
     *
     * @return {@code administrators} or {@code operator}
     */
    String request(UserModel account, String unitId, String right) {
        Unit unit = portal.organizations().units(member.organizationId()).stream()
                .filter(each -> each.id().equals(unitId) && !member.role().isAdministrator())
                .findAny()
                .orElseThrow(() -> Problem.of(session, Response.Status.NOT_FOUND, "unit_not_found"));
        CellState state =
                cell(unit, right).orElseThrow(() -> Problem.of(session, Response.Status.NOT_FOUND, "right_not_found"));
        if (state == CellState.USABLE) {
            throw Problem.of(session, Response.Status.CONFLICT, "right_usable");
        }
        if (state == CellState.NOT_AVAILABLE) {
            // nobody could ever give it there
            throw Problem.of(session, Response.Status.CONFLICT, "right_not_available");
        }
        List<String> administrators = state == CellState.NOT_GRANTED ? administrators(unitId, right) : List.of();
        Limits.take(session, account.getId(), Limits.Kind.MAIL, Math.max(1, administrators.size()));
        String addressee = administrators.isEmpty() ? "operator" : "administrators";
        if (administrators.isEmpty()) {
            if (!portal.activationRequests().open(member, unit, right)) {
                return addressee;
            }
            tellOperator(account, unit, right);
        } else {
            administrators.stream()
                    .flatMap(administrator ->
                            Optional.ofNullable(session.users().getUserById(realm, administrator)).stream())
                    .filter(administrator -> administrator.getEmail() != null)
                    .forEach(administrator -> tell(administrator, account, unit, right));
        }
        portal.changes()
                .append(
                        member.organizationId(),
                        new Change(
                                new Actor(Actor.Kind.SELF, account.getId(), account.getUsername()),
                                Action.RIGHT_REQUESTED,
                                Subject.account(account),
                                Map.of(),
                                Map.of("unit", unit.data().number(), "right", right, "addressee", addressee),
                                ""));
        return addressee;
    }

    private void tell(UserModel administrator, UserModel account, Unit unit, String right) {
        new PortalMail(
                        "portalRightRequest",
                        List.of(
                                account.getUsername(),
                                Texts.of(session, administrator).right(right),
                                unit.data().number()))
                .send(session, administrator);
    }

    private void tellOperator(UserModel account, Unit unit, String right) {
        Optional<String> address =
                PortalPolicy.of(realm).flatMap(policy -> policy.api().operatorAddress());
        String organization = portal.organizations()
                .find(member.organizationId())
                .map(Organization::name)
                .orElse("");
        PortalMail mail = new PortalMail(
                "portalActivationRequest",
                List.of(
                        account.getUsername(),
                        Texts.ofRealm(session).right(right),
                        unit.data().number(),
                        organization));
        address.ifPresent(to -> mail.send(session, account, to));
    }

    /** Ids of those who can give the right there, as many as one wish may write to. */
    private List<String> administrators(String unitId, String right) {
        int allowed = PortalPolicy.of(realm)
                .map(policy -> policy.api().mailsPerHour())
                .orElse(MOST_ADDRESSEES);
        return portal.directory().givers(member.organizationId(), unitId, right, Math.min(MOST_ADDRESSEES, allowed));
    }
}
