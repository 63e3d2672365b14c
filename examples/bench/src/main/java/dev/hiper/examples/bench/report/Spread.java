package dev.hiper.examples.bench.report;

import java.util.stream.DoubleStream;

/** Median, least and greatest of the rounds. */
record Spread(double median, double min, double max) {
    /**
     * Of these values.
     *
     * @throws IllegalArgumentException if there are none
     */
    static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("There is no median of nothing");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Such as {@code 12.3 (11.9-13.0)}; without the parentheses where there is nothing to spread. */
    String text() {
        String least = Figure.text(min);
        String greatest = Figure.text(max);
        return least.equals(greatest) ? least : Figure.text(median) + " (" + least + "-" + greatest + ")";
    }
}
