package dev.hiper.spi;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One non-blocking stream socket. Opened by a {@link SocketFactory}, owned and closed by the engine, and
 * handed to the application only as the identity that the socket callback and {@code socketAction}
 * speak about: compare it with {@code ==}.
 *
 * <p>All methods are called on the thread that drives the engine. None blocks. Would-block is a return
 * value; every I/O error is an {@link IOException} (implementations translate unchecked ones).
 * A readiness event is only a hint: each method must answer truthfully when called at a wrong moment.
 */
public interface TransportSocket {
    /**
     * Starts connecting.
     *
     * @return true if connected at once; false if {@link #finishConnect()} will tell, after the socket
     *     became writable
     */
    boolean connect(SocketAddress remote) throws IOException;

    /**
     * Asks how connecting went. Never true for a socket that is still on its way.
     *
     * @return true if connected, false if still connecting
     * @throws IOException why connecting failed
     */
    boolean finishConnect() throws IOException;

    /**
     * Reads into {@code destination}, which has room for at least one byte.
     *
     * @return bytes read, 0 if it would block, -1 at the end of the stream
     */
    int read(ByteBuffer destination) throws IOException;

    /**
     * Writes from {@code source} and advances its position by what was taken.
     *
     * @return bytes written, 0 if it would block
     */
    int write(ByteBuffer source) throws IOException;

    /** Sends the end of the stream (FIN); reading goes on. Does nothing if that was done before. */
    void shutdownOutput() throws IOException;

    /** Closes. Idempotent; errors of the close itself have no reader and are dropped. */
    void close();

    /** Whether {@link #close()} has not been called. */
    boolean isOpen();

    /** The peer's address, null unless connected. */
    @Nullable
    SocketAddress remoteAddress();

    /** The local address, null if not bound. */
    @Nullable
    SocketAddress localAddress();
}
