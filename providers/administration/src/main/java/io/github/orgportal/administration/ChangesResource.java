package io.github.orgportal.administration;

import io.github.orgportal.organizations.Deed;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.ChangeHistory;
import io.github.orgportal.organizations.changelog.ChangePage;
import io.github.orgportal.organizations.changelog.ChangePosition;
import io.github.orgportal.organizations.changelog.ChangeQuery;
import io.github.orgportal.organizations.changelog.LoggedChange;
import io.github.orgportal.organizations.profile.Organization;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/** {@code …/organizations/{organization}/changes}: who did what to whom in an organization. */
@Produces(MediaType.APPLICATION_JSON)
public final class ChangesResource {
    private final KeycloakSession session;
    private final String organizationId;

    ChangesResource(KeycloakSession session, String organizationId) {
        this.session = session;
        this.organizationId = organizationId;
    }

    /** A page of the log, newest first. */
    @GET
    @Operation(operationId = "listChanges", summary = "Read the change log of an organization")
    @APIResponse(
            responseCode = "200",
            description = "A page of the log",
            content = @Content(schema = @Schema(implementation = ChangeList.class)))
    public ChangeList list(
            @QueryParam("person") @Nullable String person,
            @QueryParam("action") @Nullable String action,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("before") @Nullable String before,
            @QueryParam("max") @Nullable String max) {
        Caller.within(session, organizationId, Deed.SEE_CHANGES);
        return page(session, query(session, Optional.of(organizationId), person, action, from, to, before, max));
    }

    static ChangeList page(KeycloakSession session, ChangeQuery query) {
        PortalOrganizations portal = PortalOrganizations.of(session);
        ChangePage page = portal.history().page(query);
        Map<String, Organization> organizations = portal.organizations()
                .find(page.items().stream()
                        .flatMap(change -> change.organizationId().stream())
                        .collect(Collectors.toSet()));
        return new ChangeList(
                page.items().stream()
                        .map(change -> ChangeView.of(change, organizations))
                        .toList(),
                page.next().map(ChangePosition::text));
    }

    /** The same as a file for spreadsheets: all of it, however long. */
    @GET
    @Path("export")
    @Produces(AccountCsv.MEDIA_TYPE)
    @Operation(operationId = "exportChanges", summary = "Export the change log of an organization as CSV")
    @APIResponse(
            responseCode = "200",
            description = "All entries that the conditions leave",
            content = @Content(mediaType = AccountCsv.MEDIA_TYPE, schema = @Schema(implementation = String.class)))
    public Response export(
            @QueryParam("person") @Nullable String person,
            @QueryParam("action") @Nullable String action,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Caller.within(session, organizationId, Deed.SEE_CHANGES);
        return csv(session, query(session, Optional.of(organizationId), person, action, from, to, null, "100"));
    }

    /** All entries, in a stream that takes a transaction for each page. */
    static Response csv(KeycloakSession session, ChangeQuery query) {
        String realmId = session.getContext().getRealm().getId();
        var sessions = session.getKeycloakSessionFactory();
        // the request's own session has nothing left to do, and would only wait with a connection in hand
        session.getTransactionManager().commit();
        StreamingOutput lines = output -> {
            Writer writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
            // each page has a transaction of its own: none waits for who reads slowly
            ChangeHistory.writeCsv(
                    part -> KeycloakModelUtils.runJobInTransactionWithResult(
                            sessions, other -> read(other, realmId, part)),
                    query,
                    writer);
            writer.flush();
        };
        return Response.ok(lines, AccountCsv.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"changes.csv\"")
                .build();
    }

    private static ChangePage read(KeycloakSession other, String realmId, ChangeQuery query) {
        other.getContext().setRealm(other.realms().getRealm(realmId));
        return PortalOrganizations.of(other).history().page(query);
    }

    static ChangeQuery query(
            KeycloakSession session,
            Optional<String> organizationId,
            @Nullable String person,
            @Nullable String action,
            @Nullable String from,
            @Nullable String to,
            @Nullable String before,
            @Nullable String max) {
        Checks checks = new Checks(session);
        Optional<ChangePosition> position =
                Optional.ofNullable(before).filter(text -> !text.isEmpty()).flatMap(ChangePosition::of);
        if (before != null && !before.isEmpty() && position.isEmpty()) {
            checks.refuse("before", "characters");
        }
        ChangeQuery query = new ChangeQuery(
                organizationId,
                checks.optional("person", person, 64),
                checks.one("action", action, Arrays.asList(Action.values()), Action::name),
                checks.time("from", from),
                checks.time("to", to),
                position,
                checks.max(max));
        checks.done();
        return query;
    }

    /**
     * A page of the log.
     *
     * @param items entries, newest first
     * @param next what to send as {@code before} for the next page; missing on the last one
     */
    public record ChangeList(List<ChangeView> items, Optional<String> next) {
        /** Copies the list. */
        public ChangeList {
            items = List.copyOf(items);
        }
    }

    /**
     * An entry of the log.
     *
     * @param at milliseconds since 1970 UTC
     * @param number of the entry in the organization's log
     * @param organization id of the organization that it concerns; missing if it concerns none
     * @param memberNumber of that; missing if it is gone
     * @param actorKind {@code ADMINISTRATOR}, {@code OPERATOR}, {@code SELF} or {@code SYSTEM}
     * @param actorId of the account, or the part of the software, that acted
     * @param actorName its name at the time
     * @param action what was done
     * @param subjectKind {@code ACCOUNT}, {@code ORGANIZATION}, {@code UNIT} or {@code MAILBOX}
     * @param subjectId of what it was done to
     * @param subjectName its name at the time
     * @param before the values that were replaced
     * @param after the values from then on
     * @param reason why; may be empty
     */
    public record ChangeView(
            long at,
            long number,
            Optional<String> organization,
            Optional<String> memberNumber,
            String actorKind,
            String actorId,
            String actorName,
            String action,
            String subjectKind,
            String subjectId,
            String subjectName,
            Map<String, Object> before,
            Map<String, Object> after,
            String reason) {
        /** Copies the maps. */
        public ChangeView {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }

        static ChangeView of(LoggedChange change, Map<String, Organization> organizations) {
            return new ChangeView(
                    change.position().changedAt(),
                    change.position().sequence(),
                    change.organizationId(),
                    change.organizationId().map(organizations::get).map(Organization::memberNumber),
                    change.actor().kind().name(),
                    change.actor().id(),
                    change.actor().name(),
                    change.action().name(),
                    change.subject().kind().name(),
                    change.subject().id(),
                    change.subject().name(),
                    change.before(),
                    change.after(),
                    change.reason());
        }
    }
}
