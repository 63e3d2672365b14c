package dev.hiper.internal.socket;

import dev.hiper.spi.TransportSocket;

/** Whoever keeps a record of what is wanted of which socket. */
@FunctionalInterface
public interface SocketWatch {
    /**
     * {@code socket} is going to be closed right after this call and is still open now: the application must be told
     * and every trace of it forgotten, since its descriptor may serve another connection next (S6). Unknown
     * sockets are ignored.
     */
    void forget(TransportSocket socket);
}
