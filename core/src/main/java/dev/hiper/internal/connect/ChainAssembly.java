package dev.hiper.internal.connect;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.dns.DnsCache;
import dev.hiper.internal.dns.LookupRequest;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.proxy.HaProxyFilter;
import dev.hiper.internal.proxy.HttpTunnelFilter;
import dev.hiper.internal.proxy.ProxyHop;
import dev.hiper.internal.proxy.ProxySettings;
import dev.hiper.internal.proxy.Socks4Filter;
import dev.hiper.internal.proxy.Socks5Filter;
import dev.hiper.internal.proxy.SocksTarget;
import dev.hiper.internal.socket.SocketFilter;
import dev.hiper.internal.tls.TlsContext;
import dev.hiper.internal.tls.TlsFilter;
import dev.hiper.internal.tls.TlsPeer;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TlsSettings;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;

/**
 * Puts together the filters that a new connection needs. Nothing is opened or asked before the first connect.
 *
 * <pre>
 *   [TLS to the origin] -> [PROXY line] -> [CONNECT] -> [TLS to the proxy] -> [SOCKS] -> race or Unix domain socket
 * </pre>
 */
public final class ChainAssembly {
    private final ConnectServices services;

    /** Takes bytes that nobody asked for. One does for all sockets of a thread, since nobody looks into it. */
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(1);

    public ChainAssembly(ConnectServices services) {
        this.services = services;
    }

    /**
     * The chain for a new connection.
     *
     * @throws TransferException if TLS cannot be set up as wished, or the proxies cannot be combined
     */
    public ConnectionFilter assemble(ConnectionIdentity identity, ConnectOptions options, long nowNanos)
            throws TransferException {
        Peer peer = identity.peer();
        TlsContext context = identity.tlsContext(services, nowNanos);
        ConnectionFilter way = announced(route(identity, options), identity);
        return context == null ? way : new TlsFilter(way, context, new TlsPeer(peer.host(), peer.port(), false));
    }

    private ConnectionFilter route(ConnectionIdentity identity, ConnectOptions options) throws TransferException {
        Peer peer = identity.peer();
        ProxySettings proxy = identity.proxy();
        if (proxy == null) {
            String path = peer.unixPath();
            return path == null
                    ? race(new DialTarget(peer.dialHost(), peer.dialPort(), false), options)
                    : unixSocket(path, peer.host(), peer.port(), options);
        }
        ProxyHop http = proxy.http();
        if (http == null) {
            return behindSocks(proxy, new DialTarget(peer.dialHost(), peer.dialPort(), false), options);
        }
        ConnectionFilter way = toHttpProxy(proxy, http, options);
        if (peer.forwardProxy()) {
            return way;
        }
        boolean version10 = http.kind() == ProxyHop.Kind.HTTP_1_0;
        return new HttpTunnelFilter(
                way, () -> toHttpProxy(proxy, http, options), peer.dialHost(), peer.dialPort(), version10);
    }

    private ConnectionFilter toHttpProxy(ProxySettings proxy, ProxyHop http, ConnectOptions options)
            throws TransferException {
        ConnectionFilter way = behindSocks(proxy, new DialTarget(http.host(), http.port(), true), options);
        if (http.kind() != ProxyHop.Kind.HTTPS) {
            return way;
        }
        TlsSettings settings = http.tls();
        if (settings == null) {
            throw new IllegalStateException("an HTTPS proxy without settings for TLS");
        }
        return new TlsFilter(way, services.tlsContext(settings), new TlsPeer(http.host(), http.port(), true));
    }

    /** The way to {@code target}, which no proxy but a SOCKS proxy may lie on. */
    private ConnectionFilter behindSocks(ProxySettings proxy, DialTarget target, ConnectOptions options) {
        ProxyHop socks = proxy.socks();
        if (socks == null) {
            return race(target, options);
        }
        String path = socks.unixPath();
        ConnectionFilter way = path == null
                ? race(new DialTarget(socks.host(), socks.port(), true), options)
                : unixSocket(path, socks.host(), socks.port(), options);
        LookupRequest lookup = lookup(target, options);
        SocksTarget wanted = new SocksTarget(target.host(), target.port(), services.dns(), lookup);
        return switch (socks.kind()) {
            case SOCKS4, SOCKS4A -> new Socks4Filter(way, socks, wanted);
            case SOCKS5, SOCKS5_HOSTNAME -> new Socks5Filter(way, socks, wanted, proxy.socksPasswordAllowed());
            case HTTP, HTTP_1_0, HTTPS -> throw new IllegalStateException(socks + " in the place of a SOCKS proxy");
        };
    }

    private ConnectionFilter announced(ConnectionFilter way, ConnectionIdentity identity) throws TransferException {
        if (!identity.haProxy().announced()) {
            return way;
        }
        ProxySettings proxy = identity.proxy();
        ProxyHop http = proxy == null ? null : proxy.http();
        if (http != null && http.kind() == ProxyHop.Kind.HTTPS) {
            throw new TransferException(
                    ResultCode.UNSUPPORTED_PROTOCOL, "The PROXY protocol cannot be spoken through an HTTPS proxy");
        }
        return new HaProxyFilter(way, identity.haProxy().clientAddress());
    }

    private ConnectionFilter race(DialTarget target, ConnectOptions options) {
        return new HappyEyeballsFilter(target, options, services, new HookedSockets(options.hooks()), scratch);
    }

    private ConnectionFilter unixSocket(String path, String host, int port, ConnectOptions options) {
        SocketRequest request = new SocketRequest(UnixDomainSocketAddress.of(path), options.socket());
        String label = "Failed to connect to " + host + " port " + port + " via " + path + ": ";
        return new SocketFilter(new HookedSockets(options.hooks()), request, label, services.sockets(), scratch);
    }

    static LookupRequest lookup(DialTarget target, ConnectOptions options) {
        return new LookupRequest(
                target.host(),
                target.port(),
                options.family(),
                options.dnsCacheSeconds(),
                options.shuffleAddresses(),
                DnsCache.hasWildcard(options.resolve()),
                options.hooks()::beforeLookup,
                options.nameServer());
    }
}
