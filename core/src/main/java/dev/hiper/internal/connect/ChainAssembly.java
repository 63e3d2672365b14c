package dev.hiper.internal.connect;

import dev.hiper.error.TransferException;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.socket.SocketFilter;
import dev.hiper.internal.tls.TlsContext;
import dev.hiper.internal.tls.TlsFilter;
import dev.hiper.internal.tls.TlsPeer;
import dev.hiper.spi.SocketRequest;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;

/** Puts together the filters that a new connection needs. Nothing is opened or asked before the first connect. */
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
     * @throws TransferException if TLS cannot be set up as wished
     */
    public ConnectionFilter assemble(ConnectionIdentity identity, ConnectOptions options, long nowNanos)
            throws TransferException {
        Peer peer = identity.peer();
        TlsContext context = identity.tlsContext(services, nowNanos);
        ConnectionFilter transport = transport(peer, options);
        return context == null
                ? transport
                : new TlsFilter(transport, context, new TlsPeer(peer.host(), peer.port(), false));
    }

    private ConnectionFilter transport(Peer peer, ConnectOptions options) {
        HookedSockets source = new HookedSockets(options.hooks());
        String path = peer.unixPath();
        if (path == null) {
            return new HappyEyeballsFilter(peer, options, services, source, scratch);
        }
        SocketRequest request = new SocketRequest(UnixDomainSocketAddress.of(path), options.socket());
        String label = "Failed to connect to " + peer.host() + " port " + peer.port() + " via " + path + ": ";
        return new SocketFilter(source, request, label, services.sockets(), scratch);
    }
}
