package dev.hiper.internal.connect;

import dev.hiper.spi.Resolver;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TlsSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a transfer wants to be connected: the frozen form of the options about names, routes, sockets, TLS and reuse.
 *
 * @param family address families allowed (IPRESOLVE)
 * @param dnsCacheSeconds how long a looked-up name stays fresh; 0 never, -1 for ever
 * @param shuffleAddresses whether freshly looked-up addresses are put in random order
 * @param resolve RESOLVE lines, as given
 * @param connectTo CONNECT_TO lines, as given
 * @param unixSocketPath path of a Unix domain socket to connect to instead; null for none
 * @param socket options and local binding of new sockets
 * @param happyEyeballsMillis delay before the next attempt of a race starts
 * @param connectTimeoutMillis limit for name, socket, proxy and TLS of one leg
 * @param tls settings for TLS to the origin
 * @param freshConnect whether the first leg leaves the pool alone
 * @param forbidReuse whether the connection is closed after the transfer
 * @param connectOnly 0 for a normal transfer, 1 to stop once connected
 * @param maxAgeSeconds idle seconds after which a pooled connection is not used; 0 for no limit
 * @param maxLifetimeSeconds age in seconds after which a pooled connection is not used; 0 for no limit
 * @param upkeepIntervalMillis least time between two keep-alive actions
 * @param hooks the application's say about sockets and lookups
 */
public record ConnectOptions(
        Resolver.Family family,
        long dnsCacheSeconds,
        boolean shuffleAddresses,
        List<String> resolve,
        List<String> connectTo,
        @Nullable String unixSocketPath,
        SocketRequest.Options socket,
        long happyEyeballsMillis,
        long connectTimeoutMillis,
        TlsSettings tls,
        boolean freshConnect,
        boolean forbidReuse,
        int connectOnly,
        long maxAgeSeconds,
        long maxLifetimeSeconds,
        long upkeepIntervalMillis,
        SocketHooks hooks) {}
