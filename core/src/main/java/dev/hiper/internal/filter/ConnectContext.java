package dev.hiper.internal.filter;

/**
 * What a filter may ask of whoever drives it: a transfer while connecting, the engine's housekeeping
 * while shutting down. Loop thread only.
 */
public interface ConnectContext {
    /** The latched now of this entry. */
    long nowNanos();

    /** Sets (or moves) the deadline of one kind. A deadline in the past makes the next run due at once. */
    void expireAt(Timer timer, long deadlineNanos);

    /** Forgets the deadline of one kind. */
    void cancel(Timer timer);

    /** Asks for another run soon, although neither socket nor timer says so. Legal at any time on the loop thread. */
    void wake();

    /** Notes that {@code phase} was reached now. The last call for a phase within one leg counts. */
    void reached(ConnectPhase phase);

    /** Whether {@link #trace} has a reader; asked before a text is made. */
    boolean tracing();

    /** One line for the debug callback. */
    void trace(String text);

    /** Who is asked and told about proxies on the way; asked while connecting only. */
    default TunnelClient tunnel() {
        return TunnelClient.SILENT;
    }
}
