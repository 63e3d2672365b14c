package dev.hiper.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a connection. A {@link SimServer} drives it by its script; a test may also do so by hand.
 */
public final class SimPeer {
    private static final int READ_ALL = Integer.MAX_VALUE;

    private final SimNetwork network;
    private final SimSocket socket;
    private final int index;
    private final SimPipe outgoing;
    private final SimPipe incoming;
    private final Consumer<byte[]> onBytes;
    private final Runnable onClientEnd;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private @Nullable SimRequest lastRequest;
    private ByteBuffer outbox = ByteBuffer.allocate(0);
    private boolean finPending;
    private boolean finSent;
    private boolean closed;
    private boolean gone;
    private boolean reading = true;
    private boolean readScheduled;
    private int readBytes = READ_ALL;
    private long readPauseNanos;

    SimPeer(SimNetwork network, SimSocket socket, int index, Consumer<byte[]> onBytes, Runnable onClientEnd) {
        this.network = network;
        this.socket = socket;
        this.index = index;
        this.onBytes = onBytes;
        this.onClientEnd = onClientEnd;
        this.outgoing = socket.incoming();
        this.incoming = new SimPipe(network, network.sendBufferBytes(), this::arrived);
    }

    /** The engine's end. */
    public SimSocket socket() {
        return socket;
    }

    /** Counts from 0 per server. */
    public int index() {
        return index;
    }

    /** The request whose head came last; null before the first, and on raw servers. */
    public @Nullable SimRequest lastRequest() {
        return lastRequest;
    }

    void lastRequest(SimRequest request) {
        lastRequest = request;
    }

    /** Everything that came in, as ISO 8859-1 text. */
    public String receivedText() {
        return received.toString(ISO_8859_1);
    }

    public byte[] received() {
        return received.toByteArray();
    }

    public SimPeer send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    /** Sends {@code bytes}, waiting for room where needed. Each call is a segment of its own. */
    public SimPeer send(byte[] bytes) {
        if (isDead() || finPending || finSent) {
            return this;
        }
        ByteBuffer joined = ByteBuffer.allocate(outbox.remaining() + bytes.length);
        joined.put(outbox).put(bytes).flip();
        outbox = joined;
        pump();
        return this;
    }

    /** Ends our direction after what was sent; goes on reading. */
    public void halfClose() {
        finPending = true;
        pump();
    }

    /** Closes after what was sent; bytes that come in later are answered with a reset. */
    public void close() {
        closed = true;
        halfClose();
    }

    /** Breaks the connection; what is on its way is lost. */
    public void reset() {
        if (!isDead()) {
            gone = true;
            network.after(network.drawLatencyNanos(), () -> socket.fail(new IOException("Connection reset")));
        }
    }

    /** Breaks the connection at this very moment. */
    public void resetAtOnce() {
        if (!isDead()) {
            gone = true;
            socket.fail(new IOException("Connection reset"));
        }
    }

    /** Reads at most {@code bytes} and then pauses for {@code pauseNanos}, again and again. */
    public SimPeer readSlowly(int bytes, long pauseNanos) {
        readBytes = bytes;
        readPauseNanos = pauseNanos;
        return this;
    }

    /** Reads nothing from now on. */
    public SimPeer stopReading() {
        reading = false;
        return this;
    }

    public SimPeer resumeReading() {
        reading = true;
        arrived();
        return this;
    }

    /** Whether the client closed or half-closed its direction, and we have noticed. */
    public boolean clientHasEnded() {
        return incoming.endArrived();
    }

    /** Whether bytes can still travel on this connection. */
    public boolean isDead() {
        return gone || !socket.isOpen();
    }

    /** Whether our end was closed or half-closed. */
    public boolean isClosed() {
        return finPending || finSent || gone;
    }

    int room() {
        return gone ? 1 : incoming.room();
    }

    int accept(ByteBuffer source, int max) {
        if (gone) {
            int lost = source.remaining();
            source.position(source.limit());
            return lost;
        }
        return incoming.write(source, max);
    }

    /** The client read something, or we have more to send. */
    void pump() {
        if (gone) {
            return;
        }
        if (outbox.hasRemaining()) {
            outgoing.write(outbox, Integer.MAX_VALUE);
        }
        if (finPending && !finSent && !outbox.hasRemaining()) {
            finSent = true;
            outgoing.writeEnd();
        }
    }

    void clientEnded() {
        incoming.writeEnd();
    }

    void clientClosed(boolean withUnreadBytes) {
        if (withUnreadBytes) {
            gone = true;
        } else {
            incoming.writeEnd();
        }
    }

    private void arrived() {
        if (gone) {
            return;
        }
        if (closed && incoming.readable() > 0) {
            incoming.readAll(READ_ALL);
            reset();
            return;
        }
        if (!reading || readScheduled) {
            return;
        }
        byte[] bytes = incoming.readAll(readBytes);
        if (bytes.length > 0) {
            received.writeBytes(bytes);
            onBytes.accept(bytes);
        }
        if (incoming.readable() > 0 || (readPauseNanos > 0 && bytes.length > 0)) {
            readScheduled = true;
            network.after(readPauseNanos, () -> {
                readScheduled = false;
                arrived();
            });
        } else if (incoming.atEnd()) {
            onClientEnd.run();
        }
    }
}
