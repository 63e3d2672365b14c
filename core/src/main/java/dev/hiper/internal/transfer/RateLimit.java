package dev.hiper.internal.transfer;

/**
 * A token bucket for one direction (X17): tokens are bytes, refilled with time. It begins nearly empty and holds
 * at most one second's worth (but {@value #LEAST_BURST_BYTES} bytes), so that the average over any ten seconds of steady
 * transfer keeps within a twentieth of the limit.
 */
public final class RateLimit {
    /** No limit; one for all transfers that have none. */
    static final RateLimit NONE = new RateLimit();

    /** A smaller burst would cut reads into slivers; libcurl's number. */
    private static final int LEAST_BURST_BYTES = 32 * 1024;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int FIRST_PART = 20;
    private static final long SHORTEST_WAIT_NANOS = 1_000_000L;

    private long bytesPerSecond;
    private long tokens;
    private long refilledNanos;

    /** The limit of a new run: this one set anew, {@link #NONE}, or another. */
    RateLimit reset(long limitBytesPerSecond, long nowNanos) {
        if (limitBytesPerSecond == 0) {
            return NONE;
        }
        RateLimit limit = this == NONE ? new RateLimit() : this;
        limit.begin(limitBytesPerSecond, nowNanos);
        return limit;
    }

    private void begin(long limitBytesPerSecond, long nowNanos) {
        bytesPerSecond = limitBytesPerSecond;
        tokens = Math.max(1, limitBytesPerSecond / FIRST_PART);
        refilledNanos = nowNanos;
    }

    public boolean active() {
        return bytesPerSecond > 0;
    }

    /** How many bytes may pass now; only if active. */
    public long available(long nowNanos) {
        long passed = nowNanos - refilledNanos;
        long most = Math.max(bytesPerSecond, LEAST_BURST_BYTES);
        if (passed >= NANOS_PER_SECOND * FIRST_PART) {
            tokens = most;
            refilledNanos = nowNanos;
        } else if (passed > 0) {
            long earned = (long) ((double) bytesPerSecond * passed / NANOS_PER_SECOND);
            if (earned > 0) {
                tokens = Math.min(most, tokens + earned);
                // Rounded up: at more than a byte per nanosecond, rounding down would earn the same time again.
                refilledNanos += (long) Math.ceil((double) earned * NANOS_PER_SECOND / bytesPerSecond);
            }
        }
        return tokens;
    }

    public void take(long bytes) {
        tokens -= bytes;
    }

    /** How long until a useful number of bytes may pass. */
    public long waitNanos() {
        long wanted = Math.max(1, Math.min(bytesPerSecond / FIRST_PART, LEAST_BURST_BYTES)) - tokens;
        if (wanted <= 0) {
            return SHORTEST_WAIT_NANOS;
        }
        return Math.max(SHORTEST_WAIT_NANOS, (long) Math.ceil((double) wanted * NANOS_PER_SECOND / bytesPerSecond));
    }
}
