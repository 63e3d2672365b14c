package dev.hiper;

import dev.hiper.spi.TransportSocket;
import org.jspecify.annotations.Nullable;

/**
 * Is told which sockets to watch, and for what: libcurl's {@code CURLMOPT_SOCKETFUNCTION}.
 *
 * <p>Each change of interest is told once. After {@link PollAction#REMOVE} the socket may be closed
 * as soon as the listener returns, and its number may come back for another connection.
 *
 * <p>Runs on the thread that drives the multi. It may not drive it, nor add or remove transfers,
 * nor pause.
 */
@FunctionalInterface
public interface SocketListener {
    /**
     * The interest in one socket changed.
     *
     * @param easy the transfer that the change is about; null for the engine's own housekeeping,
     *     such as a connection that is being shut down
     * @param socket compare it with {@code ==}; the engine owns it
     * @param what the interest from now on
     * @param socketp what {@link Multi#assign} attached to this socket; null before
     * @return 0 to go on; -1 ends all transfers with {@link MultiCode#ABORTED_BY_CALLBACK}, and so
     *     does throwing
     */
    int onSocket(@Nullable Easy easy, TransportSocket socket, PollAction what, @Nullable Object socketp);
}
