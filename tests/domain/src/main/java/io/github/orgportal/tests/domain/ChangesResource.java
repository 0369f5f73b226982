package io.github.orgportal.tests.domain;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeHistory;
import io.github.orgportal.organizations.changelog.ChangePage;
import io.github.orgportal.organizations.changelog.ChangePosition;
import io.github.orgportal.organizations.changelog.ChangeQuery;
import io.github.orgportal.organizations.changelog.Subject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** {@code /realms/{realm}/test-changes/…}: writes to the log and reads it. */
@Consumes(MediaType.APPLICATION_JSON)
public final class ChangesResource implements RealmResourceProvider {
    private final KeycloakSession session;
    private final PortalOrganizations portal;

    ChangesResource(KeycloakSession session) {
        this.session = session;
        this.portal = PortalOrganizations.of(session);
    }

    @Override
    public Object getResource() {
        return this;
    }

    /** An entry; without an organization it concerns none. */
    public record NewEntry(
            @Nullable String organization,
            String actor,
            String action,
            String subject,
            Map<String, Object> after,
            String reason) {}

    /** An entry as the tests read it. */
    public record ReadEntry(
            long sequence,
            String organization,
            String actor,
            String actorName,
            String action,
            String subject,
            String subjectName,
            Map<String, Object> after,
            String reason) {}

    /** A page as the tests read it. */
    public record ReadPage(List<ReadEntry> items, String next) {}

    /** Adds entries in one transaction. */
    @POST
    public void append(List<NewEntry> entries, @QueryParam("rollback") boolean rollback) {
        for (NewEntry entry : entries) {
            Change change = new Change(
                    new Actor(Actor.Kind.ADMINISTRATOR, entry.actor(), "name of " + entry.actor()),
                    Action.valueOf(entry.action()),
                    new Subject(Subject.Kind.ACCOUNT, entry.subject(), "name of " + entry.subject()),
                    Map.of(),
                    entry.after(),
                    entry.reason());
            if (entry.organization() == null) {
                portal.changes().appendToRealm(change);
            } else {
                portal.changes().append(entry.organization(), change);
            }
        }
        if (rollback) {
            session.getTransactionManager().setRollbackOnly();
        }
    }

    /** A page. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public ReadPage page(
            @QueryParam("organization") @Nullable String organization,
            @QueryParam("person") @Nullable String person,
            @QueryParam("action") @Nullable String action,
            @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to,
            @QueryParam("before") @Nullable String before,
            @QueryParam("max") int max) {
        ChangePage page = portal.history()
                .page(new ChangeQuery(
                        Optional.ofNullable(organization),
                        Optional.ofNullable(person),
                        Optional.ofNullable(action).map(Action::valueOf),
                        Optional.ofNullable(from),
                        Optional.ofNullable(to),
                        Optional.ofNullable(before).flatMap(ChangePosition::of),
                        max));
        return new ReadPage(
                page.items().stream()
                        .map(change -> new ReadEntry(
                                change.position().sequence(),
                                change.organizationId().orElse(""),
                                change.actor().id(),
                                change.actor().name(),
                                change.action().name(),
                                change.subject().id(),
                                change.subject().name(),
                                change.after(),
                                change.reason()))
                        .toList(),
                page.next().map(ChangePosition::text).orElse(""));
    }

    /** The log of an organization as CSV. */
    @GET
    @Path("csv")
    @Produces("text/csv;charset=UTF-8")
    public String csv(@QueryParam("organization") String organization) throws IOException {
        StringWriter writer = new StringWriter();
        ChangeHistory.writeCsv(portal.history()::page, ChangeQuery.of(organization), writer);
        return writer.toString();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
