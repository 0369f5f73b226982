package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.Database;
import io.github.orgportal.launcher.KeycloakServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/**
 * The outbox of one server with 512 MB: how fast mails leave to a fast mail server, and how much memory the server needs while very
 * many wait.
 */
final class OutboxLoad {
    private static final int PER_REQUEST = 5_000;
    private static final Duration DRAINED_WITHIN = Duration.ofHours(1);

    private final Settings settings;
    private final Report report;
    private final MailSink sink;

    OutboxLoad(Settings settings, Report report, MailSink sink) {
        this.settings = settings;
        this.report = report;
        this.sink = sink;
    }

    void run(Database database) {
        report.heading("Outbox, server with -Xmx512m");
        try (KeycloakServer server = KeycloakServer.builder()
                .database(database)
                .provider(Settings.QUEUER)
                .withoutRealms()
                .jvmFlag("-Xmx512m")
                .start()) {
            int warmup = Math.min(1_000, settings.mails());
            queueAndAwait(server, warmup);
            sendWhileQueued(server);
            sendBacklog(server, settings.mails());
            sendBacklog(server, settings.queue());
        }
    }

    private void queueAndAwait(KeycloakServer server, int count) {
        int mails = sink.mails() + count;
        queue(server, count);
        awaitMails(mails);
    }

    private void sendWhileQueued(KeycloakServer server) {
        long begin = System.nanoTime();
        queueAndAwait(server, settings.mails());
        report.line(
                "%,d mails, written and sent at the same time: %.0f mails/s (load %.1f)",
                settings.mails(), settings.mails() / seconds(begin), Report.load());
    }

    private void sendBacklog(KeycloakServer server, int count) {
        report.line("%,d mails, written while the mail server is away, then sent:", count);
        ServerHeap heap = new ServerHeap(server);
        double heapBefore = heap.afterCollection();
        sink.shut();
        int before = sink.mails();
        long writing = System.nanoTime();
        queue(server, count);
        report.line("  written with %.0f rows/s (load %.1f)", count / seconds(writing), Report.load());
        double heapFull = heap.afterCollection();
        sink.reopen();
        long opened = System.nanoTime();
        awaitMails(before + 1);
        double pause = seconds(opened);
        long first = System.nanoTime();
        int half = count / 2;
        awaitMails(before + half);
        double rateOfHalf = half / seconds(first);
        double heapHalf = heap.afterCollection();
        long second = System.nanoTime();
        int rest = before + count - sink.mails();
        awaitMails(before + count);
        report.line(
                "  first mail out %.1f s after the mail server was back, then %.0f mails/s, target >= 200: %s (load %.1f)",
                pause, rateOfHalf, rateOfHalf >= 200 ? "met" : "MISSED", Report.load());
        report.line("  second half %.0f mails/s; all out after %.0f s", rest / seconds(second), seconds(opened));
        report.line(
                "  heap in use after a collection: empty %.0f MB, all waiting %.0f MB, half of them sent %.0f MB",
                heapBefore, heapFull, heapHalf);
    }

    private void awaitMails(int count) {
        Pause.until("mail %d is out".formatted(count), DRAINED_WITHIN, () -> sink.mails() >= count);
    }

    private void queue(KeycloakServer server, int count) {
        for (int done = 0; done < count; done += PER_REQUEST) {
            String path = "/realms/%s/benchmark-mails/%d"
                    .formatted(Realms.PORTAL_CHEAP.realm(), Math.min(PER_REQUEST, count - done));
            Http.text(HttpRequest.newBuilder(URI.create(server.url() + path)).POST(BodyPublishers.noBody()));
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
