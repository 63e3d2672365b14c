package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.Pause;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimPeer;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that never stop, and applications that never take. */
class ResourceLimitTest {
    private static final int ENOUGH_BYTES = 2_000_000;

    @Test
    @Tag("T078")
    void endlessHeadersEnd() {
        endless("HTTP/1.1 200 OK\r\n", i -> "X: y\r\n", ResultCode.TOO_LARGE, Limits.FIELDS * 6);
        endless("HTTP/1.1 200 OK\r\n", i -> "X-" + i + ": y\r\n", ResultCode.TOO_LARGE, Limits.RESPONSE_HEAD_BYTES);
        endless(
                "HTTP/1.1 200 OK\r\n",
                i -> "X: " + "y".repeat(1000) + "\r\n",
                ResultCode.RECV_ERROR,
                Limits.RESPONSE_HEAD_BYTES);
        endless("HTTP/1.1 200 OK\r\nX: ", i -> "y".repeat(1000), ResultCode.TOO_LARGE, Limits.HEADER_LINE_BYTES);
        endless("HTTP/1.1 200 OK\r\n", i -> "name", ResultCode.TOO_LARGE, Limits.HEADER_LINE_BYTES);
        endless("HTTP/1.1 200 ", i -> "reason", ResultCode.TOO_LARGE, Limits.HEADER_LINE_BYTES);
    }

    @Test
    @Tag("T079")
    void endlessInterimResponsesEnd() {
        endless("", i -> "HTTP/1.1 100 Continue\r\n\r\n", ResultCode.TOO_LARGE, 25 * (Limits.INTERIM_RESPONSES + 1));
        endless("", i -> "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", ResultCode.TOO_LARGE, 64 * 1024);
    }

    @Test
    @Tag("T079")
    @Tag("T209")
    void interimResponsesDoNotHoldTheTotalTimeout() {
        try (SimHarness sim = new SimHarness()) {
            SimReply drip = SimReply.nothing();
            for (int i = 0; i < Limits.INTERIM_RESPONSES; i++) {
                drip = drip.pauseMillis(200).then("HTTP/1.1 102 Processing\r\n\r\n");
            }
            sim.server("a.test").reply(drip);
            SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.TIMEOUT_MS, 1000L));
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            Answers.assertNear(1000, sim.clock().elapsedMillis(), 5);
        }
    }

    @Test
    @Tag("T085")
    void whatASlowConsumerHasNotTakenIsBounded() {
        try (SimHarness sim = new SimHarness(new SimNetwork(1).bufferBytes(16 * 1024, 64 * 1024))) {
            int size = 8 << 20;
            sim.server("a.test").reply(SimReply.ok(new byte[size]));
            sim.server("b.test").reply(SimReply.ok(new byte[size]));
            boolean[] paused = {true};
            SimCall slow = sim.call("http://a.test/")
                    .writer((easy, data) -> paused[0] ? WriteResult.PAUSE : WriteResult.ACCEPTED);
            sim.add(slow);
            SimCall fast = sim.get("http://b.test/");
            sim.loop().runUntil(fast::isDone);
            sim.runFor(60_000);
            assertEquals(size, fast.bodyBytes().length);
            assertEquals("", slow.body());
            long reads = sim.network().socket(1).reads();
            assertTrue(reads <= 4, "reads while paused: " + reads);
            assertTrue(sim.network().socket(1).readable() > 0, "The rest waits at the server.");
            assertEquals("NONE", sim.loop().interest(1).toString());
            paused[0] = false;
            sim.loop().pause(slow.easy(), Pause.CONT);
            sim.runUntilDone();
            assertEquals(size, slow.bodyBytes().length);
        }
    }

    @ParameterizedTest
    @Tag("T086")
    @CsvSource({
        "LENGTH, 1000, OK",
        "LENGTH, 1001, FILESIZE_EXCEEDED",
        "CHUNKS, 1000, OK",
        "CHUNKS, 1001, FILESIZE_EXCEEDED",
        "CLOSE, 1000, OK",
        "CLOSE, 1001, FILESIZE_EXCEEDED"
    })
    void bodiesBeyondTheMaximumEnd(String framing, int size, ResultCode expected) {
        byte[] body = new byte[size];
        SimReply answer =
                switch (framing) {
                    case "LENGTH" -> SimReply.ok(body);
                    case "CHUNKS" -> SimReply.chunked(new byte[500], new byte[size - 500]);
                    default -> SimReply.untilClose(body);
                };
        for (SimReply.Cut cut : List.of(SimReply.Cut.WHOLE, SimReply.Cut.BYTES)) {
            try (SimHarness sim = new SimHarness()) {
                SimServer server = sim.server("a.test").reply(answer.cut(cut), SimReply.ok("x"));
                SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.MAXFILESIZE_LARGE, 1000L));
                sim.runUntilDone();
                assertEquals(expected, call.result());
                assertTrue(call.bodyBytes().length <= 1000);
                if (framing.equals("LENGTH") && expected != ResultCode.OK) {
                    assertEquals(0, call.bodyBytes().length, "An announced excess ends at once.");
                }
                assertEquals(
                        expected == ResultCode.OK && !framing.equals("CLOSE"),
                        server.peer(0).socket().isOpen());
                SimCall next = sim.get(Answers.URL);
                sim.runUntilDone();
                assertEquals("x", next.body());
            }
        }
    }

    @Test
    @Tag("T087")
    void abandonedResponsesLeaveNothing() {
        int times = 1000;
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok(new byte[300_000]));
            for (int i = 0; i < times; i++) {
                boolean[] heads = new boolean[1];
                SimCall call = sim.call(Answers.URL).headerReader((easy, line) -> {
                    heads[0] = true;
                    return WriteResult.ACCEPTED;
                });
                call.writer((easy, data) -> WriteResult.PAUSE);
                sim.add(call);
                sim.loop().runUntil(() -> heads[0]);
                sim.remove(call);
                assertEquals(0, sim.network().openSockets());
                assertEquals(0, sim.loop().watched());
                assertFalse(call.isDone());
            }
            assertEquals(times, server.peers().size());
            assertEquals(-1, sim.multi().timeoutMillis());
            assertEquals(List.of(), sim.multi().handles());
        }
    }

    /** Sends {@code start} and then pieces for as long as it is let; nothing but a bounded part of it is taken. */
    private static void endless(String start, IntFunction<String> piece, ResultCode expected, int bound) {
        try (SimHarness sim = new SimHarness(new SimNetwork(1).bufferBytes(16 * 1024, 16 * 1024))) {
            sim.server("b.test").reply(SimReply.ok("other").delayedMillis(30));
            SimServer server = sim.server("a.test").reply(SimReply.raw(start), SimReply.ok("x"));
            List<SimPeer> peers = new ArrayList<>();
            int[] sent = new int[1];
            server.onRequest(request -> {
                if (peers.isEmpty()) {
                    peers.add(request.peer());
                    sim.network().afterMillis(1, () -> goOn(sim, request.peer(), piece, sent));
                }
            });
            SimCall other = sim.get("http://b.test/");
            SimCall call = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals(expected, call.result(), () -> call.message().toString());
            assertEquals("", call.body());
            assertTrue(sent[0] < bound + (1 << 17), "The server could send " + sent[0]);
            assertFalse(peers.get(0).socket().isOpen());
            assertEquals("other", other.body());
            SimCall next = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals("x", next.body());
        }
    }

    private static void goOn(SimHarness sim, SimPeer peer, IntFunction<String> piece, int[] sent) {
        if (peer.isDead() || sent[0] > ENOUGH_BYTES) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 8 * 1024; i++) {
            text.append(piece.apply(sent[0] + i));
        }
        sent[0] += text.length();
        peer.send(text.toString());
        sim.network().afterMillis(3, () -> goOn(sim, peer, piece, sent));
    }
}
