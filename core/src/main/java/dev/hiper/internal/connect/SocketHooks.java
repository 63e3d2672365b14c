package dev.hiper.internal.connect;

import dev.hiper.error.TransferException;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The application's say about a transfer's sockets and lookups (OPENSOCKET, SOCKOPT, CLOSESOCKET and RESOLVER_START
 * callbacks), wrapped by the API.
 */
public interface SocketHooks {
    /** What the sockopt callback said. */
    enum Prepared {
        CONNECT,
        ALREADY_CONNECTED
    }

    /**
     * Opens a socket: by the application's callback if there is one, else by the engine's factory.
     *
     * @return null if the application refuses this address (C8)
     */
    @Nullable
    TransportSocket open(SocketRequest request) throws IOException, TransferException;

    /** What the callback that was asked last threw; null if nothing. Thrown by {@link #open}, it means a refusal. */
    default @Nullable Throwable thrown() {
        return null;
    }

    /** Called once per opened socket before it is bound or connected. */
    Prepared prepare(TransportSocket socket) throws TransferException;

    /** Called before each lookup that is really started (C25). */
    void beforeLookup(String host) throws TransferException;

    /**
     * How the sockets of a connection made now are closed; fixed when the connection is made, used for as long as
     * it lives (C23).
     */
    SocketCloser closer();

    /** Closes a socket of a connection. Never throws. */
    @FunctionalInterface
    interface SocketCloser {
        void close(TransportSocket socket);
    }
}
