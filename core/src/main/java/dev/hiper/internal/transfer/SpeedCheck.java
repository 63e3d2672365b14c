package dev.hiper.internal.transfer;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;

/**
 * The low speed limit (T19): the average of about the last five seconds, looked at once a second, must not stay
 * below the limit for the given time. Suspended while a direction is paused.
 */
final class SpeedCheck {
    static final long INTERVAL_NANOS = 1_000_000_000L;
    private static final int WINDOW = 6;

    private final long[] atNanos = new long[WINDOW];
    private final long[] atBytes = new long[WINDOW];
    private int samples;
    private long limit;
    private long seconds;
    private boolean slow;
    private long slowSinceNanos;

    void reset(long limitBytesPerSecond, long patienceSeconds) {
        limit = limitBytesPerSecond;
        seconds = patienceSeconds;
        restart();
    }

    /** Forgets what was seen, as after a pause. */
    void restart() {
        samples = 0;
        slow = false;
    }

    /** Whether a second has passed since the last look. */
    boolean due(long nowNanos) {
        return samples == 0 || nowNanos - atNanos[(samples - 1) % WINDOW] >= INTERVAL_NANOS;
    }

    /** Looks at the total of bytes moved so far. */
    void look(long nowNanos, long totalBytes) throws TransferException {
        atNanos[samples % WINDOW] = nowNanos;
        atBytes[samples % WINDOW] = totalBytes;
        samples++;
        if (samples < 2) {
            slow = true;
            slowSinceNanos = nowNanos;
            return;
        }
        int oldest = samples > WINDOW ? samples % WINDOW : 0;
        double elapsedSeconds = (nowNanos - atNanos[oldest]) / 1e9;
        double speed = elapsedSeconds <= 0 ? limit : (totalBytes - atBytes[oldest]) / elapsedSeconds;
        if (speed >= limit) {
            slow = false;
        } else if (!slow) {
            slow = true;
            slowSinceNanos = nowNanos;
        } else if (nowNanos - slowSinceNanos >= seconds * INTERVAL_NANOS) {
            throw new TransferException(
                    ResultCode.OPERATION_TIMEDOUT,
                    "Operation too slow: less than " + limit + " bytes/sec transferred the last " + seconds
                            + " seconds");
        }
    }
}
