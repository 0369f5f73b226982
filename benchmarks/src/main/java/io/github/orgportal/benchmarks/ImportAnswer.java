package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.KeycloakServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

/**
 * What came back from an import, line by line.
 *
 * @param rows that were answered
 * @param seconds until the last of them
 * @param heap the most megabytes of the server's heap that were in use meanwhile
 * @param last the summary
 */
record ImportAnswer(long rows, double seconds, double heap, String last) {
    private static final int ROWS_PER_LOOK = 1_000;

    /** Sends the import. One that rejects a row, or does not come to its end, is an exception. */
    static ImportAnswer to(HttpRequest.Builder request, KeycloakServer server) {
        ServerHeap inUse = new ServerHeap(server);
        long begin = System.nanoTime();
        long rows = 0;
        double heap = 0;
        String last = "";
        try (Stream<String> lines = Http.body(request, BodyHandlers.ofLines())) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (rows++ % ROWS_PER_LOOK == 0) {
                    heap = Math.max(heap, inUse.inUse());
                }
                last = line;
            }
        }
        if (!last.contains("\"complete\":true") || last.contains("REJECTED")) {
            throw new IllegalStateException("The import did not do what it should: " + last);
        }
        return new ImportAnswer(rows - 1, (System.nanoTime() - begin) / 1e9, heap, last);
    }

    void tell(Report report, String what) {
        report.line(
                "  %-18s %,d rows in %.0f s: %.0f rows/s; heap at most %.0f MB; %s (load %.1f)",
                what, rows, seconds, rows / seconds, heap, last, Report.load());
    }
}
