package dev.hiper.internal.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteQueueTest {
    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.US_ASCII.decode(buffer.duplicate()).toString();
    }

    @Test
    void givesBackInTheOrderTaken() {
        ByteQueue queue = new ByteQueue(100);
        assertTrue(queue.offer(bytes("hello")));
        assertTrue(queue.offer(bytes(", world")));
        assertEquals("hello, world", text(queue.peek()));
        queue.consume(7);
        assertEquals("world", text(queue.peek()));
        ByteBuffer target = ByteBuffer.allocate(3);
        assertEquals(3, queue.drainTo(target));
        assertEquals("wor", text(target.flip()));
        assertEquals(2, queue.size());
        queue.clear();
        assertTrue(queue.isEmpty());
        assertEquals(0, queue.peek().remaining());
    }

    @Test
    void readingTheViewConsumesNothing() {
        ByteQueue queue = new ByteQueue(10);
        queue.offer(bytes("abc"));
        queue.peek().get();
        assertEquals("abc", text(queue.peek()));
    }

    @Test
    void neverHoldsMoreThanItsLimit() {
        ByteQueue queue = new ByteQueue(5);
        assertTrue(queue.offer(bytes("abc")));
        ByteBuffer tooMuch = bytes("def");
        assertFalse(queue.offer(tooMuch));
        assertEquals(3, tooMuch.remaining(), "nothing was taken");
        assertEquals(2, queue.offerSome(tooMuch));
        assertEquals("f", text(tooMuch));
        assertEquals(0, queue.room());
        assertEquals("abcde", text(queue.peek()));
        queue.consume(1);
        assertTrue(queue.offer(tooMuch));
        assertEquals("bcdef", text(queue.peek()));
    }

    @Test
    void refusesToForgetMoreThanItHolds() {
        ByteQueue queue = new ByteQueue(5);
        queue.offer(bytes("ab"));
        assertThrows(IllegalArgumentException.class, () -> queue.consume(3));
        assertThrows(IllegalArgumentException.class, () -> queue.consume(-1));
        assertThrows(IllegalArgumentException.class, () -> new ByteQueue(0));
    }

    @Test
    void anyMixOfTakingAndGivingKeepsTheStream() {
        Random random = new Random(4);
        ByteQueue queue = new ByteQueue(20_000);
        byte written = 0;
        byte read = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] piece = new byte[random.nextInt(3000)];
            for (int i = 0; i < piece.length; i++) {
                piece[i] = (byte) (written + i);
            }
            written += (byte) queue.offerSome(ByteBuffer.wrap(piece));
            int wanted = random.nextInt(3000);
            ByteBuffer view = queue.peek();
            int count = Math.min(wanted, view.remaining());
            for (int i = 0; i < count; i++) {
                assertEquals(read++, view.get());
            }
            queue.consume(count);
        }
    }

    @Test
    void doesNotTellItsContent() {
        ByteQueue queue = new ByteQueue(5);
        queue.offer(bytes("abc"));
        assertEquals("ByteQueue[3 of 5]", queue.toString());
    }
}
