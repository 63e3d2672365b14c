package dev.hiper.netty;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.PollAction;
import dev.hiper.spi.SocketRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SelectionKey;
import org.junit.jupiter.api.Test;

/** The contract on selector loops. */
final class NioLoopTest extends HiperLoopContract {
    @Override
    IoHandlerFactory handlers() {
        return NioIoHandler.newFactory();
    }

    private NioSocket open(ServerSocket server) throws Exception {
        SocketRequest.Options options = new SocketRequest.Options(true, false, 0, 0, 0, null, 0, 1);
        NioSockets sockets = new NioSockets((IoEventLoop) loop(), hiper().dispatcher());
        return (NioSocket) sockets.open(new SocketRequest(server.getLocalSocketAddress(), options));
    }

    /** To a selector, writing and connecting are two interests; to the engine they are one. */
    @Test
    void wishToWriteOutlivesConnecting() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NioSocket socket = onLoop(() -> open(server));
            onLoop(() -> {
                socket.connect(server.getLocalSocketAddress());
                hiper().dispatcher().run(() -> hiper().dispatcher().interest(socket.watch(), PollAction.OUT));
                return true;
            });
            server.accept().close();
            // The engine does not know this socket, so the test finishes connecting in its place.
            while (!onLoop(socket::finishConnect)) {
                Thread.onSpinWait();
            }
            while (socket.handle().interestOps() != SelectionKey.OP_WRITE) {
                Thread.onSpinWait();
            }
            onLoop(() -> {
                socket.close();
                return true;
            });
        }
    }

    /** Netty closes the handle of a key that was cancelled after it had been selected. */
    @Test
    void closeOfACancelledHandleDoesNotEndTheEngine() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            onLoop(() -> {
                NioSocket socket = open(server);
                socket.close();
                socket.handle().close();
                return true;
            });
            assertTrue(await(hiper().submit(easy("/hello"), ByteBuf::release)) != null);
        }
    }
}
