package io.github.orgportal.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, line by line, to the screen and into {@code target/benchmark.txt}. */
final class Report implements AutoCloseable {
    private final PrintStream file;

    Report(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        file = new PrintStream(Files.newOutputStream(path), true, StandardCharsets.UTF_8);
    }

    /** A heading, with the machine's load: what others did meanwhile is part of every figure below. */
    void heading(String text) {
        line("");
        line(
                "== %s (load average %.1f on %d cores)",
                text, load(), Runtime.getRuntime().availableProcessors());
    }

    void line(String format, Object... values) {
        String text = String.format(Locale.ROOT, format, values);
        System.out.println(text);
        file.println(text);
    }

    /** A ratio per start or round, their median, and whether it holds what was promised. */
    void ratio(String what, List<Double> each, double target) {
        double median = Series.of(each).median();
        line("%-58s %s", what, verdict(median, target));
        line("  one by one: %s", numbers(each));
    }

    /** A ratio that nothing was promised about. */
    void ratio(String what, List<Double> each) {
        line("%-58s median %.3f", what, Series.of(each).median());
        line("  one by one: %s", numbers(each));
    }

    private static String verdict(double median, double target) {
        return String.format(
                Locale.ROOT, "median %.3f, target <= %.2f: %s", median, target, median <= target ? "met" : "MISSED");
    }

    private static String numbers(List<Double> values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(String.format(Locale.ROOT, "%.3f", value)));
        return String.join("  ", texts);
    }

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    @Override
    public void close() {
        file.close();
    }
}
