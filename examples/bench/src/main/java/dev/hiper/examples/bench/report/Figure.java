package dev.hiper.examples.bench.report;

import java.util.Locale;

/** Numbers as the tables show them. */
final class Figure {
    private static final double THREE_DIGITS = 100;
    private static final double TWO_DIGITS = 10;

    private Figure() {}

    /** With three digits that count, or as many as are before the point. */
    static String text(double value) {
        // Rounded first: 9.999 is 10.0, and not 10.00.
        if (Math.round(value * 10) / 10.0 >= THREE_DIGITS) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, Math.round(value * 100) / 100.0 >= TWO_DIGITS ? "%.1f" : "%.2f", value);
    }

    /** As it was typed: 10 and not 10.0. */
    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
