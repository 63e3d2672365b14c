package dev.hiper.netty;

import dev.hiper.spi.SocketFactory;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;

/** Opens descriptors that an epoll loop can watch. */
final class EpollSockets implements SocketFactory {
    /** For buffers on the heap, which are rare and small; longer ones take several calls. */
    private static final int SCRATCH_BYTES = 16 * 1024;

    // Numbers of Linux's socket options; Netty keeps their setters to itself.
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_KEEPIDLE = 4;
    private static final int TCP_KEEPINTVL = 5;
    private static final int TCP_KEEPCNT = 6;

    private final IoEventLoop loop;
    private final Dispatcher dispatcher;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final BufferAddress reading = new BufferAddress();
    private final BufferAddress writing = new BufferAddress();

    EpollSockets(IoEventLoop loop, Dispatcher dispatcher) {
        this.loop = loop;
        this.dispatcher = dispatcher;
    }

    IoEventLoop loop() {
        return loop;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Direct memory that all sockets of the loop share, for buffers that live on the heap. */
    ByteBuffer scratch() {
        return scratch;
    }

    long addressToRead(ByteBuffer destination) {
        return reading.of(destination);
    }

    long addressToWrite(ByteBuffer source) {
        return writing.of(source);
    }

    @Override
    public TransportSocket open(SocketRequest request) throws IOException {
        LinuxSocket descriptor = openDescriptor(request.remote());
        boolean ready = false;
        try {
            if (request.remote() instanceof InetSocketAddress) {
                apply(request.options(), descriptor);
            }
            EpollSocket socket = new EpollSocket(descriptor, request, this);
            ready = true;
            return socket;
        } finally {
            if (!ready) {
                descriptor.close();
            }
        }
    }

    private static LinuxSocket openDescriptor(SocketAddress remote) throws IOException {
        try {
            if (remote instanceof UnixDomainSocketAddress) {
                return LinuxSocket.newSocketDomain();
            }
            if (remote instanceof InetSocketAddress internet && !internet.isUnresolved()) {
                boolean ipv4 = internet.getAddress() instanceof Inet4Address;
                // By the peer's address: a socket of the other family cannot be connected to it.
                return LinuxSocket.newSocketStream(ipv4 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6);
            }
        } catch (RuntimeException e) {
            throw new IOException("no socket can be opened: " + e, e);
        }
        throw new SocketException("no socket can be connected to " + remote);
    }

    private static void apply(SocketRequest.Options options, LinuxSocket descriptor) throws IOException {
        descriptor.setTcpNoDelay(options.noDelay());
        if (options.keepAlive()) {
            descriptor.setKeepAlive(true);
            set(descriptor, TCP_KEEPIDLE, options.keepIdleSeconds());
            set(descriptor, TCP_KEEPINTVL, options.keepIntervalSeconds());
            set(descriptor, TCP_KEEPCNT, options.keepCount());
        }
    }

    private static void set(LinuxSocket descriptor, int option, int value) throws IOException {
        if (value > 0) {
            descriptor.setIntOpt(IPPROTO_TCP, option, value);
        }
    }
}
