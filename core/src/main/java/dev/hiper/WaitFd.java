package dev.hiper;

import java.nio.channels.SelectableChannel;

/**
 * A channel of the application's own that {@link Multi#poll} and {@link Multi#waitMillis} wait for beside the engine's sockets:
 * the counterpart of libcurl's {@code curl_waitfd}. The channel must be in non-blocking mode and not be
 * registered elsewhere with another mode of use.
 */
public final class WaitFd {
    /** Wait for reading, or for a connection to accept. */
    public static final int POLLIN = 1;

    /** Urgent data; the JVM cannot wait for it, so it is never reported. */
    public static final int POLLPRI = 2;

    /** Wait for writing, or for a connection to be established. */
    public static final int POLLOUT = 4;

    private final SelectableChannel channel;
    private final int events;
    private int revents;

    /**
     * A channel and what to wait for on it.
     *
     * @param channel what to wait for
     * @param events what to wait for on it: {@link #POLLIN} and {@link #POLLOUT}, added
     */
    public WaitFd(SelectableChannel channel, int events) {
        this.channel = channel;
        this.events = events;
    }

    public SelectableChannel channel() {
        return channel;
    }

    /** What is waited for. */
    public int events() {
        return events;
    }

    /** What came true in the latest wait. */
    public int revents() {
        return revents;
    }

    void revents(int happened) {
        revents = happened;
    }
}
