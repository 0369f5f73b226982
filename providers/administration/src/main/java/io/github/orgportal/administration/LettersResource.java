package io.github.orgportal.administration;

import io.github.orgportal.letters.Addressee;
import io.github.orgportal.letters.LetterBatch;
import io.github.orgportal.letters.LetterPress;
import io.github.orgportal.letters.LetterSheet;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.letter.Letter;
import io.github.orgportal.organizations.letter.LetterPosition;
import io.github.orgportal.organizations.printing.Printing;
import io.github.orgportal.organizations.printing.QueuePage;
import io.github.orgportal.organizations.printing.QueuedLetter;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.utils.KeycloakModelUtils;

/** {@code /realms/{realm}/portal/letters}: the print queue, for the operator's staff. */
@Produces(MediaType.APPLICATION_JSON)
public final class LettersResource {
    private static final Logger LOG = Logger.getLogger(LettersResource.class);

    static final String PDF = "application/pdf";
    /** Letters of one PDF. */
    static final int MOST = LetterPress.MOST_LETTERS;
    /** Letters that are noted by one request: each of them costs a slow hash. */
    static final int MOST_NOTED = 100;
    /** Letters that are read, or told of, in one transaction; the latter holds their organizations. */
    private static final int AT_ONCE = 50;

    static final int RETRY_SECONDS = 10;

    private final KeycloakSession session;

    LettersResource(KeycloakSession session) {
        this.session = session;
    }

    /** Lists the letters that wait, the oldest first; or those that were printed, the newest first. No secrets. */
    @GET
    @Operation(operationId = "listLetters", summary = "List the print queue")
    @APIResponse(
            responseCode = "200",
            description = "A page of the queue",
            content = @Content(schema = @Schema(implementation = LetterList.class)))
    public LetterList list(
            @QueryParam("printed") @Nullable String printed,
            @QueryParam("after") @Nullable String after,
            @QueryParam("max") @Nullable String max) {
        Caller.operatorInPerson(session);
        Checks checks = new Checks(session);
        boolean done = checks.flag("printed", printed).orElse(false);
        Optional<LetterPosition> position =
                Optional.ofNullable(after).filter(text -> !text.isEmpty()).flatMap(LetterPosition::of);
        if (after != null && !after.isEmpty() && position.isEmpty()) {
            checks.refuse("after", "characters");
        }
        int most = checks.max(max);
        checks.done();
        PortalOrganizations portal = PortalOrganizations.of(session);
        Printing printing = portal.printing();
        QueuePage page = done ? printing.printed(position, most) : printing.waiting(position, most);
        return new LetterList(
                portal.letters().countWaiting(),
                page.items().stream().map(LetterView::of).toList(),
                page.next().map(LetterPosition::text));
    }

    /**
     * Makes one PDF of letters, again and again until they are noted as printed. Letters that are void, printed or gone are left out. Reads the
     * letters first, lays them out after it, without a database connection, and tells the logs in the end.
     */
    @POST
    @Path("pdf")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @Operation(operationId = "makeLettersPdf", summary = "Make a PDF of letters")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = LetterIds.class)))
    @APIResponse(
            responseCode = "200",
            description = "The letters, in the order of the ids: PDF/A-2a and PDF/UA-1",
            content =
                    @Content(
                            mediaType = PDF,
                            schema =
                                    @Schema(
                                            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                            format = "binary")))
    public Response pdf(@Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Actor actor = Caller.operatorInPerson(session).asOperator();
        List<String> ids = ids(received, MOST);
        try (LetterPress.Turn turn = LetterPress.ofServer()
                .turn(ids.size())
                .orElseThrow(() ->
                        Problem.later(session, Response.Status.SERVICE_UNAVAILABLE, "printing_busy", RETRY_SECONDS))) {
            // reading has transactions of its own; this one would only wait with a connection in hand
            session.getTransactionManager().commit();
            List<Read> read = new ArrayList<>();
            for (List<String> some : portions(ids)) {
                read.addAll(inTransaction(other -> read(other, some)));
            }
            if (read.isEmpty()) {
                throw Problem.of(session, Response.Status.CONFLICT, "letters_void");
            }
            LetterBatch batch = inTransaction(other ->
                    LetterBatch.of(other, read.stream().map(Read::sheet).toList()));
            byte[] pdf = turn.print(batch);
            // only now that there is one; and before anybody has it, so that no look is missing in the logs
            for (List<Letter> some : portions(read.stream().map(Read::letter).toList())) {
                inTransaction(other -> {
                    PortalOrganizations.of(other).printing().made(some, actor);
                    return some;
                });
            }
            return Response.ok(pdf, PDF)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"letters.pdf\"")
                    .build();
        }
    }

    private static List<Read> read(KeycloakSession other, List<String> ids) {
        return PortalOrganizations.of(other).printing().read(ids).stream()
                .map(letter -> new Read(letter.letter(), LetterSheets.of(other, letter)))
                .toList();
    }

    private static <T> List<List<T>> portions(List<T> all) {
        List<List<T>> portions = new ArrayList<>();
        for (int first = 0; first < all.size(); first += AT_ONCE) {
            portions.add(all.subList(first, Math.min(first + AT_ONCE, all.size())));
        }
        return portions;
    }

    private record Read(Letter letter, LetterSheet sheet) {}

    /**
     * Notes that letters are on paper. From then on nobody can read their one-time passwords any more. Doing it again changes nothing. A letter
     * of which no PDF was made is not noted.
     */
    @POST
    @Path("printed")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "noteLettersPrinted", summary = "Note that letters were printed")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = LetterIds.class)))
    @APIResponse(
            responseCode = "200",
            description = "Which of them are noted as printed, and which are not",
            content = @Content(schema = @Schema(implementation = NotedLetters.class)))
    public NotedLetters note(@Schema(hidden = true) InputStream body) {
        byte[] received = Body.receive(session, body);
        Actor actor = Caller.operatorInPerson(session).asOperator();
        List<String> ids = ids(received, MOST_NOTED);
        session.getTransactionManager().commit();
        List<String> printed = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String id : ids) {
            (note(id, actor) ? printed : others).add(id);
        }
        return new NotedLetters(printed, others);
    }

    /** One that somebody else changes at the same moment is not noted, and the others are. */
    private boolean note(String id, Actor actor) {
        try {
            return inTransaction(
                    other -> PortalOrganizations.of(other).printing().note(id, actor));
        } catch (ModelException e) {
            LOG.debugf(e, "Letter %s was not noted as printed", id);
            return false;
        }
    }

    private List<String> ids(byte[] received, int most) {
        List<String> ids =
                Optional.ofNullable(
                                Body.read(session, received, LetterIds.class).letters())
                        .orElse(List.of())
                        .stream()
                        .distinct()
                        .toList();
        Checks checks = new Checks(session);
        if (ids.isEmpty()) {
            checks.refuse("letters", "required");
        } else if (ids.size() > most) {
            checks.refuse("letters", "too_many", most);
        } else if (ids.stream().anyMatch(Objects::isNull) || !ids.stream().allMatch(Caller::isId)) {
            checks.refuse("letters", "characters");
        }
        checks.done();
        return ids;
    }

    private <T> T inTransaction(Function<KeycloakSession, T> work) {
        String realmId = session.getContext().getRealm().getId();
        return KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), other -> {
            other.getContext().setRealm(other.realms().getRealm(realmId));
            return work.apply(other);
        });
    }

    /**
     * Some letters.
     *
     * @param letters their ids
     */
    public record LetterIds(@Nullable List<String> letters) {}

    /**
     * What became of the wish to note letters as printed.
     *
     * @param printed ids of those that are noted as printed, now or before
     * @param others ids of those that are not: no PDF was made of them, or they are gone because another letter took their place
     */
    public record NotedLetters(List<String> printed, List<String> others) {
        /** Copies the lists. */
        public NotedLetters {
            printed = List.copyOf(printed);
            others = List.copyOf(others);
        }
    }

    /**
     * A page of the queue.
     *
     * @param waiting how many letters wait in all
     * @param items those of the page
     * @param next what to send as {@code after} for the next page; missing on the last one
     */
    public record LetterList(long waiting, List<LetterView> items, Optional<String> next) {
        /** Copies the list. */
        public LetterList {
            items = List.copyOf(items);
        }
    }

    /**
     * A letter.
     *
     * @param id of the letter
     * @param kind {@code one-time-password}, {@code access-id} or {@code member-number}
     * @param state {@code waiting}, {@code void} or {@code printed}
     * @param account whom it goes to
     * @param name of the person
     * @param organization id of the organization that it is about
     * @param memberNumber of that
     * @param organizationName of that
     * @param addressed whether a postal address is known
     * @param requestedAt milliseconds since 1970 UTC
     * @param pdfAt when a PDF with it was made last; milliseconds since 1970 UTC
     * @param printedAt when it was noted as printed; milliseconds since 1970 UTC
     */
    public record LetterView(
            String id,
            String kind,
            String state,
            String account,
            String name,
            String organization,
            String memberNumber,
            String organizationName,
            boolean addressed,
            long requestedAt,
            Optional<Long> pdfAt,
            Optional<Long> printedAt) {
        static LetterView of(QueuedLetter queued) {
            String unprinted = queued.printable() ? "waiting" : "void";
            Addressee addressee = LetterSheets.addressee(queued.recipient(), queued.organization());
            return new LetterView(
                    queued.letter().id(),
                    Checks.lower(queued.letter().kind()),
                    queued.letter().printedAt().isPresent() ? "printed" : unprinted,
                    queued.recipient().id(),
                    addressee.name(),
                    queued.organization().id(),
                    queued.organization().memberNumber(),
                    queued.organization().name(),
                    addressee.isComplete(),
                    queued.letter().requestedAt(),
                    queued.letter().pdfAt(),
                    queued.letter().printedAt());
        }

        /** Not the person. */
        @Override
        public String toString() {
            return "letter " + id;
        }
    }
}
