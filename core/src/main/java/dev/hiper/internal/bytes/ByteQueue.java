package dev.hiper.internal.bytes;

import java.nio.ByteBuffer;

/**
 * First in, first out, for bytes that cannot be handed on yet: what a paused transfer received, what a socket
 * did not take. Grows on demand up to a hard limit, and keeps its memory only while that is small.
 *
 * <p>The readable bytes are always one contiguous range, see {@link #peek()}.
 */
public final class ByteQueue {
    private static final int INITIAL_BYTES = 1024;
    private static final int KEPT_BYTES = 64 * 1024;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final byte[] NONE = {};

    private final int limit;
    private byte[] bytes = NONE;
    private ByteBuffer view = ByteBuffer.wrap(NONE);
    private int head;
    private int tail;

    /** A queue that never holds more than {@code limit} bytes. */
    public ByteQueue(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("limit must be positive: " + limit);
        }
        this.limit = limit;
    }

    public int size() {
        return tail - head;
    }

    public boolean isEmpty() {
        return head == tail;
    }

    /** How many more bytes the queue takes. */
    public int room() {
        return limit - size();
    }

    /**
     * Takes all remaining bytes of {@code source}, or none of them and answers {@code false} if they would
     * exceed the limit.
     */
    public boolean offer(ByteBuffer source) {
        int count = source.remaining();
        if (count > room()) {
            return false;
        }
        ensureSpace(count);
        source.get(bytes, tail, count);
        tail += count;
        return true;
    }

    /** Takes as many bytes of {@code source} as the limit allows and answers their number. */
    public int offerSome(ByteBuffer source) {
        int count = Math.min(source.remaining(), room());
        int end = source.limit();
        source.limit(source.position() + count);
        offer(source);
        source.limit(end);
        return count;
    }

    /**
     * All bytes of the queue, oldest first, as a view that is valid until the next call of any other method.
     * Reading the view consumes nothing: say {@link #consume} for what was used. Its content must not be
     * changed.
     */
    public ByteBuffer peek() {
        return view.limit(tail).position(head);
    }

    /** Forgets the oldest {@code count} bytes. */
    public void consume(int count) {
        if (count < 0 || count > size()) {
            throw new IllegalArgumentException(count + " of " + size() + " bytes");
        }
        head += count;
        if (isEmpty()) {
            clear();
        }
    }

    /** Moves as many bytes as {@code target} has room for, and answers their number. */
    public int drainTo(ByteBuffer target) {
        int count = Math.min(size(), target.remaining());
        target.put(bytes, head, count);
        consume(count);
        return count;
    }

    /** Forgets everything, and gives large memory back. */
    public void clear() {
        head = 0;
        tail = 0;
        if (bytes.length > KEPT_BYTES) {
            use(NONE);
        }
    }

    private void ensureSpace(int count) {
        if (bytes.length - tail >= count) {
            return;
        }
        int size = size();
        int needed = size + count;
        // Moving is only worth it if at least half is free: else each byte could be moved many times.
        if (needed <= bytes.length / 2) {
            System.arraycopy(bytes, head, bytes, 0, size);
        } else {
            // Twice the limit is the end: from there on the first branch is always taken.
            long doubled = Math.max(INITIAL_BYTES, 2L * needed);
            byte[] larger = new byte[(int) Math.min(doubled, LARGEST_ARRAY)];
            System.arraycopy(bytes, head, larger, 0, size);
            use(larger);
        }
        head = 0;
        tail = size;
    }

    private void use(byte[] array) {
        bytes = array;
        view = ByteBuffer.wrap(array);
    }

    /** Tells the sizes only: the content may be secret. */
    @Override
    public String toString() {
        return "ByteQueue[" + size() + " of " + limit + "]";
    }
}
