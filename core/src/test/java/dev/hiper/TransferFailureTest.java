package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.TransferFailure.Phase;
import dev.hiper.error.ResultCode;
import dev.hiper.internal.transfer.FailureDetails;
import dev.hiper.internal.transfer.TransferInfo;
import dev.hiper.internal.transfer.TransferState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a failed transfer tells: how far it came, and whether it may be done again. */
class TransferFailureTest {
    private final Easy easy = Easy.create();
    private final TransferInfo info = easy.transferInfo();
    private final Throwable cause = new IllegalStateException();

    @Test
    void everythingKnownIsTold() {
        TransferFailure failure = failure(TransferState.PERFORMING, true, true, "GET");
        assertEquals(ResultCode.RECV_ERROR, failure.result());
        assertEquals("message", failure.message());
        assertTrue(failure.peer().contains("127.0.0.1:80"), failure.peer());
        assertTrue(failure.reusedConnection());
        assertEquals(10, failure.bytesSent());
        assertEquals(20, failure.bytesReceived());
        assertSame(cause, failure.cause());
    }

    @Test
    void phasesBeforeTheRequest() {
        assertEquals(Phase.QUEUED, phase(TransferState.INIT));
        assertEquals(Phase.QUEUED, phase(TransferState.PENDING));
        assertEquals(Phase.QUEUED, phase(TransferState.CONNECT));
        assertEquals(Phase.RESOLVING, phase(TransferState.CONNECTING));
        info.nameLookupNanos = 1000;
        assertEquals(Phase.CONNECTING, phase(TransferState.CONNECTING));
        info.connectNanos = 1000;
        assertEquals(Phase.HANDSHAKING, phase(TransferState.CONNECTING));
    }

    @Test
    void phasesOfTheExchange() {
        for (TransferState state :
                List.of(TransferState.SENDING, TransferState.PERFORMING, TransferState.RATE_LIMITED)) {
            info.postTransferNanos = 0;
            assertEquals(Phase.SENDING, phase(state));
            info.postTransferNanos = 1000;
            assertEquals(Phase.WAITING, phase(state));
            assertEquals(Phase.RECEIVING, failure(state, true, true, "GET").phase());
        }
        assertEquals(Phase.FINISHING, phase(TransferState.DONE));
        assertEquals(Phase.FINISHING, phase(TransferState.COMPLETED));
    }

    @Test
    void aRequestThatNobodySawMayBeRepeated() {
        TransferFailure failure = failure(TransferState.CONNECTING, false, false, "POST");
        assertFalse(failure.peerMayHaveProcessed());
        assertTrue(failure.retrySafe());
    }

    @Test
    void aRequestThatWasSentMayBeRepeatedIfItsMethodIsIdempotent() {
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE")) {
            TransferFailure failure = failure(TransferState.PERFORMING, true, false, method);
            assertTrue(failure.peerMayHaveProcessed());
            assertTrue(failure.retrySafe(), method);
        }
        for (String method : List.of("POST", "PATCH", "get", "UNKNOWN")) {
            assertFalse(failure(TransferState.PERFORMING, true, false, method).retrySafe(), method);
        }
    }

    @Test
    void messagesOfSuccessAreOneObject() {
        TransferMessage message = easy.message();
        assertSame(easy, message.easy());
        assertEquals(ResultCode.OK, message.result());
        assertNull(message.failure());
        assertSame(message, easy.message());
        assertEquals("TransferMessage[OK]", message.toString());
    }

    @Test
    void messagesOfFailureCarryIt() {
        TransferFailure failure = failure(TransferState.PERFORMING, true, true, "GET");
        TransferMessage message = new TransferMessage(easy, failure);
        assertEquals(ResultCode.RECV_ERROR, message.result());
        assertSame(failure, message.failure());
    }

    private Phase phase(TransferState state) {
        return failure(state, false, false, "GET").phase();
    }

    private TransferFailure failure(TransferState state, boolean requestBegun, boolean responseBegun, String method) {
        FailureDetails details = new FailureDetails(
                ResultCode.RECV_ERROR,
                "message",
                state,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 80),
                true,
                requestBegun,
                responseBegun,
                10,
                20,
                cause);
        return TransferFailure.of(details, easy.member.transfer(), method);
    }
}
