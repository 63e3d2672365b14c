package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.MultiOption;
import dev.hiper.Pause;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connection a transfer may get from the pool, and how many there are. */
class PoolTrustTest {
    /** Ways of leaving an answer half read. */
    enum Abandonment {
        REMOVE,
        PAUSE_AND_REMOVE,
        WRITE_ABORT,
        WRITE_THROWS,
        HEADER_ABORT,
        PROGRESS_ABORT,
        TIMEOUT
    }

    @Test
    @Tag("T093")
    void aPlainConnectionNeverCarriesTls() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test", 443).reply(SimReply.ok("plain"));
            sim.get("http://a.test:443/");
            sim.runUntilDone();
            SimCall secure = sim.add(sim.call("https://a.test/").set(EasyOption.CONNECTTIMEOUT_MS, 500L));
            sim.runUntilDone();
            assertNotEquals(ResultCode.OK, secure.result());
            assertEquals(2, server.peers().size());
            assertEquals(0x16, server.peer(1).received()[0], "A handshake begins the second one.");
            assertFalse(server.peer(1).receivedText().contains("HTTP/1.1"));
            assertTrue(server.peer(0).socket().isOpen());
        }
    }

    @ParameterizedTest
    @Tag("T094")
    @ValueSource(strings = {"CONNECT_TO", "INTERFACE", "LOCALPORT", "LOCALPORTRANGE", "UNIX_SOCKET_PATH"})
    void anotherRouteIsAnotherConnection(String option) {
        Consumer<SimCall> change = call -> {
            switch (option) {
                case "CONNECT_TO" -> call.set(EasyOption.CONNECT_TO, List.of("a.test:80:b.test:80"));
                case "INTERFACE" -> call.set(EasyOption.INTERFACE, "host!127.0.0.1");
                case "LOCALPORT" -> call.set(EasyOption.LOCALPORT, 40_000L);
                case "LOCALPORTRANGE" -> call.set(EasyOption.LOCALPORT, 40_000L).set(EasyOption.LOCALPORTRANGE, 5L);
                default -> call.set(EasyOption.UNIX_SOCKET_PATH, "/nowhere/a.socket");
            }
        };
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.ok("of a"));
            sim.server("b.test").reply(SimReply.ok("of b"));
            sim.get(Answers.URL);
            sim.runUntilDone();
            SimCall changed = sim.call(Answers.URL);
            change.accept(changed);
            sim.add(changed);
            sim.runUntilDone();
            assertEquals(2, sim.network().sockets().size(), () -> option + "\n" + sim.traceText());
            SimCall back = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals("of a", back.body());
            assertEquals(2, sim.network().sockets().size(), "The first one is still good for its own kind.");
        }
    }

    @ParameterizedTest
    @Tag("T098")
    @EnumSource
    void aHalfReadConnectionIsNeverUsedAgain(Abandonment how) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(
                            SimReply.raw("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + "old ".repeat(250))
                                    .pauseMillis(200)
                                    .then("old ".repeat(250)),
                            SimReply.ok(Answers.NEXT));
            SimCall first = sim.call(Answers.URL);
            boolean[] begun = new boolean[1];
            first.writer((easy, data) -> {
                begun[0] = true;
                return switch (how) {
                    case WRITE_ABORT -> WriteResult.ABORT;
                    case WRITE_THROWS -> throw new IllegalStateException("from the application");
                    default -> WriteResult.ACCEPTED;
                };
            });
            switch (how) {
                case HEADER_ABORT -> first.headerReader((easy, line) -> WriteResult.ABORT);
                case PROGRESS_ABORT ->
                    first.set(EasyOption.NOPROGRESS, false)
                            .set(EasyOption.XFERINFOFUNCTION, (easy, a, b, c, d) -> b > 0 ? 1 : 0);
                case TIMEOUT -> first.set(EasyOption.TIMEOUT_MS, 50L);
                default -> {}
            }
            sim.add(first);
            sim.loop().runUntil(() -> begun[0] || first.isDone());
            switch (how) {
                case REMOVE -> sim.remove(first);
                case PAUSE_AND_REMOVE -> {
                    sim.loop().pause(first.easy(), Pause.ALL);
                    sim.runFor(100);
                    sim.remove(first);
                }
                default -> sim.runUntilDone();
            }
            assertFalse(server.peer(0).socket().isOpen());
            SimCall next = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, next.result());
            assertEquals(Answers.NEXT, next.body());
            assertEquals(2, server.peers().size());
        }
    }

    @ParameterizedTest
    @Tag("T099")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 20})
    void theAnswerOfACancelledTransferNeverReachesTheNext(long millis) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .answer(request -> SimReply.ok("of " + request.target()).delayedMillis(1));
            sim.get(Answers.URL + "warm");
            sim.runUntilDone();
            SimCall first = sim.get(Answers.URL + "first");
            sim.runFor(millis);
            boolean wasDone = first.isDone();
            sim.remove(first);
            SimCall second = sim.get(Answers.URL + "second");
            sim.runUntilDone();
            assertEquals("of /second", second.body());
            assertEquals(
                    wasDone || server.requests().size() == 2 ? 1 : 2,
                    server.peers().size());
        }
    }

    @ParameterizedTest
    @Tag("T102")
    @CsvSource({
        "timeout=5, 3900, 1",
        "timeout=5, 4500, 2",
        "timeout=5, 5500, 2",
        "timeout=1, 900, 1",
        "timeout=1, 1500, 2",
        "timeout=2, 1500, 2",
        "'timeout=60, max=100', 50000, 1",
        "timeout=600, 119000, 2",
        "timeout=x, 100000, 1",
        "timeout=99999999999999999999, 100000, 1"
    })
    void theServersPatienceShortensTheIdleLife(String hint, long idleMillis, int connections) {
        for (boolean watched : new boolean[] {false, true}) {
            try (SimHarness sim = new SimHarness()) {
                sim.set(MultiOption.WATCH_IDLE, watched);
                SimServer server = sim.server("a.test")
                        .reply(SimReply.status(200, new byte[3], "Keep-Alive: " + hint), SimReply.ok("x"));
                sim.get(Answers.URL);
                sim.runUntilDone();
                sim.runFor(idleMillis);
                SimCall second = sim.get(Answers.URL);
                sim.runUntilDone();
                assertEquals("x", second.body());
                assertEquals(connections, server.peers().size());
            }
        }
    }

    @Test
    @Tag("T102")
    void whatTheServerSaidLastCounts() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(
                            SimReply.status(200, new byte[3], "Keep-Alive: timeout=5"),
                            SimReply.status(200, new byte[3], "Keep-Alive: timeout=50"),
                            SimReply.ok("x"));
            for (int i = 0; i < 4; i++) {
                sim.get(Answers.URL);
                sim.runUntilDone();
                sim.runFor(i == 0 ? 1000 : 40_000);
            }
            assertEquals(1, server.peers().size());
        }
    }

    @ParameterizedTest
    @Tag("T104")
    @ValueSource(ints = {1, 2, 3})
    void neverMoreConnectionsThanAllowedWhateverHappens(int seed) {
        Random random = new Random(seed);
        try (SimHarness sim = new SimHarness()) {
            sim.set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
            sim.loop().check(() -> assertTrue(sim.network().openSockets() <= 1, sim::traceText));
            sim.server("a.test").answer(request -> {
                String body = request.target();
                return switch (random.nextInt(6)) {
                    case 0 -> SimReply.ok(body).close();
                    case 1 -> SimReply.ok(body).truncate(random.nextInt(50)).close();
                    case 2 -> SimReply.nothing().reset();
                    default -> SimReply.ok(body).delayedMillis(random.nextInt(4));
                };
            });
            List<SimCall> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                SimCall call = sim.get(Answers.URL + i);
                calls.add(call);
                if (random.nextInt(4) == 0) {
                    sim.loop().post(random.nextInt(300) * 1_000_000L, () -> {
                        if (!call.isDone()) {
                            sim.remove(call);
                        }
                    });
                }
            }
            sim.runUntilDone();
            sim.runFor(1000);
            for (int i = 0; i < calls.size(); i++) {
                SimCall call = calls.get(i);
                boolean fine = call.isDone() && call.result() == ResultCode.OK;
                assertTrue(("/" + i).startsWith(call.body()), "a foreign answer: " + call.body());
                assertTrue(!fine || call.body().equals("/" + i));
            }
            SimCall last = sim.get(Answers.URL);
            sim.runUntilDone();
            assertTrue(last.isDone(), "The slot is free again.");
        }
    }
}
