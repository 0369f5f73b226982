package io.github.orgportal.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Whether two kinds of requests can be told apart by the time until their answer. They take turns, so that what else the machine does
 * falls upon both.
 */
record TwoArms(List<Double> one, List<Double> other) {
    private static final double MOST_APART = 10;
    private static final int WARM_UP = 5;

    /**
     * Sends so many of each.
     *
     * @param one prepares a request of the first kind, and what it returns is timed
     * @param other the same for the second kind
     */
    static TwoArms measure(int each, IntFunction<Runnable> one, IntFunction<Runnable> other) {
        for (int n = 0; n < WARM_UP; n++) {
            time(one, n);
            time(other, n);
        }
        List<Double> ones = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        for (int n = 0; n < each; n++) {
            boolean first = n % 2 == 0;
            int turn = WARM_UP + n;
            if (first) {
                ones.add(time(one, turn));
            }
            others.add(time(other, turn));
            if (!first) {
                ones.add(time(one, turn));
            }
        }
        return new TwoArms(ones, others);
    }

    private static double time(IntFunction<Runnable> requests, int n) {
        Runnable request = requests.apply(n);
        long begin = System.nanoTime();
        request.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Medians within 10 ms, or no better a guess than chance allows for so many. */
    boolean areAlike() {
        return Math.abs(median(one) - median(other)) <= MOST_APART
                || Math.abs(area() - 0.5) <= Timings.allowedArea(one.size());
    }

    /** How often one of the first kind takes longer than one of the second: a half if nothing can be told. */
    private double area() {
        double wins = 0;
        for (double a : one) {
            for (double b : other) {
                wins += a > b ? 1 : a == b ? 0.5 : 0;
            }
        }
        return wins / (one.size() * (double) other.size());
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d each, medians %.1f and %.1f ms, AUC %.3f",
                one.size(),
                median(one),
                median(other),
                area());
    }
}
