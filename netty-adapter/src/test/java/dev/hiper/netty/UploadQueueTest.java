package dev.hiper.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.ReadCallback;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UploadQueueTest {
    private final UploadQueue queue = new UploadQueue(10, 20);
    private final List<Boolean> told = new ArrayList<>();
    private final Easy easy = Easy.create();

    private static ByteBuf piece(int size) {
        return Unpooled.wrappedBuffer(new byte[size]);
    }

    private int read(int room) {
        return queue.reader().onRead(easy, ByteBuffer.allocate(room));
    }

    @Test
    void readsAcrossPiecesAndReleasesThem() {
        ByteBuf first = Unpooled.wrappedBuffer(new byte[] {1, 2, 3});
        ByteBuf second = Unpooled.wrappedBuffer(new byte[] {4, 5, 6});
        queue.offer(first);
        queue.offer(second);
        ByteBuffer taken = ByteBuffer.allocate(4);
        assertEquals(4, queue.reader().onRead(easy, taken));
        assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), taken.flip());
        assertEquals(0, first.refCnt());
        assertEquals(1, second.refCnt());
        assertEquals(2, read(10));
        assertEquals(0, second.refCnt());
    }

    @Test
    void emptyQueuePausesAndAnEndedOneEnds() {
        assertEquals(ReadCallback.PAUSE, read(10));
        queue.offer(piece(1));
        queue.end();
        assertEquals(1, read(10));
        assertEquals(0, read(10));
    }

    @Test
    void failureAbortsWhatIsLeft() {
        queue.offer(piece(1));
        queue.end();
        queue.fail();
        assertEquals(ReadCallback.ABORT, read(10));
    }

    @Test
    void writabilityTurnsAtTheWaterMarksOnly() {
        queue.onWritability(told::add);
        assertTrue(queue.offer(piece(19)));
        assertFalse(queue.offer(piece(1)));
        assertFalse(queue.offer(piece(5)));
        assertEquals(List.of(false), told);
        read(15);
        assertFalse(queue.writable());
        read(1);
        assertEquals(List.of(false, true), told);
        assertTrue(queue.writable());
    }

    @Test
    void listenerThatComesLateIsToldAboutAFullQueue() {
        queue.offer(piece(30));
        queue.onWritability(told::add);
        assertEquals(List.of(false), told);
    }

    @Test
    void closedQueueReleasesEverythingAndHoldsNobodyUp() {
        queue.onWritability(told::add);
        ByteBuf waiting = piece(30);
        queue.offer(waiting);
        queue.close();
        assertEquals(0, waiting.refCnt());
        ByteBuf late = piece(30);
        assertTrue(queue.offer(late));
        assertEquals(0, late.refCnt());
        assertEquals(List.of(false, true), told);
    }

    @Test
    void pieceAfterTheEndIsAMistakeAndIsReleased() {
        queue.end();
        ByteBuf late = piece(1);
        assertThrows(IllegalStateException.class, () -> queue.offer(late));
        assertEquals(0, late.refCnt());
    }

    @Test
    void emptyPieceIsNotTheEnd() {
        queue.offer(Unpooled.buffer(8));
        assertEquals(ReadCallback.PAUSE, read(10));
    }

    @Test
    void waterMarksAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new UploadQueue(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new UploadQueue(2, 1));
    }
}
