package dev.hiper.internal.proxy;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.socket.ScriptedSocket;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection to a proxy whose answers are known before: each comes when something was written. */
final class ScriptedTransport extends ConnectionFilter {
    final ScriptedSocket socket = new ScriptedSocket(new SocketRequest(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 3128),
            new SocketRequest.Options(true, false, 60, 60, 9, null, 0, 1)));
    /** One for each write. */
    final List<byte[]> writes = new ArrayList<>();

    private final Deque<byte[]> answers = new ArrayDeque<>();
    private byte[] readable = {};
    private int read;
    int pieceBytes = Integer.MAX_VALUE;
    /** How many more bytes are taken. */
    int room = Integer.MAX_VALUE;
    /** Every second read would block. */
    boolean stutters;

    private boolean stuttered;
    /** The stream ends behind the last answer. */
    boolean ends;

    boolean reset;
    boolean closed;

    @Nullable
    SocketAddress local;

    @Nullable
    SocketAddress remote;

    ScriptedTransport() {
        super(null);
    }

    ScriptedTransport answer(String text) {
        return answer(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    ScriptedTransport answer(byte... bytes) {
        answers.add(bytes);
        return this;
    }

    ScriptedTransport thenEnd() {
        ends = true;
        return this;
    }

    /** Everything written so far. */
    String written() {
        return new String(writtenBytes(), StandardCharsets.ISO_8859_1);
    }

    byte[] writtenBytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        writes.forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Override
    public int send(ByteBuffer source) throws TransferException {
        if (reset) {
            throw new TransferException(ResultCode.SEND_ERROR, "reset");
        }
        int count = Math.min(room, source.remaining());
        if (count == 0) {
            return 0;
        }
        room -= count;
        byte[] taken = new byte[count];
        source.get(taken);
        writes.add(taken);
        byte[] answer = source.hasRemaining() ? null : answers.poll();
        if (answer != null) {
            readable = answer;
            read = 0;
        }
        return count;
    }

    @Override
    public int receive(ByteBuffer destination) throws TransferException {
        if (reset) {
            throw new TransferException(ResultCode.RECV_ERROR, "reset");
        }
        stuttered = stutters && !stuttered;
        if (stuttered) {
            return 0;
        }
        int count = Math.min(pieceBytes, Math.min(readable.length - read, destination.remaining()));
        if (count == 0) {
            return ends ? -1 : 0;
        }
        destination.put(readable, read, count);
        read += count;
        return count;
    }

    /** What was answered and not read. */
    int unread() {
        return readable.length - read;
    }

    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public TransportSocket socket() {
        return socket;
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        return local;
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return remote;
    }
}
