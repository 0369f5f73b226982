package io.github.orgportal.administration;

import io.github.orgportal.organizations.Deed;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.grant.Ceiling;
import io.github.orgportal.organizations.mailbox.Mailbox;
import io.github.orgportal.organizations.policy.Catalogue;
import io.github.orgportal.organizations.policy.MailboxType;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** {@code …/organizations/{organization}/mailboxes}: the group mailboxes of an organization. */
@Produces(MediaType.APPLICATION_JSON)
public final class MailboxesResource {
    private final KeycloakSession session;
    private final String organizationId;

    MailboxesResource(KeycloakSession session, String organizationId) {
        this.session = session;
        this.organizationId = organizationId;
    }

    /** The group mailboxes, and who is assigned to them. */
    @GET
    @Operation(operationId = "listMailboxes", summary = "List the group mailboxes of an organization")
    @APIResponse(
            responseCode = "200",
            description = "The mailboxes",
            content = @Content(schema = @Schema(implementation = MailboxList.class)))
    public MailboxList list() {
        Acting acting = Caller.within(session, organizationId, Deed.MANAGE_MAILBOXES);
        Ceiling ceiling = acting.ceiling();
        Predicate<String> reached = reached(acting, ceiling);
        return new MailboxList(acting.portal().mailboxes().of(organizationId).stream()
                .filter(mailbox -> ceiling.holdsMailbox(mailbox.type()))
                .map(mailbox -> view(acting, reached, mailbox))
                .toList());
    }

    /** Says where the notifications of a mailbox go. */
    @PUT
    @Path("{type}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeMailbox", summary = "Set the notification address of a group mailbox")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChangedMailbox.class)))
    @APIResponse(
            responseCode = "200",
            description = "The mailbox as it is now",
            content = @Content(schema = @Schema(implementation = MailboxView.class)))
    public MailboxView change(@PathParam("type") String type, @Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Acting acting = Caller.within(session, organizationId, Deed.MANAGE_MAILBOXES);
        requireType(type);
        ChangedMailbox wanted = Body.read(session, received, ChangedMailbox.class);
        Checks checks = new Checks(session);
        Optional<String> address = checks.address("notificationAddress", wanted.notificationAddress());
        checks.done();
        acting.hold();
        Ceiling ceiling = acting.ceiling();
        if (!ceiling.holdsMailbox(type)) {
            throw Problem.of(session, Response.Status.NOT_FOUND, "mailbox_not_found");
        }
        acting.attempt(() -> acting.portal().mailboxes().notifyAt(organizationId, type, address, acting.actor()));
        return view(acting, reached(acting, ceiling), find(type));
    }

    /** A message has arrived: sends the notification mail; for the portal's mail service. */
    @POST
    @Path("{type}/notifications")
    @Operation(operationId = "notifyMailbox", summary = "Tell that a message has arrived in a group mailbox")
    @APIResponse(responseCode = "204", description = "The notification mail is on its way")
    public Response announce(@PathParam("type") String type, @HeaderParam("Idempotency-Key") @Nullable String key) {
        UserModel service = Caller.mailService(session).account();
        Organization organization = Caller.organization(session, organizationId);
        requireType(type);
        String address = find(type)
                .notificationAddress()
                .orElseThrow(() -> Problem.of(session, Response.Status.CONFLICT, "no_notification_address"));
        return Once.answer(
                session, service.getId(), key, "notifyMailbox " + organizationId + " " + type, Map.of(), () -> {
                    String label = Texts.ofRealm(session).of("portalMailboxType." + type, type);
                    new PortalMail("portalMailboxNotice", List.of(label, organization.name()))
                            .send(session, service, address);
                    return Response.noContent().build();
                });
    }

    private Mailbox find(String type) {
        return PortalOrganizations.of(session).mailboxes().of(organizationId).stream()
                .filter(mailbox -> mailbox.type().equals(type))
                .findAny()
                .orElseThrow(() -> Problem.of(session, Response.Status.NOT_FOUND, "mailbox_not_found"));
    }

    private void requireType(String type) {
        if (Catalogue.of(session.getContext().getRealm())
                .mailboxType(type)
                .filter(found -> found.kind() == MailboxType.Kind.GROUP)
                .isEmpty()) {
            throw Problem.of(session, Response.Status.NOT_FOUND, "mailbox_not_found");
        }
    }

    private static MailboxView view(Acting acting, Predicate<String> reached, Mailbox mailbox) {
        return new MailboxView(
                mailbox.type(),
                new Texts(acting.session()).of("portalMailboxType." + mailbox.type(), mailbox.type()),
                mailbox.notificationAddress(),
                mailbox.accountIds().stream().filter(reached).toList(),
                mailbox.accountIds().isEmpty());
    }

    /** Which of the accounts that are assigned to mailboxes there are for the caller. */
    private Predicate<String> reached(Acting acting, Ceiling ceiling) {
        return ceiling.bound() ? acting.directory(ceiling).assigned(organizationId)::contains : account -> true;
    }

    /**
     * A group mailbox.
     *
     * @param type id of its type
     * @param label its name, in the caller's language
     * @param notificationAddress where it is told that a message arrived; missing if nowhere
     * @param accounts ids of those who are assigned to it, as far as the caller reaches them
     * @param unattended nobody is assigned: messages are read by nobody
     */
    public record MailboxView(
            String type,
            String label,
            Optional<String> notificationAddress,
            List<String> accounts,
            boolean unattended) {
        /** Copies the list. */
        public MailboxView {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * The group mailboxes of an organization.
     *
     * @param items in the order of the portal
     */
    public record MailboxList(List<MailboxView> items) {
        /** Copies the list. */
        public MailboxList {
            items = List.copyOf(items);
        }
    }

    /**
     * What can be changed about a mailbox.
     *
     * @param notificationAddress where it is told that a message arrived; nothing to have nothing told
     */
    public record ChangedMailbox(@Nullable String notificationAddress) {}
}
