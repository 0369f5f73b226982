package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An administrator's import of the largest file that is taken, into a server with 512 MB. */
final class CsvLoad {
    private static final int WARM_UP = 500;
    private static final int ROWS = 10_000;

    private final Report report;
    private final MailSink sink;

    CsvLoad(Report report, MailSink sink) {
        this.report = report;
        this.sink = sink;
    }

    void run(PostgresServer postgres) {
        report.heading("Administrator's import of %,d rows of CSV, -Xmx512m".formatted(ROWS));
        try (KeycloakServer server = KeycloakServer.builder()
                .database(postgres.createDatabase())
                .provider(Settings.DOMAIN)
                .realms(ApiRealm.write())
                .env("PORTAL_SMTP_HOST", "127.0.0.1")
                .env("PORTAL_SMTP_PORT", Integer.toString(sink.port()))
                .jvmFlag("-Xmx512m")
                .start()) {
            String organization = ApiRealm.organization(server, "C-1");
            URI imports = URI.create(server.url() + "/realms/" + ApiRealm.NAME + "/portal/organizations/" + organization
                    + "/accounts/import");
            send(server, imports, "", file("w", WARM_UP));
            String file = file("n", ROWS);
            measure(server, imports, "dry run", "?dry-run=true", file);
            measure(server, imports, "all new", "", file);
            measure(server, imports, "all there already", "", file);
        }
    }

    private void measure(KeycloakServer server, URI imports, String what, String query, String file) {
        long begin = System.nanoTime();
        Answer answer = send(server, imports, query, file);
        double seconds = (System.nanoTime() - begin) / 1e9;
        report.line(
                "  %-18s %,d rows in %.0f s: %.0f rows/s; heap at most %.0f MB; %s (load %.1f)",
                what, answer.rows(), seconds, answer.rows() / seconds, answer.heap(), answer.last(), Report.load());
    }

    /** What came back: rows, the most megabytes of the heap that were in use while they came, and the last line. */
    private record Answer(long rows, double heap, String last) {}

    private static Answer send(KeycloakServer server, URI imports, String query, String file) {
        String token = ApiRealm.token(server);
        HttpRequest.Builder request = HttpRequest.newBuilder(imports.resolve(imports.getPath() + query))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(file));
        ServerHeap inUse = new ServerHeap(server);
        long rows = 0;
        double heap = 0;
        String last = "";
        try (Stream<String> lines = Http.body(request, BodyHandlers.ofLines())) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (rows++ % 1_000 == 0) {
                    heap = Math.max(heap, inUse.inUse());
                }
                last = line;
            }
        }
        if (!last.contains("\"complete\":true") || last.contains("REJECTED")) {
            throw new IllegalStateException("The import did not do what it should: " + last);
        }
        return new Answer(rows - 1, heap, last);
    }

    private static String file(String prefix, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(n -> "Kim,Beispiel,%s%d@werk.example,+49 30 5550101,true\n".formatted(prefix, n))
                .collect(Collectors.joining("", "first_name,last_name,email,phone,terms_confirmed\n", ""));
    }
}
