package dev.hiper.internal.multi;

import dev.hiper.internal.coding.DecodeBuffers;
import dev.hiper.spi.ReadBuffers;
import java.nio.ByteBuffer;

/**
 * The reading and the sending buffer of an engine (X18): borrowed by the running transfer for one step, never held
 * across a return, so that an idle connection costs no buffer at all.
 */
final class Buffers {
    private final ReadBuffers reading;
    private ByteBuffer sending = ByteBuffer.allocateDirect(0);
    private final DecodeBuffers decoding = new DecodeBuffers();

    Buffers(ReadBuffers reading) {
        this.reading = reading;
    }

    ByteBuffer read(int size) {
        ByteBuffer buffer = reading.borrow(size);
        assert buffer.isDirect() && buffer.remaining() >= size : "a reading buffer must be direct and large enough";
        return buffer;
    }

    DecodeBuffers decode() {
        return decoding;
    }

    ByteBuffer send(int size) {
        if (sending.capacity() < size) {
            sending = ByteBuffer.allocateDirect(size);
        }
        sending.clear();
        return sending;
    }

    /** The reading buffer of an engine that nobody brought one for: one direct buffer, grown to the largest size asked for. */
    static ReadBuffers own() {
        return new ReadBuffers() {
            private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

            @Override
            public ByteBuffer borrow(int size) {
                if (buffer.capacity() < size) {
                    buffer = ByteBuffer.allocateDirect(size);
                }
                buffer.clear();
                return buffer;
            }
        };
    }
}
