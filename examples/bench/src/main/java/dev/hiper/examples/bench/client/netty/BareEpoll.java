package dev.hiper.examples.bench.client.netty;

import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import dev.hiper.examples.bench.load.Request;
import dev.hiper.examples.bench.scenario.Scenario;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A loop that knows its one request by heart, on Netty's epoll without its channels: what the kernel costs, and the event
 * loop. It sends bytes that were encoded before, reads the head of the first answer to each URI, and trusts that all
 * later ones have the same size: those are only counted.
 */
public final class BareEpoll implements Client {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Pattern HEAD = Pattern.compile(
            "HTTP/1\\.1 (?<status>\\d{3}) .*?\r\ncontent-length: *(?<length>\\d+)\r\n.*?(?<end>\r\n\r\n)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final EventLoopGroup group;
    private final IoEventLoop loop;
    private final Map<URI, Template> templates = new HashMap<>();
    private final Map<InetSocketAddress, ArrayDeque<Connection>> idle = new HashMap<>();
    /** What is read goes here, and nowhere else. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    private final long address = Buffer.memoryAddress(buffer);

    public BareEpoll(ClientSettings settings) {
        Scenario scenario = settings.scenario();
        if (scenario.tls() || scenario.timeLimits() || scenario.newConnections()) {
            throw new UnsupportedOperationException("plain keep-alive requests only");
        }
        if (scenario.resource().requestBytes() > 0) {
            throw new UnsupportedOperationException("GET only");
        }
        if (!Epoll.isAvailable()) {
            throw new UnsupportedOperationException("needs epoll");
        }
        group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        loop = (IoEventLoop) group.next();
    }

    @Override
    public void send(Exchange exchange) {
        if (loop.inEventLoop()) {
            start(exchange);
        } else {
            loop.execute(() -> start(exchange));
        }
    }

    private void start(Exchange exchange) {
        Template template = (Template) exchange.state;
        if (template == null) {
            template = templates.computeIfAbsent(exchange.request().uri(), uri -> template(exchange.request()));
            exchange.state = template;
        }
        Connection connection = template.idle.poll();
        try {
            if (connection == null) {
                new Connection(template, exchange).connect();
            } else {
                connection.write(template, exchange);
            }
        } catch (IOException e) {
            exchange.failed(e);
        }
    }

    private Template template(Request request) {
        InetSocketAddress remote =
                new InetSocketAddress(request.uri().getHost(), request.uri().getPort());
        String text = "GET " + request.target() + " HTTP/1.1\r\nHost: "
                + request.uri().getRawAuthority() + "\r\n\r\n";
        return new Template(remote, idle.computeIfAbsent(remote, origin -> new ArrayDeque<>()), text);
    }

    @Override
    public void close() {
        Future<?> ignored = group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** A request, and the size of its answers once it is known. */
    private static final class Template {
        final InetSocketAddress remote;
        final ArrayDeque<Connection> idle;
        final ByteBuffer request;
        final long requestAddress;
        /** 0 until an answer was seen. */
        int status;

        int headBytes;
        long bodyBytes;

        Template(InetSocketAddress remote, ArrayDeque<Connection> idle, String text) {
            this.remote = remote;
            this.idle = idle;
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            request = ByteBuffer.allocateDirect(bytes.length).put(bytes);
            requestAddress = Buffer.memoryAddress(request);
        }

        /** @param first the beginning of an answer, with its whole head */
        void learn(ByteBuffer first) throws IOException {
            Matcher head = HEAD.matcher(StandardCharsets.ISO_8859_1.decode(first));
            if (!head.find()) {
                throw new IOException("no head of an answer with a length");
            }
            status = Integer.parseInt(head.group("status"));
            headBytes = head.end();
            bodyBytes = Long.parseLong(head.group("length"));
        }
    }

    /** Level-triggered, and reads once for each event: what is left comes with the next. */
    private final class Connection implements EpollIoHandle {
        private final LinuxSocket socket;
        private final IoRegistration registration;
        private Template template;
        private @Nullable Exchange exchange;
        private boolean connected;
        /** Of the answer, in bytes; 0 until its first piece is there. */
        private long left;

        Connection(Template template, Exchange exchange) throws IOException {
            this.template = template;
            this.exchange = exchange;
            boolean ipv4 = template.remote.getAddress() instanceof Inet4Address;
            socket = LinuxSocket.newSocketStream(ipv4 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6);
            socket.setTcpNoDelay(true);
            // Complete at once, on the loop.
            registration = loop.register(this).getNow();
        }

        void connect() throws IOException {
            if (socket.connect(template.remote)) {
                opened();
            } else {
                registration.submit(EpollIoOps.EPOLLOUT);
            }
        }

        private void opened() throws IOException {
            connected = true;
            registration.submit(EpollIoOps.EPOLLIN);
            if (exchange != null) {
                write(template, exchange);
            }
        }

        void write(Template next, Exchange owner) throws IOException {
            template = next;
            exchange = owner;
            int length = next.request.capacity();
            if (socket.sendAddress(next.requestAddress, 0, length) != length) {
                throw new IOException("no room for a request of " + length + " bytes");
            }
        }

        @Override
        public void handle(IoRegistration source, IoEvent event) {
            try {
                if (connected) {
                    read();
                } else {
                    int error = socket.getSoError();
                    if (error != 0) {
                        throw new IOException("connect failed with error " + error);
                    }
                    opened();
                }
            } catch (IOException e) {
                fail(e);
            }
        }

        private void read() throws IOException {
            int count = socket.recvAddress(address, 0, BUFFER_BYTES);
            if (count < 0) {
                throw new IOException("closed by the server");
            }
            Exchange owner = exchange;
            if (count == 0 || owner == null) {
                return;
            }
            int body = count;
            if (left == 0) {
                if (template.status == 0) {
                    template.learn(buffer.duplicate().limit(count));
                }
                left = template.headBytes + template.bodyBytes;
                body -= template.headBytes;
            }
            left -= count;
            owner.received(body);
            if (left == 0) {
                exchange = null;
                template.idle.push(this);
                owner.completed(template.status);
            }
        }

        private void fail(IOException cause) {
            Exchange owner = exchange;
            exchange = null;
            close();
            template.idle.remove(this);
            if (owner != null) {
                owner.failed(cause);
            }
        }

        @Override
        public FileDescriptor fd() {
            return socket;
        }

        /** Also called by the loop, when it ends. */
        @Override
        public void close() {
            registration.cancel();
            try {
                socket.close();
            } catch (IOException e) {
                // Closed all the same; nobody can do anything about a failing close.
            }
        }
    }
}
