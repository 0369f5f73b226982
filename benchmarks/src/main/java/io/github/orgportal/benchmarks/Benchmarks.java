package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.Database;
import io.github.orgportal.launcher.KeycloakBuilder;
import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs the benchmarks that {@link Settings} names, and writes {@code target/benchmark.txt}. See README.md. */
public final class Benchmarks {
    private final Settings settings;
    private final Report report;
    private final MailSink sink;
    private final PostgresServer postgres;

    private Benchmarks(Settings settings, Report report, MailSink sink, PostgresServer postgres) {
        this.settings = settings;
        this.report = report;
        this.sink = sink;
        this.postgres = postgres;
    }

    /**
     * Runs them all.
     *
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] args) throws IOException {
        Settings settings = Settings.ofSystemProperties();
        try (Report report = new Report(Settings.TARGET.resolve("benchmark.txt"));
                MailSink sink = new MailSink();
                PostgresServer postgres = PostgresServer.start()) {
            report.line("%s", settings);
            new Benchmarks(settings, report, sink, postgres).run();
        }
    }

    private void run() {
        List<LoginBenchmark> logins = loginBenchmarks();
        if (!logins.isEmpty() || settings.wants("outbox") || settings.wants("cascade")) {
            Database database = databaseWithRealms();
            if (!logins.isEmpty()) {
                logIn(database, logins);
            }
            if (settings.wants("outbox")) {
                new OutboxLoad(settings, report, sink).run(database);
            }
            if (settings.wants("cascade")) {
                new CascadeLoad(report).run(database);
            }
        }
        if (settings.wants("boot")) {
            new BootTime(settings, report).run(postgres);
        }
        if (settings.wants("token")) {
            new TokenLoad(settings, report).run(postgres);
        }
        if (settings.wants("import")) {
            new ImportLoad(settings, report).run(postgres);
        }
        if (settings.wants("csv")) {
            new CsvLoad(report, sink).run(postgres);
        }
        if (settings.wants("letters")) {
            new LettersLoad(report, sink).run(postgres);
        }
        if (settings.wants("lists")) {
            new ListsLoad(settings, report).run(postgres);
        }
        if (settings.wants("console")) {
            new ConsoleTime(settings, report).run(postgres);
        }
        if (settings.wants("changes")) {
            new ChangeLogLoad(settings, report).run(postgres);
        }
    }

    private List<LoginBenchmark> loginBenchmarks() {
        List<LoginBenchmark> wanted = new ArrayList<>();
        if (settings.wants("login")) {
            wanted.add(new LoginCpu(settings, report));
        }
        if (settings.wants("slow-mail")) {
            wanted.add(new SlowMail(settings, report, sink));
        }
        if (settings.wants("hanging-mail")) {
            wanted.add(new HangingMail(settings, report, sink));
        }
        return wanted;
    }

    /** Nothing of making the tables, the realms and the hashes of all passwords is measured. */
    private Database databaseWithRealms() {
        Database database = postgres.createDatabase();
        server(database)
                .realms(Realms.writeAll(Settings.TARGET.resolve("realms")))
                .env("PORTAL_SMTP_HOST", "127.0.0.1")
                .env("PORTAL_SMTP_PORT", Integer.toString(sink.port()))
                .start()
                .stop();
        return database;
    }

    private void logIn(Database database, List<LoginBenchmark> benchmarks) {
        report.heading("Logins, %d threads, one server for all kinds".formatted(settings.threads()));
        for (int start = 1; start <= settings.starts(); start++) {
            report.line("Start %d", start);
            try (KeycloakServer server = server(database).withoutRealms().start();
                    Crowd crowd = new Crowd(server, sink, settings.threads())) {
                benchmarks.forEach(benchmark -> benchmark.measure(server, crowd));
            }
        }
        benchmarks.forEach(LoginBenchmark::sumUp);
    }

    private KeycloakBuilder server(Database database) {
        KeycloakBuilder builder = KeycloakServer.builder().database(database).adminPassword(Settings.ADMIN_PASSWORD);
        return settings.jvmFlag().isEmpty() ? builder : builder.jvmFlag(settings.jvmFlag());
    }
}
