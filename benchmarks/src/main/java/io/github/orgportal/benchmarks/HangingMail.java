package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.KeycloakServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long people wait for the TAN page at 20 logins a second, who come whether others are served or not: first with a mail server
 * that works, then with one that hangs. With a cheap password hash: Argon2 at this rate alone would fill two cores.
 */
final class HangingMail implements LoginBenchmark {
    private static final int PER_SECOND = 20;
    private static final Duration DRAINED_WITHIN = Duration.ofMinutes(5);

    private final Settings settings;
    private final Report report;
    private final MailSink sink;
    private final List<Double> ratios = new ArrayList<>();

    HangingMail(Settings settings, Report report, MailSink sink) {
        this.settings = settings;
        this.report = report;
        this.sink = sink;
    }

    @Override
    public void measure(KeycloakServer server, Crowd crowd) {
        int before = sink.mails();
        int warmup = Math.max(1, settings.warmup() / 3);
        List<Double> cold = crowd.sendPasswords(Realms.PORTAL_CHEAP, warmup);
        report.line("  20 logins/s, warmed up with %d", cold.size());
        Series working = describe("mail server works", stream(crowd));
        sink.hang();
        Series hanging = describe("mail server hangs", stream(crowd));
        sink.resume();
        long begin = System.nanoTime();
        int mails = before + warmup + 2 * settings.hangSeconds() * PER_SECOND;
        Pause.until("all mails are out", DRAINED_WITHIN, () -> sink.mails() >= mails);
        report.line(
                "  all mails out %.1f s after the mail server answered again (load %.1f)",
                (System.nanoTime() - begin) / 1e9, Report.load());
        ratios.add(hanging.median() / working.median());
    }

    private Series describe(String what, Series times) {
        report.line(
                "  %s for %d s: password post median %.0f ms, 95%% %.0f ms, 99%% %.0f ms, longest %.0f ms, of %d",
                what,
                settings.hangSeconds(),
                times.median(),
                times.percentile(95),
                times.percentile(99),
                times.max(),
                times.values().size());
        return times;
    }

    private Series stream(Crowd crowd) {
        ExecutorService people = Executors.newCachedThreadPool();
        try {
            List<Future<Duration>> waiting = new ArrayList<>();
            long begin = System.nanoTime();
            for (int i = 0; i < settings.hangSeconds() * PER_SECOND; i++) {
                long due = begin + i * Duration.ofSeconds(1).toNanos() / PER_SECOND;
                Pause.of(Duration.ofNanos(due - System.nanoTime()));
                waiting.add(people.submit(() -> crowd.sendPassword(Realms.PORTAL_CHEAP)));
            }
            List<Double> times = new ArrayList<>();
            for (Future<Duration> each : waiting) {
                times.add(Crowd.millis(each.get()));
            }
            return Series.of(times);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A login failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            people.shutdownNow();
        }
    }

    @Override
    public void sumUp() {
        report.ratio("Password post at 20/s, mail server hangs : works, medians", ratios);
    }
}
