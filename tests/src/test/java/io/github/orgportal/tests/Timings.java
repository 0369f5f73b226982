package io.github.orgportal.tests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** How long requests took, in milliseconds. */
final class Timings {
    private static final int AT_ONCE = 64;
    private static final double NOTHING_APART = 10;
    private static final int MANY = 300;

    private final double[] sorted;

    private Timings(double[] sorted) {
        this.sorted = sorted;
    }

    /** One after the other. */
    static Timings inTurn(List<Runnable> requests) {
        return new Timings(requests.stream().mapToDouble(Timings::time).sorted().toArray());
    }

    /** One of each kind after the other, round after round: what else the machine does slows all kinds alike. */
    static Map<String, Timings> inRounds(Map<String, List<Runnable>> requests, int rounds) {
        Map<String, double[]> times = new LinkedHashMap<>();
        requests.keySet().forEach(kind -> times.put(kind, new double[rounds]));
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, double[]> kind : times.entrySet()) {
                kind.getValue()[round] = time(requests.get(kind.getKey()).get(round));
            }
        }
        Map<String, Timings> timings = new LinkedHashMap<>();
        times.forEach((kind, taken) -> {
            Arrays.sort(taken);
            timings.put(kind, new Timings(taken));
        });
        return timings;
    }

    /** So many a second, whether or not those before have been answered: as people come. */
    static Timings atRate(int perSecond, List<Runnable> requests) throws Exception {
        ScheduledExecutorService people = Executors.newScheduledThreadPool(AT_ONCE);
        try {
            List<ScheduledFuture<Double>> answers = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) {
                Runnable request = requests.get(i);
                answers.add(people.schedule(() -> time(request), i * 1000L / perSecond, TimeUnit.MILLISECONDS));
            }
            double[] times = new double[answers.size()];
            for (int i = 0; i < times.length; i++) {
                times[i] = answers.get(i).get();
            }
            Arrays.sort(times);
            return new Timings(times);
        } finally {
            people.shutdownNow();
        }
    }

    private static double time(Runnable request) {
        long begin = System.nanoTime();
        request.run();
        return Duration.ofNanos(System.nanoTime() - begin).toNanos() / 1e6;
    }

    double median() {
        return at(0.5);
    }

    /**
     * How well a single answer tells the two apart (area under the ROC curve): the share of pairs in which this one took longer. 0.5 is
     * not at all.
     */
    double auc(Timings other) {
        double longer = 0;
        for (double its : sorted) {
            for (double theirs : other.sorted) {
                longer += its > theirs ? 1 : its < theirs ? 0 : 0.5;
            }
        }
        return longer / sorted.length / other.sorted.length;
    }

    /** Whether medians within 10 ms, or an AUC that chance alone gives, leave nothing to tell the two apart by. */
    boolean isLike(Timings other) {
        return Math.abs(median() - other.median()) <= NOTHING_APART
                || Math.abs(auc(other) - 0.5) <= allowedArea(Math.min(sorted.length, other.sorted.length));
    }

    /**
     * How far from one half the AUC of so many answers on each side may be: five hundredths in the campaign. Fewer say less; then it is
     * what chance gives, four standard deviations of the Mann-Whitney statistic. What costs a hash of a password or waits for a mail server
     * on one side only is far beyond that.
     */
    static double allowedArea(int each) {
        return each >= MANY ? 0.05 : 4 * Math.sqrt((2.0 * each + 1) / (12.0 * each * each));
    }

    double p95() {
        return at(0.95);
    }

    /** The quickest of them: how long it takes while the machine does nothing else. */
    double least() {
        return at(0);
    }

    private double at(double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
    }

    @Override
    public String toString() {
        return "%d requests, median %.0f ms, p95 %.0f ms".formatted(sorted.length, median(), p95());
    }
}
