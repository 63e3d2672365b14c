package dev.hiper.internal.socket;

import dev.hiper.error.TransferException;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the socket of a {@link SocketFilter} comes from, and how it is disposed of. */
public interface SocketSource {
    /**
     * Opens a socket.
     *
     * @return null if this address is refused
     */
    @Nullable
    TransportSocket open(SocketRequest request) throws IOException, TransferException;

    /**
     * Gets a fresh socket ready, before it is bound or connected.
     *
     * @return true if the socket turned out to be connected already
     */
    boolean prepare(TransportSocket socket) throws TransferException;

    /** How sockets that {@link #open} gave are closed; outlives everything else here. */
    Closer closer();

    /** Closes sockets. Never throws. */
    @FunctionalInterface
    interface Closer {
        void close(TransportSocket socket);
    }
}
