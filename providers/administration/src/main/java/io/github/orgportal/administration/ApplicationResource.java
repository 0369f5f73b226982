package io.github.orgportal.administration;

import io.github.orgportal.letters.Form;
import io.github.orgportal.letters.LetterPress;
import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.application.Application;
import io.github.orgportal.organizations.application.ApplicationStatus;
import io.github.orgportal.organizations.application.Applications;
import io.github.orgportal.organizations.application.Approval;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** {@code /realms/{realm}/portal/applications/{application}}: one application, and what the operator makes of it. */
@Produces(MediaType.APPLICATION_JSON)
public final class ApplicationResource {
    /** Characters: more than any account has locks. */
    private static final int LONGEST_VERSION = 4000;

    private final KeycloakSession session;
    private final String applicationId;

    ApplicationResource(KeycloakSession session, String applicationId) {
        this.session = session;
        this.applicationId = applicationId;
    }

    /** What was typed, and what became of it. */
    @GET
    @Operation(operationId = "getApplication", summary = "Read an application")
    @APIResponse(
            responseCode = "200",
            description = "The application",
            content = @Content(schema = @Schema(implementation = ApplicationDetail.class)))
    public Response get() {
        Permissions operator = Caller.operatorInPerson(session);
        requireId();
        return answer(found(applications().find(applicationId)), operator);
    }

    /** What approving it would meet, with other numbers than were applied for. Nothing is held: the approval looks again. */
    @GET
    @Path("approval-preview")
    @Operation(operationId = "previewApproval", summary = "What approving an application would meet")
    @APIResponse(
            responseCode = "200",
            description = "The account, if there is one",
            content = @Content(schema = @Schema(implementation = ApprovalPreview.class)))
    public ApprovalPreview preview(@QueryParam("member-number") List<String> memberNumbers) {
        Caller.operatorInPerson(session);
        Checks checks = new Checks(session);
        Optional<List<String>> numbers = checks.numbers("member-number", memberNumbers);
        checks.done();
        requireId();
        Application application = found(applications().find(applicationId));
        return new ApprovalPreview(ApplicationDetail.met(session, application, numbers.orElseThrow()));
    }

    /**
     * Approves it: the person has an account afterwards, with what was applied for or, where the body says something else, with that. Doing it
     * again changes nothing. If there is an account already, the body says that the caller has seen it.
     */
    @POST
    @Path("approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "approveApplication", summary = "Approve an application")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ApprovalOrder.class)))
    @APIResponse(
            responseCode = "200",
            description = "The application as it is now, with the id of the account",
            content = @Content(schema = @Schema(implementation = ApplicationDetail.class)))
    public Response approve(@Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Permissions operator = Caller.operatorInPerson(session);
        ApprovalOrder order = Body.read(session, received, ApprovalOrder.class);
        Checks checks = new Checks(session);
        Approval approval = new Approval(
                checks.numbers("memberNumbers", order.memberNumbers()),
                checks.numbers("units", order.units()),
                checks.optional("meets", order.meets(), LONGEST_VERSION),
                Boolean.TRUE.equals(order.confirmed()));
        checks.done();
        requireId();
        Limits.count(session, operator.account().getId(), Limits.Kind.MAIL);
        Application now = found(
                Acting.attempt(session, () -> applications().approve(applicationId, approval, operator.asOperator())));
        return decided(now, ApplicationStatus.APPROVED, operator);
    }

    /** Rejects it. Doing it again changes nothing, and keeps the first reason. */
    @POST
    @Path("reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "rejectApplication", summary = "Reject an application")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RejectionOrder.class)))
    @APIResponse(
            responseCode = "200",
            description = "The application as it is now",
            content = @Content(schema = @Schema(implementation = ApplicationDetail.class)))
    public Response reject(@Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Permissions operator = Caller.operatorInPerson(session);
        RejectionOrder order = Body.read(session, received, RejectionOrder.class);
        Checks checks = new Checks(session);
        String reason = checks.text("reason", order.reason(), Applications.REASON_LENGTH);
        checks.done();
        requireId();
        Application now = found(
                Acting.attempt(session, () -> applications().reject(applicationId, reason, operator.asOperator())));
        return decided(now, ApplicationStatus.REJECTED, operator);
    }

    /** The form to sign, made anew: what was typed when it was sent, or what the approval has made of it. Laid out without a database connection. */
    @GET
    @Path("form.pdf")
    @Produces({LettersResource.PDF, MediaType.APPLICATION_JSON})
    @Operation(operationId = "getApplicationForm", summary = "Make the form of an application")
    @APIResponse(
            responseCode = "200",
            description = "The form in the language of the application: PDF/A-2a and PDF/UA-1",
            content =
                    @Content(
                            mediaType = LettersResource.PDF,
                            schema =
                                    @Schema(
                                            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                            format = "binary")))
    public Response form() {
        Caller.operatorInPerson(session);
        requireId();
        Application application = found(applications().find(applicationId));
        Form form = Form.of(session, ApplicationForm.of(application));
        try (LetterPress.Turn turn = LetterPress.ofServer()
                .turn()
                .orElseThrow(() -> Problem.later(
                        session,
                        Response.Status.SERVICE_UNAVAILABLE,
                        "printing_busy",
                        LettersResource.RETRY_SECONDS))) {
            session.getTransactionManager().commit();
            return Response.ok(turn.print(form), LettersResource.PDF)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"%s.pdf\""
                                    .formatted(application.reference().text()))
                    .build();
        }
    }

    private Applications applications() {
        return PortalOrganizations.of(session).applications();
    }

    private void requireId() {
        if (!Caller.isId(applicationId)) {
            throw Problem.of(session, Response.Status.NOT_FOUND, "application_not_found");
        }
    }

    private Application found(Optional<Application> application) {
        return application.orElseThrow(() -> Problem.of(session, Response.Status.NOT_FOUND, "application_not_found"));
    }

    private Response decided(Application now, ApplicationStatus wanted, Permissions operator) {
        if (now.status() != wanted) {
            throw Problem.of(session, Response.Status.CONFLICT, "application_" + Checks.lower(now.status()));
        }
        return answer(now, operator);
    }

    private Response answer(Application application, Permissions operator) {
        return ApplicationsResource.answer(Response.ok(), ApplicationDetail.of(session, application, operator));
    }

    /**
     * What is approved, where it is not what was applied for.
     *
     * @param memberNumbers instead of those that were applied for
     * @param units numbers, instead of those that were applied for; an empty list for the whole organization
     * @param meets version of the account that approval meets; without it, there must be none
     * @param confirmed a lock that the operator has set is to be lifted; needed where there is one
     */
    public record ApprovalOrder(
            @Nullable List<String> memberNumbers,
            @Nullable List<String> units,
            @Nullable String meets,
            @Nullable Boolean confirmed) {}

    /**
     * What approving an application would meet.
     *
     * @param meets the account that there is; missing if one would be made, the application does not wait, or a number is nobody's
     */
    public record ApprovalPreview(Optional<MetAccount> meets) {}

    /**
     * Why an application is rejected.
     *
     * @param reason up to 1000 characters
     */
    public record RejectionOrder(@Nullable String reason) {}
}
