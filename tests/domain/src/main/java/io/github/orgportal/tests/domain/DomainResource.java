package io.github.orgportal.tests.domain;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.AccessDecision;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.Membership;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.account.PostalAddress;
import io.github.orgportal.organizations.application.Applications;
import io.github.orgportal.organizations.application.Submission;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.grant.EffectiveGrants;
import io.github.orgportal.organizations.lock.LockRecord;
import io.github.orgportal.organizations.mailbox.Mailbox;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.profile.Kind;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.organizations.profile.UnitData;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.UserModel;
import org.keycloak.services.resource.RealmResourceProvider;

/** {@code /realms/{realm}/test-domain/…}; what the domain refuses is answered with 409 and its message. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class DomainResource implements RealmResourceProvider {
    private final KeycloakSession session;
    private final PortalOrganizations portal;

    DomainResource(KeycloakSession session) {
        this.session = session;
        this.portal = PortalOrganizations.of(session);
    }

    @Override
    public Object getResource() {
        return this;
    }

    /** What makes an organization. */
    public record NewOrganization(String memberNumber, String name, String kind) {}

    /** Which lock, and who puts it on: an administrator's id, or nobody for the operator. */
    public record NewLock(
            String cause, String reason, @Nullable String actor) {}

    /** How an account stands. */
    public record AccountState(
            boolean granted, String scope, String cause, List<String> organizations, List<LockRecord> locks) {}

    /** Makes an organization. */
    @POST
    @Path("organizations")
    public Map<String, String> create(NewOrganization request) {
        return answer(() -> Map.of(
                "id",
                portal.organizations()
                        .create(
                                request.memberNumber(),
                                request.name(),
                                Kind.of(request.kind()).orElseThrow(),
                                operator())
                        .id()));
    }

    /** Gives an account a role in an organization. */
    @PUT
    @Path("organizations/{organization}/members/{account}/{role}")
    public void member(
            @PathParam("organization") String organization,
            @PathParam("account") String account,
            @PathParam("role") String role,
            @QueryParam("actor") @Nullable String actor) {
        Role given = Role.of(role).orElseThrow();
        answer(() -> {
            Optional<Member> found = portal.memberships().find(account, organization);
            if (found.isPresent()) {
                portal.memberships().changeRole(account(account), organization, given, actor(actor));
            } else {
                portal.memberships().add(account(account), organization, given, actor(actor));
            }
            return given;
        });
    }

    /** Ends an account's place in an organization. */
    @DELETE
    @Path("organizations/{organization}/members/{account}")
    public void leave(
            @PathParam("organization") String organization,
            @PathParam("account") String account,
            @QueryParam("actor") @Nullable String actor) {
        answer(() -> portal.memberships().remove(account(account), organization, actor(actor)));
    }

    /** Locks an account in one organization. */
    @POST
    @Path("organizations/{organization}/members/{account}/locks")
    public void lockMember(
            @PathParam("organization") String organization, @PathParam("account") String account, NewLock lock) {
        answer(() -> {
            portal.locks()
                    .lockMembership(
                            account(account),
                            member(account, organization).id(),
                            organization,
                            LockCause.valueOf(lock.cause()),
                            lock.reason(),
                            actor(lock.actor()));
            return lock;
        });
    }

    /** Lifts those locks. */
    @DELETE
    @Path("organizations/{organization}/members/{account}/locks")
    public void unlockMember(
            @PathParam("organization") String organization,
            @PathParam("account") String account,
            @QueryParam("actor") @Nullable String actor) {
        answer(() -> portal.locks()
                .unlockMembership(
                        account(account), member(account, organization).id(), organization, actor(actor)));
    }

    /** Locks an account. */
    @POST
    @Path("accounts/{account}/locks")
    public void lock(@PathParam("account") String account, NewLock lock) {
        answer(() -> {
            portal.locks()
                    .lockAccount(account(account), LockCause.valueOf(lock.cause()), lock.reason(), actor(lock.actor()));
            return lock;
        });
    }

    /** Unlocks an account. */
    @DELETE
    @Path("accounts/{account}/locks")
    public void unlock(@PathParam("account") String account, @QueryParam("actor") @Nullable String actor) {
        answer(() -> portal.locks().unlockAccount(account(account), actor(actor)));
    }

    /** How an account stands. */
    @GET
    @Path("accounts/{account}")
    public AccountState state(@PathParam("account") String account) {
        List<LockRecord> locks = portal.locks().history(account(account));
        AccessDecision decision = portal.access().decide(account);
        if (decision instanceof AccessDecision.Refused refused) {
            return new AccountState(
                    false, refused.scope().name(), refused.cause().name(), List.of(), locks);
        }
        List<String> organizations = ((AccessDecision.Granted) decision)
                .memberships().stream().map(Membership::organizationId).toList();
        return new AccountState(true, "", "", organizations, locks);
    }

    /** Until when Keycloak pauses an account; empty if it does not. */
    @GET
    @Path("accounts/{account}/paused-until")
    @Produces(MediaType.TEXT_PLAIN)
    public String pausedUntil(@PathParam("account") String account) {
        return portal.wrongPasswords()
                .pausedUntil(account(account))
                .map(Instant::toString)
                .orElse("");
    }

    /** How many clerks each organization has that would lose its last administrator with this account. */
    @GET
    @Path("accounts/{account}/lock-preview")
    public Map<String, Long> preview(@PathParam("account") String account) {
        return portal.locks().preview(account(account));
    }

    /** Makes or changes a unit. */
    public record NewUnit(
            String number,
            String name,
            String type,
            @Nullable String identifier) {}

    /** Makes or changes a unit. */
    @PUT
    @Path("organizations/{organization}/units")
    public Map<String, String> unit(@PathParam("organization") String organization, NewUnit unit) {
        return answer(() -> Map.of(
                "id",
                portal.organizations()
                        .putUnit(
                                organization(organization),
                                new UnitData(
                                        unit.number(),
                                        unit.name(),
                                        unit.type(),
                                        Optional.ofNullable(unit.identifier())),
                                operator())
                        .id()));
    }

    /** Switches rights off. */
    @PUT
    @Path("organizations/{organization}/restrictions")
    public void restrict(@PathParam("organization") String organization, Set<String> rights) {
        answer(() -> portal.organizations().restrict(organization(organization), rights, operator()));
    }

    /** Grants exactly these rights. */
    @PUT
    @Path("organizations/{organization}/members/{account}/grants")
    public void grant(
            @PathParam("organization") String organization,
            @PathParam("account") String account,
            Map<String, Set<String>> grants) {
        answer(() -> portal.grants().replace(account(account), member(account, organization), grants, operator()));
    }

    /** What works. */
    @GET
    @Path("organizations/{organization}/members/{account}/grants")
    public EffectiveGrants grants(
            @PathParam("organization") String organization,
            @PathParam("account") String account,
            @QueryParam("most") int most) {
        return portal.grants().effective(member(account, organization), most);
    }

    /** Assigns to exactly these group mailboxes. */
    @PUT
    @Path("organizations/{organization}/members/{account}/mailboxes")
    public void assign(
            @PathParam("organization") String organization,
            @PathParam("account") String account,
            Set<String> mailboxes) {
        answer(() -> portal.mailboxes().assign(account(account), member(account, organization), mailboxes, operator()));
    }

    /** Where a mailbox' notifications go; an empty text for nowhere. */
    @PUT
    @Path("organizations/{organization}/mailboxes/{type}")
    public void notifyAt(
            @PathParam("organization") String organization, @PathParam("type") String type, List<String> address) {
        answer(() ->
                portal.mailboxes().notifyAt(organization, type, address.stream().findFirst(), operator()));
    }

    /** The group mailboxes of an organization. */
    @GET
    @Path("organizations/{organization}/mailboxes")
    public List<Mailbox> mailboxes(@PathParam("organization") String organization) {
        return portal.mailboxes().of(organization);
    }

    /** A login name, and the role that goes with it. */
    public record Name(String kind, String role, String name) {}

    /** Who is made: an address, and where a role in an organization. */
    public record NewAccount(String email, String organization, String role) {}

    /** The names that an account logs in with. */
    @GET
    @Path("accounts/{account}/login-names")
    public List<Name> loginNames(@PathParam("account") String account) {
        return portal.loginNames().of(account(account)).stream()
                .map(name ->
                        new Name(name.kind().name(), name.role().map(Role::text).orElse(""), name.name()))
                .toList();
    }

    /** Chooses a login name. */
    @PUT
    @Path("accounts/{account}/login-name")
    public boolean choose(@PathParam("account") String account, List<String> name) {
        return answer(() -> portal.loginNames().choose(account(account), name.get(0), operator()));
    }

    /** Whom a login name means. */
    @GET
    @Path("login-names")
    public List<String> find(@QueryParam("role") @Nullable String role, @QueryParam("name") String name) {
        return portal
                .loginNames()
                .find(Optional.ofNullable(role).map(text -> Role.of(text).orElseThrow()), name)
                .stream()
                .map(UserModel::getId)
                .toList();
    }

    /** Takes user ids, as many as are wanted, which then belong to nobody. */
    @POST
    @Path("organizations/{organization}/ids/{role}")
    public List<String> issue(
            @PathParam("organization") String organization,
            @PathParam("role") String role,
            @QueryParam("many") int many) {
        return answer(() -> Stream.generate(
                        () -> portal.loginNames().issue(Role.of(role).orElseThrow(), organization))
                .limit(many)
                .toList());
    }

    /** Makes an account as an administrator does: with an id of the portal's, in an organization. */
    @POST
    @Path("accounts")
    public Map<String, String> make(NewAccount request) {
        return answer(() -> {
            Role role = Role.of(request.role()).orElseThrow();
            String id = portal.loginNames().issue(role, request.organization());
            UserModel account = portal.accounts()
                    .draft(new Person(id, request.email(), "Kim", "Beispiel", Optional.empty()))
                    .save(request.organization(), operator());
            portal.memberships().add(account, request.organization(), role, operator());
            return Map.of("id", account.getId(), "username", account.getUsername());
        });
    }

    /** What somebody types who wants an account as an administrator. */
    public record NewApplication(String memberNumber, String email) {}

    /** Takes an application as the registration does. */
    @POST
    @Path("applications")
    public Map<String, String> submit(NewApplication request) {
        return answer(() -> Map.of(
                "id",
                portal.applications()
                        .submit(new Submission(
                                Role.ADMINISTRATOR,
                                List.of(request.memberNumber()),
                                new Person(
                                        "",
                                        request.email(),
                                        "Kim",
                                        "Beispiel",
                                        Optional.empty(),
                                        Optional.of("1980-05-03")),
                                new PostalAddress("Musterallee 1", "12345", "Beispielstadt", "DE"),
                                List.of(),
                                "de"))
                        .id()));
    }

    /** The address of an application was confirmed: its status; empty if that was not possible. */
    @POST
    @Path("applications/{application}/confirm")
    public List<String> confirm(@PathParam("application") String id) {
        return portal.applications().confirm(id).stream()
                .map(application -> application.status().name())
                .toList();
    }

    /** Removes what was not confirmed in time, and what was decided long ago. */
    @DELETE
    @Path("applications")
    public void tidy() {
        Applications.tidy(session);
    }

    private Organization organization(String id) {
        return portal.organizations().find(id).orElseThrow(NotFoundException::new);
    }

    private Member member(String account, String organization) {
        return portal.memberships().find(account, organization).orElseThrow(NotFoundException::new);
    }

    private UserModel account(String id) {
        UserModel account = session.users().getUserById(session.getContext().getRealm(), id);
        if (account == null) {
            throw new NotFoundException();
        }
        return account;
    }

    private Actor actor(@Nullable String id) {
        return id == null ? operator() : Actor.administrator(account(id));
    }

    private static Actor operator() {
        return new Actor(Actor.Kind.OPERATOR, "operator", "operator");
    }

    private <T> T answer(Supplier<T> work) {
        try {
            return work.get();
        } catch (ModelException e) {
            session.getTransactionManager().setRollbackOnly();
            throw new WebApplicationException(Response.status(Response.Status.CONFLICT)
                    .entity(Map.of("error", String.valueOf(e.getMessage())))
                    .type(MediaType.APPLICATION_JSON)
                    .build());
        }
    }

    @Override
    public void close() {
        // holds nothing
    }
}
