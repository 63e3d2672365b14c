package dev.hiper;

import dev.hiper.error.ResultCode;
import dev.hiper.internal.transfer.FailureDetails;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferInfo;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a failed transfer: libcurl's result code and error text, and the answers to
 * what one asks next.
 *
 * @param result libcurl's code; never OK
 * @param message what was tried, and what came instead; takes the place of CURLOPT_ERRORBUFFER.
 *     Holds no secret.
 * @param phase how far the transfer had come
 * @param peer the address it was connected to; null if to none
 * @param reusedConnection whether the connection had served before; then the peer may just have
 *     closed it
 * @param bytesSent bytes of the request that were sent, head and body
 * @param bytesReceived bytes of the response that came, head and body
 * @param peerMayHaveProcessed whether any of the request may have reached the peer
 * @param retrySafe whether doing it again cannot do it twice: the peer cannot have seen the
 *     request, or its method is idempotent (RFC 9110, 9.2.2). Says nothing about whether it would
 *     help.
 * @param cause what lies behind it, for example what a callback threw; null for nothing
 */
public record TransferFailure(
        ResultCode result,
        String message,
        Phase phase,
        @Nullable String peer,
        boolean reusedConnection,
        long bytesSent,
        long bytesReceived,
        boolean peerMayHaveProcessed,
        boolean retrySafe,
        @Nullable Throwable cause) {

    /** How far a transfer had come. */
    public enum Phase {
        /** Not begun, or waiting for a free connection. */
        QUEUED,

        /** Looking up the name. */
        RESOLVING,

        /** Connecting a socket. */
        CONNECTING,

        /** In the TLS handshake. */
        HANDSHAKING,

        /** Sending the request. */
        SENDING,

        /** The request is sent, nothing of the response has come. */
        WAITING,

        /** Receiving the response. */
        RECEIVING,

        /** All was exchanged. */
        FINISHING
    }

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

    static TransferFailure of(FailureDetails details, Transfer transfer, String method) {
        return new TransferFailure(
                details.result(),
                details.message(),
                phase(details, transfer.info()),
                details.remote() == null ? null : details.remote().toString(),
                details.reused(),
                details.sent(),
                details.received(),
                details.requestBegun(),
                !details.requestBegun() || IDEMPOTENT.contains(method),
                details.cause());
    }

    private static Phase phase(FailureDetails details, TransferInfo info) {
        return switch (details.state()) {
            case INIT, PENDING, CONNECT -> Phase.QUEUED;
            case CONNECTING -> connectPhase(info);
            case SENDING, PERFORMING, RATE_LIMITED -> exchangePhase(details, info);
            case DONE, COMPLETED -> Phase.FINISHING;
        };
    }

    private static Phase connectPhase(TransferInfo info) {
        if (info.nameLookupNanos == 0) {
            return Phase.RESOLVING;
        }
        return info.connectNanos == 0 ? Phase.CONNECTING : Phase.HANDSHAKING;
    }

    private static Phase exchangePhase(FailureDetails details, TransferInfo info) {
        if (details.responseBegun()) {
            return Phase.RECEIVING;
        }
        return info.postTransferNanos == 0 ? Phase.SENDING : Phase.WAITING;
    }
}
