package dev.hiper.internal.socket;

import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A socket that does what its public fields say. */
public final class ScriptedSocket implements TransportSocket {
    public final SocketRequest request;
    /** Whether {@link #connect} or {@link #finishConnect} succeeds the next time it is asked. */
    public boolean reachable;

    public @Nullable IOException connectFailure;
    public @Nullable IOException ioFailure;
    public byte[] readable = {};
    public boolean atEnd;
    public boolean open = true;
    public int connects;

    public ScriptedSocket(SocketRequest request) {
        this.request = request;
    }

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        connects++;
        return finishConnect();
    }

    @Override
    public boolean finishConnect() throws IOException {
        if (connectFailure != null) {
            throw connectFailure;
        }
        return reachable;
    }

    @Override
    public int read(ByteBuffer destination) throws IOException {
        if (ioFailure != null) {
            throw ioFailure;
        }
        int count = Math.min(readable.length, destination.remaining());
        destination.put(readable, 0, count);
        return count == 0 && atEnd ? -1 : count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (ioFailure != null) {
            throw ioFailure;
        }
        int count = source.remaining();
        source.position(source.limit());
        return count;
    }

    @Override
    public void shutdownOutput() {}

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return reachable ? request.remote() : null;
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        return null;
    }
}
