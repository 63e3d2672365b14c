package dev.hiper.internal.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * A JDK engine that behaves like Netty's in native mode: it takes all input at once, also parts of records, puts
 * as much plaintext as fits, and during the handshake does nothing with its input before the next call.
 */
final class SwallowingEngine extends SSLEngine {
    private final SSLEngine engine;
    private final ByteBuffer swallowed = ByteBuffer.allocate(1 << 20).flip();
    private final ByteBuffer plain = ByteBuffer.allocate(1 << 20).flip();
    private boolean finishedUntold;

    SwallowingEngine(SSLEngine engine) {
        super(engine.getPeerHost(), engine.getPeerPort());
        this.engine = engine;
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length) throws SSLException {
        ByteBuffer target = targets[offset];
        int consumed = source.remaining();
        boolean handshaking = isWaiting(engine.getHandshakeStatus());
        swallowed.compact().put(source).flip();
        if (consumed > 0 && handshaking) {
            return new SSLEngineResult(Status.OK, HandshakeStatus.NEED_UNWRAP, consumed, 0);
        }
        Status status = digest();
        int produced = Math.min(plain.remaining(), target.remaining());
        byte[] piece = new byte[produced];
        plain.get(piece);
        target.put(piece);
        HandshakeStatus next = engine.getHandshakeStatus();
        if (finishedUntold) {
            finishedUntold = false;
            next = HandshakeStatus.FINISHED;
        }
        boolean moved = consumed > 0 || produced > 0 || next == HandshakeStatus.FINISHED;
        Status told =
                status == Status.CLOSED && produced == 0 ? Status.CLOSED : moved ? Status.OK : Status.BUFFER_UNDERFLOW;
        return new SSLEngineResult(told, next, consumed, produced);
    }

    private Status digest() throws SSLException {
        Status status = Status.OK;
        while (status == Status.OK) {
            HandshakeStatus before = engine.getHandshakeStatus();
            if (before == HandshakeStatus.NEED_TASK || before == HandshakeStatus.NEED_WRAP) {
                return status;
            }
            plain.compact();
            try {
                SSLEngineResult result = engine.unwrap(swallowed, plain);
                status = result.getStatus();
                finishedUntold |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
            } finally {
                plain.flip();
            }
        }
        return status;
    }

    private static boolean isWaiting(HandshakeStatus status) {
        return status == HandshakeStatus.NEED_UNWRAP || status == HandshakeStatus.NEED_UNWRAP_AGAIN;
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer target) throws SSLException {
        return engine.wrap(sources, offset, length, target);
    }

    @Override
    public Runnable getDelegatedTask() {
        return engine.getDelegatedTask();
    }

    @Override
    public void closeInbound() throws SSLException {
        engine.closeInbound();
    }

    @Override
    public boolean isInboundDone() {
        return engine.isInboundDone();
    }

    @Override
    public void closeOutbound() {
        engine.closeOutbound();
    }

    @Override
    public boolean isOutboundDone() {
        return engine.isOutboundDone();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return engine.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return engine.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        engine.setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return engine.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return engine.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        engine.setEnabledProtocols(protocols);
    }

    @Override
    public SSLSession getSession() {
        return engine.getSession();
    }

    @Override
    public void beginHandshake() throws SSLException {
        engine.beginHandshake();
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        return engine.getHandshakeStatus();
    }

    @Override
    public void setUseClientMode(boolean mode) {
        engine.setUseClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return engine.getUseClientMode();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        engine.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return engine.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        engine.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return engine.getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        engine.setEnableSessionCreation(flag);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return engine.getEnableSessionCreation();
    }

    @Override
    public String getApplicationProtocol() {
        return engine.getApplicationProtocol();
    }

    @Override
    public SSLParameters getSSLParameters() {
        return engine.getSSLParameters();
    }
}
