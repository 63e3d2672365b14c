package dev.hiper.internal.coding;

import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Buffers for decoded pieces, each of {@link Limits#WRITE_PIECE_BYTES}, shared by all transfers of
 * a multi. Used by one thread at a time.
 */
public final class DecodeBuffers {
    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>(Limits.DECODE_POOLED_BUFFERS);
    private int lent;

    /** An empty direct buffer. The caller gives it back with {@link #release}. */
    ByteBuffer acquire() {
        lent++;
        ByteBuffer buffer = free.pollLast();
        return buffer == null ? ByteBuffer.allocateDirect(Limits.WRITE_PIECE_BYTES) : buffer;
    }

    void release(ByteBuffer buffer) {
        lent--;
        if (free.size() < Limits.DECODE_POOLED_BUFFERS) {
            free.addLast(buffer.clear());
        }
    }

    /** How many buffers are in use. */
    public int lent() {
        return lent;
    }
}
