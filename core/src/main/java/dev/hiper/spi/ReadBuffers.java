package dev.hiper.spi;

import java.nio.ByteBuffer;

/**
 * Where the engine's reading buffer comes from. The engine borrows a buffer for one step, reads into it, hands
 * views of it to callbacks, and asks again before the next read; it never holds one across
 * a return to the application.
 *
 * <p>An adapter can hand out memory that it counts references on, and so let a callback keep a
 * piece of it without a copy.
 */
@FunctionalInterface
public interface ReadBuffers {
    /**
     * A buffer to read into: cleared, direct, with at least {@code size} bytes between position and limit.
     *
     * <p>The memory behind the buffer that was handed out before is free again, as far as the engine is
     * concerned, at this call.
     */
    ByteBuffer borrow(int size);
}
