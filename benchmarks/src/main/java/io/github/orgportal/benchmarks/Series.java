package io.github.orgportal.benchmarks;

import java.util.Collection;
import java.util.List;

/** Measured values in ascending order; never empty. */
record Series(List<Double> values) {
    static Series of(Collection<Double> measured) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        return new Series(measured.stream().sorted().toList());
    }

    double mean() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** The smallest value that so many percent of the values do not exceed. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * values.size());
        return values.get(Math.max(1, rank) - 1);
    }

    double max() {
        return values.get(values.size() - 1);
    }
}
