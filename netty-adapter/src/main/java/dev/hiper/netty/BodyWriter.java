package dev.hiper.netty;

import dev.hiper.Easy;
import dev.hiper.WriteCallback;
import dev.hiper.WriteResult;
import java.nio.ByteBuffer;

/** Turns the engine's body pieces into {@code ByteBuf}s. One for all transfers of a loop. */
final class BodyWriter implements WriteCallback {
    private final HiperLoop loop;
    private final LoopBuffers buffers;

    BodyWriter(HiperLoop loop, LoopBuffers buffers) {
        this.loop = loop;
        this.buffers = buffers;
    }

    @Override
    public WriteResult onWrite(Easy easy, ByteBuffer data) {
        Fetch fetch = loop.fetch(easy);
        if (fetch == null || fetch.isOver()) {
            return WriteResult.ABORT;
        }
        // A wish to pause may be older than the connection, or than the current entry into the engine.
        if (fetch.receivePaused()) {
            return WriteResult.PAUSE;
        }
        if (data.hasRemaining()) {
            fetch.deliver(buffers.take(data));
        }
        return WriteResult.ACCEPTED;
    }
}
