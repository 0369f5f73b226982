package io.github.orgportal.administration;

import io.github.orgportal.administration.OrganizationResource.RightView;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.policy.Catalogue;
import io.github.orgportal.organizations.policy.PortalPolicy;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** {@code /realms/{realm}/portal/catalogue}: what there is in the portal at all, for the operator's staff. */
@Produces(MediaType.APPLICATION_JSON)
public final class CatalogueResource {
    private final KeycloakSession session;

    CatalogueResource(KeycloakSession session) {
        this.session = session;
    }

    /** Rights, types of units, and the accounts that the operator makes; for the operator. */
    @GET
    @Operation(operationId = "getCatalogue", summary = "Rights, unit types and roles of the portal")
    @APIResponse(
            responseCode = "200",
            description = "The catalogue",
            content = @Content(schema = @Schema(implementation = PortalCatalogue.class)))
    public PortalCatalogue get() {
        Caller.operatorInPerson(session);
        RealmModel realm = session.getContext().getRealm();
        PortalPolicy policy = PortalPolicy.of(realm).orElseThrow(NotFoundException::new);
        Catalogue catalogue = Catalogue.of(realm);
        Texts texts = new Texts(session);
        return new PortalCatalogue(
                catalogue.rights().stream()
                        .map(right -> RightView.of(right, texts))
                        .toList(),
                catalogue.unitTypes().stream()
                        .map(type -> new UnitTypeView(type.id(), texts.of(type.labelKey(), type.id())))
                        .toList(),
                Arrays.stream(Role.values())
                        .filter(role -> role != Role.CLERK)
                        .filter(role -> role != Role.PRINCIPAL_ADMINISTRATOR || policy.tiers())
                        .map(Role::text)
                        .toList(),
                policy.passwords().userIdByLink());
    }

    /**
     * What there is in the portal.
     *
     * @param rights all rights, in the order of the portal
     * @param unitTypes all types of units
     * @param roles of the accounts that only the operator makes
     * @param birthDates an administrator needs a birth date, which the link to the user id asks for
     */
    public record PortalCatalogue(
            List<RightView> rights, List<UnitTypeView> unitTypes, List<String> roles, boolean birthDates) {
        /** Copies the lists. */
        public PortalCatalogue {
            rights = List.copyOf(rights);
            unitTypes = List.copyOf(unitTypes);
            roles = List.copyOf(roles);
        }
    }

    /**
     * A type of units.
     *
     * @param id of the type
     * @param label its name, in the caller's language
     */
    public record UnitTypeView(String id, String label) {}
}
