package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.MultiOption;
import dev.hiper.TransferFailure.Phase;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimLookup;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimReply.Cut;
import dev.hiper.sim.SimServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that are slow or silent in every phase, and strange limits. */
class DeadlineTest {
    private static final long LIMIT_MILLIS = 700;

    @ParameterizedTest
    @Tag("T209")
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"})
    void aByteNowAndThenDoesNotHoldTheTotalTimeout(String start) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(drip(start, 60));
            SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.TIMEOUT, 10L));
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            Answers.assertNear(10_000, sim.clock().elapsedMillis(), 10);
            assertEquals(0, sim.network().openSockets());
        }
    }

    @ParameterizedTest
    @Tag("T209")
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"})
    void aByteNowAndThenIsTooSlow(String start) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(drip(start, 60));
            SimCall call =
                    sim.call(Answers.URL).set(EasyOption.LOW_SPEED_LIMIT, 100L).set(EasyOption.LOW_SPEED_TIME, 5L);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            assertTrue(
                    sim.clock().elapsedMillis() < 10_000,
                    "ended after " + sim.clock().elapsedMillis());
        }
    }

    @ParameterizedTest
    @Tag("T210")
    @EnumSource(names = "FINISHING", mode = EnumSource.Mode.EXCLUDE)
    void theTimeoutNamesThePhaseAndFreesWhatItHeld(Phase phase) {
        try (SimHarness sim = new SimHarness(new SimNetwork(1).bufferBytes(16 * 1024, 16 * 1024))) {
            SimServer server = sim.server("a.test", phase == Phase.HANDSHAKING ? 443 : 80)
                    .answer(request -> request.target().equals("/first")
                            ? SimReply.ok("x").delayedMillis(5000)
                            : phase == Phase.RECEIVING
                                    ? SimReply.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nxyz")
                                            .stall()
                                    : SimReply.nothing().stall());
            SimCall call = sim.call(Answers.URL);
            switch (phase) {
                case QUEUED -> {
                    sim.set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
                    sim.get(Answers.URL + "first");
                    sim.runFor(10);
                }
                case RESOLVING -> sim.resolver().lookup("a.test", SimLookup.silent());
                case CONNECTING -> sim.network().reach(SimServer.address("10.0.0.1", 80), SimReach.blackHole());
                case HANDSHAKING -> {
                    server.raw();
                    call.set(EasyOption.URL, "https://a.test/");
                }
                case SENDING -> {
                    server.onAccept(peer -> peer.stopReading());
                    call.set(EasyOption.POSTFIELDS, new byte[1 << 20]).set(EasyOption.HTTPHEADER, List.of("Expect:"));
                }
                case WAITING, RECEIVING -> {}
                case FINISHING -> throw new IllegalArgumentException("nothing waits then");
            }
            boolean connecting = phase == Phase.RESOLVING || phase == Phase.CONNECTING || phase == Phase.HANDSHAKING;
            for (EasyOption<Long> option : connecting
                    ? List.of(EasyOption.CONNECTTIMEOUT_MS, EasyOption.TIMEOUT_MS)
                    : List.of(EasyOption.TIMEOUT_MS)) {
                call.forget().set(EasyOption.CONNECTTIMEOUT_MS, null).set(EasyOption.TIMEOUT_MS, null);
                call.set(option, LIMIT_MILLIS);
                long begin = sim.clock().elapsedMillis();
                sim.add(call);
                sim.loop().runUntil(call::isDone);
                assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
                assertEquals(phase, call.message().failure().phase(), () -> call.message()
                        .toString());
                Answers.assertNear(LIMIT_MILLIS, sim.clock().elapsedMillis() - begin, 5);
                assertEquals(phase == Phase.QUEUED ? 1 : 0, sim.network().openSockets());
                assertEquals(0, sim.resolver().runningQuestions());
                sim.remove(call);
            }
            sim.runUntilDone();
            assertTrue(phase == Phase.QUEUED || sim.multi().timeoutMillis() < 0, "No timer is left.");
        }
    }

    @Test
    @Tag("T210")
    void theWaitFor100IsWithinTheTotalTimeout() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.nothing().stall());
            SimCall call = sim.call(Answers.URL)
                    .set(EasyOption.POSTFIELDS, new byte[5])
                    .set(EasyOption.HTTPHEADER, List.of("Expect: 100-continue"))
                    .set(EasyOption.EXPECT_100_TIMEOUT_MS, 60_000L)
                    .set(EasyOption.TIMEOUT_MS, LIMIT_MILLIS);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            Answers.assertNear(LIMIT_MILLIS, sim.clock().elapsedMillis(), 5);
            assertEquals(0, server.request(0).body().length);
        }
    }

    @ParameterizedTest
    @Tag("T211")
    @ValueSource(longs = {0, Long.MAX_VALUE, Long.MAX_VALUE / 1_000_000, Long.MAX_VALUE - 1})
    void hugeLimitsAndNoneNeverFire(long millis) {
        for (long origin : new long[] {0, Long.MAX_VALUE - 5_000_000, Long.MIN_VALUE, -1}) {
            try (SimHarness sim = new SimHarness(new SimNetwork(1, origin))) {
                sim.server("a.test").reply(SimReply.ok("late").delayedMillis(100_000));
                SimCall call = sim.call(Answers.URL)
                        .set(EasyOption.TIMEOUT_MS, millis)
                        .set(EasyOption.CONNECTTIMEOUT_MS, millis);
                sim.add(call);
                sim.runUntilDone();
                assertEquals("late", call.body());
            }
        }
    }

    @Test
    @Tag("T211")
    void aMillisecondIsALimitAndLessThanNothingIsRefused() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.ok("x").delayedMillis(50));
            SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.TIMEOUT_MS, 1L));
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            for (EasyOption<Long> option :
                    List.of(EasyOption.TIMEOUT_MS, EasyOption.TIMEOUT, EasyOption.CONNECTTIMEOUT)) {
                assertThrows(IllegalArgumentException.class, () -> call.set(option, -1L));
                assertThrows(IllegalArgumentException.class, () -> call.set(option, Long.MIN_VALUE));
            }
        }
    }

    @Test
    @Tag("T211")
    void theWallClockMayJump() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.ok("x").delayedMillis(500));
            SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.TIMEOUT_MS, 1000L));
            sim.runFor(100);
            sim.clock().jumpWallClock(86_400_000L);
            sim.runFor(100);
            sim.clock().jumpWallClock(-200_000_000L);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
        }
    }

    @ParameterizedTest
    @Tag("T211")
    @ValueSource(longs = {4, 5, 6, 7, 8})
    void aTimeoutInTheTickOfTheAnswerIsOneCompletion(long millis) {
        for (int seed = 1; seed <= 20; seed++) {
            try (SimHarness sim = new SimHarness(new SimNetwork(seed))) {
                sim.server("a.test").reply(SimReply.ok("x").delayedMillis(1));
                SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.TIMEOUT_MS, millis));
                sim.runUntilDone();
                assertTrue(call.result() == ResultCode.OK || call.result() == ResultCode.OPERATION_TIMEDOUT);
                sim.runUntilQuiet();
                assertEquals(0, sim.multi().running());
                assertFalse(call.result() == ResultCode.OK && !call.body().equals("x"));
            }
        }
    }

    private static SimReply drip(String start, int bytes) {
        SimReply drip = SimReply.raw(start);
        for (int i = 0; i < bytes; i++) {
            drip = drip.pauseMillis(1000).then("x");
        }
        return drip.cut(Cut.WHOLE).stall();
    }
}
