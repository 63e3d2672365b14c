package dev.hiper.spi;

/**
 * The engine's source of time. Read at most once per round of an entry into the engine, when it is
 * first needed, and latched there, so that everything inside one round happens at one instant.
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
