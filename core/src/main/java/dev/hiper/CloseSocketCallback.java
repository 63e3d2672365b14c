package dev.hiper;

import dev.hiper.spi.TransportSocket;

/**
 * Closes sockets: {@link EasyOption#CLOSESOCKETFUNCTION}. A connection keeps the callback of the
 * transfer that opened it, and may call it long after that transfer is gone; so it is given no easy
 * handle.
 *
 * <p>Runs on the thread that drives the multi. May not drive it, nor add or remove transfers. If it
 * throws, the engine closes the socket itself.
 */
@FunctionalInterface
public interface CloseSocketCallback {
    /** Closes {@code socket}. The engine has forgotten it already. */
    void onCloseSocket(TransportSocket socket);
}
