package dev.hiper.examples.curl.report;

/** Remembers the last few seconds of a transfer for its current speed. */
final class SpeedSamples {
    /** Six moments a second apart are five seconds: long enough to be calm, short enough to be current. */
    private static final int SAMPLES = 6;

    private static final double MICROS_PER_SECOND = 1e6;

    private final long[] bytes = new long[SAMPLES];
    private final long[] micros = new long[SAMPLES];
    private int count;

    /** Adds a moment and answers the speed since the oldest one kept; {@code ifFirst} if there is no older one. */
    long speed(long bytesNow, long microsNow, long ifFirst) {
        int slot = count % SAMPLES;
        bytes[slot] = bytesNow;
        micros[slot] = microsNow;
        count++;
        if (count == 1) {
            return ifFirst;
        }
        int oldest = count >= SAMPLES ? count % SAMPLES : 0;
        return perSecond(bytesNow - bytes[oldest], Math.max(1, microsNow - micros[oldest]));
    }

    static long perSecond(long bytes, long micros) {
        return (long) (bytes * MICROS_PER_SECOND / micros);
    }
}
