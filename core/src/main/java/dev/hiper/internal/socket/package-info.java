/**
 * The bottom of every connection: sockets of {@code java.nio} (TCP and Unix domain) and the filter that makes
 * one a layer of a chain. The only package that opens channels, and the place where an {@link java.io.IOException}
 * of a socket becomes a result code.
 *
 * <p>Doors: {@link dev.hiper.internal.socket.NioSockets}, {@link dev.hiper.internal.socket.SocketFilter}, {@link
 * dev.hiper.internal.socket.SocketSource}, {@link dev.hiper.internal.socket.SocketWatch}. Arrows: to {@code filter} and
 * {@code spi} only.
 */
package dev.hiper.internal.socket;
