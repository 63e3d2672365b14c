package dev.hiper.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of an engine on an event loop, with at most one scheduled task. The task is moved only for an earlier
 * deadline; when it fires too early for a deadline that moved away, it schedules itself anew. So a timeout that is
 * set and cancelled per request costs two fields.
 *
 * <p>A deadline of 0 is no task but the mark {@link #due}: who entered the engine serves it before leaving.
 */
final class LoopTimer implements Runnable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Longer waits look again after this time; no clock arithmetic can overflow below it. */
    private static final long LONGEST_WAIT_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final EventLoop loop;
    private final Dispatcher dispatcher;
    private @Nullable ScheduledFuture<?> task;
    private long taskAt;
    private boolean set;
    private long deadline;
    private boolean due;

    LoopTimer(EventLoop loop, Dispatcher dispatcher) {
        this.loop = loop;
        this.dispatcher = dispatcher;
    }

    /** As the timer callback's argument: -1 for none, 0 for as soon as possible, else milliseconds. */
    void set(long timeoutMillis) {
        set = timeoutMillis > 0;
        due = timeoutMillis == 0;
        if (set) {
            long now = System.nanoTime();
            deadline = now + Math.min(timeoutMillis, Integer.MAX_VALUE) * NANOS_PER_MILLI;
            wake(now, deadline);
        }
    }

    boolean due() {
        return due;
    }

    boolean takeDue() {
        boolean was = due;
        due = false;
        return was;
    }

    void makeDue() {
        due = true;
    }

    void stop() {
        set = false;
        due = false;
        ScheduledFuture<?> stopped = task;
        task = null;
        if (stopped != null) {
            stopped.cancel(false);
        }
    }

    @Override
    public void run() {
        task = null;
        if (set) {
            long now = System.nanoTime();
            if (deadline - now <= 0) {
                set = false;
                due = true;
            } else {
                wake(now, deadline);
            }
        }
        dispatcher.turn();
    }

    private void wake(long now, long at) {
        ScheduledFuture<?> current = task;
        if (current != null) {
            if (at - taskAt >= 0) {
                return;
            }
            current.cancel(false);
        }
        taskAt = at;
        // Up to whole milliseconds: the engine knows no shorter ones, and a selector spins on a fraction.
        long millis = (at - now + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        task = loop.schedule(this, Math.min(millis, LONGEST_WAIT_MILLIS), TimeUnit.MILLISECONDS);
    }
}
