package dev.hiper.internal.multi;

import java.util.function.LongSupplier;

/** Remembers what the application was told about the next deadline, and tells it only differences (T1 to T6). */
final class TimerAnnouncement {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long LARGEST_MILLIS = Integer.MAX_VALUE;
    private static final long NO_TIMER = -1;

    private final EngineListener listener;
    private final LongSupplier nowNanos;
    private boolean announced;
    private boolean forgotten;
    /** What was announced was "at once" and no deadline. */
    private boolean announcedAtOnce;

    private long announcedNanos;

    TimerAnnouncement(EngineListener listener, LongSupplier nowNanos) {
        this.listener = listener;
        this.nowNanos = nowNanos;
    }

    /**
     * The application's timer fired, perhaps early: the next deadline is told again even if it is the same one, and if
     * there is none, that is told, too (A22).
     */
    void forget() {
        forgotten = true;
    }

    /**
     * Tells the application if the next deadline is another one than it knows.
     *
     * @param atOnce whether there is work right now
     * @return false if the callback ended the engine
     */
    boolean update(boolean atOnce, TimerQueue timers) {
        if (!listener.watchesTimer()) {
            return true;
        }
        if (!atOnce && timers.isEmpty()) {
            if (!announced) {
                return true;
            }
            announced = false;
            forgotten = false;
            return listener.onTimer(NO_TIMER) != EngineListener.DEAD;
        }
        long next = atOnce ? 0 : timers.earliestNanos();
        if (announced && !forgotten && !atOnce && !announcedAtOnce && next == announcedNanos) {
            return true;
        }
        announced = true;
        forgotten = false;
        announcedAtOnce = atOnce;
        announcedNanos = next;
        long millis = atOnce ? 0 : millisUntil(next, nowNanos.getAsLong());
        return listener.onTimer(millis) != EngineListener.DEAD;
    }

    long millisUntilNext(long nowNanos, TimerQueue timers) {
        return timers.isEmpty() ? NO_TIMER : millisUntil(timers.earliestNanos(), nowNanos);
    }

    /** Rounded up, so that a timer never fires before its deadline by our own doing (T6). */
    private static long millisUntil(long deadlineNanos, long nowNanos) {
        long nanos = deadlineNanos - nowNanos;
        if (nanos <= 0) {
            return 0;
        }
        return Math.min(LARGEST_MILLIS, (nanos - 1) / NANOS_PER_MILLI + 1);
    }
}
