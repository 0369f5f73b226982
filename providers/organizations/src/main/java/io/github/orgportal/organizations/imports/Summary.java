package io.github.orgportal.organizations.imports;

import java.util.EnumMap;
import java.util.Map;

/**
 * What became of a document.
 *
 * @param complete false if it could not be read to its end; what stands before the place that the report names was imported
 * @param rehearsal whether nothing was kept
 * @param rows how many rows of each kind had each fate
 */
public record Summary(boolean complete, boolean rehearsal, Map<RowKind, Map<Fate, Long>> rows) {
    /** Counts rows. */
    static final class Counter {
        private final Map<RowKind, Map<Fate, Long>> rows = new EnumMap<>(RowKind.class);

        void count(ReportRow row) {
            rows.computeIfAbsent(row.kind(), kind -> new EnumMap<>(Fate.class)).merge(row.fate(), 1L, Long::sum);
        }

        Summary summary(boolean rehearsal) {
            return new Summary(!rows.containsKey(RowKind.DOCUMENT), rehearsal, rows);
        }
    }
}
