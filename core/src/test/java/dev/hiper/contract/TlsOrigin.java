package dev.hiper.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hiper.EasyOption;
import dev.hiper.internal.tls.TestCertificates;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimPeer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** An HTTPS server on simulated sockets: answers each request with the same bytes, if it is not told otherwise. Looks around once a millisecond. */
final class TlsOrigin {
    private static final int LARGE = 1 << 18;
    private static final int TURNS = 4000;
    /** What the client sent last is still on its way then. */
    private static final int TURNS_AFTER_CLOSE = 10;

    final List<Session> sessions = new ArrayList<>();

    private final SimHarness sim;
    private final SSLContext context = TestCertificates.serverContext();
    private Function<String, @Nullable String> responder;
    private boolean mayBeRefused;
    private boolean stopReading;
    private boolean askForNewKeys;

    TlsOrigin(SimHarness sim, String host, String response) {
        this.sim = sim;
        this.responder = text -> text.contains("\r\n\r\n") ? response : null;
        sim.server(host, 443).raw().onAccept(peer -> sessions.add(new Session(peer)));
    }

    /** A client may refuse the handshake. */
    TlsOrigin mayBeRefused() {
        mayBeRefused = true;
        return this;
    }

    /** Answers by what was not answered so far: one character per byte; null as long as that is not a whole request. */
    TlsOrigin answering(Function<String, @Nullable String> chosen) {
        responder = chosen;
        return this;
    }

    /** Reads nothing more once a request head is there. */
    TlsOrigin stopReadingAtRequest() {
        stopReading = true;
        return this;
    }

    /** Asks for a key update, which the client has to answer, in front of each response (RFC 8446, 4.6.3). */
    TlsOrigin askForNewKeys() {
        askForNewKeys = true;
        return this;
    }

    /** A call that trusts this server. */
    static SimCall call(SimHarness sim, String url) {
        return sim.call(url).set(EasyOption.CAINFO, TestCertificates.caFile().toString());
    }

    /** One connection. */
    final class Session {
        final SimPeer peer;
        final ByteArrayOutputStream plain = new ByteArrayOutputStream();
        boolean goodbyeSeen;
        boolean refused;

        private final SSLEngine engine = TestCertificates.serverEngine(context, "http/1.1");
        private final ByteBuffer incoming = ByteBuffer.allocate(LARGE).flip();
        private int taken;
        private int answered;
        private int turns;
        private int deadTurns;

        Session(SimPeer peer) {
            this.peer = peer;
            later();
        }

        private void later() {
            if (turns++ < TURNS && !refused && (!peer.isDead() || deadTurns++ < TURNS_AFTER_CLOSE)) {
                sim.network().afterMillis(1, () -> {
                    turn();
                    later();
                });
            }
        }

        private void turn() {
            byte[] all = peer.received();
            incoming.compact().put(all, taken, all.length - taken).flip();
            taken = all.length;
            try {
                pump();
            } catch (SSLException e) {
                if (!mayBeRefused) {
                    throw new AssertionError(e);
                }
                refused = true;
                return;
            }
            answer();
        }

        private void pump() throws SSLException {
            boolean moving = true;
            while (moving) {
                HandshakeStatus status = engine.getHandshakeStatus();
                if (status == HandshakeStatus.NEED_TASK) {
                    engine.getDelegatedTask().run();
                } else if (status == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
                    wrap(ByteBuffer.allocate(0));
                } else {
                    moving = unwrap();
                }
            }
        }

        private boolean unwrap() throws SSLException {
            ByteBuffer target = ByteBuffer.allocate(LARGE);
            SSLEngineResult result = engine.unwrap(incoming, target);
            plain.write(target.array(), 0, target.position());
            goodbyeSeen |= result.getStatus() == SSLEngineResult.Status.CLOSED;
            return result.getStatus() == SSLEngineResult.Status.OK;
        }

        private void answer() {
            String text = plain.toString(ISO_8859_1);
            String response = answered == text.length() ? null : responder.apply(text.substring(answered));
            if (response == null) {
                return;
            }
            answered = text.length();
            if (stopReading) {
                peer.stopReading();
            }
            ByteBuffer source = ByteBuffer.wrap(response.getBytes(ISO_8859_1));
            try {
                if (askForNewKeys) {
                    engine.beginHandshake();
                }
                while (source.hasRemaining()) {
                    wrap(source);
                }
            } catch (SSLException e) {
                throw new AssertionError(e);
            }
        }

        private void wrap(ByteBuffer source) throws SSLException {
            ByteBuffer target = ByteBuffer.allocate(LARGE);
            engine.wrap(source, target);
            byte[] record = new byte[target.position()];
            target.flip().get(record);
            peer.send(record);
        }
    }
}
