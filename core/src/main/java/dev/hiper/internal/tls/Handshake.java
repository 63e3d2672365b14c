package dev.hiper.internal.tls;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.filter.Step;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The handshake of one connection, as far as the bytes at hand allow. Exists until it is done.
 *
 * <p>Goes by what each call answered and not only by the engine's status: some engines say that they
 * want input when another call without any would finish.
 */
final class Handshake {
    private final SSLEngine engine;
    private final TlsInput input;
    private final TlsOutput output;
    private HandshakeStatus status = HandshakeStatus.NOT_HANDSHAKING;
    private boolean begun;
    private int received;

    Handshake(SSLEngine engine, TlsInput input, TlsOutput output) {
        this.engine = engine;
        this.input = input;
        this.output = output;
    }

    /**
     * Goes on until it is done or has to wait.
     *
     * @throws SSLException if the two sides cannot agree, or the peer cannot be trusted
     * @throws TransferException if the layer below failed
     */
    Step step() throws SSLException, TransferException {
        if (!begun) {
            begun = true;
            engine.beginHandshake();
            status = engine.getHandshakeStatus();
        }
        Step step = Step.CONTINUE;
        while (step == Step.CONTINUE) {
            step = switch (status) {
                case NEED_TASK -> {
                    output.runTasks();
                    status = engine.getHandshakeStatus();
                    yield Step.CONTINUE;
                }
                case NEED_WRAP -> wrap();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
                case FINISHED, NOT_HANDSHAKING -> output.flush() ? Step.DONE : Step.BLOCKED;
            };
        }
        input.park();
        return step;
    }

    /**
     * Tells the peer why, as far as one attempt goes: the connection is lost anyway. An engine may first repeat the
     * failure of a task, and comes to the alert with the next call.
     */
    void sendAlert() {
        boolean repeated = true;
        for (int attempt = 0; repeated && attempt < 2; attempt++) {
            try {
                output.sayGoodbye();
                repeated = false;
            } catch (SSLException e) {
                repeated = true;
            } catch (TransferException e) {
                repeated = false;
            }
        }
    }

    /** Collects a flight in the buffer; it goes out as one write when there is nothing more to wrap. */
    private Step wrap() throws SSLException, TransferException {
        SSLEngineResult result = output.wrapControl();
        if (result == null) {
            return output.flush() ? Step.CONTINUE : Step.BLOCKED;
        }
        if (result.getStatus() == SSLEngineResult.Status.CLOSED && result.bytesProduced() == 0) {
            throw new SSLException("the engine closed the connection");
        }
        status = after(result);
        return Step.CONTINUE;
    }

    private Step unwrap() throws SSLException, TransferException {
        if (!output.flush()) {
            return Step.BLOCKED;
        }
        HandshakeStatus before = status;
        SSLEngineResult result = input.unwrapControl();
        switch (result.getStatus()) {
            case OK, BUFFER_UNDERFLOW -> status = after(result);
            case BUFFER_OVERFLOW -> throw new SSLException("application data in the middle of the handshake");
            case CLOSED -> throw new SSLException("the peer closed the connection during the handshake");
        }
        boolean moved = result.bytesConsumed() > 0 || result.bytesProduced() > 0 || status != before;
        return moved ? Step.CONTINUE : read();
    }

    private Step read() throws SSLException, TransferException {
        int count = input.fill();
        if (count < 0) {
            throw new SSLException("the peer ended the connection during the handshake");
        }
        received += count;
        if (received > Limits.TLS_HANDSHAKE_BYTES) {
            throw new SSLException("the peer sent more than " + Limits.TLS_HANDSHAKE_BYTES + " bytes of handshake");
        }
        return count == 0 ? Step.BLOCKED : Step.CONTINUE;
    }

    /** FINISHED is said once, in a result; everything else is freshest at the engine. */
    private HandshakeStatus after(SSLEngineResult result) {
        HandshakeStatus told = result.getHandshakeStatus();
        return told == HandshakeStatus.FINISHED ? told : engine.getHandshakeStatus();
    }
}
