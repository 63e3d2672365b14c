package dev.hiper.sim;

import dev.hiper.spi.NanoClock;

/**
 * Time that moves only when told. The origin is arbitrary on purpose (it may be negative or close to overflow):
 * only differences have a meaning.
 */
public final class SimClock implements NanoClock {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long WALL_ORIGIN_MILLIS = 1_700_000_000_000L;

    private final long originNanos;
    private long elapsedNanos;
    private long nanosPerRead;
    private long wallJumpMillis;
    private long reads;

    public SimClock(long originNanos) {
        this.originNanos = originNanos;
    }

    @Override
    public long nanoTime() {
        reads++;
        elapsedNanos += nanosPerRead;
        return originNanos + elapsedNanos;
    }

    @Override
    public long currentTimeMillis() {
        return WALL_ORIGIN_MILLIS + elapsedNanos / NANOS_PER_MILLI + wallJumpMillis;
    }

    /** Nanoseconds since the beginning, without counting as a reading. */
    public long elapsedNanos() {
        return elapsedNanos;
    }

    public long elapsedMillis() {
        return elapsedNanos / NANOS_PER_MILLI;
    }

    public void advanceMillis(long millis) {
        advanceTo(elapsedNanos + millis * NANOS_PER_MILLI);
    }

    /** Moves to {@code nanos} after the beginning; a moment that has passed already changes nothing. */
    public void advanceTo(long nanos) {
        elapsedNanos = Math.max(elapsedNanos, nanos);
    }

    /** Lets each reading take time, as it does on a machine: two readings never agree. */
    public void nanosPerRead(long nanos) {
        nanosPerRead = nanos;
    }

    /** Sets the wall clock forward or back; monotonic time does not notice. */
    public void jumpWallClock(long millis) {
        wallJumpMillis += millis;
    }

    /** How often the engine asked for the time. */
    public long reads() {
        return reads;
    }
}
