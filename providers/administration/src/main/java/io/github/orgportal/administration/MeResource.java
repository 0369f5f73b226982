package io.github.orgportal.administration;

import io.github.orgportal.administration.OrganizationResource.RightView;
import io.github.orgportal.administration.OrganizationResource.UnitView;
import io.github.orgportal.administration.OrganizationsResource.OrganizationView;
import io.github.orgportal.organizations.Deed;
import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.Permissions.Answer;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.Membership;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.grant.EffectiveGrants;
import io.github.orgportal.organizations.grant.UnitRights;
import io.github.orgportal.organizations.letter.Letter;
import io.github.orgportal.organizations.letter.LetterKind;
import io.github.orgportal.organizations.letter.Letters;
import io.github.orgportal.organizations.loginname.LoginName;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.policy.Catalogue;
import io.github.orgportal.organizations.policy.LoginNameKind;
import io.github.orgportal.organizations.policy.MailboxType;
import io.github.orgportal.organizations.policy.PasswordPolicy;
import io.github.orgportal.organizations.policy.PasswordWay;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.UserModel;

/** {@code /realms/{realm}/portal/me}: what is the caller's own. */
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {
    private static final int RIGHTS_PER_PAGE = 1000;

    private final KeycloakSession session;

    MeResource(KeycloakSession session) {
        this.session = session;
    }

    /**
     * The rights that work for the caller in an organization: what did not fit into the token, page by page.
     *
     * @param organizationId may be left out by who acts for one organization only
     * @param after the {@code next} of the page before
     */
    @GET
    @Path("grants")
    @Operation(operationId = "listMyGrants", summary = "The rights that work for the caller")
    @APIResponse(
            responseCode = "200",
            description = "A page of them",
            content = @Content(schema = @Schema(implementation = GrantsPage.class)))
    public GrantsPage grants(
            @QueryParam("organization") @Nullable String organizationId,
            @QueryParam("after") @DefaultValue("") String after) {
        Member member = member(Caller.person(session), Optional.ofNullable(organizationId));
        EffectiveGrants grants =
                PortalOrganizations.of(session).grants().effectiveAfter(member, after, RIGHTS_PER_PAGE);
        List<UnitRights> units = grants.units();
        return new GrantsPage(
                member.organizationId(),
                units,
                grants.more() ? Optional.of(units.get(units.size() - 1).unitId()) : Optional.empty());
    }

    /** Who calls, where it belongs, and what the console's menu can offer. */
    @GET
    @Operation(operationId = "getMe", summary = "The caller's own account")
    @APIResponse(
            responseCode = "200",
            description = "The account",
            content = @Content(schema = @Schema(implementation = Me.class)))
    public Me get() {
        Permissions caller = Caller.person(session);
        UserModel account = caller.account();
        PortalOrganizations portal = PortalOrganizations.of(session);
        List<String> alone = portal.ledAlone(account.getId(), caller.organizations());
        List<MyMembership> memberships = caller.memberships().stream()
                .flatMap(membership -> portal.organizations().find(membership.organizationId()).stream()
                        .map(organization -> new MyMembership(
                                OrganizationView.of(organization),
                                membership.role().text(),
                                alone.contains(organization.id()) ? List.of("only-administrator") : List.of(),
                                menu(caller, organization.id()))))
                .toList();
        return new Me(
                account.getId(),
                account.getUsername(),
                Objects.requireNonNullElse(account.getFirstName(), ""),
                Objects.requireNonNullElse(account.getLastName(), ""),
                Objects.requireNonNullElse(account.getEmail(), ""),
                caller.isOperator(),
                offers(caller.memberships()),
                memberships);
    }

    /** What the portal has for its people besides the places in organizations. */
    private List<String> offers(List<Membership> memberships) {
        Optional<PortalPolicy> policy = PortalPolicy.of(session.getContext().getRealm());
        List<String> offers = new ArrayList<>();
        if (policy.flatMap(rules -> rules.api().operatorAddress()).isPresent()) {
            offers.add("messages");
        }
        if (memberships.isEmpty() || policy.isEmpty()) {
            return offers;
        }
        PasswordPolicy passwords = policy.get().passwords();
        if (policy.get().login().takes(LoginNameKind.CHOSEN)) {
            offers.add("login-name");
        }
        if (passwords.loginNameByLetter()) {
            offers.add("access-id-letter");
        }
        if (passwords.loginNameByLetter()
                || memberships.stream().anyMatch(each -> passwords.way(each.role()) == PasswordWay.LETTER)) {
            offers.add("postal-address");
        }
        return offers;
    }

    /** What people keep about themselves: names to log in with, where letters go, and whether one is on its way. */
    @GET
    @Path("personal-data")
    @Operation(operationId = "getMyPersonalData", summary = "Login names and postal address of the caller")
    @APIResponse(
            responseCode = "200",
            description = "The data",
            content = @Content(schema = @Schema(implementation = OwnData.class)))
    public OwnData personalData() {
        UserModel account = Caller.person(session).account();
        PortalOrganizations portal = PortalOrganizations.of(session);
        long pause = PortalPolicy.of(session.getContext().getRealm())
                .map(policy -> policy.passwords().letterPause().toMillis())
                .orElse(0L);
        Optional<Letter> letter = portal.letters().last(account, LetterKind.ACCESS_ID);
        return new OwnData(
                account.getUsername(),
                portal.loginNames().of(account).stream()
                        .filter(name -> name.kind() == LoginNameKind.CHOSEN)
                        .map(LoginName::name)
                        .findAny(),
                new PostalAddress(
                        Objects.requireNonNullElse(account.getFirstAttribute("street"), ""),
                        Objects.requireNonNullElse(account.getFirstAttribute("postalCode"), ""),
                        Objects.requireNonNullElse(account.getFirstAttribute("city"), ""),
                        Objects.requireNonNullElse(account.getFirstAttribute("country"), "")),
                letter.map(Letter::requestedAt),
                letter.map(last -> last.requestedAt() + pause).filter(end -> end > Time.currentTimeMillis()));
    }

    /** Tells the operator something, by mail: praise, blame, or a question. */
    @POST
    @Path("messages")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "sendMessage", summary = "Send a message to the operator")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Message.class)))
    @APIResponse(responseCode = "204", description = "The message is on its way")
    public Response sendMessage(
            @HeaderParam("Idempotency-Key") @Nullable String key, @Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        UserModel account = Caller.person(session).account();
        Message wanted = Body.read(session, received, Message.class);
        Checks checks = new Checks(session);
        Message.Kind kind = checks.one("kind", wanted.kind(), List.of(Message.Kind.values()), Checks::lower)
                .orElse(Message.Kind.FEEDBACK);
        String text = checks.text("text", wanted.text(), Message.LENGTH);
        checks.done();
        String address = PortalPolicy.of(session.getContext().getRealm())
                .flatMap(policy -> policy.api().operatorAddress())
                .orElseThrow(() -> Problem.of(session, Response.Status.CONFLICT, "no_operator_address"));
        return Once.answer(session, account.getId(), key, "sendMessage", wanted, () -> {
            Limits.count(session, account.getId(), Limits.Kind.MESSAGE);
            new PortalMail(
                            kind.mail,
                            List.of(
                                    "%s %s"
                                            .formatted(
                                                    Objects.requireNonNullElse(account.getFirstName(), ""),
                                                    Objects.requireNonNullElse(account.getLastName(), ""))
                                            .strip(),
                                    account.getUsername(),
                                    Objects.requireNonNullElse(account.getEmail(), ""),
                                    text))
                    .send(session, account, address);
            return Response.noContent().build();
        });
    }

    private List<String> menu(Permissions caller, String organizationId) {
        List<String> menu = new ArrayList<>();
        if (caller.role(organizationId).filter(role -> !role.isAdministrator()).isPresent()) {
            menu.add("rights");
        }
        Map.of(
                        Deed.SEE_ORGANIZATION, "organization",
                        Deed.SEE_ACCOUNTS, "accounts",
                        Deed.MANAGE_MAILBOXES, "mailboxes",
                        Deed.SEE_CHANGES, "changes")
                .forEach((deed, entry) -> {
                    if (caller.may(deed, organizationId) == Answer.YES) {
                        menu.add(entry);
                    }
                });
        if (!hasGroupMailboxes()) {
            menu.remove("mailboxes");
        }
        if (menu.contains("accounts") && menu.contains("organization")) {
            menu.add("units");
        }
        Collections.sort(menu);
        return menu;
    }

    private boolean hasGroupMailboxes() {
        return Catalogue.of(session.getContext().getRealm()).mailboxTypes().stream()
                .anyMatch(type -> type.kind() == MailboxType.Kind.GROUP);
    }

    /** What each right is for the caller at each unit of the organization. */
    @GET
    @Path("rights")
    @Operation(operationId = "getMyRights", summary = "The matrix of the caller's rights")
    @APIResponse(
            responseCode = "200",
            description = "A page of the matrix",
            content = @Content(schema = @Schema(implementation = Matrix.class)))
    public Matrix rights(
            @QueryParam("organization") @Nullable String organizationId,
            @QueryParam("first") @Nullable String first,
            @QueryParam("max") @Nullable String max) {
        Member member = member(Caller.person(session), Optional.ofNullable(organizationId));
        Checks checks = new Checks(session);
        int from = checks.first(first);
        int most = checks.max(max);
        checks.done();
        return new RightsMatrix(session, member).page(from, most);
    }

    /** Asks for a right: who can grant it gets a mail. */
    @POST
    @Path("right-requests")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "requestRight", summary = "Request a right")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RightRequest.class)))
    @APIResponse(
            responseCode = "202",
            description = "To whom the request went",
            content = @Content(schema = @Schema(implementation = RequestedRight.class)))
    public Response request(
            @HeaderParam("Idempotency-Key") @Nullable String key, @Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Permissions caller = Caller.person(session);
        RightRequest wanted = Body.read(session, received, RightRequest.class);
        Checks checks = new Checks(session);
        String unit = checks.text("unit", wanted.unit(), 36);
        String right = checks.text("right", wanted.right(), 64);
        checks.done();
        Member member = member(caller, Optional.ofNullable(wanted.organization()));
        RightsMatrix matrix = new RightsMatrix(session, member);
        return Once.answer(session, member.accountId(), key, "requestRight", wanted, () -> {
            String addressee = matrix.request(caller.account(), unit, right);
            return Response.accepted(new RequestedRight(addressee)).build();
        });
    }

    /** Chooses the name that the caller logs in with, where the portal lets people choose. */
    @PUT
    @Path("login-name")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeMyLoginName", summary = "Choose a login name")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChosenName.class)))
    @APIResponse(responseCode = "204", description = "It is the caller's from now on")
    public Response chooseLoginName(@Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        UserModel account = Caller.person(session).account();
        ChosenName wanted = Body.read(session, received, ChosenName.class);
        Checks checks = new Checks(session);
        String name = checks.text("loginName", wanted.loginName(), 32);
        checks.done();
        try {
            PortalOrganizations.of(session).loginNames().choose(account, name, Actor.self(account));
        } catch (ModelDuplicateException e) {
            throw Problem.of(session, Response.Status.CONFLICT, "exists_already");
        } catch (ModelValidationException e) {
            checks.refuse("loginName", "login_name_not_allowed");
            checks.done();
        }
        return Response.noContent().build();
    }

    /** Says where letters to the caller go. */
    @PUT
    @Path("postal-address")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeMyPostalAddress", summary = "Change the caller's postal address")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PostalAddress.class)))
    @APIResponse(
            responseCode = "200",
            description = "The address as it is now",
            content = @Content(schema = @Schema(implementation = PostalAddress.class)))
    public PostalAddress changeAddress(@Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        UserModel account = Caller.person(session).account();
        PostalAddress wanted = Body.read(session, received, PostalAddress.class);
        Checks checks = new Checks(session);
        Map<String, String> values = Map.of(
                "street", checks.text("street", wanted.street(), 100),
                "postalCode", checks.text("postalCode", wanted.postalCode(), 10),
                "city", checks.text("city", wanted.city(), 100),
                "country", checks.text("country", wanted.country(), 2));
        checks.done();
        Acting.attempt(
                session,
                () -> PortalOrganizations.of(session).accounts().writeTo(account, values, Actor.self(account)));
        return new PostalAddress(
                values.get("street"), values.get("postalCode"), values.get("city"), values.get("country"));
    }

    /** Asks for a letter with the caller's access id, where the portal sends such letters. */
    @POST
    @Path("access-id-letter")
    @Operation(operationId = "requestAccessIdLetter", summary = "Request a letter with the caller's access id")
    @APIResponse(responseCode = "204", description = "The letter waits to be printed")
    public Response requestLetter(
            @QueryParam("organization") @Nullable String organizationId,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        Permissions caller = Caller.person(session);
        Member member = member(caller, Optional.ofNullable(organizationId));
        PasswordPolicy rules = PortalPolicy.of(session.getContext().getRealm())
                .map(PortalPolicy::passwords)
                .filter(PasswordPolicy::loginNameByLetter)
                .orElseThrow(() -> Problem.of(session, Response.Status.CONFLICT, "no_letters"));
        return Once.answer(session, member.accountId(), key, "requestAccessIdLetter", member.organizationId(), () -> {
            PortalOrganizations portal = PortalOrganizations.of(session);
            // of two at once, the second one has to see the letter of the first
            portal.hold(member.organizationId(), member.accountId(), Actor.self(caller.account()));
            Letters letters = portal.letters();
            long now = Time.currentTimeMillis();
            letters.last(caller.account(), LetterKind.ACCESS_ID)
                    .map(last -> last.requestedAt()
                            + Duration.ofDays(rules.letterPauseDays()).toMillis())
                    .filter(end -> end > now)
                    .ifPresent(end -> {
                        throw Problem.later(
                                session, Response.Status.TOO_MANY_REQUESTS, "too_many", (end - now) / 1000 + 1);
                    });
            letters.request(
                    caller.account(), member.organizationId(), LetterKind.ACCESS_ID, Actor.self(caller.account()));
            return Response.noContent().build();
        });
    }

    private Member member(Permissions caller, Optional<String> organizationId) {
        List<String> organizations = caller.organizations();
        if (organizationId.isEmpty() && organizations.size() > 1) {
            throw Problem.of(session, Response.Status.BAD_REQUEST, "organization_required");
        }
        return organizations.stream()
                .filter(id -> id.equals(organizationId.orElse(id)))
                .findAny()
                .flatMap(id -> PortalOrganizations.of(session)
                        .memberships()
                        .find(caller.account().getId(), id))
                .orElseThrow(() -> Problem.of(session, Response.Status.NOT_FOUND, "organization_not_found"));
    }

    /**
     * The caller's account.
     *
     * @param id of the account
     * @param loginName login name
     * @param firstName first name
     * @param lastName last name
     * @param email where TANs go
     * @param operator it belongs to the operator
     * @param offers what the portal has for it: {@code access-id-letter}, {@code login-name}, {@code messages} (to the operator),
     *     {@code postal-address}
     * @param memberships where it can act now
     */
    public record Me(
            String id,
            String loginName,
            String firstName,
            String lastName,
            String email,
            boolean operator,
            List<String> offers,
            List<MyMembership> memberships) {
        /** Copies the lists. */
        public Me {
            offers = List.copyOf(offers);
            memberships = List.copyOf(memberships);
        }

        /** Not the person. */
        @Override
        public String toString() {
            return "account " + id;
        }
    }

    /**
     * A place of the caller's.
     *
     * @param organization where
     * @param role such as {@code clerk}
     * @param hints {@code only-administrator}: name a second one
     * @param menu what the console can offer there: {@code accounts}, {@code changes}, {@code mailboxes}, {@code organization},
     *     {@code rights}, {@code units}
     */
    public record MyMembership(OrganizationView organization, String role, List<String> hints, List<String> menu) {
        /** Copies the lists. */
        public MyMembership {
            hints = List.copyOf(hints);
            menu = List.copyOf(menu);
        }
    }

    /**
     * Rights of the caller at units.
     *
     * @param organization id of the organization
     * @param rights the columns
     * @param total how many units there are in all
     * @param items the rows
     */
    public record Matrix(String organization, List<RightView> rights, long total, List<MatrixRow> items) {
        /** Copies the lists. */
        public Matrix {
            rights = List.copyOf(rights);
            items = List.copyOf(items);
        }
    }

    /**
     * A unit of the matrix.
     *
     * @param unit the unit
     * @param cells to the ids of the rights: {@code USABLE}, {@code NOT_GRANTED}, {@code NO_IDENTIFIER} or {@code NOT_AVAILABLE}
     */
    public record MatrixRow(UnitView unit, Map<String, String> cells) {
        /** Copies the map. */
        public MatrixRow {
            cells = Map.copyOf(cells);
        }
    }

    /**
     * A login name.
     *
     * @param loginName 3 to 32 letters, digits, dots, underscores and dashes, a letter first
     */
    public record ChosenName(@Nullable String loginName) {}

    /**
     * Where letters go.
     *
     * @param street street and number
     * @param postalCode postal code
     * @param city city
     * @param country of two letters (ISO 3166-1)
     */
    public record PostalAddress(
            @Nullable String street,
            @Nullable String postalCode,
            @Nullable String city,
            @Nullable String country) {
        /** Not the address. */
        @Override
        public String toString() {
            return "postal address";
        }
    }

    /**
     * What people keep about themselves.
     *
     * @param accessId the id that the account was given, which never changes
     * @param loginName the name that the person has chosen; missing if none
     * @param postalAddress where letters go
     * @param letterRequestedAt when the last letter with the access id was asked for, in milliseconds since 1970 UTC; missing if never
     * @param nextLetterAt when the next one can be asked for; missing if at once
     */
    public record OwnData(
            String accessId,
            Optional<String> loginName,
            PostalAddress postalAddress,
            Optional<Long> letterRequestedAt,
            Optional<Long> nextLetterAt) {
        /** Not the person. */
        @Override
        public String toString() {
            return "personal data";
        }
    }

    /**
     * A message to the operator.
     *
     * @param kind {@code feedback}, which it is if nothing is said, or {@code support}
     * @param text up to 4000 characters
     */
    public record Message(@Nullable String kind, @Nullable String text) {
        private static final int LENGTH = 4000;

        private enum Kind {
            FEEDBACK("portalFeedback"),
            SUPPORT("portalSupport");

            private final String mail;

            Kind(String mail) {
                this.mail = mail;
            }
        }

        /** Not what somebody writes. */
        @Override
        public String toString() {
            return "message";
        }
    }

    /**
     * A right that is wanted.
     *
     * @param organization id of the organization; may be left out by who acts for one organization only
     * @param unit id of the unit
     * @param right id of the right
     */
    public record RightRequest(
            @Nullable String organization,
            @Nullable String unit,
            @Nullable String right) {}

    /**
     * To whom a request went.
     *
     * @param addressee {@code administrators} or {@code operator}
     */
    public record RequestedRight(String addressee) {}

    /**
     * A page of rights.
     *
     * @param organization id of the organization
     * @param units where the caller has rights
     * @param next what to send as {@code after} for the next page; missing on the last one
     */
    public record GrantsPage(String organization, List<UnitRights> units, Optional<String> next) {}
}
