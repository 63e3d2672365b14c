package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.IpResolve;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import dev.hiper.spi.TransportSocket;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which connection a transfer gets. */
class ReuseTest {
    private static final String URL = "http://a.test/";

    private final SimHarness sim = new SimHarness();
    private final SimServer server = sim.server("a.test").reply(SimReply.ok("x"));

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    @Tag("L1")
    void connectionsBelongToHostAndPortInAnyCase() {
        sim.serverAt("10.0.0.1", 81).reply(SimReply.ok("x"));
        SimCall first = done(URL);
        SimCall second = done("http://A.TEST:80/other");
        assertEquals(1, sockets());
        assertEquals(connection(first), connection(second));
        assertEquals(0, second.easy().info(EasyInfo.NUM_CONNECTS));
        SimCall third = done("http://a.test:81/");
        assertEquals(2, sockets());
        assertEquals(connection(first) + 1, connection(third), "ids count up");
        assertEquals(1, third.easy().info(EasyInfo.NUM_CONNECTS));
    }

    @Test
    @Tag("L1")
    void aConnectionBelongsToTheMachineThatIsReallyContacted() {
        sim.server("b.test").reply(SimReply.ok("x"));
        List<String> elsewhere = List.of("a.test:80:b.test:80");
        done(sim.call(URL).set(EasyOption.CONNECT_TO, elsewhere));
        done(URL);
        assertEquals(2, sockets());
        done(sim.call(URL).set(EasyOption.CONNECT_TO, elsewhere));
        assertEquals(2, sockets());
        assertEquals(1, server.requests().size());
    }

    @Test
    @Tag("L2")
    void aSearchDropsDeadConnectionsOfOthers() {
        sim.server("b.test").reply(SimReply.ok("x"));
        done(URL);
        server.peer(0).close();
        sim.runFor(1500);
        assertTrue(sim.network().socket(1).isOpen());
        done("http://b.test/");
        assertFalse(sim.network().socket(1).isOpen());
    }

    @Test
    @Tag("L2")
    void aSearchAppliesItsLimitsToAllIdleConnections() {
        sim.server("b.test").reply(SimReply.ok("x"));
        done(URL);
        sim.runFor(5000);
        done(sim.call("http://b.test/").set(EasyOption.MAXAGE_CONN, 4L));
        assertFalse(sim.network().socket(1).isOpen());
    }

    @Test
    @Tag("L2")
    void allAreLookedAtAtMostOncePerSecond() {
        sim.server("b.test").reply(SimReply.ok("x"));
        done(URL);
        done("http://b.test/");
        sim.runFor(2000);
        done("http://b.test/");
        long reads = sim.network().socket(1).reads();
        done("http://b.test/");
        done("http://b.test/");
        assertEquals(reads, sim.network().socket(1).reads());
    }

    @Test
    @Tag("L3")
    @Tag("L17")
    void aFreshConnectionIsNotSearchedForButKept() {
        done(URL);
        done(sim.call(URL).set(EasyOption.FRESH_CONNECT, true));
        assertEquals(2, sim.network().openSockets());
        done(URL);
        assertEquals(2, sockets());
    }

    @Test
    @Tag("L3")
    @Tag("L9")
    void aConnectOnlyTransferNeitherTakesNorGivesAConnection() {
        done(URL);
        SimCall only = done(sim.call(URL).set(EasyOption.CONNECT_ONLY, 1L));
        assertEquals(2, sockets());
        TransportSocket own = only.easy().info(EasyInfo.ACTIVESOCKET);
        assertEquals(sim.network().socket(2), own);
        sim.get(URL);
        sim.get(URL);
        sim.runUntilDone();
        assertEquals(3, sockets());
        assertTrue(sim.network().socket(2).isOpen());
        assertEquals(0, sim.network().socket(2).writes());
    }

    @Test
    @Tag("L4")
    void theEarliestMadeIsTaken() {
        sim.get(URL);
        sim.get(URL);
        sim.runUntilDone();
        assertEquals(2, sockets());
        sim.forgetCallbacks();
        done(URL);
        assertEquals(List.of("IN#1", "REMOVE#1"), sim.socketCallbacks());
    }

    @Test
    @Tag("L5")
    void aFoundConnectionBelongsToItsFinderAtOnce() {
        done(URL);
        SimCall one = sim.get(URL);
        SimCall two = sim.get(URL);
        sim.runUntilDone();
        assertEquals(2, sockets());
        assertNotEquals(connection(one), connection(two));
    }

    @Test
    @Tag("L4")
    void whatMakesADifferenceForTheConnectionKeepsTransfersApart() {
        List<UnaryOperator<SimCall>> wishes = List.of(
                call -> call.set(EasyOption.IPRESOLVE, IpResolve.V4),
                call -> call.set(EasyOption.LOCALPORT, 4000L),
                call -> call.set(EasyOption.LOCALPORT, 4000L).set(EasyOption.LOCALPORTRANGE, 5L),
                call -> call.set(EasyOption.INTERFACE, "host!10.1.1.1"),
                call -> call.set(EasyOption.CONNECT_TO, List.of("::10.0.0.1:80")));
        done(URL);
        int made = 1;
        for (UnaryOperator<SimCall> wish : wishes) {
            done(wish.apply(sim.call(URL)));
            assertEquals(++made, sockets(), "a connection of its own the first time");
            done(wish.apply(sim.call(URL)));
            assertEquals(made, sockets(), "and the same one the second time");
        }
    }

    @Test
    @Tag("L4")
    void aTransferWithoutWishesMayTakeAConnectionThatWasMadeWithSome() {
        done(sim.call(URL).set(EasyOption.IPRESOLVE, IpResolve.V4).set(EasyOption.LOCALPORT, 4000L));
        done(URL);
        assertEquals(1, sockets());
    }

    @Test
    @Tag("L7")
    void whatMakesNoDifferenceForTheConnectionIsNotCompared() {
        done(URL);
        done(sim.call(URL)
                .set(EasyOption.HTTPHEADER, List.of("Authorization: Basic eDp5"))
                .set(EasyOption.COOKIE, "a=b")
                .set(EasyOption.TIMEOUT_MS, 5000L)
                .set(EasyOption.CONNECTTIMEOUT_MS, 5000L)
                .set(EasyOption.TCP_NODELAY, false)
                .set(EasyOption.TCP_KEEPALIVE, true)
                .set(EasyOption.MAXAGE_CONN, 7L)
                .set(EasyOption.OPENSOCKETFUNCTION, (easy, request, factory) -> null)
                .set(EasyOption.CLOSESOCKETFUNCTION, TransportSocket::close));
        assertEquals(1, sockets());
    }

    @Test
    @Tag("L12")
    void anIdleConnectionGrowsTooOld() {
        done(URL);
        sim.runFor(117_000);
        done(URL);
        assertEquals(1, sockets());
        sim.runFor(118_500);
        done(URL);
        assertEquals(2, sockets());
        assertFalse(sim.network().socket(1).isOpen());
    }

    @Test
    @Tag("L12")
    void anOldConnectionIsNotUsedAgainHoweverBusyItWas() {
        for (int i = 0; i < 4; i++) {
            done(sim.call(URL).set(EasyOption.MAXLIFETIME_CONN, 10L));
            sim.runFor(3000);
        }
        assertEquals(1, sockets());
        done(sim.call(URL).set(EasyOption.MAXLIFETIME_CONN, 10L));
        assertEquals(2, sockets());
    }

    @Test
    @Tag("L12")
    void zeroMeansNoAge() {
        done(URL);
        sim.runFor(200_000_000);
        done(sim.call(URL).set(EasyOption.MAXAGE_CONN, 0L).set(EasyOption.MAXLIFETIME_CONN, 0L));
        assertEquals(1, sockets());
    }

    @Test
    @Tag("L12")
    void aConnectionThatThePeerClosedIsNotUsed() {
        done(URL);
        server.peer(0).close();
        sim.runFor(2000);
        SimCall call = done(URL);
        assertEquals("x", call.body());
        assertEquals(1, server.peers().get(1).index());
        assertEquals(1, sim.network().socket(1).writes(), "the request was not even tried");
    }

    @Test
    @Tag("L12")
    void aConnectionWithUnaskedBytesIsNotUsed() {
        done(URL);
        server.peer(0).send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        sim.runFor(2000);
        SimCall call = done(URL);
        assertEquals("x", call.body());
        assertFalse(sim.network().socket(1).isOpen());
        assertEquals(2, sockets());
    }

    /** Stricter than libcurl, which believes a look for a second (T062). */
    @Test
    @Tag("L12")
    void aConnectionThatWasLookedAtJustNowIsLookedAtAgain() {
        done(URL);
        done(URL);
        server.peer(0).close();
        sim.runFor(10);
        done(URL);
        assertEquals(2, sockets());
        assertEquals(2, sim.network().socket(1).writes(), "the request was not even tried");
    }

    @Test
    @Tag("L12")
    void aConnectionThatDiesUnderTheRequestIsReplacedSilently() {
        done(URL);
        server.answer(
                request -> request.peer().index() == 0 ? SimReply.nothing().reset() : SimReply.ok("again"));
        SimCall call = done(URL);
        assertEquals("again", call.body());
        assertEquals(2, sim.network().socket(1).writes());
        assertEquals(2, sockets());
    }

    @Test
    @Tag("L17")
    void aConnectionThatNobodyMayUseAgainIsClosed() {
        done(URL);
        done(sim.call(URL).set(EasyOption.FORBID_REUSE, true));
        assertEquals(1, sockets(), "it may use one");
        assertFalse(sim.network().socket(1).isOpen());
        done(URL);
        assertEquals(2, sockets());
    }

    @Test
    @Tag("L26")
    void upkeepDoesNothingForHttp1() {
        SimCall call = done(URL);
        sim.runFor(90_000);
        long reads = sim.network().socket(1).reads();
        long writes = sim.network().socket(1).writes();
        sim.forgetCallbacks();
        sim.loop().call("upkeep", call.easy()::upkeep);
        assertEquals(reads, sim.network().socket(1).reads());
        assertEquals(writes, sim.network().socket(1).writes());
        assertEquals(List.of(), sim.callbacks());
        assertTrue(sim.network().socket(1).isOpen());
    }

    private SimCall done(String url) {
        return done(sim.call(url));
    }

    private SimCall done(SimCall call) {
        sim.add(call);
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        return call;
    }

    private int sockets() {
        return sim.network().sockets().size();
    }

    private static long connection(SimCall call) {
        return call.easy().info(EasyInfo.CONN_ID);
    }
}
