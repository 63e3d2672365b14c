package dev.hiper.internal.tls;

import dev.hiper.error.TransferException;
import dev.hiper.internal.filter.ConnectionFilter;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The way out: plaintext and control messages through the engine to the layer below. Holds a buffer only while the
 * layer below does not take what is in it.
 */
final class TlsOutput {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final ConnectionFilter below;
    private final TlsBuffers buffers;
    /** Records that wait, in reading position between calls. */
    private @Nullable ByteBuffer out;
    /** The engine owes the peer an answer that found no room in {@code out}. */
    private boolean stalled;

    TlsOutput(SSLEngine engine, ConnectionFilter below, TlsBuffers buffers) {
        this.engine = engine;
        this.below = below;
        this.buffers = buffers;
    }

    /** Whether records wait for the layer below. */
    boolean pending() {
        return out != null;
    }

    /** Whether an answer to the peer waits for room. Until it is out, taking in more could ask for even more of them. */
    boolean stalled() {
        return stalled;
    }

    /** As {@link ConnectionFilter#send}. What was encrypted counts as sent, although it may still be here. */
    int send(ByteBuffer source) throws SSLException, TransferException {
        if (!flush()) {
            return 0;
        }
        int start = source.position();
        while (source.hasRemaining()) {
            encode(source);
            if (!flush()) {
                break;
            }
        }
        return source.position() - start;
    }

    /** Moves what is due to the layer below; true if nothing is left. */
    boolean flush() throws SSLException, TransferException {
        while (true) {
            ByteBuffer held = out;
            if (held != null) {
                while (held.hasRemaining()) {
                    if (below.send(held) == 0) {
                        return false;
                    }
                }
                out = null;
                buffers.giveBack(held);
            }
            if (!stalled) {
                return true;
            }
            answer();
        }
    }

    /**
     * Wraps one control record (handshake, alert) behind what waits to be sent.
     *
     * @return null if there is no room before a flush
     */
    @Nullable
    SSLEngineResult wrapControl() throws SSLException {
        ByteBuffer target = roomForOutput();
        try {
            return target.remaining() < packetBytes() ? null : engine.wrap(NOTHING, target);
        } finally {
            target.flip();
            if (!target.hasRemaining()) {
                out = null;
                buffers.giveBack(target);
            }
        }
    }

    /**
     * Says goodbye to the peer, or, after a failure, why. Call it again until it is out.
     *
     * @return whether it is out
     */
    boolean sayGoodbye() throws SSLException, TransferException {
        engine.closeOutbound();
        do {
            while (!engine.isOutboundDone()) {
                SSLEngineResult result = wrapControl();
                if (result == null) {
                    break;
                }
                if (result.bytesProduced() == 0) {
                    return flush();
                }
            }
            if (!flush()) {
                return false;
            }
        } while (!engine.isOutboundDone());
        return true;
    }

    /**
     * Does what the engine wants after the handshake: tickets may be handled in tasks, a KeyUpdate is
     * answered. Below TLS 1.3 such a wish can only be a renegotiation, and that is refused: it lets a peer
     * change who it is in the middle of a connection.
     */
    void answer() throws SSLException {
        stalled = false;
        while (true) {
            HandshakeStatus wish = engine.getHandshakeStatus();
            if (wish == HandshakeStatus.NEED_TASK) {
                runTasks();
            } else if (wish == HandshakeStatus.NEED_WRAP && !engine.isInboundDone()) {
                if (!engine.getSession().getProtocol().equals(TlsVersions.TLS_1_3)) {
                    throw new SSLException("the peer asked for renegotiation, which is refused");
                }
                SSLEngineResult result = wrapControl();
                stalled = result == null;
                if (result == null || result.bytesProduced() == 0) {
                    return;
                }
            } else {
                return;
            }
        }
    }

    /**
     * Runs what the engine delegates, on this thread. It is bounded work: checking the signatures of a
     * chain of bounded length, and key agreement, about a millisecond together. Another thread would cost
     * about as much in wake-ups and would make the engine depend on an executor.
     */
    void runTasks() {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
    }

    void release() {
        if (out != null) {
            buffers.giveBack(out);
            out = null;
        }
    }

    /** Encrypts from {@code source} until it is empty or another record might not fit. */
    private void encode(ByteBuffer source) throws SSLException {
        ByteBuffer target = roomForOutput();
        try {
            do {
                SSLEngineResult result = engine.wrap(source, target);
                if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                    throw new SSLException("the connection is closed for sending");
                }
                if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
                    throw new SSLException("the engine takes no data: " + result.getHandshakeStatus());
                }
            } while (source.hasRemaining() && target.remaining() >= packetBytes());
        } finally {
            target.flip();
        }
    }

    private ByteBuffer roomForOutput() {
        ByteBuffer held = out;
        ByteBuffer target = held == null ? buffers.network(packetBytes()) : held.compact();
        out = target;
        return target;
    }

    private int packetBytes() {
        return engine.getSession().getPacketBufferSize();
    }
}
