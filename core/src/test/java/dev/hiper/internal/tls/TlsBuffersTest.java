package dev.hiper.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TlsBuffersTest {
    private final TlsBuffers buffers = new TlsBuffers();

    @Test
    void buffersAreUsedAgain() {
        ByteBuffer network = buffers.network(100);
        ByteBuffer record = buffers.record(100);
        assertEquals(2, buffers.borrowed());
        network.position(50).limit(60);
        buffers.giveBack(network);
        buffers.giveBack(record);
        assertSame(network, buffers.network(100));
        assertEquals(network.capacity(), network.remaining(), "it comes back cleared");
        assertSame(record, buffers.record(100));
        assertNotSame(record, buffers.record(100));
    }

    @Test
    void unusualSizesAreServedAndNotKept() {
        ByteBuffer large = buffers.network(Limits.TLS_NETWORK_BUFFER_BYTES + 1);
        assertTrue(large.remaining() > Limits.TLS_NETWORK_BUFFER_BYTES);
        buffers.giveBack(large);
        assertNotSame(large, buffers.network(1));
        assertEquals(1, buffers.borrowed());
    }
}
