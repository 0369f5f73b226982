package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
            send(server, imports, "?dry-run=true", file).tell(report, "dry run");
            send(server, imports, "", file).tell(report, "all new");
            send(server, imports, "", file).tell(report, "all there already");
        }
    }

    private static ImportAnswer send(KeycloakServer server, URI imports, String query, String file) {
        return ImportAnswer.to(
                HttpRequest.newBuilder(imports.resolve(imports.getPath() + query))
                        .header("Authorization", "Bearer " + ApiRealm.token(server))
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString(file)),
                server);
    }

    private static String file(String prefix, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(n -> "Kim,Beispiel,%s%d@werk.example,+49 30 5550101,true\n".formatted(prefix, n))
                .collect(Collectors.joining("", "first_name,last_name,email,phone,terms_confirmed\n", ""));
    }
}
