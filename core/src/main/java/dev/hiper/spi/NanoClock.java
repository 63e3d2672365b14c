package dev.hiper.spi;

/**
 * The engine's source of time. Read once per entry into the engine and latched there, so that
 * everything inside one entry happens at one instant.
 */
public interface NanoClock {
    /** Monotonic nanoseconds since an arbitrary origin, as {@link System#nanoTime()}. */
    long nanoTime();

    /** Wall-clock milliseconds since 1970, for dates that a server sends. May jump. */
    long currentTimeMillis();

    /** The clock of this machine. */
    static NanoClock system() {
        return SystemClock.INSTANCE;
    }
}
