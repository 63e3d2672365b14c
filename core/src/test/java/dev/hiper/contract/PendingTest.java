package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.MultiCount;
import dev.hiper.MultiOption;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Transfers that wait for a connection slot. */
class PendingTest {
    private final SimHarness sim = new SimHarness().set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
    private final SimServer server = sim.server("a.test").reply(SimReply.ok("x").delayedMillis(100));

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    @Tag("L18")
    void aWaitingTransferIsNotRunAndItsWaitIsReported() {
        SimCall first = get(1);
        SimCall second = get(2);
        sim.runFor(50);
        assertEquals(1, sim.multi().count(MultiCount.XFERS_PENDING));
        assertEquals(1, sim.multi().count(MultiCount.XFERS_RUNNING));
        assertEquals(2, sim.multi().running());
        sim.runUntilDone();
        assertEquals(0, first.easy().info(EasyInfo.QUEUE_TIME_T));
        Times.assertAbout(104, second.easy().info(EasyInfo.QUEUE_TIME_T) / 1000, 5);
    }

    @Test
    @Tag("L18")
    void aWaitingTransferCanBeRemoved() {
        get(1);
        SimCall waiting = get(2);
        sim.runFor(50);
        sim.remove(waiting);
        assertEquals(0, sim.multi().count(MultiCount.XFERS_PENDING));
        sim.runUntilDone();
        assertEquals(1, server.requests().size());
    }

    @Test
    @Tag("L19")
    void oneTriggerMovesOneWaiter() {
        for (int i = 1; i <= 4; i++) {
            get(i);
        }
        for (int waiting = 3; waiting >= 0; waiting--) {
            sim.runFor(waiting == 3 ? 50 : 104);
            assertEquals(waiting, sim.multi().count(MultiCount.XFERS_PENDING));
        }
        sim.runUntilDone();
        assertEquals(4, server.requests().size());
    }

    @Test
    @Tag("L19")
    @Tag("L21")
    @Tag("T104")
    void theTurnGoesRoundByOrderOfAdding() {
        for (int i = 1; i <= 4; i++) {
            get(i);
        }
        sim.runUntilDone();
        assertEquals(
                List.of("/1", "/2", "/3", "/4"),
                server.requests().stream().map(SimRequest::target).toList());
    }

    /** A trigger goes to a waiter that it can help; else the waiters of a busy host would hold up those of a free one. */
    @Test
    @Tag("L19")
    void aFreeHostIsNotHeldUpByTheWaitersOfABusyOne() {
        sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 0L).set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
        sim.server("busy.test").reply(SimReply.ok("x").delayedMillis(100_000));
        sim.server("free.test").reply(SimReply.ok("y").delayedMillis(100));
        sim.get("http://busy.test/1");
        SimCall first = sim.get("http://free.test/1");
        sim.runFor(10);
        sim.get("http://busy.test/2");
        SimCall second = sim.get("http://free.test/2");
        sim.runFor(5000);
        assertEquals(ResultCode.OK, first.result());
        assertTrue(second.isDone(), "the waiter of the free host was passed over");
        sim.runUntilDone();
    }

    @Test
    @Tag("L19")
    void whoFindsNoSlotWaitsAgain() {
        sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 0L).set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
        sim.server("b.test").reply(SimReply.ok("x").delayedMillis(20));
        SimCall busy = get(1);
        SimCall waiting = get(2);
        SimCall other = sim.get("http://b.test/");
        sim.loop().runUntil(other::isDone);
        sim.runFor(5);
        assertFalse(busy.isDone());
        assertEquals(1, sim.multi().count(MultiCount.XFERS_PENDING), "the other one's end is no help");
        sim.runUntilDone();
        assertEquals(ResultCode.OK, waiting.result());
    }

    @Test
    @Tag("L20")
    void aFailureWakesAWaiter() {
        server.reply(SimReply.raw("no http at all\r\n\r\n").close(), SimReply.ok("y"));
        SimCall failing = get(1);
        SimCall waiting = get(2);
        sim.runUntilDone();
        assertFalse(failing.result() == ResultCode.OK);
        assertEquals("y", waiting.body());
    }

    @Test
    @Tag("L20")
    void aTimeoutWakesAWaiter() {
        server.reply(SimReply.nothing().stall(), SimReply.ok("y"));
        SimCall failing = sim.add(sim.call("http://a.test/").set(EasyOption.TIMEOUT_MS, 200L));
        SimCall waiting = get(2);
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, failing.result());
        assertEquals("y", waiting.body());
    }

    @Test
    @Tag("L20")
    @Tag("T4")
    void aRemovalWakesAWaiterAtOnce() {
        server.reply(SimReply.nothing().stall(), SimReply.ok("y"));
        SimCall stalled = get(1);
        SimCall waiting = get(2);
        sim.runFor(50);
        sim.forgetCallbacks();
        sim.remove(stalled);
        assertEquals(List.of("REMOVE#1", "timer 0"), sim.callbacks());
        sim.runUntilDone();
        assertEquals("y", waiting.body());
    }

    @Test
    @Tag("L20")
    void theEndOfAConnectOnlyConnectionWakesAWaiter() {
        SimCall only = sim.add(sim.call("http://a.test/").set(EasyOption.CONNECT_ONLY, 1L));
        sim.runUntilDone();
        SimCall waiting = get(2);
        sim.runFor(50);
        assertEquals(1, sim.multi().count(MultiCount.XFERS_PENDING));
        sim.remove(only);
        sim.runUntilDone();
        assertEquals(ResultCode.OK, waiting.result());
    }

    @Test
    @Tag("L20")
    @Tag("L24")
    void theEndOfAConnectionInShutdownWakesAWaiter() {
        SimNetwork narrow = new SimNetwork(1).bufferBytes(1024, 64 * 1024);
        try (SimHarness secure = new SimHarness(narrow)) {
            secure.server("b.test").reply(SimReply.nothing().stall());
            secure.get("http://b.test/");
            secure.runFor(20);
            ShutdownTest.leaveInShutdown(secure);
            assertEquals(2, narrow.openSockets());
            SimCall blocker = secure.get("http://b.test/");
            secure.runFor(20);
            secure.set(MultiOption.MAX_TOTAL_CONNECTIONS, 2L);
            SimCall waiting = secure.add(TlsOrigin.call(secure, "https://a.test/"));
            secure.runFor(20);
            assertEquals(1, secure.multi().count(MultiCount.XFERS_PENDING));
            secure.remove(blocker);
            secure.loop().runUntil(waiting::isDone);
            assertEquals(ResultCode.OK, waiting.result());
        }
    }

    @Test
    @Tag("L20")
    void nobodyIsForgottenHoweverManyWait() {
        sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 2L);
        server.answer(request -> request.target().endsWith("3")
                ? SimReply.nothing().reset()
                : SimReply.ok("x").delayedMillis(10));
        for (int i = 1; i <= 40; i++) {
            get(i);
        }
        sim.loop().check(() -> assertTrue(sim.network().openSockets() <= 2));
        sim.runUntilDone();
        assertEquals(
                40,
                server.requests().stream().map(SimRequest::target).distinct().count());
    }

    private SimCall get(int number) {
        return sim.get("http://a.test/" + number);
    }
}
