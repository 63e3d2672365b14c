package dev.hiper.internal.http;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.ByteQueue;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.filter.Timer;
import dev.hiper.internal.http1.ChunkedEncoder;
import dev.hiper.internal.transfer.RateLimit;
import dev.hiper.internal.transfer.RequestBody;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferClient;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of an exchange.
 *
 * <pre>
 *   HEAD ---> AWAITING_100 ---> BODY ---> FLUSHING ---> DONE
 *     \___________________________^ \________^            STOPPED from any but DONE
 *   REPEAT ------------------------------------^
 * </pre>
 *
 * Each step fills the engine's sending buffer from what comes next and writes it at once. What the socket
 * did not take waits in {@code unsent}, since the buffer belongs to everybody.
 */
final class RequestSender {
    private enum State {
        /** The head is not completely in the sending buffer yet. */
        HEAD,
        /** The same request as before goes out again as it was laid out then, head and body in one. */
        REPEAT,
        /** The head is out; the body waits for a 100 answer or the timer. */
        AWAITING_100,
        /** Body bytes are asked of the application. */
        BODY,
        /** Everything was taken from the application; the rest waits for the socket. */
        FLUSHING,
        DONE,
        /** The rest of the request will not be sent. */
        STOPPED
    }

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Transfer transfer;
    private final ChunkedEncoder chunks = new ChunkedEncoder();
    private final ByteQueue unsent = new ByteQueue(Limits.UNSENT_BYTES);
    private State state = State.DONE;
    private @Nullable RequestPlan plan;
    private ByteBuffer head = NOTHING;
    /** Head and body as the socket takes them, if this request may be repeated so. */
    private ByteBuffer layout = NOTHING;

    /** What ends a chunked body; valid until the encoder is asked again, which nobody does for this body. */
    private ByteBuffer lastChunk = NOTHING;

    private long awaitUntilNanos;
    private boolean begun;

    RequestSender(Transfer transfer) {
        this.transfer = transfer;
    }

    @SuppressWarnings(
            "ReferenceEquality") // The same plan is the same object; comparing heads byte by byte gains nothing.
    void prepare(RequestPlan next) {
        boolean again = plan == next;
        if (!again) {
            plan = next;
            head = next.head().duplicate();
            layout = NOTHING;
        }
        head.rewind();
        unsent.clear();
        lastChunk = NOTHING;
        begun = false;
        state = again && repeats(next) ? State.REPEAT : State.HEAD;
        transfer.info().contentLengthUpload = transfer.body().present() ? next.bodySize() : -1;
    }

    /**
     * Whether the request is to be laid out once for all times: nobody can change its body, and nobody looks at how it
     * goes. The first time says that there may be others.
     */
    private boolean repeats(RequestPlan next) {
        if (!transfer.config().request().bodyOwned()
                || next.chunked()
                || next.expects()
                || next.bodySize() <= 0
                || next.bodySize() > Limits.KEPT_BODY_BYTES
                || transfer.sendLimit().active()
                || transfer.tracing()) {
            return false;
        }
        if (layout.capacity() == 0) {
            layout = ByteBuffer.allocateDirect(head.limit() + (int) next.bodySize());
            layout.put(head.duplicate()).put(transfer.body().memory().duplicate());
        }
        layout.rewind();
        return true;
    }

    /** Sends as much as goes, within the budget of one run. */
    void send() throws TransferException {
        if (state == State.AWAITING_100 && transfer.nowNanos() - awaitUntilNanos >= 0) {
            goOn();
        }
        for (int writes = 0; writes < Limits.WRITES_PER_RUN; writes++) {
            if (!wantsSend() && !holdsUnsent()) {
                flushConnection();
                return;
            }
            if (state == State.REPEAT) {
                if (transfer.sendPaused() || !writeLayout()) {
                    return;
                }
                finishIfFlushed();
                continue;
            }
            int allowed = allowedBytes();
            if (allowed == 0) {
                return;
            }
            ByteBuffer buffer = transfer.host().sendBuffer(bufferBytes());
            buffer.limit(Math.min(buffer.limit(), allowed));
            boolean blocked = unsent.isEmpty() ? !writeNew(buffer) : !writeUnsent(buffer);
            finishIfFlushed();
            if (blocked) {
                return;
            }
        }
        transfer.wake();
    }

    /** A 100 answer came, or a final one that lets the body go on. */
    void goOn() {
        if (state == State.AWAITING_100) {
            transfer.cancel(Timer.EXPECT_100);
            state = State.BODY;
        }
    }

    /** The rest of the request is not sent any more. */
    void stop() {
        if (state != State.DONE) {
            transfer.cancel(Timer.EXPECT_100);
            unsent.clear();
            lastChunk = NOTHING;
            state = State.STOPPED;
        }
    }

    boolean wantsSend() {
        return switch (state) {
            case HEAD, REPEAT, BODY -> true;
            case AWAITING_100, FLUSHING, DONE, STOPPED -> false;
        };
    }

    boolean holdsUnsent() {
        return !unsent.isEmpty() || lastChunk.hasRemaining();
    }

    /** Whether nothing more is going to be sent. */
    boolean finished() {
        return state == State.DONE || state == State.STOPPED;
    }

    /** Whether the request was sent completely. */
    boolean sent() {
        return state == State.DONE;
    }

    /** Whether any byte may have left. */
    boolean begun() {
        return begun;
    }

    /** Whether what comes next was written completely; false if there was nothing, or the socket is full. */
    private boolean writeNew(ByteBuffer buffer) throws TransferException {
        fill(buffer);
        buffer.flip();
        if (!buffer.hasRemaining()) {
            flushConnection();
            return false;
        }
        write(buffer);
        if (buffer.hasRemaining()) {
            unsent.offer(buffer);
            return false;
        }
        return true;
    }

    /** Whether all of it was taken. */
    private boolean writeLayout() throws TransferException {
        int from = layout.position();
        write(layout);
        int to = layout.position();
        int headBytes = Math.max(0, Math.min(to, head.limit()) - from);
        int bodyBytes = to - from - headBytes;
        transfer.info().requestBytes += headBytes;
        transfer.info().uploaded += bodyBytes;
        transfer.body().usedMemory(bodyBytes);
        if (layout.hasRemaining()) {
            return false;
        }
        state = State.FLUSHING;
        return true;
    }

    private boolean writeUnsent(ByteBuffer buffer) throws TransferException {
        ByteBuffer waiting = unsent.peek();
        waiting.limit(Math.min(waiting.limit(), waiting.position() + buffer.remaining()));
        buffer.put(waiting).flip();
        unsent.consume(write(buffer));
        return !buffer.hasRemaining();
    }

    private void fill(ByteBuffer buffer) throws TransferException {
        if (state == State.HEAD) {
            fillHead(buffer);
        }
        if (state == State.BODY) {
            fillBody(buffer);
        }
        if (lastChunk.hasRemaining()) {
            int end = lastChunk.limit();
            lastChunk.limit(Math.min(end, lastChunk.position() + buffer.remaining()));
            buffer.put(lastChunk);
            lastChunk.limit(end);
        }
    }

    private void fillHead(ByteBuffer buffer) {
        int count = Math.min(buffer.remaining(), head.remaining());
        int end = head.limit();
        head.limit(head.position() + count);
        if (transfer.tracing()) {
            transfer.traceBytes(TransferClient.Info.HEADER_OUT, head.duplicate());
        }
        buffer.put(head);
        head.limit(end);
        transfer.info().requestBytes += count;
        if (head.hasRemaining()) {
            return;
        }
        RequestPlan current = current();
        if (!transfer.body().present()) {
            state = State.FLUSHING;
        } else if (current.expects()) {
            state = State.AWAITING_100;
            awaitUntilNanos = transfer.nowNanos() + transfer.config().request().expect100Millis() * NANOS_PER_MILLI;
            transfer.expireAt(Timer.EXPECT_100, awaitUntilNanos);
        } else {
            state = State.BODY;
        }
    }

    private void fillBody(ByteBuffer buffer) throws TransferException {
        boolean chunked = current().chunked();
        int least = chunked ? ChunkedEncoder.MAX_OVERHEAD_BYTES + 1 : 1;
        while (state == State.BODY && buffer.remaining() >= least) {
            int start = buffer.position();
            int count = chunked ? readChunk(buffer) : transfer.body().read(buffer);
            if (count == RequestBody.PAUSED) {
                return;
            }
            if (count == RequestBody.END) {
                endBody(chunked);
                return;
            }
            transfer.info().uploaded += count;
            if (transfer.tracing()) {
                ByteBuffer shown = buffer.duplicate();
                transfer.traceBytes(TransferClient.Info.DATA_OUT, shown.flip().position(start));
            }
            if (transfer.body().ended()) {
                endBody(chunked);
            } else if (transfer.body().fromCallback()) {
                // One piece per write: the application's own pace is kept, and its pieces stay chunks.
                return;
            }
        }
    }

    /** One chunk of what the application gives; the reading buffer is free while sending. */
    private int readChunk(ByteBuffer buffer) throws TransferException {
        int room = Math.min(
                buffer.remaining() - ChunkedEncoder.MAX_OVERHEAD_BYTES,
                transfer.config().request().uploadBufferSize());
        ByteBuffer piece = transfer.host().readBuffer(room);
        int start = piece.position();
        piece.limit(start + room);
        int count = transfer.body().read(piece);
        if (count > 0) {
            piece.limit(piece.position()).position(start);
            chunks.encode(piece, buffer);
        }
        return count;
    }

    private void endBody(boolean chunked) throws TransferException {
        if (chunked) {
            List<String> trailers =
                    transfer.client().wantsTrailers() ? transfer.client().trailers() : List.of();
            lastChunk = chunks.lastChunk(trailers);
        }
        state = State.FLUSHING;
    }

    private int write(ByteBuffer buffer) throws TransferException {
        begun = true;
        int count = transfer.attached().send(buffer);
        RateLimit limit = transfer.sendLimit();
        if (limit.active()) {
            limit.take(count);
        }
        return count;
    }

    private void finishIfFlushed() {
        if (state == State.FLUSHING && !holdsUnsent() && !transfer.attached().sendPending()) {
            state = State.DONE;
            transfer.markPostTransfer();
        }
    }

    /** Moves on what a layer below holds back. */
    void flushConnection() throws TransferException {
        if (transfer.attached().sendPending()) {
            ByteBuffer nothing = transfer.host().sendBuffer(0);
            transfer.attached().send(nothing.limit(0));
        }
        finishIfFlushed();
    }

    /** What the speed limit allows: nothing, or at least room for a small chunk, which the next second then pays for. */
    private int allowedBytes() {
        RateLimit limit = transfer.sendLimit();
        if (!limit.active()) {
            return Integer.MAX_VALUE;
        }
        long available = limit.available(transfer.nowNanos());
        return available <= 0
                ? 0
                : (int) Math.min(Integer.MAX_VALUE, Math.max(available, 2 * ChunkedEncoder.MAX_OVERHEAD_BYTES));
    }

    /** Room for the head and a full buffer of body behind it, so that a body that fits needs no second write. */
    private int bufferBytes() {
        if (!transfer.body().present()) {
            return Limits.HEAD_BUFFER_BYTES;
        }
        return Math.min(head.remaining(), Limits.HEAD_BUFFER_BYTES)
                + transfer.config().request().uploadBufferSize()
                + ChunkedEncoder.MAX_OVERHEAD_BYTES;
    }

    private RequestPlan current() {
        RequestPlan present = plan;
        if (present == null) {
            throw new IllegalStateException("no request was planned");
        }
        return present;
    }
}
