package io.github.orgportal.organizations.changelog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.util.JsonSerialization;

/**
 * Entries as lines of CSV (RFC 4180). The names of the columns are for programs and the same in every language; times are UTC in
 * ISO 8601.
 *
 * <p>A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection): names and reasons are what
 * people have typed.
 */
final class ChangeCsv {
    private static final String END_OF_LINE = "\r\n";
    /** At the beginning of a cell, and of what a spreadsheet of another country makes a cell of its own. */
    private static final Pattern FORMULA = Pattern.compile("(^|[;\t\r\n])([=+\\-@\t\r])");

    private final Writer writer;

    ChangeCsv(Writer writer) {
        this.writer = writer;
    }

    void header() throws IOException {
        line(List.of(
                "time",
                "organization_id",
                "number",
                "actor_kind",
                "actor_id",
                "actor_name",
                "action",
                "subject_kind",
                "subject_id",
                "subject_name",
                "before",
                "after",
                "reason"));
    }

    void row(LoggedChange change) throws IOException {
        line(List.of(
                Instant.ofEpochMilli(change.position().changedAt()).toString(),
                change.organizationId().orElse(""),
                Long.toString(change.position().sequence()),
                change.actor().kind().name(),
                change.actor().id(),
                change.actor().name(),
                change.action().name(),
                change.subject().kind().name(),
                change.subject().id(),
                change.subject().name(),
                json(change.before()),
                json(change.after()),
                change.reason()));
    }

    private void line(List<String> cells) throws IOException {
        writer.write(cells.stream().map(ChangeCsv::cell).collect(Collectors.joining(",", "", END_OF_LINE)));
    }

    private static String cell(String text) {
        String safe = FORMULA.matcher(text).replaceAll("$1'$2");
        return safe.chars().anyMatch(c -> ",;\"\r\n".indexOf(c) >= 0) ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** Nothing rather than an empty object. */
    private static String json(Map<String, ?> values) {
        try {
            return values.isEmpty() ? "" : JsonSerialization.writeValueAsString(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
