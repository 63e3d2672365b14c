package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
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

/**
 * Where this engine does better than libcurl on purpose. The others are tested where their rules are: a refused add
 * ({@link AddHandleTest}), the end of a dead multi ({@link DeadMultiTest}), limits and CONNECT_ONLY ({@link
 * ConnectOnlyTest}), event bits ({@link SocketActionTest}), the whole time limit over several legs ({@link
 * StateMachineTest}).
 */
class DeviationsTest {
    private static final String URL = "http://a.test/";

    private final SimHarness sim = new SimHarness();

    @Test
    @Tag("L20")
    void raisedLimitLetsTheWaitingTry() {
        sim.set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
        sim.server("a.test").reply(SimReply.nothing().stall());
        for (int i = 0; i < 3; i++) {
            sim.get(URL);
        }
        sim.runFor(20);
        assertEquals(2, sim.multi().count(MultiCount.XFERS_PENDING));
        sim.loop().set(MultiOption.MAX_HOST_CONNECTIONS, 0L);
        sim.runFor(20);
        assertEquals(0, sim.multi().count(MultiCount.XFERS_PENDING));
        assertEquals(3, sim.network().sockets().size());
        sim.loop().set(MultiOption.MAX_HOST_CONNECTIONS, 3L);
        sim.loop().set(MultiOption.MAX_TOTAL_CONNECTIONS, 3L);
        sim.get(URL);
        sim.runFor(20);
        assertEquals(1, sim.multi().count(MultiCount.XFERS_PENDING));
        sim.loop().set(MultiOption.MAX_TOTAL_CONNECTIONS, 4L);
        sim.loop().set(MultiOption.MAX_HOST_CONNECTIONS, 4L);
        sim.runFor(20);
        assertEquals(4, sim.network().sockets().size());
        sim.close();
    }

    @Test
    @Tag("T18")
    void defaultConnectLimitHasItsTimer() {
        sim.serverAt("10.4.4.4", 80);
        sim.network().reach(SimServer.address("10.4.4.4", 80), SimReach.blackHole());
        SimCall call = sim.get("http://10.4.4.4/");
        long start = sim.clock().elapsedMillis();
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        long took = sim.clock().elapsedMillis() - start;
        assertTrue(took >= 300_000 && took < 300_100, "took " + took);
        sim.close();
    }

    @Test
    @Tag("T18")
    void defaultConnectLimitEndsALookupAsWell() {
        sim.resolver().lookup("silent.test", SimLookup.silent());
        SimCall call = sim.get("http://silent.test/");
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        assertTrue(sim.clock().elapsedMillis() < 300_100);
        sim.close();
    }

    @Test
    @Tag("T18")
    void waitingTransferEndsAtItsWholeLimitAndAtItsConnectLimit() {
        sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
        sim.server("a.test").reply(SimReply.nothing().stall());
        sim.get(URL);
        sim.runFor(10);
        SimCall whole = sim.call(URL).set(EasyOption.TIMEOUT_MS, 100L);
        SimCall connect = sim.call(URL).set(EasyOption.CONNECTTIMEOUT_MS, 200L);
        long start = sim.clock().elapsedMillis();
        sim.add(whole);
        sim.add(connect);
        sim.loop().runUntil(whole::isDone);
        assertTrue(sim.clock().elapsedMillis() - start < 103);
        sim.loop().runUntil(connect::isDone);
        assertTrue(sim.clock().elapsedMillis() - start < 203);
        assertEquals(ResultCode.OPERATION_TIMEDOUT, whole.result());
        assertEquals(ResultCode.OPERATION_TIMEDOUT, connect.result());
        assertEquals(0, whole.easy().info(EasyInfo.NUM_CONNECTS));
        sim.close();
    }

    @Test
    @Tag("S12")
    void noSocketIsAnnouncedForTheResolver() {
        sim.resolver().lookup("slow.test", SimLookup.afterMillis(50, "10.0.0.5"));
        sim.serverAt("10.0.0.5", 80).reply(SimReply.ok("x"));
        SimCall call = sim.get("http://slow.test/");
        sim.runFor(40);
        assertEquals(List.of(), sim.socketCallbacks());
        sim.runUntilDone();
        assertEquals("x", call.body());
        assertEquals(List.of("OUT#1", "IN#1", "REMOVE#1"), sim.socketCallbacks());
        sim.close();
    }
}
