package io.github.orgportal.administration;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.support.TrackedDelivery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.keycloak.models.KeycloakSession;

/** {@code /realms/{realm}/portal/overview}: what waits for the operator's staff, in numbers. */
@Produces(MediaType.APPLICATION_JSON)
public final class OverviewResource {
    /** No number is counted beyond it: whoever has so much to do need not know exactly how much. */
    static final int MOST = 1000;

    private final KeycloakSession session;

    OverviewResource(KeycloakSession session) {
        this.session = session;
    }

    /** What waits; for the operator. */
    @GET
    @Operation(operationId = "getOverview", summary = "What waits for the operator, in numbers")
    @APIResponse(
            responseCode = "200",
            description = "The numbers, none above 1,000",
            content = @Content(schema = @Schema(implementation = Overview.class)))
    public Overview get() {
        Caller.operatorInPerson(session);
        PortalOrganizations portal = PortalOrganizations.of(session);
        return new Overview(
                portal.applications().countWaiting(MOST),
                portal.organizations().countLedByNobody(MOST),
                portal.letters().countWaiting(MOST),
                portal.activationRequests().countWaiting(MOST),
                TrackedDelivery.of(session)
                        .map(delivery -> delivery.failing(MOST))
                        .orElse(0L));
    }

    /**
     * What waits. A number of 1,000 means so many or more.
     *
     * @param waitingApplications applications that nobody has decided on
     * @param organizationsWithoutAdministrator organizations without an active administrator, whose clerks are locked
     * @param lettersToPrint letters that are not noted as printed
     * @param activationRequests rights that people wait for, which the operator alone can make work
     * @param failingMails mails that wait although a try to send them has failed
     */
    public record Overview(
            long waitingApplications,
            long organizationsWithoutAdministrator,
            long lettersToPrint,
            long activationRequests,
            long failingMails) {}
}
