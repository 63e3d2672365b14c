package dev.hiper.spi;

import java.io.IOException;

/**
 * Opens the engine's sockets: the counterpart of libcurl's {@code CURLOPT_OPENSOCKETFUNCTION} and the seam
 * between kinds of event loops. Called on the thread that drives the engine, once per
 * connection attempt.
 */
@FunctionalInterface
public interface SocketFactory {
    /**
     * Opens a non-blocking, unconnected socket that fits {@code request} and applies its options. The local binding
     * is done by the socket's {@link TransportSocket#connect}, after the application had its look at
     * the fresh socket; binding here already is accepted, too.
     *
     * @throws java.net.BindException if the local interface, address or port cannot be had
     * @throws IOException if no socket can be had
     */
    TransportSocket open(SocketRequest request) throws IOException;
}
