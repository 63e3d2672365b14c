package dev.hiper.examples.demo;

import dev.hiper.PollAction;
import dev.hiper.netty.HiperLoop;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** The table at the end. */
final class Report {
    private static final double MEDIAN = 0.50;
    private static final double SLOWEST_HUNDREDTH = 0.99;
    private static final double MICROS_PER_MILLI = 1000.0;
    private static final int BYTES_PER_MEBIBYTE = 1 << 20;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    /** Prints what {@code tally} holds. On the event loop of {@code proxyLoop}, whose callbacks are counted. */
    void print(Tally tally, HiperLoop proxyLoop, long tookMillis) {
        out.println();
        row("fetches", tally.fetched() + " in " + tookMillis + " ms, " + tally.failed() + " wrong");
        row("statuses", statuses(tally.statuses()));
        row("body bytes", String.format(Locale.ROOT, "%d (%d MiB)", tally.bytes(), tally.bytes() / BYTES_PER_MEBIBYTE));
        row(
                "latency",
                "p50 " + millis(tally.percentileMicros(MEDIAN)) + ", p99 "
                        + millis(tally.percentileMicros(SLOWEST_HUNDREDTH)));
        row("requests at the proxy", String.valueOf(tally.forwarded()));
        row("connections to the origin", tally.opened() + " opened, " + tally.reused() + " times used again");
        row(
                "socket callbacks",
                "IN " + proxyLoop.socketCallbacks(PollAction.IN)
                        + "  OUT " + proxyLoop.socketCallbacks(PollAction.OUT)
                        + "  INOUT " + proxyLoop.socketCallbacks(PollAction.INOUT)
                        + "  REMOVE " + proxyLoop.socketCallbacks(PollAction.REMOVE));
        row("timer callbacks", String.valueOf(proxyLoop.timerCallbacks()));
        tally.wrong().forEach(wrong -> out.println("  WRONG: " + wrong));
        out.println();
    }

    private void row(String name, String value) {
        out.println(String.format("  %-26s %s", name, value));
    }

    private static String statuses(Map<Long, Integer> counts) {
        StringBuilder text = new StringBuilder();
        counts.forEach((status, count) -> text.append(text.isEmpty() ? "" : "  ")
                .append(status)
                .append(": ")
                .append(count));
        return text.toString();
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros / MICROS_PER_MILLI);
    }
}
