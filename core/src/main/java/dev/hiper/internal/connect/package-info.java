/**
 * Connections: how they are built, shared, kept, and closed.
 *
 * <pre>
 *   {@link dev.hiper.internal.connect.ConnectionPool} --find--> a fitting {@link dev.hiper.internal.connect.Connection}
 *       |  miss: admit
 *       v
 *   {@link dev.hiper.internal.connect.ChainAssembly}:  TLS -> happy eyeballs -> sockets     or     TLS -> Unix domain socket
 * </pre>
 *
 * <p>A connection is BUSY while transfers use it, then IDLE in the pool or, after a last word, CLOSED; if the
 * last word does not go out at once, it is in SHUTDOWN for a while ({@link
 * dev.hiper.internal.connect.ConnectionShutdown}). Which connection may serve which transfer is decided by one class, {@link
 * dev.hiper.internal.connect.ConnectionIdentity}.
 *
 * <p>Doors: the types named here, {@link dev.hiper.internal.connect.ConnectOptions}, {@link
 * dev.hiper.internal.connect.Peer}, and the interfaces that the engine implements: {@link
 * dev.hiper.internal.connect.ConnectServices}, {@link dev.hiper.internal.connect.PoolWatch}, {@link
 * dev.hiper.internal.connect.ProtocolState}, {@link dev.hiper.internal.connect.SocketHooks}. Arrows: to {@code proxy}, {@code tls}, {@code
 * dns}, {@code socket}, {@code filter} and {@code spi}.
 *
 * <p>Sources of rules: RFC 8305 (happy eyeballs), RFC 9112 section 9 (reuse).
 */
package dev.hiper.internal.connect;
