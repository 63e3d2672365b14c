package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.MultiOption;
import dev.hiper.PollAction;
import dev.hiper.WantedSocket;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How connections say goodbye. */
class ShutdownTest {
    private static final String URL = "https://a.test/";
    private static final String CLOSING = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi";
    private static final String KEEPING = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

    private final SimNetwork network = new SimNetwork(1).bufferBytes(1024, 64 * 1024);
    private final SimHarness sim = new SimHarness(network);

    @AfterEach
    void close() {
        sim.close();
    }

    /**
     * Leaves socket #1 (or the next) in shutdown: the server answered before it had read the request, so TLS records
     * wait for the socket when the transfer is over, and the goodbye behind them.
     */
    static TlsOrigin leaveInShutdown(SimHarness sim) {
        TlsOrigin origin = new TlsOrigin(sim, "a.test", CLOSING).stopReadingAtRequest();
        SimCall call = sim.add(TlsOrigin.call(sim, URL).set(EasyOption.POSTFIELDS, Bodies.bytes(20_000)));
        sim.loop().runUntil(call::isDone);
        assertEquals(ResultCode.OK, call.result());
        assertEquals("hi", call.body());
        return origin;
    }

    @Test
    @Tag("S10")
    @Tag("L22")
    void aGoodbyeThatDoesNotFitKeepsTheSocketWatchedUntilItIsOut() {
        TlsOrigin origin = leaveInShutdown(sim);
        assertEquals(PollAction.OUT, sim.loop().interest(1));
        List<String> told = sim.socketCallbacks();
        assertEquals(List.of("OUT#1", "IN#1", "INOUT#1", "OUT#1"), told, "no REMOVE in between");
        origin.sessions.get(0).peer.resumeReading();
        sim.runFor(100);
        assertEquals(PollAction.NONE, sim.loop().interest(1));
        assertFalse(network.socket(1).isOpen());
        assertTrue(origin.sessions.get(0).goodbyeSeen);
        assertEquals(-1, sim.loop().timerMillis());
    }

    @Test
    @Tag("S10")
    void afterTheTransferIsGoneTheCallbacksNameNoEasy() {
        TlsOrigin origin = leaveInShutdown(sim);
        List<@Nullable Easy> easies = new ArrayList<>();
        sim.set(MultiOption.SOCKETFUNCTION, (easy, socket, what, attachment) -> {
            easies.add(easy);
            return sim.loop().onSocket(easy, socket, what, attachment);
        });
        origin.sessions.get(0).peer.resumeReading();
        sim.runFor(100);
        assertEquals(1, easies.size());
        assertNull(easies.get(0));
    }

    @Test
    @Tag("T12")
    @Tag("L22")
    @Tag("T16")
    void aGoodbyeHasTwoSecondsAndATimerOfItsOwn() {
        leaveInShutdown(sim);
        long begin = sim.clock().elapsedMillis();
        assertEquals(0, sim.multi().running());
        assertTrue(sim.loop().timerMillis() >= 1990 && sim.loop().timerMillis() <= 2000);
        sim.loop().runUntil(() -> !network.socket(1).isOpen());
        Times.assertAbout(2000, sim.clock().elapsedMillis() - begin, 3);
        assertEquals(-1, sim.loop().timerMillis());
        assertEquals(PollAction.NONE, sim.loop().interest(1));
    }

    @Test
    @Tag("L22")
    void aConnectionInShutdownIsNotUsedAgainAndStillWaitedFor() {
        leaveInShutdown(sim);
        List<WantedSocket> wanted = sim.multi().waitfds();
        assertEquals(1, wanted.size());
        SimCall next = sim.add(TlsOrigin.call(sim, URL));
        sim.loop().runUntil(next::isDone);
        assertEquals(2, network.sockets().size());
    }

    @Test
    @Tag("L23")
    void aBrokenOffTransferSaysNoGoodbye() {
        TlsOrigin origin = new TlsOrigin(sim, "a.test", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi");
        SimCall call = sim.add(TlsOrigin.call(sim, URL));
        sim.runFor(100);
        assertEquals("hi", call.body());
        sim.remove(call);
        assertFalse(network.socket(1).isOpen());
        sim.runFor(20);
        assertFalse(origin.sessions.get(0).goodbyeSeen);
    }

    @Test
    @Tag("L23")
    void aTransferThatTimedOutSaysNoGoodbye() {
        TlsOrigin origin = new TlsOrigin(sim, "a.test", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi");
        SimCall call = sim.add(TlsOrigin.call(sim, URL).set(EasyOption.TIMEOUT_MS, 200L));
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        assertFalse(network.socket(1).isOpen());
        sim.runFor(20);
        assertFalse(origin.sessions.get(0).goodbyeSeen);
    }

    @Test
    @Tag("L23")
    void aConnectOnlyConnectionSaysNoGoodbye() {
        TlsOrigin origin = new TlsOrigin(sim, "a.test", KEEPING);
        SimCall call = sim.add(TlsOrigin.call(sim, URL).set(EasyOption.CONNECT_ONLY, 1L));
        sim.runUntilDone();
        sim.runFor(20);
        sim.remove(call);
        assertFalse(network.socket(1).isOpen());
        sim.runFor(20);
        assertFalse(origin.sessions.get(0).goodbyeSeen);
    }

    @Test
    @Tag("L22")
    @Tag("L23")
    void aConnectionThatEndsWellSaysGoodbyeInOneGo() {
        TlsOrigin origin = new TlsOrigin(sim, "a.test", CLOSING);
        SimCall call = sim.add(TlsOrigin.call(sim, URL));
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        assertFalse(network.socket(1).isOpen());
        sim.runFor(20);
        assertTrue(origin.sessions.get(0).goodbyeSeen);
    }

    @Test
    @Tag("L25")
    void closingTheMultiTriesOneGoodbyePerConnection() {
        TlsOrigin origin = new TlsOrigin(sim, "a.test", KEEPING);
        sim.add(TlsOrigin.call(sim, URL));
        sim.runUntilDone();
        assertTrue(network.socket(1).isOpen());
        sim.close();
        network.runFor(20);
        assertTrue(origin.sessions.get(0).goodbyeSeen);
    }

    @Test
    @Tag("L25")
    void closingTheMultiCutsOffWhoIsStillSayingGoodbye() {
        leaveInShutdown(sim);
        sim.close();
        assertFalse(network.socket(1).isOpen());
    }
}
