package dev.hiper.internal.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.spi.ChannelSocket;
import dev.hiper.spi.SocketRequest;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets over loopback. */
class NioSocketsTest {
    private static final long PATIENCE_MILLIS = 30_000;
    private static final InetAddress LOOPBACK = loopback();

    private ServerSocketChannel server = openServer();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64);

    @BeforeEach
    void listen() throws IOException {
        server.bind(new InetSocketAddress(LOOPBACK, 0));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void bytesGoBothWaysUntilTheEnd() throws Exception {
        ChannelSocket socket = connected(options(null, 0, 1));
        try (SocketChannel peer = server.accept()) {
            assertFalse(socket.channel().isBlocking());
            assertEquals(server.getLocalAddress(), socket.remoteAddress());
            assertEquals(peer.getRemoteAddress(), socket.localAddress());
            assertEquals(0, socket.read(buffer.clear()));

            peer.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            await(socket, SelectionKey.OP_READ);
            assertEquals(3, socket.read(buffer.clear()));
            assertEquals(2, socket.write(ByteBuffer.wrap(new byte[] {4, 5})));
            assertEquals(2, peer.read(ByteBuffer.allocate(8)));

            peer.shutdownOutput();
            await(socket, SelectionKey.OP_READ);
            assertEquals(-1, socket.read(buffer.clear()));
            assertEquals(-1, socket.read(buffer.clear()));
            assertEquals(1, socket.write(ByteBuffer.wrap(new byte[] {6})), "Our direction is open still.");
        }
        socket.close();
    }

    @Test
    void readingGoesOnAfterOurEnd() throws Exception {
        ChannelSocket socket = connected(options(null, 0, 1));
        try (SocketChannel peer = server.accept()) {
            socket.shutdownOutput();
            socket.shutdownOutput();
            assertEquals(-1, peer.read(ByteBuffer.allocate(8)));
            peer.write(ByteBuffer.wrap(new byte[] {1}));
            await(socket, SelectionKey.OP_READ);
            assertEquals(1, socket.read(buffer.clear()));
            assertThrows(IOException.class, () -> socket.write(ByteBuffer.wrap(new byte[1])));
        }
        socket.close();
    }

    @Test
    void resetIsFailure() throws Exception {
        ChannelSocket socket = connected(options(null, 0, 1));
        try (SocketChannel peer = server.accept()) {
            peer.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        await(socket, SelectionKey.OP_READ);
        assertThrows(IOException.class, () -> socket.read(buffer.clear()));
        socket.close();
    }

    @Test
    void refusalIsFailure() throws Exception {
        SocketAddress address = server.getLocalAddress();
        server.close();
        ChannelSocket socket = open(address, options(null, 0, 1));

        assertThrows(IOException.class, () -> connect(socket, address));
        socket.close();
    }

    @Test
    void callsAtTheWrongMomentAreFailuresToo() throws Exception {
        ChannelSocket socket = open(server.getLocalAddress(), options(null, 0, 1));
        assertThrows(IOException.class, () -> socket.read(buffer.clear()));
        assertThrows(IOException.class, () -> socket.write(buffer.clear()));
        assertThrows(IOException.class, socket::finishConnect);
        assertThrows(IOException.class, socket::shutdownOutput);
        assertNull(socket.remoteAddress());

        connect(socket, server.getLocalAddress());
        assertTrue(socket.finishConnect());
        assertThrows(IOException.class, () -> socket.connect(server.getLocalAddress()));

        socket.close();
        socket.close();
        assertFalse(socket.isOpen());
        assertNull(socket.remoteAddress());
        assertNull(socket.localAddress());
        assertThrows(IOException.class, () -> socket.read(buffer.clear()));
        assertThrows(IOException.class, () -> socket.connect(server.getLocalAddress()));
    }

    @Test
    void unresolvedAddressIsRefused() {
        SocketAddress unresolved = InetSocketAddress.createUnresolved("a.test", 80);

        assertThrows(IOException.class, () -> open(unresolved, options(null, 0, 1)));
    }

    @Test
    void optionsAreSet() throws Exception {
        SocketRequest.Options options = new SocketRequest.Options(true, true, 61, 62, 7, null, 0, 1);
        ChannelSocket socket = open(server.getLocalAddress(), options);

        assertTrue(socket.channel().getOption(StandardSocketOptions.TCP_NODELAY));
        assertTrue(socket.channel().getOption(StandardSocketOptions.SO_KEEPALIVE));
        for (var option : socket.channel().supportedOptions()) {
            switch (option.name()) {
                case "TCP_KEEPIDLE" -> assertEquals(61, socket.channel().getOption(option));
                case "TCP_KEEPINTERVAL" -> assertEquals(62, socket.channel().getOption(option));
                case "TCP_KEEPCOUNT" -> assertEquals(7, socket.channel().getOption(option));
                default -> {}
            }
        }
        socket.close();
    }

    @Test
    void optionsAreLeftAloneWhenNotWanted() throws Exception {
        ChannelSocket socket =
                open(server.getLocalAddress(), new SocketRequest.Options(false, false, 1, 1, 1, null, 0, 1));

        assertFalse(socket.channel().getOption(StandardSocketOptions.TCP_NODELAY));
        assertFalse(socket.channel().getOption(StandardSocketOptions.SO_KEEPALIVE));
        socket.close();
    }

    @Test
    void unixDomainSocketsConnectByPath(@TempDir Path directory) throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
        try (ServerSocketChannel unixServer = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            unixServer.bind(address);
            ChannelSocket socket = open(address, options("if!none", 1, 1));
            connect(socket, address);
            try (SocketChannel peer = unixServer.accept()) {
                assertEquals(1, socket.write(ByteBuffer.wrap(new byte[1])));
                assertEquals(1, peer.read(ByteBuffer.allocate(8)));
            }
            socket.close();
        }
    }

    @Test
    void localAddressCanBeChosenInAllForms() throws Exception {
        String name = loopbackInterface();
        String address = LOOPBACK.getHostAddress();
        for (String form :
                new String[] {name, address, "if!" + name, "host!" + address, "ifhost!" + name + "!" + address}) {
            ChannelSocket socket = connected(options(form, 0, 1));
            try (SocketChannel peer = server.accept()) {
                assertEquals(LOOPBACK, ((InetSocketAddress) peer.getRemoteAddress()).getAddress(), form);
            }
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if!no-such-interface",
                "host!no-such-host",
                "no-such-interface",
                "192.0.2.77",
                "::1",
                "host!1.2.3",
                "ifhost!no-such-interface!127.0.0.1",
                "ifhost!no-such-interface",
                ""
            })
    void localEndThatCannotBeHadIsBindException(String form) throws Exception {
        ChannelSocket socket = open(server.getLocalAddress(), options(form, 0, 1));

        assertThrows(BindException.class, () -> socket.connect(server.getLocalAddress()));
        socket.close();
    }

    @Test
    void nextPortOfTheRangeIsTakenWhenOneIsInUse() throws Exception {
        try (ServerSocketChannel occupied = openServer()) {
            occupied.bind(new InetSocketAddress(LOOPBACK, 0));
            int port = ((InetSocketAddress) occupied.getLocalAddress()).getPort();
            String address = LOOPBACK.getHostAddress();

            ChannelSocket alone = open(server.getLocalAddress(), options(address, port, 1));
            assertThrows(BindException.class, () -> alone.connect(server.getLocalAddress()));
            alone.close();

            ChannelSocket socket = connected(options(address, port, 100));
            int local = assertInstanceOf(InetSocketAddress.class, socket.localAddress())
                    .getPort();
            assertTrue(local > port && local < port + 100);
            socket.close();
        }
    }

    private ChannelSocket connected(SocketRequest.Options options) throws IOException {
        ChannelSocket socket = open(server.getLocalAddress(), options);
        connect(socket, server.getLocalAddress());
        return socket;
    }

    private static ChannelSocket open(SocketAddress remote, SocketRequest.Options options) throws IOException {
        return (ChannelSocket) NioSockets.INSTANCE.open(new SocketRequest(remote, options));
    }

    private static void connect(ChannelSocket socket, SocketAddress remote) throws IOException {
        boolean done = socket.connect(remote);
        while (!done) {
            await(socket, SelectionKey.OP_CONNECT);
            done = socket.finishConnect();
        }
    }

    private static void await(ChannelSocket socket, int operation) throws IOException {
        try (Selector selector = Selector.open()) {
            SelectionKey key = socket.channel().register(selector, operation);
            assertEquals(1, selector.select(PATIENCE_MILLIS), "The socket did not become ready.");
            key.cancel();
        }
    }

    private static SocketRequest.Options options(@Nullable String localInterface, int port, int range) {
        return new SocketRequest.Options(true, false, 60, 60, 9, localInterface, port, range);
    }

    private static String loopbackInterface() throws IOException {
        for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (each.isLoopback() && Collections.list(each.getInetAddresses()).contains(LOOPBACK)) {
                return each.getName();
            }
        }
        throw new AssertionError("no loopback interface");
    }

    private static ServerSocketChannel openServer() {
        try {
            return ServerSocketChannel.open(StandardProtocolFamily.INET);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InetAddress loopback() {
        try {
            return Inet4Address.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
