/**
 * The chain that a connection is made of. Each {@link dev.hiper.internal.filter.ConnectionFilter} adds one layer (socket,
 * racing, proxy, TLS); a transfer talks to the top one only.
 *
 * <p>Filters are <em>pulled</em>: they are asked to connect, send and receive, and answer that they
 * would block. Nothing is pushed through them, so pausing, back-pressure and changing a half-built
 * chain need no protocol of their own.
 *
 * <p>Doors: {@link dev.hiper.internal.filter.ConnectionFilter}, {@link dev.hiper.internal.filter.ConnectContext}, {@link
 * dev.hiper.internal.filter.PollSet}, {@link dev.hiper.internal.filter.Step}. Arrows: to {@code error}, {@code bytes} and {@code
 * spi} only.
 */
package dev.hiper.internal.filter;
