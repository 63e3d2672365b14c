package dev.hiper.examples.bench.report;

import dev.hiper.examples.bench.run.RunListener;
import dev.hiper.examples.bench.run.RunResult;
import dev.hiper.examples.bench.run.Turn;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says how far it is: on a terminal in one line that is rewritten, otherwise in a line for each run that ended. Trouble
 * gets lines of its own on both.
 */
public final class Progress implements RunListener {
    private static final long MINUTE = 60;
    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private final double expectedSeconds;
    private final LongSupplier nanoClock;
    private long startNanos;
    private int first;

    /**
     * @param expectedSeconds that a run takes, as long as none has shown it
     * @param nanoClock such as {@link System#nanoTime}
     */
    public Progress(PrintStream out, boolean terminal, double expectedSeconds, LongSupplier nanoClock) {
        this.out = out;
        this.terminal = terminal;
        this.expectedSeconds = expectedSeconds;
        this.nanoClock = nanoClock;
    }

    @Override
    public void starting(Turn turn) {
        if (first == 0) {
            first = turn.number();
            startNanos = nanoClock.getAsLong();
        }
        if (terminal) {
            out.print(ERASE_LINE + what(turn) + " (" + turn.number() + "/" + turn.count() + ", about " + left(turn)
                    + " left)");
            out.flush();
        }
    }

    @Override
    public void ended(Turn turn, RunResult result) {
        if (terminal) {
            out.print(ERASE_LINE);
        }
        if (!terminal || result.wrong()) {
            out.println(what(turn) + " (" + turn.number() + "/" + turn.count() + "): " + figures(turn, result));
        }
        out.flush();
    }

    /** Leaves the terminal to others. */
    public void end() {
        if (terminal) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }

    private static String what(Turn turn) {
        return turn.scenario() + " round " + turn.round() + "/" + turn.rounds() + " "
                + turn.competitor().name();
    }

    private static String figures(Turn turn, RunResult result) {
        if (result.measurement() == null) {
            return (result.outcome() == RunResult.Outcome.FAILED ? "failed: " : "not measured: ") + result.reason();
        }
        Row row = Row.of(turn.scenario(), List.of(result));
        String figures = turn.scenario().bulk()
                ? row.megabytesPerSecond().text() + " MB/s, " + row.cost().text() + " ms/GB"
                : row.requestsPerSecond().text() + " req/s, " + row.cost().text() + " us/req";
        String error = row.firstError().map(text -> ": " + text).orElse("");
        return figures + (row.errors() == 0 ? "" : ", " + row.errors() + " errors" + error);
    }

    private String left(Turn turn) {
        int done = turn.number() - first;
        double each = done == 0
                ? expectedSeconds
                : (nanoClock.getAsLong() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1) / done;
        long seconds = Math.round(each * (turn.count() - turn.number() + 1));
        return seconds < 2 * MINUTE ? seconds + " s" : Math.round(seconds / (double) MINUTE) + " min";
    }
}
