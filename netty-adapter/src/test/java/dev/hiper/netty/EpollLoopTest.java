package dev.hiper.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import io.netty.buffer.ByteBuf;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on epoll loops. */
@IfEpoll
final class EpollLoopTest extends HiperLoopContract {
    @Override
    IoHandlerFactory handlers() {
        return EpollIoHandler.newFactory();
    }

    /** While the queue of a Unix domain server is full, connecting fails at once and no event tells when to go on. */
    @Test
    void transfersWaitForAUnixServerWhoseQueueIsFull(@TempDir Path folder) throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("server"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address, 1);
            List<Fetch> fetches = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Easy easy = easy("/").set(EasyOption.UNIX_SOCKET_PATH, address.toString());
                fetches.add(hiper().submit(easy, ByteBuf::release));
            }
            onLoop(() -> true);
            for (int i = 0; i < fetches.size(); i++) {
                try (SocketChannel connection = server.accept()) {
                    connection.read(ByteBuffer.allocate(1000));
                    connection.write(
                            ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII)));
                }
            }
            for (Fetch fetch : fetches) {
                await(fetch);
            }
        }
    }
}
