package io.github.orgportal.administration;

import io.github.orgportal.organizations.Deed;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.account.ListedAccount;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.lock.Locks;
import io.github.orgportal.organizations.password.Passwords;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** {@code …/accounts/{account}}: an account of an organization. */
@Produces(MediaType.APPLICATION_JSON)
public final class AccountResource {
    private final KeycloakSession session;
    private final String organizationId;
    private final String accountId;

    AccountResource(KeycloakSession session, String organizationId, String accountId) {
        this.session = session;
        this.organizationId = organizationId;
        this.accountId = accountId;
    }

    /** The account with its rights, mailboxes and locks. */
    @GET
    @Operation(operationId = "getAccount", summary = "An account of an organization")
    @APIResponse(
            responseCode = "200",
            description = "The account; the header ETag names its version",
            content = @Content(schema = @Schema(implementation = AccountDetail.class)))
    public Response get() {
        Acting acting = Caller.within(session, organizationId, Deed.SEE_ACCOUNTS);
        return answer(Response.ok(), new Details(acting).of(acting.account(accountId)));
    }

    /** Changes personal data. No mail is sent about it. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeAccount", summary = "Change the personal data of an account")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChangedAccount.class)))
    @APIResponse(
            responseCode = "200",
            description = "The account as it is now",
            content = @Content(schema = @Schema(implementation = AccountDetail.class)))
    public Response change(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Acting acting = Caller.within(session, organizationId, Deed.MANAGE_CLERKS);
        ListedAccount seen = acting.managed(accountId);
        if (seen.id().equals(acting.permissions().account().getId())) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "own_data");
        }
        acting.requireOwn(seen);
        ChangedAccount wanted = Body.read(session, received, ChangedAccount.class);
        Checks checks = new Checks(session);
        PersonalData data =
                PersonalData.check(checks, wanted.firstName(), wanted.lastName(), wanted.email(), wanted.phone());
        checks.done();
        ListedAccount account = held(acting, ifMatch);
        acting.requireOwn(account);
        boolean moves = !data.email().equalsIgnoreCase(account.email());
        // who gets an administrator's mails can act in that one's name
        if (moves && account.role().isAdministrator() && !acting.permissions().isOperator()) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "not_allowed");
        }
        if (moves && acting.portal().directory().hasAddress(organizationId, data.email(), account.role())) {
            throw Problem.of(session, Response.Status.CONFLICT, "exists_already");
        }
        Optional<String> phone = data.phone().or(() -> account.phone().isEmpty() ? Optional.empty() : Optional.of(""));
        acting.attempt(() -> acting.portal()
                .accounts()
                .draft(new Person(account.userId(), data.email(), data.firstName(), data.lastName(), phone))
                .save(organizationId, acting.actor()));
        return now(acting);
    }

    /**
     * Says what the account may do: all of it in one write. It works from the next token on; passwords stay. Of an administrator, it says
     * what that one can pass on. Nobody can give or take away more than it holds; what is beyond its units stays as it is.
     */
    @PUT
    @Path("grants")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeRights", summary = "Set the rights and mailboxes of an account")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChangedRights.class)))
    @APIResponse(
            responseCode = "200",
            description = "The account as it is now",
            content = @Content(schema = @Schema(implementation = AccountDetail.class)))
    @APIResponse(
            responseCode = "204",
            description = "The account has nothing left at the caller's units: for it, there is none")
    public Response grant(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Acting acting = Caller.within(session, organizationId, Deed.MANAGE_CLERKS);
        ListedAccount seen = acting.managed(accountId);
        if (seen.id().equals(acting.permissions().account().getId())) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "own_data");
        }
        ChangedRights wanted = Body.read(session, received, ChangedRights.class);
        Checks checks = new Checks(session);
        Assignment assignment =
                Assignment.check(acting, checks, seen.role(), wanted.grants(), wanted.mailboxes(), wanted.bound());
        checks.done();
        ListedAccount account = held(acting, ifMatch);
        assignment.write(acting, acting.user(account), acting.member(account));
        return acting.directory()
                .find(organizationId, accountId)
                .map(found -> answer(Response.ok(), new Details(acting).of(found)))
                .orElseGet(() -> Response.noContent().build());
    }

    /** What follows if the account is locked. */
    @GET
    @Path("lock-preview")
    @Operation(operationId = "previewLock", summary = "What follows if an account is locked")
    @APIResponse(
            responseCode = "200",
            description = "What follows",
            content = @Content(schema = @Schema(implementation = LockPreview.class)))
    public LockPreview lockPreview() {
        Acting acting = Caller.within(session, organizationId, Deed.MANAGE_CLERKS);
        ListedAccount account = acting.managed(accountId);
        Optional<Long> clerks = Optional.ofNullable(
                acting.portal().locks().preview(acting.user(account)).get(organizationId));
        return new LockPreview(
                account.role().isAdministrator(),
                account.id().equals(acting.permissions().account().getId()),
                isFinal(acting, account),
                clerks.isPresent(),
                clerks.orElse(0L));
    }

    /** Locks the account: in all its organizations if it belongs to this one alone, else here. */
    @POST
    @Path("lock")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "lockAccount", summary = "Lock an account")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = LockOrder.class)))
    @APIResponse(
            responseCode = "200",
            description = "The account as it is now",
            content = @Content(schema = @Schema(implementation = AccountDetail.class)))
    @APIResponse(responseCode = "204", description = "The caller has locked itself and sees nothing any more")
    public Response lock(@Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Acting acting = Caller.within(session, organizationId, Deed.MANAGE_CLERKS);
        ListedAccount seen = acting.managed(accountId);
        LockOrder order = Body.read(session, received, LockOrder.class);
        Checks checks = new Checks(session);
        String reason = checks.text("reason", order.reason(), Locks.REASON_LENGTH);
        checks.done();
        if (seen.role().isAdministrator() && !Boolean.TRUE.equals(order.confirmed())) {
            throw Problem.of(session, Response.Status.CONFLICT, "confirmation_required");
        }
        acting.hold(accountId);
        ListedAccount account = acting.managed(accountId);
        UserModel user = acting.user(account);
        LockCause cause =
                acting.actor().kind() == Actor.Kind.ADMINISTRATOR ? LockCause.ADMINISTRATOR : LockCause.OPERATOR;
        acting.attempt(() -> {
            if (account.isShared() && cause == LockCause.ADMINISTRATOR) {
                acting.portal()
                        .locks()
                        .lockMembership(user, account.membershipId(), organizationId, cause, reason, acting.actor());
            } else {
                acting.portal().locks().lockAccount(user, cause, reason, acting.actor());
            }
            return account;
        });
        boolean self = account.id().equals(acting.permissions().account().getId());
        // who has locked itself sees nothing any more
        return self ? Response.noContent().build() : now(acting);
    }

    /** Ends the locks that somebody has put on the account. Its rights are back as they were. */
    @POST
    @Path("unlock")
    @Operation(operationId = "unlockAccount", summary = "Unlock an account")
    @APIResponse(
            responseCode = "200",
            description = "The account as it is now",
            content = @Content(schema = @Schema(implementation = AccountDetail.class)))
    public Response unlock() {
        Acting acting = Caller.within(session, organizationId, Deed.MANAGE_CLERKS);
        ListedAccount seen = acting.managed(accountId);
        if (seen.role().isAdministrator() && !acting.permissions().isOperator()) {
            throw Problem.of(session, Response.Status.CONFLICT, "lock_final");
        }
        acting.hold(accountId);
        ListedAccount account = acting.managed(accountId);
        UserModel user = acting.user(account);
        boolean lifted = acting.attempt(() -> {
            Locks locks = acting.portal().locks();
            boolean here = locks.unlockMembership(user, account.membershipId(), organizationId, acting.actor());
            boolean everywhere = (!account.isShared() || acting.permissions().isOperator())
                    && locks.unlockAccount(user, acting.actor());
            return here || everywhere;
        });
        if (!lifted) {
            throw Problem.of(session, Response.Status.CONFLICT, "nothing_to_unlock");
        }
        // the password of one that works for others too, or holds more than this one, is not this one's to replace
        if (!account.isShared() && acting.whyNotOwn(account, acting.ceiling()).isEmpty()) {
            acting.attempt(() -> {
                acting.portal().passwords().afterUnlock(user, acting.actor());
                return account;
            });
        }
        return now(acting);
    }

    /** Sends a link to choose a password; an earlier one ends. Administrators send it to clerks, the operator to everybody. */
    @POST
    @Path("password-link")
    @Operation(operationId = "sendPasswordLink", summary = "Send a link to choose a password")
    @APIResponse(responseCode = "204", description = "The mail is on its way")
    public Response sendLink(@HeaderParam("Idempotency-Key") @Nullable String key) {
        Acting acting = Caller.within(session, organizationId, Deed.SEND_PASSWORD_LINKS);
        return sendOnce(acting, key, "sendPasswordLink", Passwords::sendLink);
    }

    /** Sends an administrator a link to fetch the user id; an earlier one ends. */
    @POST
    @Path("user-id-link")
    @Operation(operationId = "sendUserIdLink", summary = "Send an administrator a link to fetch the user id")
    @APIResponse(responseCode = "204", description = "The mail is on its way")
    public Response sendUserIdLink(@HeaderParam("Idempotency-Key") @Nullable String key) {
        Acting acting = Caller.within(session, organizationId, Deed.APPOINT);
        return sendOnce(acting, key, "sendUserIdLink", Passwords::sendUserIdLink);
    }

    private interface Mailing {
        void send(Passwords passwords, UserModel account, Actor actor);
    }

    private Response sendOnce(Acting acting, @Nullable String key, String operation, Mailing mailing) {
        addressee(acting);
        String caller = acting.permissions().account().getId();
        return Once.answer(session, caller, key, operation + " " + organizationId + " " + accountId, Map.of(), () -> {
            Limits.count(session, caller, Limits.Kind.MAIL);
            acting.hold(accountId);
            UserModel user = acting.user(addressee(acting));
            acting.attempt(() -> {
                mailing.send(acting.portal().passwords(), user, acting.actor());
                return user;
            });
            return Response.noContent().build();
        });
    }

    private ListedAccount addressee(Acting acting) {
        return acting.permissions().isOperator() ? acting.managed(accountId) : acting.handedOver(accountId);
    }

    /** What an administrator hands over to a clerk. */
    @Path("one-time-password")
    public OneTimePasswordResource oneTimePassword() {
        return new OneTimePasswordResource(session, organizationId, accountId);
    }

    private boolean isFinal(Acting acting, ListedAccount account) {
        return account.role().isAdministrator()
                && PortalPolicy.of(session.getContext().getRealm())
                        .filter(PortalPolicy::administratorLockFinal)
                        .isPresent()
                && !acting.permissions().isOperator();
    }

    /** The account as nobody else can change it until the end of the transaction, if the caller has seen it so. */
    private ListedAccount held(Acting acting, @Nullable String ifMatch) {
        String seen = Version.require(session, ifMatch);
        acting.hold(accountId);
        ListedAccount account = acting.managed(accountId);
        Map<String, Set<String>> grants = acting.portal().grants().of(account.membershipId());
        Version.check(session, seen, Details.tag(account, grants));
        return account;
    }

    private Response now(Acting acting) {
        return answer(Response.ok(), new Details(acting).of(acting.account(accountId)));
    }

    static Response answer(Response.ResponseBuilder response, AccountDetail detail) {
        return response.entity(detail)
                .tag(new EntityTag(detail.tag()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /**
     * Personal data, all of it.
     *
     * @param firstName first name
     * @param lastName last name
     * @param email personal address
     * @param phone telephone number; without it, the account has none any more
     */
    public record ChangedAccount(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone) {
        /** Not the person. */
        @Override
        public String toString() {
            return "personal data";
        }
    }

    /**
     * What an account may do, all of it.
     *
     * @param grants its rights; of an administrator, what it can pass on
     * @param mailboxes types of its group mailboxes; of an administrator, those that it manages
     * @param bound an administrator holds these rights and mailboxes only; else it has none of its own and holds the whole organization
     */
    public record ChangedRights(
            @Nullable List<UnitGrant> grants,
            @Nullable Set<String> mailboxes,
            @Nullable Boolean bound) {}

    /**
     * A lock to be.
     *
     * @param reason why, up to 1000 characters
     * @param confirmed the caller has been told what follows; needed for administrators
     */
    public record LockOrder(
            @Nullable String reason, @Nullable Boolean confirmed) {}

    /**
     * What follows if an account is locked.
     *
     * @param confirmationRequired {@code confirmed} must be true
     * @param self the caller locks itself
     * @param lockFinal nobody but a new registration brings the account back
     * @param lastAdministrator the organization has no active administrator afterwards
     * @param clerks how many clerks lose their access with it
     */
    public record LockPreview(
            boolean confirmationRequired, boolean self, boolean lockFinal, boolean lastAdministrator, long clerks) {}
}
