package dev.hiper.internal.coding;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.ByteQueue;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.ContentCoding;
import dev.hiper.spi.ContentCoding.Decoder;
import dev.hiper.spi.ContentCoding.Decoder.State;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The decoders of one response, one behind the other, as its Content-Encoding or Transfer-Encoding
 * fields list them.
 *
 * <pre>
 *   begin --add--add--&gt; write, write, resume, ... --&gt; close (or begin again)
 * </pre>
 *
 * <p>Decoded bytes leave in pieces of at most {@link Limits#WRITE_PIECE_BYTES}. When the receiver
 * has enough, or one call has given {@link Limits#DECODED_BYTES_PER_RUN}, decoding stops at once;
 * what was not decoded yet is kept, so a few bytes that stand for gigabytes never become more than
 * a piece at a time.
 *
 * <p>A stream that ends early is no failure here, as in libcurl: what came is delivered. {@link
 * #finished()} tells.
 */
public final class DecodingChain implements AutoCloseable {
    /** Which fields are read. */
    public enum Kind {
        /** Content-Encoding. */
        CONTENT("content"),
        /** Transfer-Encoding of a response whose request asked for codings with TE. */
        TRANSFER("transfer"),
        /**
         * Transfer-Encoding of any other response: nothing but {@code chunked} and {@code identity}
         * is accepted.
         */
        TRANSFER_UNASKED("transfer");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** How a call of {@link #write} or {@link #resume} ended. */
    public enum Progress {
        /** All input is decoded and delivered, or the receiver has closed the chain. */
        DRAINED,
        /** The receiver had enough. Call {@link #resume} when it goes on. */
        PAUSED,
        /** Enough for one run. Call {@link #resume} in the next one. */
        BUDGET_SPENT
    }

    /** Receives decoded bytes. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * Takes all of {@code piece}, which is the chain's and valid during the call. Of the chain
         * only {@link DecodingChain#close} may be called meanwhile.
         *
         * @return whether more is welcome now
         */
        boolean accept(ByteBuffer piece) throws TransferException;
    }

    private final ContentCodings codings;
    private final DecodeBuffers buffers;
    private final ByteQueue held = new ByteQueue(Limits.PAUSED_BYTES);
    /** In the order of the fields: the last one decodes first. */
    private final @Nullable Stage[] stages = new Stage[Limits.CONTENT_CODINGS];

    private Kind kind = Kind.CONTENT;
    private int stageCount;
    /** Names seen, decoders or not. */
    private int nameCount;

    private boolean chunked;
    /** How the last call ended: unless DRAINED, something waits. */
    private Progress stopped = Progress.DRAINED;

    /** Counts up with each {@link #close}, so that a running call notices. */
    private int closings;

    public DecodingChain(ContentCodings codings, DecodeBuffers buffers) {
        this.codings = codings;
        this.buffers = buffers;
    }

    /** Forgets the previous response and gets ready for another. */
    public void begin(Kind fields) {
        close();
        kind = fields;
    }

    /**
     * Reads the value of one field. Names that nobody knows fail at the first byte of body only: a
     * response without body may be called what it wants.
     *
     * @throws TransferException BAD_CONTENT_ENCODING for too many codings, for a transfer coding
     *     that was not asked for, and for one behind {@code chunked}
     */
    public void add(String value) throws TransferException {
        int start = 0;
        while (start <= value.length()) {
            int comma = value.indexOf(',', start);
            int end = comma < 0 ? value.length() : comma;
            String name = value.substring(start, end).trim();
            if (!name.isEmpty()) {
                addCoding(name);
            }
            start = end + 1;
        }
    }

    /**
     * Whether {@code chunked} was listed. The chunks are the caller's to undo, before the chain.
     */
    public boolean chunked() {
        return chunked;
    }

    /** Whether there is nothing to decode: bytes may go straight to their receiver. */
    public boolean isEmpty() {
        return stageCount == 0;
    }

    /**
     * Decodes {@code data}, which is taken completely: what cannot be decoded now is kept.
     *
     * @throws TransferException BAD_CONTENT_ENCODING for bytes that are no such stream or for an
     *     unknown coding, WRITE_ERROR (as in libcurl) for bytes behind its end, TOO_LARGE if too
     *     much is held back, or what the receiver throws; the chain is then only closed
     */
    public Progress write(ByteBuffer data, Receiver receiver) throws TransferException {
        if (stopped == Progress.DRAINED) {
            int current = closings;
            Progress progress = pump(data, receiver);
            if (closings != current) {
                return Progress.DRAINED;
            }
            stopped = progress;
        }
        if (stopped != Progress.DRAINED) {
            hold(data);
        }
        return stopped;
    }

    /** Goes on with what was kept. Harmless if nothing was. */
    public Progress resume(Receiver receiver) throws TransferException {
        if (stopped == Progress.DRAINED) {
            return stopped;
        }
        int current = closings;
        ByteBuffer data = held.peek();
        int size = data.remaining();
        Progress progress = pump(data, receiver);
        if (closings != current) {
            return Progress.DRAINED;
        }
        held.consume(size - data.remaining());
        stopped = progress;
        return stopped;
    }

    /**
     * Whether something may still come out without any more input: {@link #resume} is to be called.
     */
    public boolean holdsData() {
        return stopped != Progress.DRAINED;
    }

    /** Whether every coded stream was complete. False also for a body of no bytes at all. */
    public boolean finished() {
        for (int i = 0; i < stageCount; i++) {
            if (stage(i).state != State.FINISHED) {
                return false;
            }
        }
        return !holdsData();
    }

    /** Gives all memory back; a receiver may do this in the middle of its call. Idempotent. */
    @Override
    public void close() {
        closings++;
        for (int i = 0; i < stageCount; i++) {
            stage(i).close(buffers);
            stages[i] = null;
        }
        stageCount = 0;
        nameCount = 0;
        chunked = false;
        stopped = Progress.DRAINED;
        held.clear();
    }

    private void addCoding(String name) throws TransferException {
        boolean isChunked = kind != Kind.CONTENT && name.equalsIgnoreCase("chunked");
        if (kind == Kind.TRANSFER_UNASKED && !isChunked) {
            refuseUnasked(name);
            return;
        }
        if (nameCount == Limits.CONTENT_CODINGS) {
            throw bad("Reject response exceeding limit of " + Limits.CONTENT_CODINGS + " " + kind.word + " encodings");
        }
        if (chunked && !isChunked) {
            throw bad("Reject response due to 'chunked' not being the last Transfer-Encoding");
        }
        if (isChunked) {
            // RFC 9112, 6.1, forbids it twice; a second time says nothing new.
            nameCount += chunked ? 0 : 1;
            chunked = true;
            return;
        }
        nameCount++;
        if (!name.equalsIgnoreCase("identity") && !name.equalsIgnoreCase("none")) {
            ContentCoding coding = codings.find(name);
            Decoder decoder = coding == null ? UnknownCoding.DECODER : coding.newDecoder();
            stages[stageCount++] = new Stage(decoder, buffers.acquire());
        }
    }

    private void refuseUnasked(String name) throws TransferException {
        if (chunked) {
            throw bad("A Transfer-Encoding (" + name + ") was listed after chunked");
        }
        if (!name.equalsIgnoreCase("identity")) {
            throw bad("Unsolicited Transfer-Encoding (" + name + ") found");
        }
    }

    private Progress pump(ByteBuffer data, Receiver receiver) throws TransferException {
        if (stageCount == 0) {
            return passThrough(data, receiver);
        }
        int current = closings;
        int budget = Limits.DECODED_BYTES_PER_RUN;
        while (fill(0, data)) {
            ByteBuffer piece = stage(0).output;
            budget -= piece.remaining();
            boolean more = receiver.accept(piece);
            if (closings != current) {
                return Progress.PAUSED;
            }
            piece.position(piece.limit());
            if (!more) {
                return Progress.PAUSED;
            }
            if (budget <= 0) {
                return Progress.BUDGET_SPENT;
            }
        }
        return Progress.DRAINED;
    }

    private static Progress passThrough(ByteBuffer data, Receiver receiver) throws TransferException {
        if (!data.hasRemaining()) {
            return Progress.DRAINED;
        }
        boolean more = receiver.accept(data);
        data.position(data.limit());
        return more ? Progress.DRAINED : Progress.PAUSED;
    }

    /**
     * Sees to it that the stage has output, drawing on those before it. False: not without more of
     * {@code data}.
     */
    private boolean fill(int index, ByteBuffer data) throws TransferException {
        Stage stage = stage(index);
        boolean first = index == stageCount - 1;
        while (!stage.output.hasRemaining()) {
            ByteBuffer input = first ? data : stage(index + 1).output;
            if (stage.state != State.NEEDS_OUTPUT && !input.hasRemaining() && (first || !fill(index + 1, data))) {
                return false;
            }
            stage.decode(input);
        }
        return true;
    }

    private Stage stage(int index) {
        Stage stage = stages[index];
        if (stage == null) {
            throw new IndexOutOfBoundsException("stage " + index + " of " + stageCount);
        }
        return stage;
    }

    private void hold(ByteBuffer data) throws TransferException {
        if (!held.offer(data)) {
            throw new TransferException(
                    ResultCode.TOO_LARGE, "More than " + Limits.PAUSED_BYTES + " coded bytes held while paused");
        }
    }

    private static TransferException bad(String message) {
        return new TransferException(ResultCode.BAD_CONTENT_ENCODING, message);
    }

    /** A decoder and what it gave last. */
    private static final class Stage {
        final Decoder decoder;
        /** Ready to be read. */
        final ByteBuffer output;

        State state = State.NEEDS_INPUT;

        Stage(Decoder decoder, ByteBuffer output) {
            this.decoder = decoder;
            this.output = output.limit(0);
        }

        void decode(ByteBuffer input) throws TransferException {
            int before = input.remaining();
            output.clear();
            try {
                state = decoder.decode(input, output);
            } finally {
                output.flip();
            }
            boolean idle = !output.hasRemaining() && input.remaining() == before;
            if (!idle || (before == 0 && state != State.NEEDS_OUTPUT)) {
                return;
            }
            if (state == State.FINISHED) {
                throw new TransferException(ResultCode.WRITE_ERROR, "Data follows the end of the compressed body");
            }
            throw new IllegalStateException(decoder + " neither takes input nor gives output");
        }

        void close(DecodeBuffers buffers) {
            decoder.close();
            buffers.release(output);
        }
    }
}
