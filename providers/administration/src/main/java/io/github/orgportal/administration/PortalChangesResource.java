package io.github.orgportal.administration;

import io.github.orgportal.administration.ChangesResource.ChangeList;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** {@code /realms/{realm}/portal/changes}: who did what to whom in all organizations, and beyond them; for the operator's staff. */
@Produces(MediaType.APPLICATION_JSON)
public final class PortalChangesResource {
    private final KeycloakSession session;

    PortalChangesResource(KeycloakSession session) {
        this.session = session;
    }

    /** A page of the log, newest first. */
    @GET
    @Operation(operationId = "listAllChanges", summary = "Read the change log of the portal")
    @APIResponse(
            responseCode = "200",
            description = "A page of the log",
            content = @Content(schema = @Schema(implementation = ChangeList.class)))
    public ChangeList list(
            @QueryParam("organization") @Nullable String organization,
            @QueryParam("person") @Nullable String person,
            @QueryParam("action") @Nullable String action,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("before") @Nullable String before,
            @QueryParam("max") @Nullable String max) {
        Caller.operatorInPerson(session);
        return ChangesResource.page(
                session, ChangesResource.query(session, id(organization), person, action, from, to, before, max));
    }

    /** The same as a file for spreadsheets: all of it, however long. */
    @GET
    @Path("export")
    @Produces(AccountCsv.MEDIA_TYPE)
    @Operation(operationId = "exportAllChanges", summary = "Export the change log of the portal as CSV")
    @APIResponse(
            responseCode = "200",
            description = "All entries that the conditions leave",
            content = @Content(mediaType = AccountCsv.MEDIA_TYPE, schema = @Schema(implementation = String.class)))
    public Response export(
            @QueryParam("organization") @Nullable String organization,
            @QueryParam("person") @Nullable String person,
            @QueryParam("action") @Nullable String action,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Caller.operatorInPerson(session);
        return ChangesResource.csv(
                session, ChangesResource.query(session, id(organization), person, action, from, to, null, "100"));
    }

    private Optional<String> id(@Nullable String organization) {
        return Optional.ofNullable(organization)
                .filter(text -> !text.isEmpty())
                .map(text -> Caller.organization(session, text).id());
    }
}
