package dev.hiper.netty;

import dev.hiper.Easy;
import dev.hiper.ReadCallback;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, handed over piece by piece while it is being sent; for one transfer. While it is empty, sending
 * rests. Above its high-water mark it asks its source to stop, below the low-water mark to go on.
 *
 * <p>All methods may be called from any thread. Pieces that are not sent when the transfer ends are
 * released. The body cannot be rewound: a redirect or an authentication round that needs it again fails.
 */
public final class UploadQueue {
    /** As Netty's channels have them: enough for a round trip of a fast sender. */
    private static final int LOW_WATER_BYTES = 32 * 1024;

    private static final int HIGH_WATER_BYTES = 64 * 1024;

    /** Is told when the source of an upload should stop or may go on. */
    @FunctionalInterface
    public interface WritabilityListener {
        /** The queue reached its high-water mark, or fell below the low one. Any thread. */
        void onWritability(boolean writable);
    }

    private enum State {
        OPEN,
        /** Ends with the last piece. */
        ENDED,
        /** Ends by failing the transfer. */
        FAILED,
        /** The transfer is over. */
        CLOSED
    }

    private final ArrayDeque<ByteBuf> pieces = new ArrayDeque<>();
    private final int lowWaterBytes;
    private final int highWaterBytes;
    private State state = State.OPEN;
    private long pendingBytes;
    private boolean writable = true;
    private boolean starved;
    private @Nullable Fetch fetch;
    private @Nullable WritabilityListener listener;

    public UploadQueue() {
        this(LOW_WATER_BYTES, HIGH_WATER_BYTES);
    }

    /** @throws IllegalArgumentException unless {@code 0 < lowWaterBytes <= highWaterBytes} */
    public UploadQueue(int lowWaterBytes, int highWaterBytes) {
        if (lowWaterBytes <= 0 || lowWaterBytes > highWaterBytes) {
            throw new IllegalArgumentException("water marks " + lowWaterBytes + ", " + highWaterBytes);
        }
        this.lowWaterBytes = lowWaterBytes;
        this.highWaterBytes = highWaterBytes;
    }

    /**
     * Appends {@code piece}, whose ownership passes to the queue. After the end of the transfer it is only released.
     *
     * @return {@link #writable()} afterwards
     * @throws IllegalStateException after {@link #end}; the piece is released then, too
     */
    public boolean offer(ByteBuf piece) {
        Fetch waiting = null;
        WritabilityListener told = null;
        boolean result;
        boolean late;
        synchronized (pieces) {
            late = state == State.ENDED;
            if (state == State.OPEN && piece.isReadable()) {
                pieces.add(piece);
                pendingBytes += piece.readableBytes();
                waiting = takeStarved();
                told = updateWritable();
            } else {
                piece.release();
            }
            result = writable;
        }
        if (late) {
            throw new IllegalStateException("a piece after the end of the body");
        }
        tell(waiting, told, result);
        return result;
    }

    /** No piece follows. */
    public void end() {
        leaveOpen(State.ENDED);
    }

    /** The body cannot be completed: the transfer is aborted. */
    public void fail() {
        leaveOpen(State.FAILED);
    }

    private void leaveOpen(State next) {
        Fetch waiting = null;
        synchronized (pieces) {
            if (state == State.OPEN || (state == State.ENDED && next == State.FAILED)) {
                state = next;
                waiting = takeStarved();
            }
        }
        tell(waiting, null, true);
    }

    /** Whether the source should go on. */
    public boolean writable() {
        synchronized (pieces) {
            return writable;
        }
    }

    /** Sets the listener, and tells it at once if the queue is not writable now. */
    public UploadQueue onWritability(WritabilityListener told) {
        boolean full;
        synchronized (pieces) {
            listener = told;
            full = !writable;
        }
        if (full) {
            told.onWritability(false);
        }
        return this;
    }

    /** @throws IllegalStateException if the queue serves another transfer */
    void bind(Fetch user) {
        synchronized (pieces) {
            if (fetch != null) {
                throw new IllegalStateException("an upload queue serves one transfer only");
            }
            fetch = user;
        }
    }

    ReadCallback reader() {
        return this::read;
    }

    /** The transfer is over. */
    void close() {
        WritabilityListener told;
        synchronized (pieces) {
            state = State.CLOSED;
            starved = false;
            pieces.forEach(ByteBuf::release);
            pieces.clear();
            pendingBytes = 0;
            told = updateWritable();
        }
        tell(null, told, true);
    }

    private int read(Easy easy, ByteBuffer destination) {
        int taken;
        WritabilityListener told;
        synchronized (pieces) {
            taken = state == State.FAILED ? ReadCallback.ABORT : take(destination);
            if (taken == 0 && state == State.OPEN) {
                taken = rest();
            }
            told = updateWritable();
        }
        tell(null, told, true);
        return taken;
    }

    private int take(ByteBuffer destination) {
        int taken = 0;
        ByteBuf piece = pieces.peek();
        while (piece != null && destination.hasRemaining()) {
            int limit = destination.limit();
            int size = Math.min(piece.readableBytes(), destination.remaining());
            piece.readBytes(destination.limit(destination.position() + size));
            destination.limit(limit);
            taken += size;
            if (!piece.isReadable()) {
                pieces.remove().release();
                piece = pieces.peek();
            }
        }
        pendingBytes -= taken;
        return taken;
    }

    private int rest() {
        Fetch user = fetch;
        if (user != null) {
            user.sendRests();
        }
        starved = true;
        return ReadCallback.PAUSE;
    }

    private @Nullable Fetch takeStarved() {
        Fetch waiting = starved ? fetch : null;
        starved = false;
        return waiting;
    }

    private @Nullable WritabilityListener updateWritable() {
        boolean before = writable;
        writable = before ? pendingBytes < highWaterBytes : pendingBytes < lowWaterBytes;
        return before == writable ? null : listener;
    }

    /** Outside of the lock: both may call back. */
    private static void tell(@Nullable Fetch waiting, @Nullable WritabilityListener told, boolean nowWritable) {
        if (waiting != null) {
            waiting.resumeSend();
        }
        if (told != null) {
            told.onWritability(nowWritable);
        }
    }
}
