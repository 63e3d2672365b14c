/**
 * A proxy to copy from: Netty's HTTP server in front, the engine behind, both on one event loop.
 *
 * <pre>
 *   client ──► codec ──► RequestGate ──► ProxyHandler ──► UpstreamRequest ──► HiperLoop (same event loop)
 *                      one at a time        │ refuses          │ UploadQueue         │
 *   client ◄── codec ◄───────────────── ClientExchange ◄── ResponseRelay ◄───────────┘
 *                                           └► Tunnel (CONNECT): bytes both ways, no engine
 * </pre>
 *
 * <p>Forward proxy by default, reverse proxy with {@code --to}. What a relay holds of one response is bounded: 64 KiB
 * wait for the client, one read of at most 64 KiB is held by the paused engine, and the memory of a piece is never
 * larger than one read; below 256 KiB together. An upload holds as much in the other direction.
 *
 * <p>Interim responses: 100 is passed to a client that expects it, all others (103 among them) are dropped. Upgrade is a
 * matter of one connection and is dropped; WebSocket goes through a tunnel.
 *
 * <p>RFC 9110, 7.6 (forwarding), 9.3.6 (CONNECT); RFC 9112.
 */
@NullMarked
package dev.hiper.examples.proxy;

import org.jspecify.annotations.NullMarked;
