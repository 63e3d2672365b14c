package dev.hiper.netty;

import dev.hiper.spi.ReadBuffers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The reading memory of one engine: one reference-counted buffer, used again and again until somebody keeps a piece
 * of it. Then reading goes on behind the kept pieces, or in a new buffer. Loop thread only.
 */
final class LoopBuffers implements ReadBuffers {
    /** One read per event of this size moves bulk data at full speed; twice as much gains nothing. */
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Pieces below this size are copied: a slice would keep a whole buffer alive for them. */
    private static final int SHARED_PIECE_BYTES = 2048;

    private final ByteBufAllocator allocator;
    private @Nullable ByteBuf memory;
    private ByteBuffer whole = ByteBuffer.allocate(0);
    /** Up to where pieces of {@link #memory} are kept by somebody. */
    private int kept;

    LoopBuffers(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    @Override
    public ByteBuffer borrow(int size) {
        ByteBuf current = memory;
        if (current != null && current.capacity() >= size) {
            if (current.refCnt() == 1) {
                kept = 0;
                return whole.clear();
            }
            if (current.capacity() - kept >= size) {
                return whole.clear().position(kept);
            }
        }
        return replace(Math.max(size, BUFFER_BYTES));
    }

    private ByteBuffer replace(int size) {
        release();
        ByteBuf fresh = allocator.directBuffer(size, size);
        memory = fresh;
        kept = 0;
        // Once per buffer: making a view costs an object.
        whole = fresh.nioBuffer(0, size);
        return whole;
    }

    /** The content of {@code data} as a buffer of its own, which the caller has to release. Moves its position. */
    @SuppressWarnings("ReferenceEquality") // It is about the same memory, not about the same content.
    ByteBuf take(ByteBuffer data) {
        int size = data.remaining();
        ByteBuf current = memory;
        if (data == whole && current != null && size >= SHARED_PIECE_BYTES) {
            kept = Math.max(kept, data.limit());
            return current.retainedSlice(data.position(), size);
        }
        return allocator.directBuffer(size, size).writeBytes(data);
    }

    /** Gives the memory back; pieces that were taken live on. */
    void release() {
        ByteBuf current = memory;
        memory = null;
        if (current != null) {
            current.release();
        }
    }
}
