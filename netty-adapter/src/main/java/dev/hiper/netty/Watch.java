package dev.hiper.netty;

import dev.hiper.spi.TransportSocket;

/** The registration of one socket with the event loop, for as long as the socket lives. Loop thread only. */
interface Watch {
    /** A socket that brings its registration along. */
    interface Socket extends TransportSocket {
        Watch watch();
    }

    /**
     * Notes which events are wanted from now on.
     *
     * @param readiness bits of {@link dev.hiper.Readiness}; 0 parks the socket without closing it
     */
    void want(int readiness);

    /** Marks the watch as waiting for {@link #apply}; false if it was waiting already. */
    boolean list();

    /** Tells the loop what is wanted, if that differs from what it knows. */
    void apply();

    /** The loop cannot watch this socket: every further operation on it is to fail with {@code cause}. */
    void fail(Throwable cause);
}
