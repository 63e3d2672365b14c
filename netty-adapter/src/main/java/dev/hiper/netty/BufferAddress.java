package dev.hiper.netty;

import io.netty.channel.unix.Buffer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where a direct buffer lies. The engine moves all bytes through very few buffers, so the last answer mostly holds; a
 * system call that is given the buffer itself would ask each time, by several calls from native code.
 * Loop thread only.
 */
final class BufferAddress {
    private @Nullable ByteBuffer known;
    private long address;

    /** The address of index 0. */
    @SuppressWarnings("ReferenceEquality") // An equal buffer lies elsewhere.
    long of(ByteBuffer direct) {
        if (direct != known) {
            address = Buffer.memoryAddress(direct);
            known = direct;
        }
        return address;
    }
}
