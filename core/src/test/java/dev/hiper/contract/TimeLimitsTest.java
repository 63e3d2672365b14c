package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.MultiOption;
import dev.hiper.Pause;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimLookup;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits of time and speed that end a transfer. */
class TimeLimitsTest {
    private static final String URL = "http://10.0.0.1/";

    @Test
    @Tag("T16")
    void theTotalLimitCountsFromTheStart() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok(Bodies.text(5000)).cut(SimReply.Cut.BYTES));
            SimCall call = sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 1000L));
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            Times.assertAbout(1000, sim.clock().elapsedMillis(), 1);
            assertFalse(call.body().isEmpty());
        }
    }

    @Test
    @Tag("T16")
    void theConnectLimitEndsWhenTheConnectionStands() {
        try (SimHarness sim = new SimHarness()) {
            sim.network().reach(SimServer.address("10.0.0.1", 80), SimReach.acceptAfterMillis(90));
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x").delayedMillis(500));
            SimCall call = sim.add(sim.call(URL).set(EasyOption.CONNECTTIMEOUT_MS, 100L));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
        }
    }

    @Test
    @Tag("T16")
    void theSmallerRemainderCounts() {
        for (long total : new long[] {200, 800}) {
            try (SimHarness sim = new SimHarness()) {
                sim.network().reach(SimServer.address("10.0.0.1", 80), SimReach.blackHole());
                SimCall call = sim.add(
                        sim.call(URL).set(EasyOption.TIMEOUT_MS, total).set(EasyOption.CONNECTTIMEOUT_MS, 500L));
                sim.runUntilDone();
                assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
                Times.assertAbout(Math.min(total, 500), sim.clock().elapsedMillis(), 1);
            }
        }
    }

    @Test
    @Tag("T16")
    void zeroIsNoTotalLimit() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x").delayedMillis(10_000_000));
            SimCall call = sim.get(URL);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
        }
    }

    @Test
    @Tag("T16")
    void withConnectOnlyTheTotalLimitStopsWhenConnected() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).raw();
            SimCall call =
                    sim.add(sim.call(URL).set(EasyOption.CONNECT_ONLY, 1L).set(EasyOption.TIMEOUT_MS, 100L));
            sim.runUntilDone();
            sim.runFor(1000);
            assertEquals(ResultCode.OK, call.result());
            assertTrue(sim.network().socket(1).isOpen());
            assertEquals(-1, sim.loop().timerMillis());
        }
    }

    @Test
    @Tag("T17")
    void theTextTellsWhatTookTooLong() {
        try (SimHarness sim = new SimHarness()) {
            sim.resolver().lookup("a.test", SimLookup.silent());
            sim.network().reach(SimServer.address("10.0.0.1", 80), SimReach.blackHole());
            sim.serverAt("10.0.0.2", 80).reply(SimReply.nothing().stall());
            assertTrue(timeoutText(sim, "http://a.test/").startsWith("Resolving timed out after 100"));
            assertTrue(timeoutText(sim, URL).startsWith("Connection timed out after 100"));
            assertTrue(timeoutText(sim, "http://10.0.0.2/").startsWith("Operation timed out after 100"));
        }
    }

    private static String timeoutText(SimHarness sim, String url) {
        SimCall call = sim.add(sim.call(url).set(EasyOption.TIMEOUT_MS, 100L));
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        return Objects.requireNonNull(call.message().failure()).message();
    }

    @Test
    @Tag("T17")
    void aConnectionPastItsLimitIsClosedHard() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("late").delayedMillis(200));
            sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 100L));
            sim.runUntilDone();
            assertFalse(sim.network().socket(1).isOpen());
        }
    }

    @Test
    @Tag("T19")
    void aTransferThatStaysBelowTheSpeedLimitEnds() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.serverAt("10.0.0.1", 80);
            server.reply(SimReply.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                    .stall());
            SimCall call = sim.add(slow(sim));
            sim.runFor(10);
            drip(sim, server, 100);
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            assertTrue(
                    Objects.requireNonNull(call.message().failure()).message().contains("too slow"));
            Times.assertAbout(3000, sim.clock().elapsedMillis(), 1500);
        }
    }

    @Test
    @Tag("T19")
    void aTransferThatKeepsTheSpeedGoesOn() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.serverAt("10.0.0.1", 80);
            server.reply(SimReply.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                    .stall());
            SimCall call = sim.add(slow(sim));
            sim.runFor(10);
            drip(sim, server, 2000);
            sim.runFor(19_000);
            assertFalse(call.isDone());
        }
    }

    @Test
    @Tag("T19")
    @Tag("P9")
    void aPauseSuspendsTheSpeedLimitAndItsEndBeginsAnew() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80)
                    .reply(SimReply.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                            .stall());
            SimCall call = sim.add(slow(sim));
            sim.runFor(2000);
            sim.loop().pause(call.easy(), Pause.RECV);
            sim.runFor(60_000);
            assertFalse(call.isDone());
            sim.loop().pause(call.easy(), Pause.CONT);
            long begin = sim.clock().elapsedMillis();
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            assertTrue(sim.clock().elapsedMillis() - begin >= 3000, "the time before the pause does not count");
        }
    }

    private static SimCall slow(SimHarness sim) {
        return sim.call(URL).set(EasyOption.LOW_SPEED_LIMIT, 1000L).set(EasyOption.LOW_SPEED_TIME, 3L);
    }

    private static void drip(SimHarness sim, SimServer server, int bytesPerSecond) {
        for (int second = 0; second < 20; second++) {
            for (int part = 0; part < 4; part++) {
                sim.network().afterMillis(second * 1000 + part * 250, () -> server.peer(0)
                        .send(new byte[bytesPerSecond / 4]));
            }
        }
    }

    /** It is for protocols that command and answer; HTTP has none of it. */
    @Test
    @Tag("T20")
    void theResponseLimitOfCommandProtocolsDoesNothing() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x").delayedMillis(1000));
            SimCall call = sim.add(sim.call(URL).set(EasyOption.SERVER_RESPONSE_TIMEOUT_MS, 100L));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
        }
    }

    @Test
    @Tag("T16")
    void waitingForAConnectionCounts() {
        try (SimHarness sim = new SimHarness()) {
            sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
            sim.serverAt("10.0.0.1", 80)
                    .reply(SimReply.ok("x").delayedMillis(600), SimReply.ok("y").delayedMillis(600));
            sim.get(URL);
            SimCall second = sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 1000L));
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, second.result());
            Times.assertAbout(1000, sim.clock().elapsedMillis(), 1);
        }
    }
}
