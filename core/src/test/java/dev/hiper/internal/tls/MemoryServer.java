package dev.hiper.internal.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The other side of a TLS connection, in memory: bytes in, bytes out, whatever was decrypted on record. */
final class MemoryServer {
    final SSLEngine engine;
    final ArrayDeque<Byte> toClient = new ArrayDeque<>();
    final ByteArrayOutputStream received = new ByteArrayOutputStream();

    @Nullable
    SSLException failure;

    boolean peerSaidGoodbye;
    private ByteBuffer network = ByteBuffer.allocate(1 << 20).flip();

    MemoryServer(SSLEngine engine) {
        this.engine = engine;
    }

    void feed(ByteBuffer bytes) {
        network.compact().put(bytes).flip();
        pump();
    }

    void send(byte[] content) {
        ByteBuffer source = ByteBuffer.wrap(content);
        while (source.hasRemaining()) {
            wrap(source);
        }
        pump();
    }

    /** TLS 1.2: asks for renegotiation. TLS 1.3: updates the keys and asks the peer to do so, too. */
    void beginAgain() throws SSLException {
        engine.beginHandshake();
        pump();
    }

    void sayGoodbye() {
        engine.closeOutbound();
        wrap(ByteBuffer.allocate(0));
    }

    /** Bytes that no TLS made. */
    void sendRaw(byte[] bytes) {
        for (byte b : bytes) {
            toClient.add(b);
        }
    }

    String receivedText() {
        return received.toString(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private void pump() {
        while (failure == null) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                engine.getDelegatedTask().run();
            } else if (status == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
                wrap(ByteBuffer.allocate(0));
            } else if (!unwrap()) {
                return;
            }
        }
        wrap(ByteBuffer.allocate(0));
    }

    private boolean unwrap() {
        ByteBuffer plain = ByteBuffer.allocate(1 << 15);
        try {
            SSLEngineResult result = engine.unwrap(network, plain);
            received.write(plain.array(), 0, plain.position());
            peerSaidGoodbye |= result.getStatus() == SSLEngineResult.Status.CLOSED;
            return result.getStatus() == SSLEngineResult.Status.OK;
        } catch (SSLException e) {
            failure = e;
            return false;
        }
    }

    private void wrap(ByteBuffer source) {
        ByteBuffer target = ByteBuffer.allocate(1 << 15);
        try {
            engine.wrap(source, target);
        } catch (SSLException e) {
            failure = e;
            source.position(source.limit());
        }
        for (int i = 0; i < target.position(); i++) {
            toClient.add(target.get(i));
        }
    }
}
