package dev.hiper.netty;

import dev.hiper.spi.ChannelSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Core's socket, and its registration with a selector loop, which has to end when the socket is closed. */
final class NioSocket implements ChannelSocket, Watch.Socket {
    private final ChannelSocket socket;
    private final NioWatch handle;
    private @Nullable IOException failure;

    NioSocket(ChannelSocket socket, NioSockets sockets) {
        this.socket = socket;
        this.handle = new NioWatch(this, sockets);
    }

    @Override
    public Watch watch() {
        return handle.watch();
    }

    NioWatch handle() {
        return handle;
    }

    @Override
    public SocketChannel channel() {
        return socket.channel();
    }

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        return socket.connect(remote);
    }

    @Override
    public boolean finishConnect() throws IOException {
        check();
        boolean done = socket.finishConnect();
        if (done) {
            watch().changed();
        }
        return done;
    }

    @Override
    public int read(ByteBuffer destination) throws IOException {
        check();
        return socket.read(destination);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        check();
        return socket.write(source);
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() {
        watch().cancel();
        socket.close();
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return socket.remoteAddress();
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        return socket.localAddress();
    }

    @Override
    public void fail(Throwable cause) {
        failure = new IOException("The event loop cannot watch this socket", cause);
    }

    private void check() throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public String toString() {
        return socket.toString();
    }
}
