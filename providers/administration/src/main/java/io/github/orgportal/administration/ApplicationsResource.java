package io.github.orgportal.administration;

import io.github.orgportal.administration.ApplicationDetail.ApplicationRow;
import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.account.PostalAddress;
import io.github.orgportal.organizations.application.Application;
import io.github.orgportal.organizations.application.ApplicationPage;
import io.github.orgportal.organizations.application.ApplicationQuery;
import io.github.orgportal.organizations.application.ApplicationStatus;
import io.github.orgportal.organizations.application.Submission;
import jakarta.ws.rs.Consumes;
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
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** {@code /realms/{realm}/portal/applications}: what people apply for, for the operator's staff. */
@Produces(MediaType.APPLICATION_JSON)
public final class ApplicationsResource {
    private final KeycloakSession session;

    ApplicationsResource(KeycloakSession session) {
        this.session = session;
    }

    /** Lists applications, the newest first; those that nobody has confirmed yet are left out, unless they are asked for. */
    @GET
    @Operation(operationId = "listApplications", summary = "List applications")
    @APIResponse(
            responseCode = "200",
            description = "A page of the list",
            content = @Content(schema = @Schema(implementation = ApplicationList.class)))
    public ApplicationList list(
            @QueryParam("search") @Nullable String search,
            @QueryParam("status") List<String> statuses,
            @QueryParam("first") @Nullable String first,
            @QueryParam("max") @Nullable String max) {
        Caller.operatorInPerson(session);
        Checks checks = new Checks(session);
        ApplicationQuery query = new ApplicationQuery(
                checks.optional("search", search, Checks.SEARCH).orElse(""),
                checks.some("status", statuses, ApplicationStatus.class, ApplicationStatus::name),
                checks.first(first),
                checks.max(max));
        checks.done();
        ApplicationPage page = PortalOrganizations.of(session).applications().page(query);
        return new ApplicationList(
                page.total(), page.items().stream().map(ApplicationRow::of).toList());
    }

    /** Takes an application that came on paper. It waits for approval, and its address need not be confirmed. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "enterApplication", summary = "Enter an application from paper")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewApplication.class)))
    @APIResponse(
            responseCode = "201",
            description = "The application; its address stands in the header Location",
            content = @Content(schema = @Schema(implementation = ApplicationDetail.class)))
    public Response enter(
            @HeaderParam("Idempotency-Key") @Nullable String key, @Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Permissions operator = Caller.operatorInPerson(session);
        NewApplication wanted = Body.read(session, received, NewApplication.class);
        Checks checks = new Checks(session);
        Role role = checks.one("role", wanted.role(), Arrays.asList(Role.values()), Role::text)
                .orElse(Role.ADMINISTRATOR);
        List<String> numbers =
                checks.numbers("memberNumbers", wanted.memberNumbers()).orElse(List.of());
        List<String> units = checks.numbers("units", wanted.units()).orElse(List.of());
        Optional<String> locale = checks.one("locale", wanted.locale(), locales(), text -> text);
        checks.done();
        Submission submission = new Submission(
                role, numbers, person(wanted), address(wanted), units, locale.orElseGet(this::defaultLocale));
        return Once.answer(session, operator.account().getId(), key, "enterApplication", wanted, () -> {
            Application entered = Acting.attempt(
                    session,
                    () -> PortalOrganizations.of(session).applications().enter(submission, operator.asOperator()));
            return answer(
                    Response.created(session.getContext()
                            .getUri()
                            .getAbsolutePathBuilder()
                            .path(entered.id())
                            .build()),
                    ApplicationDetail.of(session, entered, operator));
        });
    }

    /** Whether it is one, the domain says. */
    private static Person person(NewApplication wanted) {
        return new Person(
                "",
                text(wanted.email()),
                text(wanted.firstName()),
                text(wanted.lastName()),
                Optional.of(text(wanted.phone())).filter(phone -> !phone.isEmpty()),
                Optional.of(text(wanted.birthDate())).filter(date -> !date.isEmpty()));
    }

    private static PostalAddress address(NewApplication wanted) {
        Optional<MeResource.PostalAddress> address = Optional.ofNullable(wanted.postalAddress());
        return new PostalAddress(
                address.map(MeResource.PostalAddress::street).orElse("").strip(),
                address.map(MeResource.PostalAddress::postalCode).orElse("").strip(),
                address.map(MeResource.PostalAddress::city).orElse("").strip(),
                address.map(MeResource.PostalAddress::country).orElse("").strip());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "").strip();
    }

    private List<String> locales() {
        return session.getContext()
                .getRealm()
                .getSupportedLocalesStream()
                .sorted()
                .toList();
    }

    private String defaultLocale() {
        return Optional.ofNullable(session.getContext().getRealm().getDefaultLocale())
                .orElse("en");
    }

    static Response answer(Response.ResponseBuilder response, ApplicationDetail detail) {
        return response.entity(detail)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** One of the applications. */
    @Path("{application}")
    public ApplicationResource application(@PathParam("application") String applicationId) {
        return new ApplicationResource(session, applicationId);
    }

    /**
     * A page of the list.
     *
     * @param total how many applications there are in all
     * @param items those of the page
     */
    public record ApplicationList(long total, List<ApplicationRow> items) {
        /** Copies the list. */
        public ApplicationList {
            items = List.copyOf(items);
        }
    }

    /**
     * An application that came on paper.
     *
     * @param role {@code administrator}, which it is if nothing is said, {@code data-centre-user}, or {@code principal-administrator} where the
     *     portal has those
     * @param memberNumbers an administrator's one; of a data-centre user its own first, then those that it serves, 20 at most
     * @param firstName first name
     * @param lastName last name
     * @param email personal address
     * @param phone telephone number, if there is one
     * @param birthDate ISO 8601
     * @param postalAddress where letters go
     * @param units numbers of the units that an administrator is to be bound to, 50 at most; none for the whole organization
     * @param locale in which the person is written to, such as {@code de}; the realm's default if nothing is said
     */
    public record NewApplication(
            @Nullable String role,
            @Nullable List<String> memberNumbers,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String birthDate,
            MeResource.@Nullable PostalAddress postalAddress,
            @Nullable List<String> units,
            @Nullable String locale) {
        /** Not the person. */
        @Override
        public String toString() {
            return "new application";
        }
    }
}
