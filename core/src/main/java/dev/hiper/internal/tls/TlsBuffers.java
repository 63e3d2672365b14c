package dev.hiper.internal.tls;

import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The memory of all TLS connections of one multi. A connection borrows a buffer only while it holds bytes in it:
 * an idle one has none.
 *
 * <p>There are two sizes. A <em>network</em> buffer takes one read or write of several records and is usually
 * back before the step ends. A <em>record</em> buffer keeps what is left of one record until more
 * arrives. Loop thread only.
 */
public final class TlsBuffers {
    private final ArrayDeque<ByteBuffer> network = new ArrayDeque<>();
    private final ArrayDeque<ByteBuffer> records = new ArrayDeque<>();
    private int borrowed;

    /** How many buffers are out at the moment. */
    public int borrowed() {
        return borrowed;
    }

    /** A cleared buffer for reading or writing with at least {@code bytes}, usually far more. */
    ByteBuffer network(int bytes) {
        return borrow(network, Math.max(bytes, Limits.TLS_NETWORK_BUFFER_BYTES));
    }

    /** A cleared buffer for one record with at least {@code bytes}. */
    ByteBuffer record(int bytes) {
        return borrow(records, Math.max(bytes, Limits.TLS_RECORD_BUFFER_BYTES));
    }

    /** Takes back what {@link #network} or {@link #record} gave; the caller forgets it. */
    void giveBack(ByteBuffer buffer) {
        borrowed--;
        ArrayDeque<ByteBuffer> shelf =
                switch (buffer.capacity()) {
                    case Limits.TLS_NETWORK_BUFFER_BYTES -> network;
                    case Limits.TLS_RECORD_BUFFER_BYTES -> records;
                    default -> null;
                };
        if (shelf != null && shelf.size() < Limits.TLS_POOLED_BUFFERS) {
            shelf.push(buffer);
        }
    }

    /** Engines that announce more than a shelf's size get a buffer of their own, which nobody keeps. */
    private ByteBuffer borrow(ArrayDeque<ByteBuffer> shelf, int bytes) {
        borrowed++;
        ByteBuffer kept = shelf.peek();
        if (kept == null || kept.capacity() < bytes) {
            return ByteBuffer.allocateDirect(bytes);
        }
        shelf.pop();
        return kept.clear();
    }
}
