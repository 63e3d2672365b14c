package dev.hiper.internal.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.transfer.TransferClient.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ClientOutputTest {
    private final RecordingClient client = new RecordingClient();
    private final TransferInfo info = new TransferInfo();
    private final ClientOutput output = new ClientOutput(client, info);

    @BeforeEach
    void reset() {
        output.reset(false);
    }

    @Test
    @Tag("C17")
    void bodyComesInPiecesOfAtMostSixteenKibibytes() throws TransferException {
        output.body(ByteBuffer.allocate(40_000));
        assertEquals(List.of("body 16384", "body 16384", "body 7232"), client.calls);
        assertEquals(40_000, info.delivered);
    }

    @Test
    @Tag("P7")
    void aPausedPieceComesAgainUnchangedAndEverythingQueuesUpInOrder() throws TransferException {
        client.answers.add(Verdict.PAUSED);
        output.header(bytes("Status\r\n"));
        output.body(bytes("first"));
        output.header(bytes("Trailer: x\r\n"));
        output.body(bytes("second"));
        assertEquals(List.of("header Status"), client.texts);
        assertTrue(output.paused());
        client.texts.clear();
        output.resume();
        assertEquals(List.of("header Status", "body first", "header Trailer: x", "body second"), client.texts);
        assertFalse(output.holdsData());
    }

    @Test
    @Tag("P5")
    void pausingAgainWhileDeliveringKeepsTheRest() throws TransferException {
        client.answers.add(Verdict.PAUSED);
        output.body(bytes("one"));
        output.header(bytes("two\r\n"));
        client.answers.add(Verdict.ACCEPTED);
        client.answers.add(Verdict.PAUSED);
        output.resume();
        assertTrue(output.paused());
        assertTrue(output.holdsData());
        client.texts.clear();
        output.resume();
        assertEquals(List.of("header two"), client.texts);
    }

    @Test
    @Tag("P7")
    void onlyThePieceThatPausedIsRepeated() throws TransferException {
        client.answers.add(Verdict.ACCEPTED);
        client.answers.add(Verdict.PAUSED);
        output.body(ByteBuffer.allocate(20_000));
        client.calls.clear();
        output.resume();
        assertEquals(List.of("body 3616"), client.calls);
        assertEquals(20_000, info.delivered);
    }

    @Test
    @Tag("P7")
    void whatIsHeldWhilePausedHasALimit() throws TransferException {
        output.pause();
        ByteBuffer mebibyte = ByteBuffer.allocate(1024 * 1024);
        for (int i = 0; i < 64; i++) {
            output.body(mebibyte.duplicate());
        }
        TransferException problem = assertThrows(TransferException.class, () -> output.body(bytes("x")));
        assertEquals(ResultCode.TOO_LARGE, problem.result());
    }

    @Test
    @Tag("C0")
    void afterAnAbortTheCallbackIsNotCalledAgain() {
        client.answers.add(Verdict.ABORTED);
        assertEquals(
                ResultCode.WRITE_ERROR,
                assertThrows(TransferException.class, () -> output.body(bytes("x")))
                        .result());
        client.calls.clear();
        assertThrows(TransferException.class, () -> output.body(bytes("y")));
        assertEquals(List.of(), client.calls);
    }

    @Test
    void headersGoToTheBodyCallbackAsWellIfAsked() throws TransferException {
        output.reset(true);
        output.header(bytes("A: b\r\n"));
        assertEquals(List.of("body A: b", "header A: b"), client.texts);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    private static final class RecordingClient extends SilentClient {
        final List<String> calls = new ArrayList<>();
        final List<String> texts = new ArrayList<>();
        final ArrayDeque<Verdict> answers = new ArrayDeque<>();

        @Override
        public Verdict body(ByteBuffer data) {
            return record("body", data);
        }

        @Override
        public Verdict header(ByteBuffer line) {
            return record("header", line);
        }

        private Verdict record(String kind, ByteBuffer data) {
            calls.add(kind + " " + data.remaining());
            texts.add(kind + " " + US_ASCII.decode(data.duplicate()).toString().trim());
            Verdict answer = answers.poll();
            return answer == null ? Verdict.ACCEPTED : answer;
        }
    }
}
