package dev.hiper.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
final class LoopBuffersTest {
    private static final int SIZE = 16 * 1024;

    private final LoopBuffers buffers = new LoopBuffers(ByteBufAllocator.DEFAULT);

    @AfterEach
    void release() {
        buffers.release();
    }

    /** What a read of {@code size} bytes of the value {@code fill} leaves. */
    private ByteBuffer read(int size, int fill) {
        ByteBuffer buffer = buffers.borrow(SIZE);
        int start = buffer.position();
        for (int i = 0; i < size; i++) {
            buffer.put((byte) fill);
        }
        return buffer.limit(start + size).position(start);
    }

    private static void assertFilled(ByteBuf piece, int size, int fill) {
        assertEquals(size, piece.readableBytes());
        assertEquals(-1, piece.forEachByte(value -> value == fill));
        piece.release();
    }

    @Test
    void memoryIsUsedAgainIfNobodyKeepsAPiece() {
        ByteBuffer first = buffers.borrow(SIZE);
        assertTrue(first.isDirect());
        buffers.take(read(5000, 1)).release();
        ByteBuffer second = buffers.borrow(SIZE);
        assertSame(first, second);
        assertEquals(0, second.position());
    }

    @Test
    void largePieceIsASliceThatLaterReadsDoNotTouch() {
        ByteBuffer data = read(5000, 1);
        ByteBuf piece = buffers.take(data);
        for (int i = 2; i < 30; i++) {
            ByteBuffer later = read(5000, i);
            buffers.take(later).release();
        }
        assertFilled(piece, 5000, 1);
    }

    @Test
    void readingGoesOnBehindAKeptPiece() {
        ByteBuffer first = read(5000, 1);
        ByteBuf piece = buffers.take(first);
        ByteBuffer second = buffers.borrow(SIZE);
        assertSame(first, second);
        assertEquals(5000, second.position());
        assertFilled(piece, 5000, 1);
    }

    @Test
    void fullMemoryIsLeftToThoseThatKeepIt() {
        ByteBuffer first = buffers.borrow(SIZE);
        ByteBuf[] pieces = new ByteBuf[5];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = buffers.take(read(SIZE - 1, i));
        }
        assertNotSame(first, buffers.borrow(SIZE));
        for (int i = 0; i < pieces.length; i++) {
            assertFilled(pieces[i], SIZE - 1, i);
        }
    }

    @Test
    void smallPieceIsACopy() {
        ByteBuf piece = buffers.take(read(100, 1));
        assertEquals(0, buffers.borrow(SIZE).position());
        read(100, 2);
        assertFilled(piece, 100, 1);
    }

    /** Decoded content lives elsewhere. */
    @Test
    void pieceOfOtherMemoryIsACopy() {
        buffers.borrow(SIZE);
        ByteBuffer other = ByteBuffer.allocate(5000);
        ByteBuf piece = buffers.take(other);
        other.put(0, (byte) 1);
        assertFilled(piece, 5000, 0);
    }

    @Test
    void largerWishesAreMet() {
        assertTrue(buffers.borrow(SIZE).remaining() >= SIZE);
        assertTrue(buffers.borrow(300_000).remaining() >= 300_000);
    }

    @Test
    void keptPieceOutlivesTheBuffers() {
        ByteBuf piece = buffers.take(read(5000, 7));
        buffers.release();
        assertFilled(piece, 5000, 7);
    }
}
