package dev.hiper.internal.http1;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a chunked body apart (RFC 9112, 7.1). Extensions are skipped. Lines of the framing end in CRLF and nothing
 * else, unless the decoder is lenient.
 *
 * <pre>
 *   SIZE_START -> SIZE -> PADDING -> EXTENSION -> SIZE_LF -> DATA -> DATA_CR -> DATA_LF -> SIZE_START
 *                                                    | size 0
 *                                                    v
 *                                                LAST_START -> LAST_LF -> DONE
 *                                                    | no CR
 *                                                    v
 *                                                TRAILERS
 * </pre>
 *
 * <p>Trailers are read by the {@link ResponseParser}; after {@link Event#TRAILERS} this decoder has nothing more to
 * say. A connection that ends before DONE (or before the end of the trailers) left a partial body: the caller ends
 * the transfer with PARTIAL_FILE.
 */
public final class ChunkedDecoder {

    /** What {@link #decode} found. */
    public enum Event {
        /** The input is used up. */
        NEED_MORE,
        /** A piece of payload, see {@link #data()}. */
        DATA,
        /** The last chunk is complete; the input stands at the first trailer. */
        TRAILERS,
        /** The body is complete, without trailers; the input stands behind it. */
        DONE
    }

    private enum State {
        SIZE_START,
        SIZE,
        PADDING,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        LAST_START,
        LAST_LF,
        TRAILERS,
        DONE,
        FAILED
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private State state = State.SIZE_START;
    private boolean lenient;
    private long chunkLeft;
    private int digits;
    private int padding;
    private int lineBytes;
    private long overhead;
    private long payloadBytes;
    private ByteBuffer source = NOTHING;
    private ByteBuffer data = NOTHING;

    /** Makes the decoder ready for another body. */
    public void reset() {
        reset(false);
    }

    /** As {@link #reset()}, or for a body whose framing may be sloppy, see {@link FramingRules#lenient}. */
    public void reset(boolean newLenient) {
        lenient = newLenient;
        state = State.SIZE_START;
        chunkLeft = 0;
        overhead = 0;
        payloadBytes = 0;
    }

    /**
     * The payload of the last DATA: a view of the input, valid as long as the caller keeps the input as it
     * was, at most until the next call. Made anew only when the input is another buffer than before.
     */
    public ByteBuffer data() {
        return data;
    }

    /** Bytes of payload decoded so far. */
    public long payloadBytes() {
        return payloadBytes;
    }

    /** Whether the body ended as it should. False while trailers are outstanding. */
    public boolean isDone() {
        return state == State.DONE;
    }

    /**
     * The next event in {@code in}, whose position moves past what was used. To be called until it answers
     * NEED_MORE, TRAILERS or DONE.
     *
     * @throws TransferException RECV_ERROR if the framing is malformed, TOO_LARGE if there is too much of it
     */
    public Event decode(ByteBuffer in) throws TransferException {
        while (in.hasRemaining()) {
            Event event = step(in);
            if (event != null) {
                return event;
            }
        }
        return switch (state) {
            case TRAILERS -> Event.TRAILERS;
            case DONE -> Event.DONE;
            case SIZE_START, SIZE, PADDING, EXTENSION, SIZE_LF, DATA, DATA_CR, DATA_LF, LAST_START, LAST_LF ->
                Event.NEED_MORE;
            case FAILED -> throw new IllegalStateException("the body was malformed");
        };
    }

    /** One step with at least one byte of input; {@code null} to go on. */
    private @Nullable Event step(ByteBuffer in) throws TransferException {
        return switch (state) {
            case SIZE_START -> startSize();
            case SIZE -> readSize(in);
            case PADDING -> readPadding(in);
            case EXTENSION -> skipExtension(in);
            case SIZE_LF -> endSizeLine(in);
            case DATA -> takeData(in);
            case DATA_CR -> lenient ? endData(in) : expect(in, '\r', State.DATA_LF);
            case DATA_LF -> lenient ? endData(in) : expect(in, '\n', State.SIZE_START);
            case LAST_START -> lookForTrailers(in);
            case LAST_LF -> expect(in, '\n', State.DONE);
            case TRAILERS -> Event.TRAILERS;
            case DONE -> Event.DONE;
            case FAILED -> throw new IllegalStateException("the body was malformed");
        };
    }

    private @Nullable Event startSize() {
        chunkLeft = 0;
        digits = 0;
        padding = 0;
        lineBytes = 0;
        state = State.SIZE;
        return null;
    }

    private @Nullable Event readSize(ByteBuffer in) throws TransferException {
        byte b = lineByte(in);
        int digit = Ascii.hexValue(b);
        if (digit < 0) {
            if (digits == 0) {
                throw malformed("a chunk without a size");
            }
            return endSize(b);
        }
        if (++digits > Limits.CHUNK_SIZE_DIGITS || chunkLeft > (Long.MAX_VALUE >> 4)) {
            throw malformed("a chunk size beyond 64 bits");
        }
        chunkLeft = (chunkLeft << 4) | digit;
        return null;
    }

    private @Nullable Event readPadding(ByteBuffer in) throws TransferException {
        return endSize(lineByte(in));
    }

    /** The byte behind the digits and maybe some padding. */
    private @Nullable Event endSize(byte b) throws TransferException {
        if (b == '\r') {
            state = State.SIZE_LF;
        } else if (lenient) {
            skipSloppily(b);
        } else if (b == ';') {
            state = State.EXTENSION;
        } else if (Leniency.isChunkPadding(b) && ++padding <= Limits.CHUNK_SIZE_BLANKS) {
            state = State.PADDING;
        } else {
            throw malformed("a chunk size that is no number");
        }
        return null;
    }

    private @Nullable Event skipExtension(ByteBuffer in) throws TransferException {
        byte b = lineByte(in);
        if (b == '\r') {
            state = State.SIZE_LF;
        } else if (lenient) {
            skipSloppily(b);
        } else if (Ascii.isControl(b) && b != '\t') {
            throw malformed("a control character in a chunk extension");
        }
        return null;
    }

    private @Nullable Event endSizeLine(ByteBuffer in) throws TransferException {
        byte b = lineByte(in);
        if (lenient) {
            skipSloppily(b);
        } else if (b != '\n') {
            throw malformed("a CR within a chunk size line");
        } else {
            sizeKnown();
        }
        return null;
    }

    /** A byte behind the size, of no meaning unless it ends the line. */
    private void skipSloppily(byte b) throws TransferException {
        if (b == '\n') {
            sizeKnown();
        } else {
            state = State.EXTENSION;
        }
    }

    private void sizeKnown() throws TransferException {
        // Large chunks are capped: one of them pays for everything before it anyway.
        long allowance = Limits.CHUNK_FREE_BYTES
                + Limits.CHUNK_OVERHEAD_RATIO * Math.min(chunkLeft, Limits.CHUNK_OVERHEAD_BYTES);
        overhead = Math.max(0, overhead + lineBytes - allowance);
        if (overhead > Limits.CHUNK_OVERHEAD_BYTES) {
            throw fail(ResultCode.TOO_LARGE, "more chunk framing than payload");
        }
        state = chunkLeft == 0 ? State.LAST_START : State.DATA;
    }

    private Event takeData(ByteBuffer in) {
        int from = in.position();
        int count = (int) Math.min(chunkLeft, in.remaining());
        viewOf(in).limit(from + count).position(from);
        in.position(from + count);
        chunkLeft -= count;
        payloadBytes += count;
        if (chunkLeft == 0) {
            state = State.DATA_CR;
        }
        return Event.DATA;
    }

    @SuppressWarnings("ReferenceEquality") // Buffers with equal content are still different memory.
    private ByteBuffer viewOf(ByteBuffer in) {
        if (source != in) {
            source = in;
            data = in.duplicate();
        }
        return data;
    }

    private @Nullable Event lookForTrailers(ByteBuffer in) {
        if (in.get(in.position()) != '\r') {
            state = State.TRAILERS;
            return Event.TRAILERS;
        }
        in.get();
        state = State.LAST_LF;
        return null;
    }

    /** Any CR, then LF. */
    private @Nullable Event endData(ByteBuffer in) throws TransferException {
        byte b = in.get();
        if (b == '\n') {
            state = State.SIZE_START;
        } else if (b != '\r') {
            throw malformed("a chunk that is not followed by a line end");
        }
        return null;
    }

    private @Nullable Event expect(ByteBuffer in, char wanted, State next) throws TransferException {
        if (in.get() != wanted) {
            throw malformed("a chunk that is not followed by CRLF");
        }
        state = next;
        return next == State.DONE ? Event.DONE : null;
    }

    private byte lineByte(ByteBuffer in) throws TransferException {
        if (++lineBytes > Limits.CHUNK_LINE_BYTES) {
            throw fail(ResultCode.TOO_LARGE, "a chunk size line of more than " + Limits.CHUNK_LINE_BYTES + " bytes");
        }
        return in.get();
    }

    private TransferException malformed(String what) {
        return fail(ResultCode.RECV_ERROR, "malformed chunked body: " + what);
    }

    private TransferException fail(ResultCode result, String message) {
        state = State.FAILED;
        return new TransferException(result, message);
    }
}
