package io.github.orgportal.administration;

import io.github.orgportal.administration.AccountDetail.AccountRow;
import io.github.orgportal.administration.OrganizationsResource.OrganizationView;
import io.github.orgportal.organizations.Deed;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.AccountPage;
import io.github.orgportal.organizations.account.AccountQuery;
import io.github.orgportal.organizations.account.ListedAccount;
import io.github.orgportal.organizations.grant.Ceiling;
import io.github.orgportal.organizations.policy.Catalogue;
import io.github.orgportal.organizations.policy.Right;
import io.github.orgportal.organizations.policy.UnitType;
import io.github.orgportal.organizations.profile.Kind;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.organizations.profile.Unit;
import io.github.orgportal.organizations.profile.UnitData;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** {@code …/organizations/{organization}}: an organization, its units, its rights. */
@Produces(MediaType.APPLICATION_JSON)
public final class OrganizationResource {
    private static final int NUMBER = 32;

    private final KeycloakSession session;
    private final String organizationId;

    OrganizationResource(KeycloakSession session, String organizationId) {
        this.session = session;
        this.organizationId = organizationId;
    }

    /** The organization with its administrators. */
    @GET
    @Operation(operationId = "getOrganization", summary = "An organization and its administrators")
    @APIResponse(
            responseCode = "200",
            description = "The organization; the header ETag names its version",
            content = @Content(schema = @Schema(implementation = OrganizationDetail.class)))
    public Response get() {
        Acting acting = Caller.within(session, organizationId, Deed.SEE_ORGANIZATION);
        OrganizationDetail detail = new OrganizationDetail(
                OrganizationView.of(acting.organization()),
                acting.directory().page(organizationId, AccountQuery.ofRoles(Role.ADMINISTRATORS)).items().stream()
                        .map(AccountRow::of)
                        .toList());
        return answer(detail, version(acting.organization()));
    }

    private static Response answer(Object entity, String version) {
        return Response.ok(entity)
                .tag(new EntityTag(version))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static String version(Organization organization) {
        return Version.of(List.of(organization.name(), organization.kind().text()));
    }

    /** Changes name and kind; for the operator. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeOrganization", summary = "Change an organization")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChangedOrganization.class)))
    @APIResponse(
            responseCode = "200",
            description = "The organization as it is now; the header ETag names its version",
            content = @Content(schema = @Schema(implementation = OrganizationView.class)))
    public Response change(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Acting acting = Caller.within(session, organizationId, Deed.CHANGE_ORGANIZATION);
        ChangedOrganization wanted = Body.read(session, received, ChangedOrganization.class);
        Checks checks = new Checks(session);
        String name = checks.text("name", wanted.name(), OrganizationsResource.NAME);
        Kind kind = OrganizationsResource.kind(checks, wanted.kind());
        checks.done();
        String seen = Version.require(session, ifMatch);
        acting.hold();
        Organization organization = current(acting);
        Version.check(session, seen, version(organization));
        acting.attempt(() -> acting.portal().organizations().change(organization, name, kind, acting.actor()));
        Organization changed = current(acting);
        return answer(OrganizationView.of(changed), version(changed));
    }

    private Organization current(Acting acting) {
        return acting.portal()
                .organizations()
                .current(organizationId)
                .orElseThrow(() -> Problem.of(session, Response.Status.NOT_FOUND, "organization_not_found"));
    }

    /** The units, by number. */
    @GET
    @Path("units")
    @Operation(operationId = "listUnits", summary = "List the units of an organization")
    @APIResponse(
            responseCode = "200",
            description = "A page of the list",
            content = @Content(schema = @Schema(implementation = UnitList.class)))
    public UnitList units(
            @QueryParam("search") @Nullable String search,
            @QueryParam("first") @Nullable String first,
            @QueryParam("max") @Nullable String max) {
        Acting acting = Caller.within(session, organizationId, Deed.SEE_ORGANIZATION);
        Checks checks = new Checks(session);
        String text =
                checks.optional("search", search, Checks.SEARCH).orElse("").toLowerCase(Locale.ROOT);
        int from = checks.first(first);
        int most = checks.max(max);
        checks.done();
        Texts texts = new Texts(session);
        Ceiling ceiling = acting.ceiling();
        List<Unit> found = acting.portal().organizations().units(organizationId).stream()
                .filter(unit -> ceiling.reaches(unit.id()))
                .filter(unit -> unit.data().number().toLowerCase(Locale.ROOT).contains(text)
                        || unit.data().name().toLowerCase(Locale.ROOT).contains(text))
                .toList();
        return new UnitList(
                found.size(),
                found.stream()
                        .skip(from)
                        .limit(most)
                        .map(unit -> UnitView.of(unit, texts))
                        .toList());
    }

    /** A unit. */
    @GET
    @Path("units/{number}")
    @Operation(operationId = "getUnit", summary = "A unit of an organization")
    @APIResponse(
            responseCode = "200",
            description = "The unit; the header ETag names its version",
            content = @Content(schema = @Schema(implementation = UnitView.class)))
    public Response unit(@PathParam("number") String number) {
        Acting acting = Caller.within(session, organizationId, Deed.SEE_ORGANIZATION);
        Checks checks = new Checks(session);
        String unitNumber = checks.text("number", number, NUMBER);
        checks.done();
        return answer(reached(acting, acting.ceiling(), unitNumber));
    }

    private Response answer(Unit unit) {
        return answer(UnitView.of(unit, new Texts(session)), version(unit));
    }

    private static String version(Unit unit) {
        UnitData data = unit.data();
        return Version.of(List.of(
                unit.id(),
                data.number(),
                data.name(),
                data.type(),
                data.identifier().orElse("")));
    }

    private Unit reached(Acting acting, Ceiling ceiling, String number) {
        return acting.portal().organizations().unitsByNumber(organizationId, Set.of(number)).values().stream()
                .filter(unit -> ceiling.reaches(unit.id()))
                .findAny()
                .orElseThrow(() -> Problem.of(session, Response.Status.NOT_FOUND, "unit_not_found"));
    }

    /** Makes a unit, or changes the one with this number, which may get another one; for the operator. */
    @PUT
    @Path("units/{number}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putUnit", summary = "Create or change a unit")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChangedUnit.class)))
    @APIResponse(
            responseCode = "200",
            description = "The unit as it is now; the header ETag names its version",
            content = @Content(schema = @Schema(implementation = UnitView.class)))
    public Response putUnit(
            @PathParam("number") String number,
            @Parameter(description = "The version that is changed; not needed for a new unit")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable
                    String ifMatch,
            @Parameter(description = "\"*\" makes a unit and changes none")
                    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
                    @Nullable
                    String ifNoneMatch,
            @Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Acting acting = Caller.within(session, organizationId, Deed.CHANGE_ORGANIZATION);
        ChangedUnit wanted = Body.read(session, received, ChangedUnit.class);
        Checks checks = new Checks(session);
        Catalogue catalogue = Catalogue.of(session.getContext().getRealm());
        String unitNumber = checks.text("number", number, NUMBER);
        String newNumber = checks.optional("number", wanted.number(), NUMBER).orElse(unitNumber);
        String name = checks.text("name", wanted.name(), OrganizationsResource.NAME);
        Optional<String> type = checks.one(
                "type",
                wanted.type(),
                catalogue.unitTypes().stream().map(UnitType::id).toList(),
                id -> id);
        if (wanted.type() == null || wanted.type().isEmpty()) {
            checks.refuse("type", "required");
        }
        Optional<String> identifier = checks.optional("identifier", wanted.identifier(), 64);
        checks.done();
        acting.hold();
        Optional<Unit> found = acting.portal().organizations().unit(organizationId, unitNumber);
        if (found.isPresent() && "*".equals(ifNoneMatch)) {
            throw Problem.of(session, Response.Status.PRECONDITION_FAILED, "exists_already");
        }
        if (found.isEmpty() && ifMatch != null) {
            // somebody has given it another number
            throw Problem.of(session, Response.Status.PRECONDITION_FAILED, "changed_meanwhile");
        }
        found.ifPresent(unit -> Version.check(session, Version.require(session, ifMatch), version(unit)));
        Unit unit = acting.attempt(() -> acting.portal()
                .organizations()
                .putUnit(
                        acting.organization(),
                        unitNumber,
                        new UnitData(newNumber, name, type.orElseThrow(), identifier),
                        acting.actor()));
        return answer(unit);
    }

    /** Who has which right at a unit. */
    @GET
    @Path("units/{number}/accounts")
    @Operation(operationId = "listUnitAccounts", summary = "List the accounts with rights at a unit")
    @APIResponse(
            responseCode = "200",
            description = "A page of the list",
            content = @Content(schema = @Schema(implementation = HolderList.class)))
    public HolderList holders(
            @PathParam("number") String number,
            @QueryParam("first") @Nullable String first,
            @QueryParam("max") @Nullable String max) {
        Acting acting = Caller.within(session, organizationId, Deed.SEE_ACCOUNTS);
        Checks checks = new Checks(session);
        String unitNumber = checks.text("number", number, NUMBER);
        int from = checks.first(first);
        int most = checks.max(max);
        checks.done();
        Unit unit = reached(acting, acting.ceiling(), unitNumber);
        AccountPage page = acting.directory().page(organizationId, AccountQuery.atUnit(unit.id(), from, most));
        Map<String, Set<String>> rights = acting.portal()
                .grants()
                .at(
                        unit.id(),
                        page.items().stream().map(ListedAccount::membershipId).toList());
        return new HolderList(
                page.total(),
                page.items().stream()
                        .map(account -> new Holder(
                                AccountRow.of(account),
                                List.copyOf(rights.getOrDefault(account.membershipId(), Set.of()))))
                        .toList());
    }

    /** The rights that can be granted in the organization, with what each of them needs. Those that are switched off are missing. */
    @GET
    @Path("rights")
    @Operation(operationId = "listRights", summary = "List the rights that can be granted in an organization")
    @APIResponse(
            responseCode = "200",
            description = "The rights; for the operator also what is switched off",
            content = @Content(schema = @Schema(implementation = RightList.class)))
    public RightList rights() {
        Acting acting = Caller.within(session, organizationId, Deed.SEE_ORGANIZATION);
        Catalogue catalogue = Catalogue.of(session.getContext().getRealm());
        Set<String> switchedOff = acting.portal().organizations().restrictions(organizationId);
        Texts texts = new Texts(session);
        return new RightList(
                catalogue.rights().stream()
                        .filter(right -> isGrantable(catalogue, right, switchedOff))
                        .map(right -> RightView.of(right, texts))
                        .toList(),
                acting.permissions().isOperator()
                        ? switchedOff.stream().sorted().toList()
                        : List.of(),
                HeldRights.of(acting.ceiling()));
    }

    static boolean isGrantable(Catalogue catalogue, Right right, Set<String> switchedOff) {
        return !switchedOff.contains(right.id())
                && catalogue.requirementsOf(right.id()).stream().noneMatch(switchedOff::contains);
    }

    /** What is switched off for the organization; for the operator. */
    @GET
    @Path("restrictions")
    @Operation(operationId = "getRestrictions", summary = "The rights that are switched off for an organization")
    @APIResponse(
            responseCode = "200",
            description = "What is switched off; the header ETag names its version",
            content = @Content(schema = @Schema(implementation = Restrictions.class)))
    public Response restrictions() {
        Acting acting = Caller.within(session, organizationId, Deed.CHANGE_ORGANIZATION);
        return answer(acting.portal().organizations().restrictions(organizationId));
    }

    private static Response answer(Set<String> switchedOff) {
        return answer(new Restrictions(switchedOff.stream().sorted().toList()), version(switchedOff));
    }

    private static String version(Set<String> switchedOff) {
        return Version.of(switchedOff.stream().sorted().toList());
    }

    /** Switches rights off for the organization, and all others on; for the operator. */
    @PUT
    @Path("restrictions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeRestrictions", summary = "Switch rights off for an organization")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Restrictions.class)))
    @APIResponse(
            responseCode = "200",
            description = "What is switched off now; the header ETag names its version",
            content = @Content(schema = @Schema(implementation = Restrictions.class)))
    public Response restrict(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Acting acting = Caller.within(session, organizationId, Deed.CHANGE_ORGANIZATION);
        Restrictions wanted = Body.read(session, received, Restrictions.class);
        Checks checks = new Checks(session);
        List<String> known = Catalogue.of(session.getContext().getRealm()).rights().stream()
                .map(Right::id)
                .toList();
        if (wanted.rights() == null) {
            checks.refuse("rights", "required");
        }
        Set<String> rights = new TreeSet<>();
        for (String right : wanted.rights() == null ? List.<String>of() : wanted.rights()) {
            if (right == null || !known.contains(right)) {
                checks.refuse("rights", "one_of", String.join(", ", known));
            } else {
                rights.add(right);
            }
        }
        checks.done();
        String seen = Version.require(session, ifMatch);
        acting.hold();
        Version.check(session, seen, version(acting.portal().organizations().restrictions(organizationId)));
        acting.attempt(() -> acting.portal().organizations().restrict(acting.organization(), rights, acting.actor()));
        return answer(rights);
    }

    /** Its accounts. */
    @Path("accounts")
    public AccountsResource accounts() {
        return new AccountsResource(session, organizationId);
    }

    /** Its group mailboxes. */
    @Path("mailboxes")
    public MailboxesResource mailboxes() {
        return new MailboxesResource(session, organizationId);
    }

    /** Its change log. */
    @Path("changes")
    public ChangesResource changes() {
        return new ChangesResource(session, organizationId);
    }

    /**
     * An organization with its administrators.
     *
     * @param organization the organization
     * @param administrators their accounts
     */
    public record OrganizationDetail(OrganizationView organization, List<AccountRow> administrators) {
        /** Copies the list. */
        public OrganizationDetail {
            administrators = List.copyOf(administrators);
        }
    }

    /**
     * What can be changed about an organization.
     *
     * @param name its name
     * @param kind {@code employer}, which it is if nothing is said, or {@code data-center}
     */
    public record ChangedOrganization(
            @Nullable String name, @Nullable String kind) {}

    /**
     * A unit.
     *
     * @param id of the unit
     * @param number unique in the organization
     * @param name its name
     * @param type id of its type
     * @param typeLabel name of the type, in the caller's language
     * @param identifier what some rights need; missing if it has none
     */
    public record UnitView(
            String id, String number, String name, String type, String typeLabel, Optional<String> identifier) {
        static UnitView of(Unit unit, Texts texts) {
            UnitData data = unit.data();
            return new UnitView(
                    unit.id(),
                    data.number(),
                    data.name(),
                    data.type(),
                    texts.of("portalUnitType." + data.type(), data.type()),
                    data.identifier());
        }
    }

    /**
     * A page of the list.
     *
     * @param total how many units there are in all
     * @param items those of the page
     */
    public record UnitList(long total, List<UnitView> items) {
        /** Copies the list. */
        public UnitList {
            items = List.copyOf(items);
        }
    }

    /**
     * An account with rights at a unit.
     *
     * @param account the account
     * @param rights ids of what is granted to it there
     */
    public record Holder(AccountRow account, List<String> rights) {
        /** Copies the list. */
        public Holder {
            rights = List.copyOf(rights);
        }
    }

    /**
     * A page of the list.
     *
     * @param total how many accounts have rights at the unit
     * @param items those of the page
     */
    public record HolderList(long total, List<Holder> items) {
        /** Copies the list. */
        public HolderList {
            items = List.copyOf(items);
        }
    }

    /**
     * What can be changed about a unit.
     *
     * @param number its number from now on; without it, the unit keeps the one it has
     * @param name its name
     * @param type id of its type
     * @param identifier what some rights need; without it, the unit has none any more
     */
    public record ChangedUnit(
            @Nullable String number,
            @Nullable String name,
            @Nullable String type,
            @Nullable String identifier) {}

    /**
     * A right.
     *
     * @param id of the right
     * @param label its name, in the caller's language
     * @param requires ids of the rights that must be held too
     * @param unitTypes ids of the unit types that it exists for; empty for all
     * @param needsIdentifier it takes effect only where the unit has its identifier
     */
    public record RightView(
            String id, String label, List<String> requires, List<String> unitTypes, boolean needsIdentifier) {
        /** Copies the lists. */
        public RightView {
            requires = List.copyOf(requires);
            unitTypes = List.copyOf(unitTypes);
        }

        static RightView of(Right right, Texts texts) {
            return new RightView(
                    right.id(), texts.right(right.id()), right.requires(), right.unitTypes(), right.needsIdentifier());
        }
    }

    /**
     * Rights.
     *
     * @param items those that can be granted, in the order of the portal
     * @param switchedOff ids of those that the operator has switched off; only the operator sees them
     * @param held what the caller can give and take away
     */
    public record RightList(List<RightView> items, List<String> switchedOff, HeldRights held) {
        /** Copies the lists. */
        public RightList {
            items = List.copyOf(items);
            switchedOff = List.copyOf(switchedOff);
        }
    }

    /**
     * What the caller holds: the most that it can grant. Rights that it does not hold can neither be granted nor taken away.
     *
     * @param bound it holds only what is named here; else every right at every unit, and all mailboxes
     * @param grants rights, by units
     * @param mailboxes types of group mailboxes
     */
    public record HeldRights(boolean bound, List<UnitGrant> grants, List<String> mailboxes) {
        /** Copies the lists. */
        public HeldRights {
            grants = List.copyOf(grants);
            mailboxes = List.copyOf(mailboxes);
        }

        static HeldRights of(Ceiling ceiling) {
            return new HeldRights(
                    ceiling.bound(),
                    UnitGrant.of(ceiling.grants()),
                    ceiling.mailboxes().stream().sorted().toList());
        }
    }

    /**
     * What is switched off.
     *
     * @param rights ids of the rights
     */
    public record Restrictions(@Nullable List<String> rights) {}
}
