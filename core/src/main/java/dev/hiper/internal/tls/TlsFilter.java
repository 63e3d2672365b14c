package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectPhase;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import dev.hiper.spi.TransportSocket;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The TLS layer of a connection. Never blocks: each call goes as far as the bytes at hand allow.
 *
 * <pre>
 *   connect: Handshake ... PeerCheck        connected: TlsInput, TlsOutput        shutdown: close_notify, one look, below
 * </pre>
 *
 * <p>Every byte that comes up from below goes through the engine, also what arrived before TLS began: an answer in the
 * clear behind a proxy's 200 makes the handshake fail and is never taken for the origin's.
 *
 * <p><b>The end.</b> {@link #receive} answers -1 only after the peer's close_notify. If the layer below ends without it,
 * what was decrypted is handed out first and the next call fails with {@link ResultCode#RECV_ERROR}, because
 * anybody on the way could have cut the stream. A response whose end is known (by its length or its last
 * chunk) is complete before that call, so servers that skip the goodbye do no harm to it; a body that ends
 * with the connection fails.
 */
public final class TlsFilter extends ConnectionFilter {
    private final TlsContext context;
    private final TlsPeer peer;
    private @Nullable SSLEngine engine;
    private @Nullable TlsInput input;
    private @Nullable TlsOutput output;
    private @Nullable Handshake handshake;
    private List<List<String>> certInfo = List.of();
    private @Nullable String alpn;
    private int verifyResult = UntrustedPeer.UNSPECIFIED;
    private boolean goodbyeSaid;
    private boolean lookedForGoodbye;

    /**
     * @param next the connection to the peer, perhaps through a tunnel
     * @param context what {@link TlsContexts} made of the settings
     */
    public TlsFilter(ConnectionFilter next, TlsContext context, TlsPeer peer) {
        super(next);
        this.context = context;
        this.peer = peer;
    }

    /** Whether the peer is a proxy on the way and not the origin. */
    public boolean proxy() {
        return peer.proxy();
    }

    /** Details of the peer's certificates, its own first; empty unless the settings ask for them. */
    public List<List<String>> certInfo() {
        return certInfo;
    }

    /**
     * 0 if the peer's certificates were checked and found good, else the number that OpenSSL has for what was wrong with
     * them; 1 as long as nobody looked, and for ever if the settings say not to look. Stays after {@link #close}.
     */
    public int verifyResult() {
        return verifyResult;
    }

    @Override
    protected Step connectSelf(ConnectContext driver) throws TransferException {
        Handshake running = handshake == null ? begin() : handshake;
        try {
            if (running.step() != Step.DONE) {
                return Step.BLOCKED;
            }
        } catch (SSLException e) {
            throw refused(running, e);
        } catch (TransferException e) {
            throw new TransferException(
                    ResultCode.SSL_CONNECT_ERROR, "TLS handshake with " + peer + " failed: " + e.getMessage(), e);
        }
        checkPeer(running);
        handshake = null;
        if (!peer.proxy()) {
            driver.reached(ConnectPhase.TLS_DONE);
        }
        if (driver.tracing()) {
            SSLSession session = session();
            driver.trace("TLS with " + peer + ": " + session.getProtocol() + ", " + session.getCipherSuite() + ", ALPN "
                    + (alpn == null ? "none" : alpn));
        }
        return Step.DONE;
    }

    @Override
    public int send(ByteBuffer source) throws TransferException {
        try {
            return output().send(source);
        } catch (SSLException e) {
            throw HandshakeFailure.later(ResultCode.SEND_ERROR, e, peer, context.settings());
        }
    }

    @Override
    public int receive(ByteBuffer destination) throws TransferException {
        try {
            return input().receive(destination);
        } catch (SSLException e) {
            throw HandshakeFailure.later(ResultCode.RECV_ERROR, e, peer, context.settings());
        }
    }

    /** Ciphertext that waits needs OUT, whatever the layers above want; a handshake waits for the peer otherwise. */
    @Override
    public void adjust(PollSet polls) {
        TransportSocket socket = below().connected() ? socket() : null;
        if (socket != null) {
            if (output != null && output.pending()) {
                polls.add(socket, PollSet.OUT);
            } else if (!connected() || goodbyeSaid) {
                polls.add(socket, PollSet.IN);
            }
        }
        super.adjust(polls);
    }

    @Override
    public boolean dataPending() {
        return (input != null && input.dataPending()) || super.dataPending();
    }

    @Override
    public boolean sendPending() {
        return (output != null && output.pending()) || super.sendPending();
    }

    /**
     * Takes in the control messages that a server may send at any time (tickets, key updates). The layer below is not
     * asked: to it they would look like bytes that nobody wants.
     */
    @Override
    public boolean isAlive() {
        if (!connected() || goodbyeSaid) {
            return false;
        }
        try {
            return input().quiet();
        } catch (SSLException | TransferException e) {
            return false; // What went wrong does not matter to somebody who looks for a usable connection.
        }
    }

    /**
     * Sends close_notify, looks once for the peer's, and goes on below. The peer's is not waited for: it protects
     * nothing once nobody wants to read.
     */
    @Override
    public Step shutdown(ConnectContext driver) throws TransferException {
        if (connected()) {
            try {
                goodbyeSaid = true;
                if (!output().sayGoodbye()) {
                    return Step.BLOCKED;
                }
                if (!lookedForGoodbye) {
                    lookedForGoodbye = true;
                    input().skipOnce();
                }
            } catch (SSLException e) {
                throw HandshakeFailure.later(ResultCode.SSL_SHUTDOWN_FAILED, e, peer, context.settings());
            }
        }
        return below().shutdown(driver);
    }

    @Override
    public void close() {
        if (input != null) {
            input.release();
            input = null;
        }
        if (output != null) {
            output.release();
            output = null;
        }
        handshake = null;
        if (engine != null) {
            SSLEngine used = engine;
            engine = null;
            context.engines().release(used);
        }
        super.close();
    }

    @Override
    public @Nullable String alpn() {
        return alpn;
    }

    /** Null before the handshake is done and after {@link #close}. */
    @Override
    public @Nullable SSLSession tlsSession() {
        return connected() && engine != null ? engine.getSession() : null;
    }

    private Handshake begin() {
        SSLEngine fresh = context.engines().newEngine(HostNames.withoutDot(peer.host()), peer.port());
        engine = fresh;
        TlsOutput out = new TlsOutput(fresh, below(), context.buffers());
        TlsInput in = new TlsInput(fresh, below(), context.buffers(), out);
        output = out;
        input = in;
        Handshake running = new Handshake(fresh, in, out);
        handshake = running;
        return running;
    }

    /** A peer that fails here leaves no session behind that a later connection could resume. */
    private void checkPeer(Handshake running) throws TransferException {
        SSLSession session = session();
        boolean verified = context.settings().trust().verifyPeer();
        verifyResult = verified ? UntrustedPeer.NOTHING_WRONG : UntrustedPeer.UNSPECIFIED;
        try {
            X509Certificate[] chain = PeerCheck.check(context, peer, session);
            alpn = PeerCheck.alpn(context.settings(), peer, engine());
            if (context.settings().certInfo()) {
                certInfo = CertificateDetails.of(chain);
            }
        } catch (UntrustedPeer e) {
            session.invalidate();
            throw refused(running, new SSLException(e.getMessage(), e));
        } catch (TransferException e) {
            session.invalidate();
            running.sendAlert();
            throw e;
        }
    }

    private TransferException refused(Handshake running, SSLException failure) {
        running.sendAlert();
        UntrustedPeer reason = UntrustedPeer.in(failure);
        verifyResult = reason == null ? UntrustedPeer.UNSPECIFIED : reason.verifyResult();
        return HandshakeFailure.of(failure, peer, context.settings());
    }

    private SSLSession session() {
        return engine().getSession();
    }

    private SSLEngine engine() {
        return opened(engine);
    }

    private TlsInput input() {
        return opened(input);
    }

    private TlsOutput output() {
        return opened(output);
    }

    private <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("TLS with " + peer + " has not begun, or is closed");
        }
        return part;
    }
}
