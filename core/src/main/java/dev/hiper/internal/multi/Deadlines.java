package dev.hiper.internal.multi;

import dev.hiper.internal.filter.Timer;
import java.util.Arrays;

/**
 * The deadlines of one owner, at most one per kind (T13), and its place in the {@link TimerQueue}. Nanoseconds on
 * the engine's clock, compared by difference so that the clock may wrap.
 */
final class Deadlines {
    /** Not in the queue. */
    static final int ABSENT = -1;

    final DeadlineOwner owner;
    int queueIndex = ABSENT;
    long earliestNanos;

    private final long[] atNanos = new long[Timer.COUNT];
    private int present;

    Deadlines(DeadlineOwner owner) {
        this.owner = owner;
    }

    boolean isEmpty() {
        return present == 0;
    }

    void set(Timer timer, long deadlineNanos) {
        atNanos[timer.ordinal()] = deadlineNanos;
        present |= 1 << timer.ordinal();
        computeEarliest();
    }

    void cancel(Timer timer) {
        present &= ~(1 << timer.ordinal());
        computeEarliest();
    }

    boolean isSet(Timer timer) {
        return (present & 1 << timer.ordinal()) != 0;
    }

    void clear() {
        present = 0;
        Arrays.fill(atNanos, 0);
    }

    /** Drops every deadline that is due (T14). */
    void dropDue(long nowNanos) {
        for (int bits = present; bits != 0; bits &= bits - 1) {
            int index = Integer.numberOfTrailingZeros(bits);
            if (atNanos[index] - nowNanos <= 0) {
                present &= ~(1 << index);
            }
        }
        computeEarliest();
    }

    private void computeEarliest() {
        boolean first = true;
        for (int bits = present; bits != 0; bits &= bits - 1) {
            long at = atNanos[Integer.numberOfTrailingZeros(bits)];
            if (first || at - earliestNanos < 0) {
                earliestNanos = at;
                first = false;
            }
        }
    }
}
