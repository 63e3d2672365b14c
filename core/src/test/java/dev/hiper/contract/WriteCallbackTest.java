package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the write and header callbacks get, and what their answers do. */
class WriteCallbackTest {
    private final SimNetwork network = new SimNetwork(1).bufferBytes(64 * 1024, 256 * 1024);
    private final SimHarness sim = new SimHarness(network);
    private final SimServer server = sim.serverAt("10.0.0.1", 80);

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    @Tag("C1")
    void aRefusedBodyEndsTheTransferAndNothingMoreIsOffered() {
        server.reply(SimReply.ok(Bodies.text(100_000)));
        int[] calls = new int[1];
        SimCall call = call().writer((easy, data) -> ++calls[0] == 2 ? WriteResult.ABORT : WriteResult.ACCEPTED);
        run(call);
        assertEquals(ResultCode.WRITE_ERROR, call.result());
        assertEquals(2, calls[0]);
        assertFalse(network.socket(1).isOpen());
    }

    @Test
    @Tag("C1")
    @Tag("C28")
    void whatTheCallbackThrowsIsTheCauseOfTheFailure() {
        server.reply(SimReply.ok("x"));
        IllegalStateException mine = new IllegalStateException("mine");
        SimCall call = call().writer((easy, data) -> {
            throw mine;
        });
        run(call);
        assertEquals(ResultCode.WRITE_ERROR, call.result());
        assertSame(mine, Objects.requireNonNull(call.message().failure()).cause());
    }

    @Test
    @Tag("C2")
    @Tag("C28")
    void theHeaderCallbackAnswersLikeTheWriteCallback() {
        server.reply(SimReply.ok("x"));
        List<String> offered = new ArrayList<>();
        SimCall call = call().headerReader((easy, line) -> {
            offered.add(text(line));
            return offered.size() == 2 ? WriteResult.ABORT : WriteResult.ACCEPTED;
        });
        run(call);
        assertEquals(ResultCode.WRITE_ERROR, call.result());
        assertEquals(2, offered.size());
        assertEquals("", call.body());
        SimCall throwing = call().headerReader((easy, line) -> {
            throw new IllegalStateException("mine");
        });
        run(throwing);
        assertEquals(ResultCode.WRITE_ERROR, throwing.result());
        assertNotNull(Objects.requireNonNull(throwing.message().failure()).cause());
    }

    @Test
    @Tag("C2")
    @Tag("C17")
    void headersGoToTheWriteCallbackOnlyIfAskedFor() {
        server.reply(SimReply.raw("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
        SimCall plain = call().set(EasyOption.HEADERFUNCTION, null);
        run(plain);
        assertEquals("x", plain.body());
        SimCall both = call().set(EasyOption.HEADER, true);
        run(both);
        assertEquals("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", both.body());
        assertEquals(List.of("HTTP/1.1 200 OK", "Content-Length: 1", ""), both.headerLines());
    }

    @Test
    @Tag("C17")
    void aPieceHasAtMostSixteenKilobytesWhateverTheBufferIs() {
        server.reply(SimReply.ok(Bodies.text(200_000)));
        SimCall call = call().set(EasyOption.BUFFERSIZE, 262_144L);
        run(call);
        assertEquals(Bodies.text(200_000), call.body());
        assertTrue(call.pieces().stream().allMatch(size -> size > 0 && size <= 16_384), () -> call.pieces()
                .toString());
        assertTrue(call.pieces().contains(16_384));
    }

    @Test
    @Tag("C17")
    void anEmptyBodyIsNotOffered() {
        server.reply(SimReply.ok(""), SimReply.bodyless(204), SimReply.chunked(), SimReply.untilClose(new byte[0]));
        for (int i = 0; i < 4; i++) {
            int[] calls = new int[1];
            SimCall call = call().writer((easy, data) -> {
                calls[0]++;
                return WriteResult.ACCEPTED;
            });
            run(call);
            assertEquals(ResultCode.OK, call.result());
            assertEquals(0, calls[0]);
        }
    }

    @Test
    @Tag("C17")
    void chunkFramingIsTakenOffUnlessSwitchedOff() {
        server.reply(SimReply.chunked(Bodies.bytes(3), Bodies.bytes(4)));
        SimCall decoded = call();
        run(decoded);
        assertEquals(Bodies.text(3) + Bodies.text(4), decoded.body());
        SimCall raw = call().set(EasyOption.HTTP_TRANSFER_DECODING, false);
        run(raw);
        assertEquals("3\r\n" + Bodies.text(3) + "\r\n4\r\n" + Bodies.text(4) + "\r\n0\r\n\r\n", raw.body());
    }

    @Test
    @Tag("C18")
    void eachHeaderLineComesWholeHoweverItTravels() {
        server.reply(SimReply.raw("HTTP/1.1 100 Continue\r\nI: 1\r\n\r\n")
                .then("HTTP/1.1 200 Fine\r\nA: 1\r\nFolded: x\r\n  y\r\nTransfer-Encoding: chunked\r\n\r\n")
                .then("1\r\nx\r\n0\r\nT: 2\r\n\r\n")
                .cut(SimReply.Cut.BYTES));
        List<String> lines = new ArrayList<>();
        SimCall call = call().headerReader((easy, line) -> {
            lines.add(text(line));
            return WriteResult.ACCEPTED;
        });
        run(call);
        assertEquals(
                List.of(
                        "HTTP/1.1 100 Continue\r\n",
                        "I: 1\r\n",
                        "\r\n",
                        "HTTP/1.1 200 Fine\r\n",
                        "A: 1\r\n",
                        "Folded: x y\r\n",
                        "Transfer-Encoding: chunked\r\n",
                        "\r\n",
                        "T: 2\r\n"),
                lines);
    }

    @Test
    @Tag("C18")
    void aHeaderLineMayBeLong() {
        String value = Bodies.text(60_000);
        server.reply(SimReply.status(200, new byte[0], "Long: " + value));
        SimCall call = call();
        run(call);
        assertEquals(ResultCode.OK, call.result());
        assertTrue(call.headerLines().contains("Long: " + value));
    }

    @Test
    @Tag("C1")
    @Tag("C2")
    void callbacksMayBeReplacedAtAnyTime() {
        server.reply(SimReply.chunked(Bodies.bytes(3), Bodies.bytes(4)));
        StringBuilder second = new StringBuilder();
        SimCall call = call();
        call.writer((easy, data) -> {
            easy.set(EasyOption.WRITEFUNCTION, (self, more) -> {
                second.append(text(more));
                return WriteResult.ACCEPTED;
            });
            return WriteResult.ACCEPTED;
        });
        run(call);
        assertEquals(Bodies.text(3), call.body());
        assertEquals(Bodies.text(4), second.toString());
    }

    private SimCall call() {
        return sim.call("http://10.0.0.1/");
    }

    private void run(SimCall call) {
        sim.add(call);
        sim.runUntilDone();
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    }
}
