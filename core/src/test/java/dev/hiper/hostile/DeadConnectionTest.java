package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.MultiOption;
import dev.hiper.SeekResult;
import dev.hiper.error.ResultCode;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pooled connections that turn out to be dead: when the request goes out again, and when it must not. */
class DeadConnectionTest {
    private static final byte[] BODY = "hello".getBytes(StandardCharsets.ISO_8859_1);
    private static final String GIVEN_UP =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    @Test
    @Tag("T063")
    void a408BeforeTheRequestIsTheEndOfAnIdleConnection() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(SimReply.ok("1").pauseMillis(20).then(GIVEN_UP).close(), SimReply.ok("2"));
            sim.get(Answers.URL);
            sim.runUntilDone().runFor(100);
            SimCall second = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals("2", second.body());
            assertEquals(2, server.requests().size());
        }
    }

    @Test
    @Tag("T063")
    void a408ThatCrossesTheRequestIsTheEndOfAnIdleConnection() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(SimReply.ok("1"), SimReply.raw(GIVEN_UP).early().close(), SimReply.ok("2"));
            sim.get(Answers.URL);
            sim.runUntilDone();
            SimCall second = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, second.result());
            assertEquals("2", second.body());
            assertEquals("HTTP/1.1 200 Said", second.headerLines().get(0));
            assertEquals(2, server.peers().size());
        }
    }

    @Test
    @Tag("T063")
    void a408OnAFreshConnectionIsAnAnswer() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.raw(GIVEN_UP).close());
            SimCall call = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals("HTTP/1.1 408 Request Timeout", call.headerLines().get(0));
        }
    }

    @Test
    @Tag("T072")
    void anEmptyAnswerOnAFreshConnectionIsNotAskedForAgain() {
        Answers.assertRefused(ResultCode.GOT_NOTHING, "", SimReply.nothing().close());
        Answers.assertRefused(ResultCode.RECV_ERROR, "", SimReply.nothing().reset());
    }

    @ParameterizedTest
    @Tag("T072")
    @Tag("T103")
    @ValueSource(strings = {"GET", "PUT", "POST"})
    void aReusedConnectionThatEndsWithoutAnAnswerIsRetriedOnce(String method) {
        for (SimReply end :
                List.of(SimReply.nothing().close(), SimReply.nothing().reset())) {
            try (SimHarness sim = new SimHarness()) {
                SimServer server = sim.server("a.test").reply(SimReply.ok("1"), end, SimReply.ok("2"));
                sim.get(Answers.URL);
                sim.runUntilDone();
                SimCall second = sim.add(request(sim, method));
                sim.runUntilDone();
                assertEquals(ResultCode.OK, second.result(), () -> second.message() + sim.traceText());
                assertEquals("2", second.body());
                assertEquals(3, server.requests().size());
                assertEquals(2, server.peers().size());
                assertEquals(
                        method.equals("GET") ? "" : "hello", server.request(2).bodyText());
            }
        }
    }

    @Test
    @Tag("T103")
    void aConnectionThatIsFoundDeadBeforeAnythingIsSentIsJustReplaced() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("1"), SimReply.ok("2"));
            sim.get(Answers.URL);
            sim.runUntilDone();
            server.peer(0).resetAtOnce();
            SimCall second = sim.add(request(sim, "POST").set(EasyOption.SEEKFUNCTION, null));
            sim.runUntilDone();
            assertEquals("2", second.body());
            assertEquals(2, server.requests().size());
        }
    }

    @Test
    @Tag("T103")
    void aBodyThatCannotBeginAgainIsNotSentAgain() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(SimReply.ok("1"), SimReply.nothing().close(), SimReply.ok("2"));
            sim.get(Answers.URL);
            sim.runUntilDone();
            SimCall second = sim.add(request(sim, "PUT").set(EasyOption.SEEKFUNCTION, null));
            sim.runUntilDone();
            assertEquals(ResultCode.SEND_FAIL_REWIND, second.result());
            assertEquals(2, server.requests().size());
            assertEquals(0, sim.network().openSockets());
        }
    }

    @ParameterizedTest
    @Tag("T103")
    @ValueSource(strings = {"GET", "POST"})
    void afterTheFirstByteOfTheAnswerNothingIsRetried(String method) {
        for (String begun : List.of("H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel")) {
            try (SimHarness sim = new SimHarness()) {
                SimServer server = sim.server("a.test")
                        .reply(SimReply.ok("1"), SimReply.raw(begun).reset(), SimReply.ok("2"));
                sim.get(Answers.URL);
                sim.runUntilDone();
                SimCall second = sim.add(request(sim, method));
                sim.runUntilDone();
                assertEquals(ResultCode.RECV_ERROR, second.result());
                assertTrue(second.message().failure().reusedConnection());
                assertTrue(second.message().failure().peerMayHaveProcessed());
                assertEquals(method.equals("GET"), second.message().failure().retrySafe());
                assertEquals(2, server.requests().size());
            }
        }
    }

    @Test
    @Tag("T103")
    void theSecondAttemptIsTheLastIfItsConnectionIsFresh() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(SimReply.ok("1"), SimReply.nothing().close());
            sim.get(Answers.URL);
            sim.runUntilDone();
            SimCall second = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals(ResultCode.GOT_NOTHING, second.result());
            assertFalse(second.message().failure().reusedConnection());
            assertEquals(3, server.requests().size());
            assertEquals(2, server.peers().size());
        }
    }

    @Test
    @Tag("T103")
    void retriesOnDeadPooledConnectionsAreCounted() {
        try (SimHarness sim = new SimHarness()) {
            int pooled = Limits.RETRIES + 1;
            sim.set(MultiOption.MAXCONNECTS, (long) pooled);
            SimServer server = sim.server("a.test").answer(request -> {
                SimReply fine = SimReply.ok("1").delayedMillis(5);
                return request.target().equals("/again") && !request.isFirst()
                        ? SimReply.nothing().close()
                        : fine;
            });
            List<SimCall> first = new ArrayList<>();
            for (int i = 0; i < pooled; i++) {
                first.add(sim.get(Answers.URL));
            }
            sim.runUntilDone();
            assertEquals(pooled, server.peers().size());
            SimCall again = sim.get(Answers.URL + "again");
            sim.runUntilDone();
            assertEquals(ResultCode.SEND_ERROR, again.result());
            assertEquals(2 * pooled, server.requests().size());
            assertEquals(pooled, server.peers().size(), "Never on a fresh one.");
            first.forEach(call -> assertEquals(ResultCode.OK, call.result()));
        }
    }

    private static SimCall request(SimHarness sim, String method) {
        SimCall call = sim.call(Answers.URL);
        boolean[] read = new boolean[1];
        return switch (method) {
            case "POST" -> call.set(EasyOption.POSTFIELDS, BODY);
            case "PUT" ->
                call.set(EasyOption.UPLOAD, true)
                        .set(EasyOption.INFILESIZE_LARGE, (long) BODY.length)
                        .set(EasyOption.SEEKFUNCTION, (easy, offset) -> {
                            read[0] = false;
                            return SeekResult.OK;
                        })
                        .set(EasyOption.READFUNCTION, (easy, destination) -> {
                            if (read[0]) {
                                return 0;
                            }
                            read[0] = true;
                            destination.put(BODY);
                            return BODY.length;
                        });
            default -> call;
        };
    }
}
