package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.KeycloakServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long people wait for the TAN page: with a mail server that takes a second for each mail beside one that takes no time, in turns. */
final class SlowMail implements LoginBenchmark {
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration DRAINED_WITHIN = Duration.ofMinutes(2);
    private static final int TURN = 10;

    private final Settings settings;
    private final Report report;
    private final MailSink sink;
    private final List<Double> medians = new ArrayList<>();
    private final List<Double> means = new ArrayList<>();

    SlowMail(Settings settings, Report report, MailSink sink) {
        this.settings = settings;
        this.report = report;
        this.sink = sink;
    }

    @Override
    public void measure(KeycloakServer server, Crowd crowd) {
        turn(crowd, Duration.ZERO, Math.max(TURN, settings.warmup() / 10));
        List<Double> fast = new ArrayList<>();
        List<Double> slow = new ArrayList<>();
        for (int done = 0; done < settings.logins(); done += 2 * TURN) {
            fast.addAll(turn(crowd, Duration.ZERO, TURN));
            slow.addAll(turn(crowd, SLOW, TURN));
            slow.addAll(turn(crowd, SLOW, TURN));
            fast.addAll(turn(crowd, Duration.ZERO, TURN));
        }
        Series fastTimes = Series.of(fast);
        Series slowTimes = Series.of(slow);
        medians.add(slowTimes.median() / fastTimes.median());
        means.add(slowTimes.mean() / fastTimes.mean());
        report.line(
                "  password post: fast mail server median %.1f ms, mean %.1f ms; slow median %.1f ms, mean %.1f ms, longest %.0f ms (load %.1f)",
                fastTimes.median(),
                fastTimes.mean(),
                slowTimes.median(),
                slowTimes.mean(),
                slowTimes.max(),
                Report.load());
    }

    /** One after the other, so that nobody waits for a processor; the mails have all left at the end. */
    private List<Double> turn(Crowd crowd, Duration delay, int count) {
        sink.delay(delay);
        int mails = sink.mails() + count;
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(Crowd.millis(crowd.sendPassword(Realms.PORTAL)));
        }
        sink.delay(Duration.ZERO);
        Pause.until("all mails are out", DRAINED_WITHIN, () -> sink.mails() >= mails);
        return times;
    }

    @Override
    public void sumUp() {
        report.ratio("Password post, mail server of 1 s : of 0 s, medians", medians, 1.05);
        report.ratio("Password post, mail server of 1 s : of 0 s, means", means, 1.05);
    }
}
