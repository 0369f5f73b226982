package io.github.orgportal.administration;

import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.grant.EffectiveGrants;
import io.github.orgportal.organizations.grant.UnitRights;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** {@code /realms/{realm}/portal/me}: what is the caller's own. */
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {
    private static final int RIGHTS_PER_PAGE = 1000;

    private final KeycloakSession session;

    MeResource(KeycloakSession session) {
        this.session = session;
    }

    /**
     * The rights that work for the caller in an organization: what did not fit into the token, page by page.
     *
     * @param organizationId may be left out by who acts for one organization only
     * @param after the {@code next} of the page before
     */
    @GET
    @Path("grants")
    public GrantsPage grants(
            @QueryParam("organization") @Nullable String organizationId,
            @QueryParam("after") @DefaultValue("") String after) {
        Member member = member(Caller.person(session), Optional.ofNullable(organizationId));
        EffectiveGrants grants =
                PortalOrganizations.of(session).grants().effectiveAfter(member, after, RIGHTS_PER_PAGE);
        List<UnitRights> units = grants.units();
        return new GrantsPage(
                member.organizationId(),
                units,
                grants.more() ? Optional.of(units.get(units.size() - 1).unitId()) : Optional.empty());
    }

    private Member member(Permissions caller, Optional<String> organizationId) {
        List<String> organizations = caller.organizations();
        if (organizationId.isEmpty() && organizations.size() > 1) {
            throw Problem.of(session, Response.Status.BAD_REQUEST, "organization_required");
        }
        return organizations.stream()
                .filter(id -> id.equals(organizationId.orElse(id)))
                .findAny()
                .flatMap(id -> PortalOrganizations.of(session)
                        .memberships()
                        .find(caller.account().getId(), id))
                .orElseThrow(() -> Problem.of(session, Response.Status.NOT_FOUND, "organization_not_found"));
    }

    /**
     * A page of rights.
     *
     * @param organization id of the organization
     * @param units where the caller has rights
     * @param next what to send as {@code after} for the next page; missing on the last one
     */
    public record GrantsPage(String organization, List<UnitRights> units, Optional<String> next) {}
}
