package dev.hiper.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hiper.internal.tls.TestCertificates;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimPeer;
import dev.hiper.sim.SimServer;
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

/**
 * A server that speaks TLS on simulated sockets and keeps the heads of the requests, which have no bodies; perhaps only after it
 * was asked for a tunnel. Looks around once a millisecond.
 */
final class TlsServer {
    private static final int LARGE = 1 << 18;
    private static final int TURNS = 4000;
    /** What the client sent last is still on its way then. */
    private static final int TURNS_AFTER_CLOSE = 10;

    private static final String HEAD_END = "\r\n\r\n";

    /** Heads in clear, of requests for a tunnel. */
    final List<String> tunnelHeads = new ArrayList<>();

    /** Heads within TLS. */
    final List<String> heads = new ArrayList<>();

    final List<Session> sessions = new ArrayList<>();

    private final SimHarness sim;
    private SSLContext context = TestCertificates.serverContext();
    private Function<String, String> answer = head -> ok("");
    private @Nullable Function<String, String> tunnelAnswer;

    TlsServer(SimHarness sim, SimServer server) {
        this.sim = sim;
        server.raw().onAccept(peer -> sessions.add(new Session(peer)));
    }

    static TlsServer at(SimHarness sim, String host) {
        return new TlsServer(sim, sim.server(host, 443));
    }

    /** A complete answer with these field lines. */
    static String ok(String body, String... fields) {
        return status(200, body, fields);
    }

    static String status(int code, String body, String... fields) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + code + " Said\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        return text + "Content-Length: " + body.length() + HEAD_END + body;
    }

    /** The one with this certificate of the test resources. */
    TlsServer certificate(String name) {
        context = TestCertificates.serverContext(name);
        return this;
    }

    /** What is said to a request head. */
    TlsServer answer(Function<String, String> chosen) {
        answer = chosen;
        return this;
    }

    TlsServer answer(String always) {
        return answer(head -> always);
    }

    /** Speaks in clear first, until an answer begins a tunnel. */
    TlsServer tunnel(Function<String, String> chosen) {
        tunnelAnswer = chosen;
        return this;
    }

    /** One connection. */
    final class Session {
        final SimPeer peer;
        final ByteArrayOutputStream plain = new ByteArrayOutputStream();

        private final SSLEngine engine = TestCertificates.serverEngine(context, "http/1.1");
        private final ByteBuffer incoming = ByteBuffer.allocate(LARGE).flip();
        private boolean clear = tunnelAnswer != null;
        private boolean broken;
        private int taken;
        private int answered;
        private int turns;
        private int deadTurns;

        Session(SimPeer peer) {
            this.peer = peer;
            later();
        }

        String text() {
            return plain.toString(ISO_8859_1);
        }

        private void later() {
            if (turns++ < TURNS && (!peer.isDead() || deadTurns++ < TURNS_AFTER_CLOSE)) {
                sim.network().afterMillis(1, () -> {
                    turn();
                    later();
                });
            }
        }

        private void turn() {
            Function<String, String> asked = tunnelAnswer;
            if (clear && asked != null) {
                openTunnel(asked);
                return;
            }
            byte[] all = peer.received();
            incoming.compact().put(all, taken, all.length - taken).flip();
            taken = all.length;
            try {
                if (!broken) {
                    pump();
                    answer();
                }
            } catch (SSLException refused) {
                broken = true;
            }
        }

        private void openTunnel(Function<String, String> asked) {
            String text = peer.receivedText();
            int end = text.indexOf(HEAD_END, taken);
            if (end < 0) {
                return;
            }
            String head = text.substring(taken, end + HEAD_END.length());
            taken = end + HEAD_END.length();
            tunnelHeads.add(head);
            String reply = asked.apply(head);
            clear = !reply.startsWith("HTTP/1.1 2");
            peer.send(reply);
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
            return result.getStatus() == SSLEngineResult.Status.OK;
        }

        private void answer() throws SSLException {
            String text = text();
            int end = text.indexOf(HEAD_END, answered);
            if (end < 0) {
                return;
            }
            String head = text.substring(answered, end + HEAD_END.length());
            answered = end + HEAD_END.length();
            heads.add(head);
            ByteBuffer source = ByteBuffer.wrap(answer.apply(head).getBytes(ISO_8859_1));
            while (source.hasRemaining()) {
                wrap(source);
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
