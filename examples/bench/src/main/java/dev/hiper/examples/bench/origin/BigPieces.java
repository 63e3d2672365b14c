package dev.hiper.examples.bench.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;

/** The big body is one piece of memory, over and over. */
final class BigPieces {
    /** Small enough to stay in the cache of a core, large enough for a socket that takes much at a time. */
    static final int PIECE_BYTES = 1 << 20;

    private final ByteBuf memory = PooledByteBufAllocator.DEFAULT
            .directBuffer(PIECE_BYTES, PIECE_BYTES)
            .writeZero(PIECE_BYTES);

    /** The next piece; the receiver releases it. */
    ByteBuf next(long left) {
        return memory.retainedSlice(0, (int) Math.min(left, PIECE_BYTES));
    }

    void release() {
        memory.release();
    }
}
