package dev.hiper.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.spi.SocketRequest;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a descriptor answers at right and wrong moments. */
@IfEpoll
@Timeout(30)
final class EpollSocketTest {
    private static final SocketRequest.Options PLAIN = new SocketRequest.Options(true, true, 60, 30, 5, null, 0, 1);

    private EventLoopGroup group;
    private EpollSockets sockets;
    private ServerSocket server;
    private final List<EpollSocket> opened = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        sockets = new EpollSockets(
                (IoEventLoop) group.next(), HiperLoop.of(group.next()).dispatcher());
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        opened.forEach(EpollSocket::close);
        server.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS);
    }

    private EpollSocket open(SocketAddress remote, SocketRequest.Options options) throws IOException {
        EpollSocket socket = (EpollSocket) sockets.open(new SocketRequest(remote, options));
        opened.add(socket);
        return socket;
    }

    private EpollSocket connected() throws IOException {
        EpollSocket socket = open(server.getLocalSocketAddress(), PLAIN);
        if (!socket.connect(server.getLocalSocketAddress())) {
            until(socket);
        }
        return socket;
    }

    private static void until(EpollSocket socket) throws IOException {
        while (!socket.finishConnect()) {
            Thread.onSpinWait();
        }
    }

    private static SocketRequest.Options bound(String local, int port, int range) {
        return new SocketRequest.Options(true, false, 0, 0, 0, local, port, range);
    }

    @Test
    void bytesGoBothWaysAndTheEndIsTold() throws IOException {
        EpollSocket socket = connected();
        try (Socket peer = server.accept()) {
            assertEquals(server.getLocalSocketAddress(), socket.remoteAddress());
            assertEquals(peer.getRemoteSocketAddress(), socket.localAddress());
            ByteBuffer direct = ByteBuffer.allocateDirect(8);
            assertEquals(0, socket.read(direct), "nothing there yet");
            assertEquals(
                    3,
                    socket.write(ByteBuffer.allocateDirect(3)
                            .put(new byte[] {1, 2, 3})
                            .flip()));
            assertEquals(1, peer.getInputStream().read());
            peer.getOutputStream().write(new byte[] {7, 8});
            readFully(socket, direct, 2);
            assertEquals(ByteBuffer.wrap(new byte[] {7, 8}), direct.flip());
            socket.shutdownOutput();
            socket.shutdownOutput();
            assertEquals(2, peer.getInputStream().readAllBytes().length);
        }
        int last;
        do {
            last = socket.read(ByteBuffer.allocateDirect(8));
        } while (last == 0);
        assertEquals(-1, last);
    }

    private static void readFully(EpollSocket socket, ByteBuffer into, int size) throws IOException {
        while (into.position() < size) {
            assertTrue(socket.read(into) >= 0);
        }
    }

    @Test
    void buffersOnTheHeapWorkToo() throws IOException {
        EpollSocket socket = connected();
        try (Socket peer = server.accept()) {
            ByteBuffer source = ByteBuffer.allocate(5).position(1);
            assertEquals(4, socket.write(source));
            assertFalse(source.hasRemaining());
            assertEquals(4, peer.getInputStream().readNBytes(4).length);
            peer.getOutputStream().write(new byte[] {7, 8});
            ByteBuffer heap = ByteBuffer.allocate(8);
            readFully(socket, heap, 2);
            assertEquals(8, heap.get(1));
        }
    }

    /** A read without room would be answered with the end of the stream. */
    @Test
    void readWithoutRoomIsNoEndOfStream() throws IOException {
        EpollSocket socket = connected();
        try (Socket peer = server.accept()) {
            peer.getOutputStream().write(1);
            ByteBuffer one = ByteBuffer.allocateDirect(1);
            assertEquals(0, socket.read(one.duplicate().limit(0)));
            readFully(socket, one, 1);
        }
    }

    @Test
    void fullSendBufferIsNoError() throws IOException {
        EpollSocket socket = connected();
        ByteBuffer much = ByteBuffer.allocateDirect(64 * 1024);
        int count;
        do {
            much.clear();
            count = socket.write(much);
        } while (count > 0);
        assertEquals(0, count);
    }

    @Test
    void refusedConnectIsAConnectException() throws IOException {
        SocketAddress remote = server.getLocalSocketAddress();
        server.close();
        EpollSocket socket = open(remote, PLAIN);
        assertThrows(ConnectException.class, () -> {
            if (!socket.connect(remote)) {
                until(socket);
            }
        });
    }

    /** An event of the descriptor's earlier life makes the engine ask too early. */
    @Test
    void staleEventDoesNotMakeAHangingConnectSucceed() throws IOException {
        EpollSocket hanging = hanging();
        for (int i = 0; i < 10; i++) {
            assertFalse(hanging.finishConnect());
        }
        assertNull(hanging.remoteAddress());
        assertEquals(0, hanging.read(ByteBuffer.allocateDirect(1)));
        assertEquals(0, hanging.write(ByteBuffer.allocateDirect(1)));
    }

    /** Nobody accepts: when the queue is full, handshakes get no answer. */
    private EpollSocket hanging() throws IOException {
        SocketAddress remote = server.getLocalSocketAddress();
        for (int i = 0; i < 100; i++) {
            EpollSocket socket = open(remote, PLAIN);
            boolean done = socket.connect(remote);
            for (int tries = 0; tries < 1000 && !done; tries++) {
                done = socket.finishConnect();
                Thread.onSpinWait();
            }
            if (!done) {
                return socket;
            }
        }
        throw new AssertionError("every connect was answered");
    }

    @Test
    void wrongMomentsAreIoExceptionsOrWouldBlock() throws IOException {
        EpollSocket fresh = open(server.getLocalSocketAddress(), PLAIN);
        assertFalse(fresh.finishConnect());
        ByteBuffer one = ByteBuffer.allocateDirect(1);
        assertThrows(IOException.class, () -> fresh.read(one));
        assertThrows(IOException.class, () -> fresh.write(one));
        assertThrows(IOException.class, fresh::shutdownOutput);
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("name", 1);
        assertThrows(IOException.class, () -> fresh.connect(unresolved));
        assertThrows(IOException.class, () -> sockets.open(new SocketRequest(unresolved, PLAIN)));
        fresh.close();
        fresh.close();
        assertFalse(fresh.isOpen());
        assertThrows(IOException.class, () -> fresh.read(one));
        assertThrows(IOException.class, () -> fresh.write(one));
        assertThrows(IOException.class, fresh::finishConnect);
        assertNull(fresh.localAddress());
    }

    @Test
    void missingUnixServerIsAnIoException(@TempDir Path folder) throws IOException {
        UnixDomainSocketAddress remote = UnixDomainSocketAddress.of(folder.resolve("none"));
        EpollSocket socket = open(remote, PLAIN);
        assertThrows(IOException.class, () -> socket.connect(remote));
        assertFalse(socket.awaitsRetry());
    }

    /** Such a connect fails at once with "try again", and no event follows. */
    @Test
    void unixServerWithAFullQueueIsAskedAgain(@TempDir Path folder) throws IOException {
        UnixDomainSocketAddress remote = UnixDomainSocketAddress.of(folder.resolve("server"));
        try (ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            unix.bind(remote, 1);
            EpollSocket waiting = null;
            for (int i = 0; i < 100 && waiting == null; i++) {
                EpollSocket socket = open(remote, PLAIN);
                waiting = socket.connect(remote) ? null : socket;
            }
            assertNotNull(waiting, "the queue never was full");
            assertTrue(waiting.awaitsRetry());
            assertFalse(waiting.finishConnect());
            unix.accept().close();
            assertTrue(waiting.finishConnect());
            assertFalse(waiting.awaitsRetry());
            assertEquals(remote, waiting.remoteAddress());
        }
    }

    @Test
    void localEndIsBound() throws IOException {
        for (String local : List.of("127.0.0.1", "host!127.0.0.1", "ifhost!lo!127.0.0.1", "lo", "if!lo")) {
            EpollSocket socket = open(server.getLocalSocketAddress(), bound(local, 0, 1));
            if (!socket.connect(server.getLocalSocketAddress())) {
                until(socket);
            }
            InetSocketAddress end = (InetSocketAddress) socket.localAddress();
            assertEquals("127.0.0.1", end.getAddress().getHostAddress(), local);
            server.accept().close();
        }
    }

    @Test
    void impossibleLocalEndIsABindException() throws IOException {
        for (String local : List.of("nowhere0", "if!nowhere0", "::1", "host!name.example", "ifhost!lo", "192.0.2.1")) {
            EpollSocket socket = open(server.getLocalSocketAddress(), bound(local, 0, 1));
            assertThrows(BindException.class, () -> socket.connect(server.getLocalSocketAddress()), local);
        }
    }

    @Test
    void nextPortOfTheRangeIsTried() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = Math.min(taken.getLocalPort(), 65_000);
            EpollSocket socket = open(server.getLocalSocketAddress(), bound(null, port, 200));
            if (!socket.connect(server.getLocalSocketAddress())) {
                until(socket);
            }
            InetSocketAddress end = (InetSocketAddress) socket.localAddress();
            assertTrue(end.getPort() > port && end.getPort() < port + 200, end.toString());
            EpollSocket none = open(server.getLocalSocketAddress(), bound(null, taken.getLocalPort(), 1));
            assertThrows(BindException.class, () -> none.connect(server.getLocalSocketAddress()));
        }
    }
}
