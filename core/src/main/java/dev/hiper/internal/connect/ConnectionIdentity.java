package dev.hiper.internal.connect;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.dns.DnsCache;
import dev.hiper.internal.dns.NameServer;
import dev.hiper.internal.proxy.HaProxy;
import dev.hiper.internal.proxy.ProxySettings;
import dev.hiper.internal.tls.TlsContext;
import dev.hiper.spi.Resolver;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TlsSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a transfer that must fit before it may use a connection that another one made: whom it talks to, whom
 * it trusts, who it is, and through what it travels. Built once per set of options and URL; a transfer that
 * runs again brings the same object, which makes the usual comparison one of references.
 *
 * <p>Two rules are not symmetric: a transfer that does not care about address family or local binding takes a connection
 * that was made with a wish, but not the other way round.
 */
public final class ConnectionIdentity {
    /** Files behind TLS settings may change; a context is asked for again no more often than they are looked at. */
    private static final long CONTEXT_NANOS = TimeUnit.MILLISECONDS.toNanos(Limits.HEALTH_MILLIS);

    private final Peer peer;
    private final String destination;
    private final @Nullable TlsSettings tls;
    private final List<String> resolve;
    private final Resolver.Family family;
    private final @Nullable String localInterface;
    private final int localPort;
    private final int localPortRange;
    private final int addressScope;
    private final @Nullable NameServer nameServer;
    private final @Nullable ProxySettings proxy;
    private final HaProxy haProxy;
    private final int hash;

    private @Nullable ConnectServices contextSource;
    private @Nullable TlsContext context;
    private long contextNanos;
    private @Nullable Destinations known;
    private @Nullable Destination knownDestination;

    private ConnectionIdentity(Peer peer, ConnectOptions options) {
        SocketRequest.Options socket = options.socket();
        this.peer = peer;
        this.destination = peer.destination();
        this.tls = peer.tls() ? options.tls() : null;
        this.proxy = peer.unixPath() == null ? options.proxy() : null;
        this.haProxy = options.haProxy();
        this.resolve = linesThatMatter(options.resolve());
        this.family = options.family();
        this.localInterface = socket.localInterface();
        this.localPort = socket.localPort();
        this.localPortRange = socket.localPortRange();
        this.addressScope = options.addressScope();
        this.nameServer = options.nameServer();
        this.hash = Objects.hash(peer, tls, resolve, proxy, haProxy);
    }

    /** The identity of a transfer to {@code peer} with these options, which are not kept. */
    public static ConnectionIdentity of(Peer peer, ConnectOptions options) {
        return new ConnectionIdentity(peer, options);
    }

    public Peer peer() {
        return peer;
    }

    /** Key of the pool and of limits per host: {@link Peer#destination()}. */
    public String destination() {
        return destination;
    }

    /** The proxies on the way; null for none. */
    public @Nullable ProxySettings proxy() {
        return proxy;
    }

    /** Whether a new connection tells who is behind it. */
    HaProxy haProxy() {
        return haProxy;
    }

    /** Its destination among {@code all}, without a search if it was found there before; null if it is not there. */
    @Nullable
    Destination destinationIn(Destinations all) {
        Destination destination = knownDestination;
        if (destination == null || known != all || destination.dropped) {
            destination = all.find(this.destination);
            knownDestination = destination;
            known = all;
        }
        return destination;
    }

    /** Whether the two are equal in everything, wishes included. */
    boolean same(ConnectionIdentity other) {
        return serves(other) && other.serves(this);
    }

    /** Whether a connection that was made for this identity may serve a transfer that wants {@code wanted}. */
    public boolean serves(ConnectionIdentity wanted) {
        return this == wanted
                || (hash == wanted.hash
                        && peer.equals(wanted.peer)
                        && Objects.equals(tls, wanted.tls)
                        && resolve.equals(wanted.resolve)
                        && Objects.equals(proxy, wanted.proxy)
                        && haProxy.equals(wanted.haProxy)
                        && addressScope == wanted.addressScope
                        && Objects.equals(nameServer, wanted.nameServer)
                        && servesFamily(wanted)
                        && servesBinding(wanted));
    }

    /**
     * What TLS is to be set up with now; null if there is no TLS. Not the same object for ever: files that the
     * settings name may change.
     */
    @Nullable
    TlsContext tlsContext(ConnectServices services, long nowNanos) throws TransferException {
        if (tls == null) {
            return null;
        }
        if (contextSource != services || context == null || nowNanos - contextNanos >= CONTEXT_NANOS) {
            context = services.tlsContext(tls);
            contextSource = services;
            contextNanos = nowNanos;
        }
        return context;
    }

    /** The RESOLVE lines about hosts that may be looked up: the peer, and the proxy that is connected to. */
    private List<String> linesThatMatter(List<String> lines) {
        if (peer.unixPath() != null || lines.isEmpty()) {
            return List.of();
        }
        List<String> aboutPeer = DnsCache.linesAbout(lines, peer.dialHost(), peer.dialPort());
        if (proxy == null) {
            return aboutPeer;
        }
        List<String> all = new ArrayList<>(aboutPeer);
        all.addAll(
                DnsCache.linesAbout(lines, proxy.first().host(), proxy.first().port()));
        return all;
    }

    private boolean servesFamily(ConnectionIdentity wanted) {
        return wanted.family == Resolver.Family.ANY || wanted.family == family;
    }

    private boolean servesBinding(ConnectionIdentity wanted) {
        boolean wished = wanted.localInterface != null || wanted.localPort != 0;
        return !wished
                || (Objects.equals(wanted.localInterface, localInterface)
                        && wanted.localPort == localPort
                        && wanted.localPortRange == localPortRange);
    }

    @Override
    public String toString() {
        return peer.scheme() + "://" + peer.host() + ':' + peer.port() + " at " + destination;
    }
}
