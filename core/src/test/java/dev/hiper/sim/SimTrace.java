package dev.hiper.sim;

import java.util.ArrayList;
import java.util.List;

/** What happened, in order: a hash of everything and the text of the last lines. */
public final class SimTrace {
    private static final int KEPT_LINES = 400;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final SimClock clock;
    private final String[] lines = new String[KEPT_LINES];
    private final long[] times = new long[KEPT_LINES];
    private long count;
    private long hash = FNV_OFFSET;

    SimTrace(SimClock clock) {
        this.clock = clock;
    }

    public void line(String text) {
        int slot = (int) (count % KEPT_LINES);
        lines[slot] = text;
        times[slot] = clock.elapsedNanos();
        count++;
        hash = (hash ^ clock.elapsedNanos()) * FNV_PRIME;
        hash = (hash ^ text.hashCode()) * FNV_PRIME;
    }

    /** Equal for two runs that did the same at the same times. */
    public long hash() {
        return hash;
    }

    public long count() {
        return count;
    }

    /** The last lines, oldest first, each with its time in milliseconds. */
    public List<String> tail(int max) {
        List<String> tail = new ArrayList<>();
        for (long i = Math.max(0, count - Math.min(max, KEPT_LINES)); i < count; i++) {
            int slot = (int) (i % KEPT_LINES);
            tail.add(String.format("%12.6f  %s", times[slot] / 1e6, lines[slot]));
        }
        return tail;
    }
}
