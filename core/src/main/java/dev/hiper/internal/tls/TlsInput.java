package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.filter.ConnectionFilter;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The way in: records from the layer below through the engine to whoever reads.
 *
 * <pre>
 *   destination <-- plain <-- engine <-- in <-- below.receive
 * </pre>
 *
 * <p>Understands two kinds of engines. The JDK's takes whole records, one per call, and leaves the rest of
 * the input to us ({@code BUFFER_UNDERFLOW}). Netty's native one takes everything, keeps partial records to
 * itself, and may need one more call with nothing to read before it notices how far it got. Therefore each
 * loop here goes on until a call moved nothing.
 *
 * <p>{@code in} and {@code plain} exist only while they hold bytes, and are between calls in reading position.
 */
final class TlsInput {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final ConnectionFilter below;
    private final TlsBuffers buffers;
    private final TlsOutput output;
    private @Nullable ByteBuffer in;
    private @Nullable ByteBuffer plain;
    /** The engine may have plaintext without another read. */
    private boolean more;
    /** The layer below has ended. */
    private boolean ended;
    /** The peer said goodbye: close_notify. */
    private boolean closed;
    /** The layers above know about the goodbye. */
    private boolean endTold;

    TlsInput(SSLEngine engine, ConnectionFilter below, TlsBuffers buffers, TlsOutput output) {
        this.engine = engine;
        this.output = output;
        this.below = below;
        this.buffers = buffers;
    }

    boolean dataPending() {
        return plain != null || (closed ? !endTold : more && !output.stalled());
    }

    /** As {@link ConnectionFilter#receive}: -1 only after close_notify. */
    int receive(ByteBuffer destination) throws SSLException, TransferException {
        if (plain != null) {
            return drain(destination);
        }
        if (output.pending()) {
            output.flush();
        }
        if (output.stalled()) {
            return 0;
        }
        int start = destination.position();
        if (more || in != null) {
            decode(destination);
        }
        for (int reads = 0; destination.position() == start && wantsInput(reads); reads++) {
            int count = fill();
            if (count == 0) {
                break;
            }
            if (count < 0) {
                throw new TransferException(
                        ResultCode.RECV_ERROR, "The TLS connection was cut: it ended without close_notify.");
            }
            decode(destination);
        }
        park();
        int count = destination.position() - start;
        if (count == 0 && output.pending()) {
            output.flush();
        }
        if (count > 0 || !closed) {
            return count;
        }
        endTold = true;
        return -1;
    }

    /**
     * Looks whether nothing but control messages arrived. A part of a record counts as something: it may be an
     * answer that nobody asked for.
     */
    boolean quiet() throws SSLException, TransferException {
        if (plain != null || in != null || closed || ended) {
            return false;
        }
        for (int reads = 0; reads < Limits.TLS_CONTROL_READS; reads++) {
            int count = fill();
            if (count <= 0) {
                park();
                output.flush();
                return count == 0;
            }
            if (!decodesToNothing()) {
                return false;
            }
        }
        return false;
    }

    /** Reads once from below, behind what is left of the input. */
    int fill() throws SSLException, TransferException {
        if (ended) {
            return -1;
        }
        ByteBuffer target = roomForInput();
        in = target;
        int count;
        try {
            if (!target.hasRemaining()) {
                throw new SSLException("a record is larger than the engine announced");
            }
            count = below.receive(target);
        } finally {
            target.flip();
        }
        ended = count < 0;
        return count;
    }

    /** Drops the input and reads once more, for a goodbye that nobody has to understand. */
    void skipOnce() throws SSLException, TransferException {
        if (in != null) {
            buffers.giveBack(in);
            in = null;
        }
        fill();
    }

    /** Gives the input buffer back if it is empty, and swaps a large one for a small one if that suffices. */
    void park() {
        ByteBuffer left = in;
        if (left == null) {
            return;
        }
        if (!left.hasRemaining()) {
            buffers.giveBack(left);
            in = null;
        } else if (isLarge(left) && left.remaining() <= Limits.TLS_RECORD_BUFFER_BYTES) {
            ByteBuffer small = buffers.record(left.remaining());
            small.put(left).flip();
            buffers.giveBack(left);
            in = small;
        }
    }

    /**
     * Unwraps once while the handshake runs. A native engine may already hand out the first application data; they are
     * kept for {@link #receive}.
     */
    SSLEngineResult unwrapControl() throws SSLException {
        ByteBuffer held = plain;
        ByteBuffer aside =
                held == null ? buffers.record(engine.getSession().getApplicationBufferSize()) : held.compact();
        plain = aside;
        try {
            return engine.unwrap(input(), aside);
        } finally {
            aside.flip();
            if (!aside.hasRemaining()) {
                plain = null;
                buffers.giveBack(aside);
            }
        }
    }

    void release() {
        if (in != null) {
            buffers.giveBack(in);
            in = null;
        }
        if (plain != null) {
            buffers.giveBack(plain);
            plain = null;
        }
    }

    private boolean decodesToNothing() throws SSLException {
        ByteBuffer scratch = buffers.record(engine.getSession().getApplicationBufferSize());
        try {
            decode(scratch);
            return scratch.position() == 0 && plain == null && !closed && !more && !input().hasRemaining();
        } finally {
            buffers.giveBack(scratch);
        }
    }

    private boolean wantsInput(int reads) {
        return plain == null && !closed && !output.stalled() && reads < Limits.TLS_CONTROL_READS;
    }

    /** Unwraps into {@code destination} until the input is used up, there is no room, or the peer said goodbye. */
    private void decode(ByteBuffer destination) throws SSLException {
        int start = destination.position();
        more = false;
        boolean again = true;
        while (again) {
            SSLEngineResult result = engine.unwrap(input(), destination);
            again = switch (result.getStatus()) {
                case OK -> afterRecord(result, destination);
                case BUFFER_UNDERFLOW -> false;
                case BUFFER_OVERFLOW -> {
                    more = true;
                    yield destination.position() == start && decodeAside(destination);
                }
                case CLOSED -> {
                    closed = true;
                    yield false;
                }
            };
        }
    }

    /**
     * The next record may be larger than the room: unwraps it into a buffer of ours, and hands out from there.
     *
     * @return whether it was a control message and another record may follow
     */
    private boolean decodeAside(ByteBuffer destination) throws SSLException {
        ByteBuffer aside = buffers.record(engine.getSession().getApplicationBufferSize());
        plain = aside;
        SSLEngineResult result;
        try {
            result = engine.unwrap(input(), aside);
        } finally {
            aside.flip();
        }
        boolean again =
                switch (result.getStatus()) {
                    case OK -> afterRecord(result, destination);
                    case BUFFER_UNDERFLOW -> {
                        more = false;
                        yield false;
                    }
                    case BUFFER_OVERFLOW -> throw new SSLException("a record holds more than the engine announced");
                    case CLOSED -> {
                        closed = true;
                        yield false;
                    }
                };
        return drain(destination) == 0 && again;
    }

    /** Looks after what a record brought besides data; answers whether to try the next one. */
    private boolean afterRecord(SSLEngineResult result, ByteBuffer destination) throws SSLException {
        HandshakeStatus status = result.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP) {
            output.answer();
        }
        boolean inputLeft = input().hasRemaining();
        boolean moved = result.bytesConsumed() > 0 || result.bytesProduced() > 0;
        if (output.stalled() || !destination.hasRemaining()) {
            more = true;
            return false;
        }
        more = inputLeft && moved;
        return moved && (inputLeft || result.bytesProduced() == 0);
    }

    private int drain(ByteBuffer destination) {
        ByteBuffer held = plain;
        if (held == null) {
            return 0;
        }
        int count = Math.min(held.remaining(), destination.remaining());
        int limit = held.limit();
        destination.put(held.limit(held.position() + count));
        held.limit(limit);
        if (!held.hasRemaining()) {
            plain = null;
            buffers.giveBack(held);
        }
        return count;
    }

    private ByteBuffer input() {
        ByteBuffer held = in;
        return held == null ? NOTHING : held;
    }

    private ByteBuffer roomForInput() {
        ByteBuffer held = in;
        if (held == null) {
            return buffers.network(packetBytes());
        }
        if (isLarge(held)) {
            return held.compact();
        }
        ByteBuffer large = buffers.network(packetBytes());
        large.put(held);
        buffers.giveBack(held);
        return large;
    }

    private static boolean isLarge(ByteBuffer buffer) {
        return buffer.capacity() >= Limits.TLS_NETWORK_BUFFER_BYTES;
    }

    private int packetBytes() {
        return engine.getSession().getPacketBufferSize();
    }
}
