package dev.hiper.examples.proxy;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What all connections of a proxy share. Any thread, except for the handles of a loop. */
final class ProxyContext {
    private final ProxyOptions options;
    private final RequestListener listener;
    private final Via via;
    private final UpstreamHeaders upstreamHeaders;
    private final NameLookup names = new NameLookup();
    private final IdentityHashMap<EventExecutor, HandlePool> handles = new IdentityHashMap<>();
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger tunnels = new AtomicInteger();
    private volatile boolean draining;
    private volatile @Nullable InetSocketAddress ownAddress;

    ProxyContext(ProxyOptions options, EventLoopGroup loops, RequestListener listener) {
        this.options = options;
        this.listener = listener;
        this.via = new Via(options.pseudonym());
        this.upstreamHeaders = new UpstreamHeaders(via, options.upstream() != null);
        for (EventExecutor loop : loops) {
            handles.put(loop, new HandlePool(options));
        }
    }

    ProxyOptions options() {
        return options;
    }

    RequestListener listener() {
        return listener;
    }

    Via via() {
        return via;
    }

    UpstreamHeaders upstreamHeaders() {
        return upstreamHeaders;
    }

    NameLookup names() {
        return names;
    }

    /** The handles of {@code loop}, for its own thread. */
    HandlePool handles(EventLoop loop) {
        return Objects.requireNonNull(handles.get(loop));
    }

    /** Connections of clients. */
    ChannelGroup clients() {
        return clients;
    }

    /** Takes a place for one more tunnel; false if there is none. */
    boolean openTunnel() {
        if (tunnels.incrementAndGet() <= options.maxTunnels()) {
            return true;
        }
        tunnels.decrementAndGet();
        return false;
    }

    void closeTunnel() {
        tunnels.decrementAndGet();
    }

    boolean draining() {
        return draining;
    }

    void startDraining() {
        draining = true;
    }

    void listensOn(InetSocketAddress address) {
        ownAddress = address;
    }

    /** Whether a connection to {@code target} would come back to us. */
    boolean isOwn(InetSocketAddress target) {
        InetSocketAddress own = ownAddress;
        if (own == null || own.getPort() != target.getPort()) {
            return false;
        }
        InetAddress address = target.getAddress();
        if (!own.getAddress().isAnyLocalAddress()) {
            return own.getAddress().equals(address);
        }
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            // Cannot tell; the Via field ends a loop later.
            return false;
        }
    }
}
