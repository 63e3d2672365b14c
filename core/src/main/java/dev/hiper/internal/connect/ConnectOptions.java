package dev.hiper.internal.connect;

import dev.hiper.internal.dns.NameServer;
import dev.hiper.internal.proxy.HaProxy;
import dev.hiper.internal.proxy.ProxySettings;
import dev.hiper.spi.Resolver;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TlsSettings;
import java.util.ArrayList;
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
 * @param proxy the proxies on the way; null for none. A Unix domain socket disables them
 * @param haProxy whether new connections tell who is behind them
 * @param addressScope zone of link-local IPv6 addresses that name none; 0 for none
 * @param nameServer where names are looked up instead of at the resolver; null for the resolver
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
        SocketHooks hooks,
        @Nullable ProxySettings proxy,
        HaProxy haProxy,
        int addressScope,
        @Nullable NameServer nameServer) {

    /** The same, with a CONNECT_TO line behind all others. */
    public ConnectOptions withConnectTo(String line) {
        List<String> lines = new ArrayList<>(connectTo);
        lines.add(line);
        return with(List.copyOf(lines), proxy, nameServer);
    }

    /** The same, but through {@code other}, which depends on the URL where the environment or NOPROXY decides. */
    public ConnectOptions withProxy(@Nullable ProxySettings other) {
        return with(connectTo, other, nameServer);
    }

    /** The same, but with names looked up at {@code other}. */
    public ConnectOptions withNameServer(@Nullable NameServer other) {
        return with(connectTo, proxy, other);
    }

    /**
     * How a name server is reached by a transfer that is reached this way itself: what concerns sockets holds for both, the
     * rest is the transfer's own. The server's own name is looked up at the resolver, so no question leads to another one.
     *
     * @param serverTls settings for TLS to the server
     */
    public ConnectOptions toNameServer(TlsSettings serverTls) {
        return new ConnectOptions(
                Resolver.Family.ANY,
                dnsCacheSeconds,
                shuffleAddresses,
                resolve,
                List.of(),
                null,
                socket,
                happyEyeballsMillis,
                connectTimeoutMillis,
                serverTls,
                false,
                false,
                0,
                maxAgeSeconds,
                maxLifetimeSeconds,
                upkeepIntervalMillis,
                hooks,
                null,
                HaProxy.OFF,
                addressScope,
                null);
    }

    private ConnectOptions with(List<String> lines, @Nullable ProxySettings way, @Nullable NameServer server) {
        return new ConnectOptions(
                family,
                dnsCacheSeconds,
                shuffleAddresses,
                resolve,
                lines,
                unixSocketPath,
                socket,
                happyEyeballsMillis,
                connectTimeoutMillis,
                tls,
                freshConnect,
                forbidReuse,
                connectOnly,
                maxAgeSeconds,
                maxLifetimeSeconds,
                upkeepIntervalMillis,
                hooks,
                way,
                haProxy,
                addressScope,
                server);
    }
}
