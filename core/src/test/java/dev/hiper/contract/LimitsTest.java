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
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many connections there may be. */
class LimitsTest {
    private final SimNetwork network = new SimNetwork(1);
    private final SimHarness sim = new SimHarness(network);

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    @Tag("L13")
    void aHostHasNoMoreConnectionsThanAllowed() {
        sim.set(MultiOption.MAX_HOST_CONNECTIONS, 2L);
        origin("a.test").reply(SimReply.ok("x").delayedMillis(50));
        origin("b.test").reply(SimReply.ok("x").delayedMillis(50));
        for (int i = 0; i < 5; i++) {
            sim.get("http://a.test/");
        }
        sim.get("http://b.test/");
        sim.runFor(20);
        assertEquals(3, network.openSockets());
        assertEquals(3, sim.multi().count(MultiCount.XFERS_PENDING));
        sim.runUntilDone();
        assertEquals(3, network.sockets().size());
    }

    @Test
    @Tag("L13")
    void allHostsTogetherHaveNoMoreConnectionsThanAllowed() {
        sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 2L);
        for (String host : new String[] {"a.test", "b.test", "c.test"}) {
            origin(host).reply(SimReply.ok("x").delayedMillis(50));
            sim.get("http://" + host + "/");
            sim.runFor(10);
        }
        sim.loop().check(() -> assertTrue(network.openSockets() <= 2));
        assertEquals(2, network.sockets().size());
        sim.runUntilDone();
        assertEquals(3, network.sockets().size());
        assertFalse(network.socket(1).isOpen(), "the longest idle made room");
    }

    @Test
    @Tag("L13")
    void theLongestIdleConnectionOfTheHostMakesRoom() {
        sim.set(MultiOption.MAX_HOST_CONNECTIONS, 2L);
        origin("a.test").reply(SimReply.ok("x"));
        sim.get("http://a.test/");
        sim.get("http://a.test/");
        sim.runUntilDone();
        sim.runFor(10);
        sim.get("http://a.test/");
        sim.runUntilDone();
        sim.add(sim.call("http://a.test/").set(EasyOption.FRESH_CONNECT, true));
        sim.runUntilDone();
        assertEquals(3, network.sockets().size());
        assertTrue(network.socket(1).isOpen());
        assertFalse(network.socket(2).isOpen());
    }

    @Test
    @Tag("L13")
    void aConnectionInShutdownMakesRoomBeforeAnIdleOne() {
        for (boolean perHost : new boolean[] {false, true}) {
            SimNetwork narrow = new SimNetwork(1).bufferBytes(1024, 64 * 1024);
            try (SimHarness secure = new SimHarness(narrow)) {
                ShutdownTest.leaveInShutdown(secure);
                assertTrue(narrow.socket(1).isOpen());
                secure.set(perHost ? MultiOption.MAX_HOST_CONNECTIONS : MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
                SimCall call = secure.add(TlsOrigin.call(secure, "https://a.test/"));
                secure.runFor(3);
                assertFalse(narrow.socket(1).isOpen(), "it was cut off");
                secure.runUntilDone();
                assertEquals(ResultCode.OK, call.result());
            }
        }
    }

    /** libcurl takes it away (deviation 11b). */
    @Test
    @Tag("L13")
    @Tag("L9")
    void aConnectOnlyConnectionNeverMakesRoom() {
        for (MultiOption<Long> limit : java.util.List.of(
                MultiOption.MAX_HOST_CONNECTIONS, MultiOption.MAX_TOTAL_CONNECTIONS, MultiOption.MAXCONNECTS)) {
            try (SimHarness own = new SimHarness()) {
                own.set(limit, 1L);
                own.server("a.test").reply(SimReply.ok("x"));
                SimCall only = own.add(own.call("http://a.test/").set(EasyOption.CONNECT_ONLY, 1L));
                own.runUntilDone();
                SimCall other = own.get("http://a.test/");
                own.runFor(1000);
                assertTrue(own.network().socket(1).isOpen());
                assertEquals(limit == MultiOption.MAXCONNECTS, other.isDone());
                own.remove(only);
                assertFalse(own.network().socket(1).isOpen());
                own.runUntilDone();
                assertEquals(ResultCode.OK, other.result());
            }
        }
    }

    @Test
    @Tag("L14")
    void oneConnectionIsDroppedWhenThePoolIsFull() {
        sim.set(MultiOption.MAXCONNECTS, 2L);
        for (String host : new String[] {"a.test", "b.test", "c.test"}) {
            origin(host).reply(SimReply.ok("x"));
            sim.get("http://" + host + "/");
            sim.runUntilDone();
        }
        assertFalse(network.socket(1).isOpen());
        assertEquals(2, network.openSockets());
    }

    @Test
    @Tag("L14")
    void itMayBeTheOneThatBecameIdleJustNow() {
        sim.set(MultiOption.MAXCONNECTS, 1L);
        origin("a.test").reply(SimReply.ok("x").delayedMillis(100));
        origin("b.test").reply(SimReply.ok("x"));
        SimCall busy = sim.get("http://a.test/");
        SimCall quick = sim.get("http://b.test/");
        sim.runFor(50);
        assertTrue(quick.isDone());
        assertFalse(busy.isDone());
        assertTrue(network.socket(1).isOpen(), "busy ones are never dropped");
        assertFalse(network.socket(2).isOpen());
        sim.runUntilDone();
    }

    @Test
    @Tag("L14")
    void aLoweredBoundDropsOneConnectionEachTime() {
        origin("a.test").reply(SimReply.ok("x"));
        for (int i = 0; i < 4; i++) {
            sim.get("http://a.test/");
        }
        sim.runUntilDone();
        assertEquals(4, network.openSockets());
        sim.set(MultiOption.MAXCONNECTS, 1L);
        for (int open = 3; open >= 1; open--) {
            sim.get("http://a.test/");
            sim.runUntilDone();
            assertEquals(open, network.openSockets());
        }
    }

    @Test
    @Tag("L14")
    void withoutABoundFourConnectionsPerTransferAreKept() {
        for (int i = 0; i < 6; i++) {
            origin("h" + i + ".test").reply(SimReply.ok("x"));
            sim.get("http://h" + i + ".test/");
            sim.runUntilDone();
        }
        assertEquals(4, network.openSockets());
        assertFalse(network.socket(1).isOpen());
        assertFalse(network.socket(2).isOpen());
    }

    @Test
    @Tag("L15")
    void attemptsOfOneTransferCountAsOneConnection() {
        sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L).set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
        sim.resolver().host("a.test", "10.0.1.1", "10.0.1.2", "10.0.1.3");
        network.reach(SimServer.address("10.0.1.1", 80), SimReach.blackHole());
        network.reach(SimServer.address("10.0.1.2", 80), SimReach.blackHole());
        network.reach(SimServer.address("10.0.1.3", 80), SimReach.acceptAfterMillis(300));
        sim.serverAt("10.0.1.3", 80).reply(SimReply.ok("x"));
        SimCall call = sim.get("http://a.test/");
        sim.runFor(600);
        assertEquals(3, network.openSockets());
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        assertEquals(1, network.openSockets());
    }

    private SimServer origin(String host) {
        return sim.server(host);
    }
}
