package dev.hiper;

import dev.hiper.spi.TransportSocket;

/**
 * A socket of the engine and what it waits for there, as {@link Multi#waitfds} lists them.
 *
 * @param socket the socket
 * @param interest IN, OUT or INOUT
 */
public record WantedSocket(TransportSocket socket, PollAction interest) {}
