package dev.hiper.internal.socket;

import dev.hiper.spi.ChannelSocket;
import dev.hiper.spi.SocketRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A non-blocking {@link SocketChannel}, with its unchecked exceptions turned into I/O errors. */
final class NioSocket implements ChannelSocket {
    private final SocketChannel channel;
    private final SocketRequest request;
    private boolean outputShut;

    NioSocket(SocketChannel channel, SocketRequest request) {
        this.channel = channel;
        this.request = request;
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        if (remote instanceof InetSocketAddress address) {
            LocalBinding.bind(channel, address, request.options());
        }
        try {
            return channel.connect(remote);
        } catch (IllegalStateException | IllegalArgumentException | UnsupportedOperationException e) {
            throw new SocketException("cannot be connected to " + remote + ": " + e);
        }
    }

    @Override
    public boolean finishConnect() throws IOException {
        try {
            return channel.finishConnect();
        } catch (IllegalStateException e) {
            throw new SocketException("is not being connected");
        }
    }

    @Override
    public int read(ByteBuffer destination) throws IOException {
        try {
            return channel.read(destination);
        } catch (NotYetConnectedException e) {
            throw notConnected();
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        try {
            return channel.write(source);
        } catch (NotYetConnectedException e) {
            throw notConnected();
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        if (outputShut) {
            return;
        }
        try {
            channel.shutdownOutput();
            outputShut = true;
        } catch (NotYetConnectedException e) {
            throw notConnected();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Closed all the same; nobody can do anything about a failing close.
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        try {
            return channel.isConnected() ? channel.getRemoteAddress() : null;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        try {
            return channel.getLocalAddress();
        } catch (IOException e) {
            return null;
        }
    }

    private static SocketException notConnected() {
        return new SocketException("Socket is not connected");
    }

    @Override
    public String toString() {
        return "NioSocket[" + request.remote() + "]";
    }
}
