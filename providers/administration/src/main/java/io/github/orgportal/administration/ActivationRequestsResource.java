package io.github.orgportal.administration;

import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.activation.ActivationPage;
import io.github.orgportal.organizations.activation.ActivationQuery;
import io.github.orgportal.organizations.activation.ActivationQuery.Column;
import io.github.orgportal.organizations.activation.ActivationQuery.Order;
import io.github.orgportal.organizations.activation.ActivationRequest;
import io.github.orgportal.organizations.activation.ActivationRequests;
import io.github.orgportal.organizations.policy.Catalogue;
import io.github.orgportal.organizations.policy.CellState;
import io.github.orgportal.organizations.policy.Right;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * {@code /realms/{realm}/portal/activation-requests}: rights that people wait for and that no administrator can give them, for the operator's
 * staff. Those that are settled are in the change log alone.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class ActivationRequestsResource {
    private final KeycloakSession session;

    ActivationRequestsResource(KeycloakSession session) {
        this.session = session;
    }

    /** Lists those that wait, who has waited longest first unless another order is asked for. */
    @GET
    @Operation(operationId = "listActivationRequests", summary = "List the rights that people wait for")
    @APIResponse(
            responseCode = "200",
            description = "A page of the list",
            content = @Content(schema = @Schema(implementation = ActivationRequestList.class)))
    public ActivationRequestList list(
            @QueryParam("search") @Nullable String search,
            @QueryParam("sort") @DefaultValue("requestedAt") String sort,
            @QueryParam("first") @Nullable String first,
            @QueryParam("max") @Nullable String max) {
        Caller.operatorInPerson(session);
        Checks checks = new Checks(session);
        Texts texts = new Texts(session);
        String text = checks.optional("search", search, Checks.SEARCH).orElse("");
        ActivationQuery query = new ActivationQuery(
                text,
                rights(text, texts),
                checks.order(sort, Column.values(), Column::text, Order::new).orElse(Order.OLDEST_FIRST),
                checks.first(first),
                checks.max(max));
        checks.done();
        ActivationPage page = requests().page(query);
        return new ActivationRequestList(
                page.total(),
                page.items().stream()
                        .map(request -> ActivationRequestView.of(request, texts))
                        .toList());
    }

    /** Ids of the rights in whose name a text stands. */
    private Set<String> rights(String text, Texts texts) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Catalogue.of(session.getContext().getRealm()).rights().stream()
                .filter(right ->
                        texts.right(right.id()).toLowerCase(Locale.ROOT).contains(lower))
                .map(Right::id)
                .collect(Collectors.toSet());
    }

    /** The operator has done what it takes. The person is told by mail. */
    @POST
    @Path("{request}/done")
    @Operation(operationId = "completeActivationRequest", summary = "Note that a right was made to work")
    @APIResponse(responseCode = "204", description = "The request is settled")
    public Response complete(@PathParam("request") String id) {
        Permissions operator = Caller.operatorInPerson(session);
        return settle(id, operator, "portalActivationDone", "", () -> requests().complete(id, operator.asOperator()));
    }

    /** The operator does not do it. The person is told by mail, with the reason. */
    @POST
    @Path("{request}/decline")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "declineActivationRequest", summary = "Decline to make a right work")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DeclineOrder.class)))
    @APIResponse(responseCode = "204", description = "The request is settled")
    public Response decline(@PathParam("request") String id, @Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Permissions operator = Caller.operatorInPerson(session);
        DeclineOrder order = Body.read(session, received, DeclineOrder.class);
        Checks checks = new Checks(session);
        String reason = checks.text("reason", order.reason(), ActivationRequests.REASON_LENGTH);
        checks.done();
        return settle(
                id,
                operator,
                "portalActivationDeclined",
                reason,
                () -> requests().decline(id, reason, operator.asOperator()));
    }

    private Response settle(
            String id,
            Permissions operator,
            String mail,
            String reason,
            Supplier<Optional<ActivationRequest>> settlement) {
        if (!Caller.isId(id)) {
            throw notFound();
        }
        Limits.count(session, operator.account().getId(), Limits.Kind.MAIL);
        ActivationRequest settled = Acting.attempt(session, settlement).orElseThrow(this::notFound);
        Optional.ofNullable(session.users().getUserById(session.getContext().getRealm(), settled.accountId()))
                // who has no address cannot be told, and need not wait for it
                .filter(account -> account.getEmail() != null)
                .ifPresent(account -> tell(account, settled, mail, reason));
        return Response.noContent().build();
    }

    private void tell(UserModel account, ActivationRequest settled, String mail, String reason) {
        String right = Texts.of(session, account).right(settled.right());
        new PortalMail(
                        mail,
                        List.of(
                                right,
                                settled.unit().data().number(),
                                settled.organization().name(),
                                reason))
                .send(session, account);
    }

    private RuntimeException notFound() {
        return Problem.of(session, Response.Status.NOT_FOUND, "activation_request_not_found");
    }

    private ActivationRequests requests() {
        return PortalOrganizations.of(session).activationRequests();
    }

    /**
     * Why a request is declined.
     *
     * @param reason up to 1000 characters; the person reads it
     */
    public record DeclineOrder(@Nullable String reason) {}

    /**
     * A page of the list.
     *
     * @param total how many requests there are in all
     * @param items those of the page
     */
    public record ActivationRequestList(long total, List<ActivationRequestView> items) {
        /** Copies the list. */
        public ActivationRequestList {
            items = List.copyOf(items);
        }
    }

    /**
     * A right that somebody waits for.
     *
     * @param id of the request
     * @param account id of the account that waits
     * @param loginName of that
     * @param firstName of the person
     * @param lastName of the person
     * @param organization id of the organization
     * @param memberNumber of that
     * @param organizationName of that
     * @param unitNumber where
     * @param unitName of that
     * @param right id of the right
     * @param rightLabel what people call it
     * @param requestedAt milliseconds since 1970 UTC
     * @param state what the right is for the person now: {@code USABLE} if it works by now, {@code NOT_GRANTED}, {@code NO_IDENTIFIER} or
     *     {@code NOT_AVAILABLE}; missing if it is switched off for the organization, or gone from the portal
     */
    public record ActivationRequestView(
            String id,
            String account,
            String loginName,
            String firstName,
            String lastName,
            String organization,
            String memberNumber,
            String organizationName,
            String unitNumber,
            String unitName,
            String right,
            String rightLabel,
            long requestedAt,
            Optional<String> state) {
        static ActivationRequestView of(ActivationRequest request, Texts texts) {
            return new ActivationRequestView(
                    request.id(),
                    request.accountId(),
                    request.loginName(),
                    request.firstName(),
                    request.lastName(),
                    request.organization().id(),
                    request.organization().memberNumber(),
                    request.organization().name(),
                    request.unit().data().number(),
                    request.unit().data().name(),
                    request.right(),
                    texts.right(request.right()),
                    request.requestedAt(),
                    request.state().map(CellState::name));
        }

        /** Not the person. */
        @Override
        public String toString() {
            return "activation request " + id;
        }
    }
}
