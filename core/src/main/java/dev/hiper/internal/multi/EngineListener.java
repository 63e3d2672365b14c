package dev.hiper.internal.multi;

import dev.hiper.spi.TransportSocket;
import org.jspecify.annotations.Nullable;

/** The application's callbacks, wrapped by the API. */
public interface EngineListener {
    /** What a callback answers to end the engine (S22). */
    int DEAD = -1;

    boolean watchesSockets();

    /**
     * The interest in a socket changed.
     *
     * @param member the transfer whose change it was; null for housekeeping
     * @param what 1 IN, 2 OUT, 3 INOUT, 4 REMOVE
     * @return {@link #DEAD} or anything else
     */
    int onSocket(@Nullable Member member, TransportSocket socket, int what, @Nullable Object attachment);

    boolean watchesTimer();

    /**
     * The next deadline changed.
     *
     * @param timeoutMillis -1 none, 0 as soon as possible
     * @return {@link #DEAD} or anything else
     */
    int onTimer(long timeoutMillis);

    /** Whether the application has a way to be woken from other threads. */
    boolean wakeable();

    /** Asks for a driving call soon. Any thread. */
    void wake();

    /** Whether events of this kind are to be recorded. */
    boolean wantsNotification(int kind);

    void onNotification(int kind, @Nullable Member member);
}
