package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.CallbackResult;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.MultiOption;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A connection for the application's own use. */
class ConnectOnlyTest {
    private static final String URL = "http://a.test/";

    private final SimHarness sim = new SimHarness();
    private final SimServer server = sim.server("a.test").reply(SimReply.ok("x"));

    private SimCall connected() {
        SimCall call = sim.call(URL).set(EasyOption.CONNECT_ONLY, 1L);
        sim.add(call);
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        return call;
    }

    @Test
    @Tag("M40")
    void endsWhenTheConnectionStandsWithoutSendingAnything() {
        int[] asked = new int[1];
        SimCall call = sim.call(URL)
                .set(EasyOption.CONNECT_ONLY, 1L)
                .set(EasyOption.PREREQFUNCTION, (easy, remote, local) -> {
                    asked[0]++;
                    return CallbackResult.OK;
                });
        sim.add(call);
        sim.runUntilDone();
        sim.runFor(10);
        assertEquals(ResultCode.OK, call.result());
        assertEquals(1, asked[0]);
        assertEquals("", server.peer(0).receivedText());
        assertEquals(List.of("OUT#1", "REMOVE#1"), sim.socketCallbacks(), "not announced any more");
        assertSame(sim.network().socket(1), call.easy().info(EasyInfo.ACTIVESOCKET));
        assertTrue(sim.network().socket(1).isOpen());
        sim.close();
    }

    @Test
    @Tag("M40")
    @Tag("L9")
    void nobodyElseGetsItAndItTakesNobodysConnection() {
        sim.get(URL);
        sim.runUntilDone();
        connected();
        assertEquals(2, sim.network().openSockets(), "no search for one");
        sim.get(URL);
        sim.runUntilDone();
        sim.get(URL);
        sim.runUntilDone();
        assertEquals(2, sim.network().sockets().size());
        assertEquals(
                3,
                server.requests().stream()
                        .filter(request ->
                                request.peer().socket() == sim.network().socket(1))
                        .count());
        sim.close();
    }

    /** Neither the size of the pool nor, other than in libcurl, the limit of a host costs it (deviation 11b). */
    @Test
    @Tag("M40")
    @Tag("L13")
    @Tag("L14")
    void noLimitEvictsIt() {
        sim.set(MultiOption.MAXCONNECTS, 1L);
        sim.set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
        connected();
        SimCall waiting = sim.get(URL);
        sim.runFor(1000);
        assertTrue(sim.network().socket(1).isOpen());
        assertEquals(1, sim.network().sockets().size());
        sim.server("b.test").reply(SimReply.ok("y"));
        sim.get("http://b.test/");
        sim.runFor(100);
        assertTrue(sim.network().socket(1).isOpen());
        sim.remove(waiting);
        sim.close();
    }

    @Test
    @Tag("M40")
    @Tag("A13")
    void waitingTransferGetsTheSlotOfARemovedOne() {
        sim.set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
        SimCall holder = connected();
        SimCall waiting = sim.get(URL);
        sim.runFor(100);
        sim.remove(holder);
        sim.runUntilDone();
        assertEquals("x", waiting.body());
        sim.close();
    }
}
