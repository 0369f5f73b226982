package io.github.orgportal.administration;

import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.profile.Kind;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.organizations.profile.Organizations;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** {@code /realms/{realm}/portal/organizations}: the operator's list, and the way to each of them. */
@Produces(MediaType.APPLICATION_JSON)
public final class OrganizationsResource {
    static final int NAME = 200;

    private final KeycloakSession session;

    OrganizationsResource(KeycloakSession session) {
        this.session = session;
    }

    /** Lists organizations by member number; for the operator. */
    @GET
    @Operation(operationId = "listOrganizations", summary = "List all organizations")
    @APIResponse(
            responseCode = "200",
            description = "A page of the list",
            content = @Content(schema = @Schema(implementation = OrganizationList.class)))
    public OrganizationList list(
            @QueryParam("search") @Nullable String search,
            @Parameter(description = "Only organizations without an active administrator")
                    @QueryParam("without-administrator")
                    @Nullable
                    String withoutAdministrator,
            @QueryParam("first") @Nullable String first,
            @QueryParam("max") @Nullable String max) {
        Caller.operatorInPerson(session);
        Checks checks = new Checks(session);
        String text = checks.optional("search", search, Checks.SEARCH).orElse("");
        boolean ledByNobody =
                checks.flag("without-administrator", withoutAdministrator).orElse(false);
        int from = checks.first(first);
        int most = checks.max(max);
        checks.done();
        Organizations.Page page =
                PortalOrganizations.of(session).organizations().page(text, ledByNobody, from, most);
        return new OrganizationList(
                page.total(), page.items().stream().map(OrganizationView::of).toList());
    }

    /** Makes an organization known; for the operator. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createOrganization", summary = "Create an organization")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewOrganization.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new organization; its address stands in the header Location",
            content = @Content(schema = @Schema(implementation = OrganizationView.class)))
    public Response create(@Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Permissions operator = Caller.operatorInPerson(session);
        NewOrganization wanted = Body.read(session, received, NewOrganization.class);
        Checks checks = new Checks(session);
        String memberNumber = checks.text("memberNumber", wanted.memberNumber(), 32);
        String name = checks.text("name", wanted.name(), NAME);
        Kind kind = kind(checks, wanted.kind());
        checks.done();
        Organization created = Acting.attempt(
                session,
                () -> PortalOrganizations.of(session)
                        .organizations()
                        .create(memberNumber, name, kind, operator.asOperator()));
        return Response.created(session.getContext()
                        .getUri()
                        .getAbsolutePathBuilder()
                        .path(created.id())
                        .build())
                .entity(OrganizationView.of(created))
                .build();
    }

    static Kind kind(Checks checks, @Nullable String kind) {
        return checks.one("kind", kind, Arrays.asList(Kind.values()), Kind::text)
                .orElse(Kind.EMPLOYER);
    }

    /** One of the organizations. */
    @Path("{organization}")
    public OrganizationResource organization(@PathParam("organization") String organizationId) {
        return new OrganizationResource(session, organizationId);
    }

    /**
     * An organization.
     *
     * @param id of the organization
     * @param memberNumber its number
     * @param name its name
     * @param kind {@code employer} or {@code data-center}
     * @param enabled false if the operator has disabled it
     */
    public record OrganizationView(String id, String memberNumber, String name, String kind, boolean enabled) {
        static OrganizationView of(Organization organization) {
            return new OrganizationView(
                    organization.id(),
                    organization.memberNumber(),
                    organization.name(),
                    organization.kind().text(),
                    organization.enabled());
        }
    }

    /**
     * A page of the list.
     *
     * @param total how many organizations there are in all
     * @param items those of the page
     */
    public record OrganizationList(long total, List<OrganizationView> items) {
        /** Copies the list. */
        public OrganizationList {
            items = List.copyOf(items);
        }
    }

    /**
     * An organization to be.
     *
     * @param memberNumber its number, up to 32 letters, digits, dots, slashes and dashes
     * @param name its name
     * @param kind {@code employer}, which it is if nothing is said, or {@code data-center}
     */
    public record NewOrganization(
            @Nullable String memberNumber,
            @Nullable String name,
            @Nullable String kind) {}
}
