package dev.hiper.netty;

import dev.hiper.MultiServices;
import dev.hiper.spi.ChannelSocket;
import dev.hiper.spi.SocketFactory;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import io.netty.channel.IoEventLoop;
import java.io.IOException;

/** Opens core's own sockets and makes them known to a selector loop. */
final class NioSockets implements SocketFactory {
    private final SocketFactory core = MultiServices.nioSockets();
    private final IoEventLoop loop;
    private final Dispatcher dispatcher;

    NioSockets(IoEventLoop loop, Dispatcher dispatcher) {
        this.loop = loop;
        this.dispatcher = dispatcher;
    }

    IoEventLoop loop() {
        return loop;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    @Override
    public TransportSocket open(SocketRequest request) throws IOException {
        return new NioSocket((ChannelSocket) core.open(request), this);
    }
}
