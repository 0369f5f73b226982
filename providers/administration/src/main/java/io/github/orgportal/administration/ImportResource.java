package io.github.orgportal.administration;

import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.imports.OperatorImport;
import io.github.orgportal.organizations.imports.Summary;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.keycloak.models.KeycloakSession;
import org.keycloak.util.JsonSerialization;

/** {@code POST /realms/{realm}/portal/import}. */
public final class ImportResource {
    static final String LINES = "application/x-ndjson";
    private static final String GZIP = "gzip";
    private static final String TRUE = "true";
    private static final String FALSE = "false";
    private static final String IDENTITY = "identity";

    private final KeycloakSession session;

    ImportResource(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Imports organizations, units and accounts; for the operator's staff and service accounts. Answers a line of JSON for each row as
     * soon as its fate is certain, and {@code {"summary": …}} in the last one. What was answered stands, even if the connection breaks.
     *
     * @param document JSON, as {@link OperatorImport} takes it; up to 10 MB as it is sent, so send large ones compressed
     * @param dryRun true to learn the fates and change nothing
     * @param encoding {@code gzip} if the document is compressed
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "importDocument", summary = "Import organizations and accounts")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            description = "A line of JSON for each row, and a summary in the last one",
            content = @Content(mediaType = LINES, schema = @Schema(implementation = String.class)))
    public Response run(
            @Schema(hidden = true) InputStream document,
            @QueryParam("dry-run") @DefaultValue("false") String dryRun,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @DefaultValue(IDENTITY) String encoding) {
        Permissions operator = Caller.operator(session);
        if (!encoding.equalsIgnoreCase(GZIP) && !encoding.equalsIgnoreCase(IDENTITY)) {
            throw Problem.of(session, Response.Status.UNSUPPORTED_MEDIA_TYPE, "encoding_unknown", encoding);
        }
        if (!dryRun.equals(TRUE) && !dryRun.equals(FALSE)) {
            // who mistypes it wants to learn, not to write
            throw Problem.of(session, Response.Status.BAD_REQUEST, "dry_run_unknown", dryRun);
        }
        String realmId = session.getContext().getRealm().getId();
        OperatorImport imports =
                new OperatorImport(session.getKeycloakSessionFactory(), realmId, operator.asOperator());
        ImportTurn turn = ImportTurn.take(session, operator.account().getId(), realmId);
        // the import has transactions of its own; this one would only wait for it with a connection in hand
        session.getTransactionManager().commit();
        boolean compressed = encoding.equalsIgnoreCase(GZIP);
        StreamingOutput lines = output -> turn.during(() -> {
            InputStream plain = compressed ? new GZIPInputStream(document) : document;
            Summary summary = dryRun.equals(TRUE)
                    ? imports.rehearse(plain, row -> write(output, row))
                    : imports.run(plain, row -> write(output, row));
            write(output, new Last(summary));
        });
        return Response.ok(lines, LINES).build();
    }

    private static void write(OutputStream output, Object line) throws IOException {
        output.write(JsonSerialization.writeValueAsBytes(line));
        output.write('\n');
    }

    /**
     * The last line.
     *
     * @param summary how many rows had which fate
     */
    public record Last(Summary summary) {}
}
