/**
 * What the engine asks of its surroundings: sockets, names, TLS engines, time and buffers.
 *
 * <p>A leaf. Core ships an implementation of each ({@code SocketChannel}, {@code InetAddress}, JSSE,
 * {@code System.nanoTime}); an adapter for an event loop brings its own, tests bring simulated ones.
 * Users of the engine meet these types only if they replace one.
 */
package dev.hiper.spi;
