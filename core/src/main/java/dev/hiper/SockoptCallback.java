package dev.hiper;

import dev.hiper.spi.TransportSocket;

/**
 * Adjusts a socket that was just opened: {@link EasyOption#SOCKOPTFUNCTION}. Called before it is
 * connected.
 *
 * <p>Runs on the thread that drives the transfer; what it may call is written at {@link Easy}.
 * Throwing ends the transfer as the aborting answer does, with what was thrown as the cause in
 * {@link TransferFailure}.
 */
@FunctionalInterface
public interface SockoptCallback {
    /**
     * Adjusts the socket.
     *
     * @param socket of the kind that the socket factory of the multi makes
     */
    SockoptResult onSocketOpened(Easy easy, TransportSocket socket);
}
