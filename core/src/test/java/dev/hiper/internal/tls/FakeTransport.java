package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.Step;
import dev.hiper.spi.TransportSocket;
import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The layer below, in memory, with pieces of any size, would-block at will, and an end at any point. */
final class FakeTransport extends ConnectionFilter {
    final MemoryServer server;
    final TransportSocket socket = new NoSocket();
    int pieceBytes = Integer.MAX_VALUE;
    /** Every second call would block. */
    boolean stutters;
    /** How many more bytes {@link #send} takes. */
    long room = Long.MAX_VALUE;
    /** How many more bytes {@link #receive} gives before the end of the stream. */
    long untilEnd = Long.MAX_VALUE;

    boolean ended;
    boolean reset;
    /** Takes what is sent in place of the server. */
    @Nullable
    ByteArrayOutputStream tap;

    /** Gets a copy of what is received. */
    @Nullable
    ByteArrayOutputStream heard;

    int reads;
    int writes;
    int shutdowns;
    boolean closed;
    private boolean stuttered;

    FakeTransport(MemoryServer server) {
        super(null);
        this.server = server;
    }

    @Override
    public int send(ByteBuffer source) throws TransferException {
        writes++;
        failIfReset(ResultCode.SEND_ERROR);
        int count = (int) Math.min(room, Math.min(pieceBytes, source.remaining()));
        if (count == 0 || stutter()) {
            return 0;
        }
        room -= count;
        ByteBuffer taken = source.slice(source.position(), count);
        source.position(source.position() + count);
        if (tap != null) {
            tap.writeBytes(bytesOf(taken));
            return count;
        }
        server.feed(taken);
        return count;
    }

    @Override
    public int receive(ByteBuffer destination) throws TransferException {
        reads++;
        failIfReset(ResultCode.RECV_ERROR);
        if (!destination.hasRemaining()) {
            throw new AssertionError("a read without room");
        }
        if (untilEnd == 0 || (ended && server.toClient.isEmpty())) {
            return -1;
        }
        if (server.toClient.isEmpty() || stutter()) {
            return 0;
        }
        int count = 0;
        while (count < pieceBytes && untilEnd > 0 && destination.hasRemaining() && !server.toClient.isEmpty()) {
            byte next = server.toClient.remove();
            destination.put(next);
            if (heard != null) {
                heard.write(next);
            }
            untilEnd--;
            count++;
        }
        return count;
    }

    @Override
    public Step shutdown(ConnectContext context) {
        shutdowns++;
        return Step.DONE;
    }

    @Override
    public boolean isAlive() {
        throw new AssertionError("below TLS nobody can tell control messages from data");
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public TransportSocket socket() {
        return socket;
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private boolean stutter() {
        stuttered = stutters && !stuttered;
        return stuttered;
    }

    private void failIfReset(ResultCode code) throws TransferException {
        if (reset) {
            throw new TransferException(code, "Connection reset.");
        }
    }

    /** An identity and nothing else. */
    private static final class NoSocket implements TransportSocket {
        @Override
        public boolean connect(SocketAddress remote) {
            return true;
        }

        @Override
        public boolean finishConnect() {
            return true;
        }

        @Override
        public int read(ByteBuffer destination) {
            return 0;
        }

        @Override
        public int write(ByteBuffer source) {
            return 0;
        }

        @Override
        public void shutdownOutput() {}

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public @Nullable SocketAddress remoteAddress() {
            return null;
        }

        @Override
        public @Nullable SocketAddress localAddress() {
            return null;
        }
    }
}
