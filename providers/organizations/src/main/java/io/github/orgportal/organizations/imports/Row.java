package io.github.orgportal.organizations.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A row of the document: what it says, or why that is not to be understood.
 *
 * @param line where it begins
 * @param path where it stands
 * @param kind what it is about
 * @param key by which the report names it
 * @param content what it says; empty if it cannot be understood
 * @param problem why it cannot be understood, and what is allowed; empty if it can
 */
record Row<T>(long line, String path, RowKind kind, String key, Optional<T> content, String problem) {
    /** Understands JSON. */
    interface Reader<T> {
        T read(JsonNode json) throws RejectedException;
    }

    static <T> Row<T> of(long line, String path, RowKind kind, String keyField, JsonNode json, Reader<T> reader) {
        String key = json.path(keyField).asText("");
        try {
            return new Row<>(line, path, kind, key, Optional.of(reader.read(json)), "");
        } catch (RejectedException e) {
            return new Row<>(line, path, kind, key, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** What it says. */
    T understood() throws RejectedException {
        return content.orElseThrow(() -> new RejectedException(problem));
    }

    ReportRow report(Fate fate) {
        return new ReportRow(line, path, kind, key, fate, "");
    }

    ReportRow rejected(String why) {
        return new ReportRow(line, path, kind, key, Fate.REJECTED, why);
    }
}
