package dev.hiper.internal.socket;

import dev.hiper.spi.SocketFactory;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Opens sockets that are {@link SocketChannel}s: the factory of an engine that was given no other. Fits every
 * loop that waits in a {@link java.nio.channels.Selector}.
 */
public final class NioSockets implements SocketFactory {
    /** There is nothing to configure, so one serves all. */
    public static final NioSockets INSTANCE = new NioSockets();

    private NioSockets() {}

    @Override
    public TransportSocket open(SocketRequest request) throws IOException {
        ProtocolFamily family = family(request.remote());
        SocketChannel channel = openChannel(family);
        boolean ready = false;
        try {
            channel.configureBlocking(false);
            if (family != StandardProtocolFamily.UNIX) {
                apply(request.options(), channel);
            }
            ready = true;
        } finally {
            if (!ready) {
                channel.close();
            }
        }
        return new NioSocket(channel, request);
    }

    private static ProtocolFamily family(SocketAddress remote) throws SocketException {
        if (remote instanceof UnixDomainSocketAddress) {
            return StandardProtocolFamily.UNIX;
        }
        if (remote instanceof InetSocketAddress address && !address.isUnresolved()) {
            return address.getAddress() instanceof Inet4Address
                    ? StandardProtocolFamily.INET
                    : StandardProtocolFamily.INET6;
        }
        throw new SocketException("no socket can be connected to " + remote);
    }

    private static SocketChannel openChannel(ProtocolFamily family) throws IOException {
        try {
            return SocketChannel.open(family);
        } catch (UnsupportedOperationException e) {
            throw new IOException(family.name() + " sockets are not supported on this machine", e);
        }
    }

    private static void apply(SocketRequest.Options options, SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, options.noDelay());
        if (options.keepAlive()) {
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            setIfSupported(channel, "TCP_KEEPIDLE", options.keepIdleSeconds());
            setIfSupported(channel, "TCP_KEEPINTERVAL", options.keepIntervalSeconds());
            setIfSupported(channel, "TCP_KEEPCOUNT", options.keepCount());
        }
    }

    /** The three belong to a module that need not be there and to systems that need not know them. */
    private static void setIfSupported(SocketChannel channel, String name, int value) throws IOException {
        SocketOption<Integer> option = integerOption(channel, name);
        if (option != null && value > 0) {
            channel.setOption(option, value);
        }
    }

    private static @Nullable SocketOption<Integer> integerOption(SocketChannel channel, String name) {
        for (SocketOption<?> option : channel.supportedOptions()) {
            if (option.name().equals(name) && option.type() == Integer.class) {
                @SuppressWarnings("unchecked") // Its type() was looked at.
                SocketOption<Integer> found = (SocketOption<Integer>) option;
                return found;
            }
        }
        return null;
    }
}
