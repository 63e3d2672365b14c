package dev.hiper.internal.dns;

import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectPhase;
import dev.hiper.internal.filter.Timer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A transfer's context with a clock that a test turns, and a memory. */
public final class ManualContext implements ConnectContext {
    public final List<ConnectPhase> phases = new ArrayList<>();
    public final List<String> traces = new ArrayList<>();
    public int wakes;
    private final Map<Timer, Long> timers = new EnumMap<>(Timer.class);
    private long now = TimeUnit.DAYS.toNanos(1);

    public void advanceMillis(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Milliseconds until a deadline; null if it is not set. */
    public @Nullable Long millisTo(Timer timer) {
        Long deadline = timers.get(timer);
        return deadline == null ? null : TimeUnit.NANOSECONDS.toMillis(deadline - now);
    }

    @Override
    public long nowNanos() {
        return now;
    }

    @Override
    public void expireAt(Timer timer, long deadlineNanos) {
        timers.put(timer, deadlineNanos);
    }

    @Override
    public void cancel(Timer timer) {
        timers.remove(timer);
    }

    @Override
    public void wake() {
        wakes++;
    }

    @Override
    public void reached(ConnectPhase phase) {
        phases.add(phase);
    }

    @Override
    public boolean tracing() {
        return true;
    }

    @Override
    public void trace(String text) {
        traces.add(text);
    }
}
