package io.github.orgportal.administration;

import io.github.orgportal.administration.AccountDetail.AccountRow;
import io.github.orgportal.organizations.Deed;
import io.github.orgportal.organizations.Permissions.Answer;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.AccountPage;
import io.github.orgportal.organizations.account.AccountQuery;
import io.github.orgportal.organizations.account.AccountQuery.Column;
import io.github.orgportal.organizations.account.AccountQuery.Order;
import io.github.orgportal.organizations.account.Status;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** {@code /realms/{realm}/portal/organizations/{organization}/accounts}: the accounts of an organization. */
@Produces(MediaType.APPLICATION_JSON)
public final class AccountsResource {
    private final KeycloakSession session;
    private final String organizationId;

    AccountsResource(KeycloakSession session, String organizationId) {
        this.session = session;
        this.organizationId = organizationId;
    }

    /** Lists the accounts, administrators among them. All conditions hold together. */
    @GET
    @Operation(operationId = "listAccounts", summary = "List the accounts of an organization")
    @APIResponse(
            responseCode = "200",
            description = "A page of the list",
            content = @Content(schema = @Schema(implementation = AccountList.class)))
    public AccountList list(
            @Parameter(description = "Words that stand in the name, the login name or the address")
                    @QueryParam("search")
                    @Nullable
                    String search,
            @Parameter(description = "The last or the first name begins so, or both, in any order")
                    @QueryParam("name")
                    @Nullable
                    String name,
            @QueryParam("loginName") @Nullable String loginName,
            @QueryParam("email") @Nullable String email,
            @QueryParam("role") List<String> roles,
            @QueryParam("status") List<String> statuses,
            @QueryParam("access") @Nullable String access,
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("mailbox") @Nullable String mailbox,
            @QueryParam("sort") @DefaultValue("name") String sort,
            @QueryParam("first") @Nullable String first,
            @QueryParam("max") @Nullable String max) {
        Acting acting = Caller.within(session, organizationId, Deed.SEE_ACCOUNTS);
        Checks checks = new Checks(session);
        AccountQuery query = new AccountQuery(
                checks.optional("search", search, Checks.SEARCH).orElse(""),
                checks.optional("name", name, Checks.SEARCH).orElse(""),
                checks.optional("loginName", loginName, Checks.SEARCH).orElse(""),
                checks.optional("email", email, Checks.SEARCH).orElse(""),
                checks.some("role", roles, Role.class, Role::text),
                checks.some("status", statuses, Status.class, Status::name),
                checks.one("access", access, List.of(true, false), on -> on ? "ACTIVE" : "INACTIVE"),
                checks.optional("unit", unit, 36),
                checks.optional("mailbox", mailbox, 64),
                checks.order(sort, Column.values(), Column::text, Order::new).orElse(new Order(Column.NAME, false)),
                checks.first(first),
                checks.max(max));
        checks.done();
        AccountPage page = acting.directory().page(organizationId, query);
        return new AccountList(
                page.total(), page.items().stream().map(AccountRow::of).toList());
    }

    /** All accounts as a file for spreadsheets, with cells that none of them takes for a formula. */
    @GET
    @Path("export")
    @Produces(AccountCsv.MEDIA_TYPE)
    @Operation(operationId = "exportAccounts", summary = "Export the accounts of an organization as CSV")
    @APIResponse(
            responseCode = "200",
            description = "All accounts",
            content = @Content(mediaType = AccountCsv.MEDIA_TYPE, schema = @Schema(implementation = String.class)))
    public Response export() {
        Acting acting = Caller.within(session, organizationId, Deed.SEE_ACCOUNTS);
        return Response.ok(AccountCsv.all(acting.directory(), organizationId), AccountCsv.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"accounts.csv\"")
                .build();
    }

    /** Makes an account: administrators make clerks, the operator makes all. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createAccount", summary = "Create an account")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewAccount.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new account; its address stands in the header Location",
            content = @Content(schema = @Schema(implementation = AccountDetail.class)))
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String key, @Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Acting acting = Caller.within(session, organizationId, Deed.MANAGE_CLERKS);
        NewAccount wanted = Body.read(session, received, NewAccount.class);
        Checks checks = new Checks(session);
        Role role = checks.one("role", wanted.role(), Arrays.asList(Role.values()), Role::text)
                .orElse(Role.CLERK);
        Creation creation = Creation.check(acting, checks, role, wanted);
        checks.done();
        if (role != Role.CLERK && acting.permissions().may(Deed.APPOINT, organizationId) != Answer.YES) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "not_allowed");
        }
        if (role.isAdministrator()
                && PortalPolicy.of(session.getContext().getRealm())
                        .filter(policy -> policy.registration().fourEyes())
                        .isPresent()) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "application_required");
        }
        return Once.answer(
                session, acting.permissions().account().getId(), key, "createAccount " + organizationId, wanted, () -> {
                    Limits.count(session, acting.permissions().account().getId(), Limits.Kind.MAIL);
                    String id = creation.create();
                    return AccountResource.answer(
                            Response.created(session.getContext()
                                    .getUri()
                                    .getAbsolutePathBuilder()
                                    .path(id)
                                    .build()),
                            new Details(acting).of(acting.account(id)));
                });
    }

    /** Makes clerks from a file of up to 10,000 rows, or tells what would become of them. */
    @POST
    @Path("import")
    @Consumes("text/csv")
    @Operation(operationId = "importAccounts", summary = "Create and change clerks from CSV")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "200",
            description = "A line of JSON for each row, and a summary in the last one",
            content = @Content(mediaType = ImportResource.LINES, schema = @Schema(implementation = String.class)))
    public Response imports(
            @QueryParam("dry-run") @DefaultValue("false") String dryRun, @Schema(hidden = true) InputStream file) {
        byte[] received = Body.receive(session, file, ClerkImport.BYTES);
        Acting acting = Caller.within(session, organizationId, Deed.MANAGE_CLERKS);
        Checks checks = new Checks(session);
        boolean rehearsal = checks.flag("dry-run", dryRun).orElse(false);
        checks.done();
        ImportTurn turn =
                ImportTurn.take(session, acting.permissions().account().getId(), organizationId);
        ClerkImport rows =
                turn.before(() -> new ClerkImport(acting, Body.whole(session, received, ClerkImport.BYTES), rehearsal));
        // each row has a transaction of its own; this one would only wait for them with a connection in hand
        session.getTransactionManager().commit();
        StreamingOutput lines = output -> turn.during(() -> rows.run(output));
        return Response.ok(lines, ImportResource.LINES).build();
    }

    /** One of the accounts. */
    @Path("{account}")
    public AccountResource account(@PathParam("account") String accountId) {
        return new AccountResource(session, organizationId, accountId);
    }

    /**
     * A page of the list.
     *
     * @param total how many accounts there are in all
     * @param items those of the page
     */
    public record AccountList(long total, List<AccountRow> items) {
        /** Copies the list. */
        public AccountList {
            items = List.copyOf(items);
        }
    }

    /**
     * An account to be.
     *
     * @param role such as {@code clerk}, which it is if nothing is said
     * @param firstName first name
     * @param lastName last name
     * @param email personal address
     * @param phone telephone number, if there is one
     * @param birthDate ISO 8601; needed for administrators where a link to the user id asks for it
     * @param termsConfirmed the person knows the terms of use
     * @param grants its rights; of an administrator, what it can pass on
     * @param mailboxes types of its group mailboxes; of an administrator, those that it manages
     * @param bound an administrator holds these rights and mailboxes only; else it has none of its own and holds the whole organization
     */
    public record NewAccount(
            @Nullable String role,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String birthDate,
            @Nullable Boolean termsConfirmed,
            @Nullable List<UnitGrant> grants,
            @Nullable Set<String> mailboxes,
            @Nullable Boolean bound) {
        /** Not the person. */
        @Override
        public String toString() {
            return "new account";
        }
    }
}
