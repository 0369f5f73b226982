package io.github.orgportal.tests;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The change log of one realm of a running server. */
final class Changes {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private final Domain service;

    Changes(Domain service) {
        this.service = service;
    }

    /** An entry. */
    record Entry(
            long sequence,
            String organization,
            String actor,
            String actorName,
            String action,
            String subject,
            String subjectName,
            Map<String, Object> after,
            String reason) {}

    /** A page; the next one is asked for by {@code next}, which is empty on the last one. */
    record Page(List<Entry> items, String next) {
        List<String> reasons() {
            return items.stream().map(Entry::reason).toList();
        }
    }

    /** An entry that concerns an organization; or none, if that is empty. */
    static Map<String, Object> entry(String organization, String actor, String action, String subject, String reason) {
        Map<String, Object> entry = new LinkedHashMap<>(Map.of(
                "actor",
                actor,
                "action",
                action,
                "subject",
                subject,
                "after",
                Map.of("rights", List.of("a", "b"), "number", 7),
                "reason",
                reason));
        if (!organization.isEmpty()) {
            entry.put("organization", organization);
        }
        return entry;
    }

    /** Adds entries in one transaction. */
    void append(List<Map<String, Object>> entries) {
        Domain.Answer answer = service.send("POST", "", entries);
        if (!answer.done()) {
            throw new AssertionError(answer.toString());
        }
    }

    /** Adds them in a transaction that fails. */
    void appendInVain(List<Map<String, Object>> entries) {
        service.send("POST", "?rollback=true", entries);
    }

    Page page(String query) {
        try {
            return JSON.readValue(read("?" + query), Page.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String csv(String organization) {
        return read("/csv?organization=" + organization);
    }

    private String read(String path) {
        Domain.Answer answer = service.send("GET", path, Map.of());
        if (!answer.done()) {
            throw new AssertionError(answer.toString());
        }
        return answer.body();
    }
}
