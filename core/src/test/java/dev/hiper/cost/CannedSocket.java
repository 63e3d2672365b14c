package dev.hiper.cost;

import dev.hiper.spi.TransportSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connected socket whose peer answers each write with the same response. Allocates nothing, and counts what is asked of it. */
final class CannedSocket implements TransportSocket {
    private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    private final SocketAddress remote;
    private final ByteBuffer response;
    private boolean open = true;
    int reads;
    int emptyReads;
    int writes;

    private @Nullable ByteBuffer lastSource;

    CannedSocket(SocketAddress remote, byte[] response) {
        this.remote = remote;
        this.response = ByteBuffer.wrap(response);
        this.response.position(response.length);
    }

    boolean readable() {
        return response.hasRemaining();
    }

    /** The buffer that the engine wrote from, to tell one memory from another. */
    ByteBuffer lastSource() {
        return Objects.requireNonNull(lastSource);
    }

    @Override
    public boolean connect(SocketAddress address) {
        return true;
    }

    @Override
    public boolean finishConnect() {
        return true;
    }

    @Override
    public int read(ByteBuffer destination) {
        reads++;
        int count = Math.min(destination.remaining(), response.remaining());
        if (count == 0) {
            emptyReads++;
            return 0;
        }
        int end = response.limit();
        response.limit(response.position() + count);
        destination.put(response);
        response.limit(end);
        return count;
    }

    @Override
    public int write(ByteBuffer source) {
        writes++;
        lastSource = source;
        int count = source.remaining();
        source.position(source.limit());
        response.rewind();
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
    public SocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public SocketAddress localAddress() {
        return LOCAL;
    }
}
