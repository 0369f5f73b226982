package io.github.orgportal.organizations.changelog;

import io.github.orgportal.support.CsvLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.keycloak.util.JsonSerialization;

/**
 * Entries as lines of CSV (RFC 4180). The names of the columns are for programs and the same in every language; times are UTC in
 * ISO 8601.
 */
final class ChangeCsv {
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
        writer.write(CsvLine.of(cells));
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
