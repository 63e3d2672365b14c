package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.MultiCount;
import dev.hiper.MultiOption;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimLookup;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which deadlines are kept, and that each has a timer. */
class DeadlinesTest {
    private static final String URL = "http://10.0.0.1/";

    @Test
    @Tag("T13")
    void aDeadlineFarAwayIsToldAsTheLargestTime() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x"));
            sim.add(sim.call(URL)
                    .set(EasyOption.TIMEOUT_MS, 10_000_000_000L)
                    .set(EasyOption.CONNECTTIMEOUT_MS, 20_000_000_000L));
            sim.runFor(1);
            assertEquals("timer " + Integer.MAX_VALUE, sim.timerCallbacks().get(1));
            sim.runUntilDone();
        }
    }

    @Test
    @Tag("T13")
    void aLimitOfCenturiesIsNoOverflow() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x").delayedMillis(1000));
            SimCall call = sim.add(sim.call(URL)
                    .set(EasyOption.TIMEOUT_MS, Long.MAX_VALUE)
                    .set(EasyOption.CONNECTTIMEOUT_MS, Long.MAX_VALUE));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
        }
    }

    @Test
    @Tag("T13")
    void theNearestDeadlineOfAllTransfersIsTold() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.nothing().stall());
            for (long millis : new long[] {5000, 1000, 3000}) {
                sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, millis));
            }
            sim.runFor(100);
            assertTrue(sim.loop().timerMillis() <= 900 && sim.loop().timerMillis() >= 890);
            sim.runUntilDone();
        }
    }

    @Test
    @Tag("T14")
    void deadlinesThatAreDueTogetherAreServedByOneCall() {
        try (SimHarness sim = new SimHarness()) {
            sim.network().reach(SimServer.address("10.0.0.1", 80), SimReach.blackHole());
            SimCall one =
                    sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 1000L).set(EasyOption.CONNECTTIMEOUT_MS, 1000L));
            SimCall two = sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 1000L));
            sim.runFor(10);
            sim.forgetCallbacks();
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, one.result());
            assertEquals(ResultCode.OPERATION_TIMEDOUT, two.result());
            assertEquals(List.of("timer -1"), sim.timerCallbacks());
        }
    }

    @Test
    @Tag("T15")
    void theEndAndTheRemovalClearAllDeadlines() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80)
                    .reply(SimReply.ok("x"), SimReply.nothing().stall());
            SimCall call = sim.call(URL)
                    .set(EasyOption.TIMEOUT_MS, 1000L)
                    .set(EasyOption.LOW_SPEED_LIMIT, 1L)
                    .set(EasyOption.LOW_SPEED_TIME, 1L);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(-1, sim.loop().timerMillis());
            sim.remove(call);
            sim.add(call.forget());
            sim.runFor(10);
            assertTrue(sim.loop().timerMillis() >= 0);
            sim.remove(call);
            assertEquals(-1, sim.loop().timerMillis());
        }
    }

    /** libcurl sees the default limit only when something else runs the transfer (deviation 6). */
    @Test
    @Tag("T18")
    void theDefaultConnectLimitHasATimer() {
        try (SimHarness sim = new SimHarness()) {
            sim.network().reach(SimServer.address("10.0.0.1", 80), SimReach.blackHole());
            SimCall call = sim.get(URL);
            sim.runFor(299_990);
            assertFalse(call.isDone());
            assertTrue(sim.loop().timerMillis() >= 0);
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            assertEquals(300, sim.clock().elapsedMillis() / 1000);
        }
    }

    @Test
    @Tag("T18")
    void theDefaultConnectLimitCoversTheLookup() {
        try (SimHarness sim = new SimHarness()) {
            sim.resolver().lookup("a.test", SimLookup.silent());
            SimCall call = sim.get("http://a.test/");
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            assertEquals(300, sim.clock().elapsedMillis() / 1000);
            assertEquals(0, sim.resolver().runningQuestions());
        }
    }

    /** libcurl arms it anew in each leg (deviation 7). */
    @Test
    @Tag("T18")
    @Tag("T16")
    void theTotalLimitIsArmedForTheTrueDeadlineInLaterLegs() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80)
                    .reply(
                            SimReply.ok("x"),
                            SimReply.nothing().pauseMillis(600).close(),
                            SimReply.nothing().stall());
            sim.get(URL);
            sim.runUntilDone();
            long begin = sim.clock().elapsedMillis();
            SimCall call = sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 1000L));
            sim.runFor(700);
            assertEquals(2, sim.network().sockets().size(), "it was retried on another connection");
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            Times.assertAbout(1000, sim.clock().elapsedMillis() - begin, 2);
        }
    }

    /** libcurl does not notice in socket mode (deviation 8). */
    @Test
    @Tag("T18")
    @Tag("T16")
    void aTransferThatWaitsForAConnectionTimesOut() {
        try (SimHarness sim = new SimHarness()) {
            sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
            sim.serverAt("10.0.0.1", 80).reply(SimReply.nothing().stall());
            SimCall busy = sim.get(URL);
            sim.runFor(10);
            SimCall total = sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 500L));
            SimCall connect = sim.add(sim.call(URL).set(EasyOption.CONNECTTIMEOUT_MS, 700L));
            sim.runFor(490);
            assertEquals(2, sim.multi().count(MultiCount.XFERS_PENDING));
            assertFalse(total.isDone());
            sim.runFor(20);
            assertEquals(ResultCode.OPERATION_TIMEDOUT, total.result());
            assertFalse(connect.isDone());
            sim.runFor(200);
            assertEquals(ResultCode.OPERATION_TIMEDOUT, connect.result());
            assertFalse(busy.isDone());
            assertEquals(0, sim.multi().count(MultiCount.XFERS_PENDING));
            assertEquals(1, sim.network().sockets().size());
        }
    }
}
