package dev.hiper.spi;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a new socket is wanted for.
 *
 * @param remote the address it will be connected to: an {@link java.net.InetSocketAddress} (resolved) or a {@link
 *     java.net.UnixDomainSocketAddress}
 * @param options what to set on it before connecting
 */
public record SocketRequest(SocketAddress remote, Options options) {
    /**
     * Socket options and local binding, the same for all attempts of a connection.
     *
     * @param noDelay TCP_NODELAY
     * @param keepAlive whether to send TCP keep-alive probes
     * @param keepIdleSeconds idle seconds before the first probe
     * @param keepIntervalSeconds seconds between probes
     * @param keepCount unanswered probes before the peer counts as dead
     * @param localInterface interface or address to bind to, in CURLOPT_INTERFACE's forms; null for any
     * @param localPort local port to bind to, 0 for any
     * @param localPortRange how many ports to try, beginning with {@code localPort}; at least 1
     */
    public record Options(
            boolean noDelay,
            boolean keepAlive,
            int keepIdleSeconds,
            int keepIntervalSeconds,
            int keepCount,
            @Nullable String localInterface,
            int localPort,
            int localPortRange) {}
}
