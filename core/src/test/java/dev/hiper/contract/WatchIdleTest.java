package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.MultiOption;
import dev.hiper.PollAction;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The option WATCH_IDLE, our only departure from rule S7: idle connections stay watched. */
class WatchIdleTest {
    private final SimHarness sim = new SimHarness().set(MultiOption.WATCH_IDLE, true);
    private final SimServer server = sim.server("a.test").reply(SimReply.ok("x"));

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    @Tag("S7")
    @Tag("S3")
    void requestsOnAKeptConnectionChangeNoInterest() {
        get();
        assertEquals(List.of("OUT#1", "IN#1"), sim.socketCallbacks());
        for (int i = 0; i < 10; i++) {
            get();
        }
        assertEquals(List.of("OUT#1", "IN#1"), sim.socketCallbacks());
        assertEquals(PollAction.IN, sim.loop().interest(1));
        assertEquals(11, server.requests().size());
    }

    @Test
    @Tag("L12")
    void aCloseOfThePeerIsNoticedAtOnce() {
        get();
        server.peer(0).close();
        sim.runFor(10);
        assertFalse(sim.network().socket(1).isOpen());
        assertEquals(List.of("OUT#1", "IN#1", "REMOVE#1"), sim.socketCallbacks());
        get();
        assertEquals(2, sim.network().sockets().size());
    }

    @Test
    @Tag("L12")
    void unaskedBytesEndTheConnectionAtOnce() {
        get();
        server.peer(0).send("HTTP/1.1 200 OK\r\n\r\n");
        sim.runFor(10);
        assertFalse(sim.network().socket(1).isOpen());
    }

    @Test
    @Tag("L12")
    void noConnectionIsAskedForItsHealth() {
        get();
        sim.runFor(5000);
        long reads = sim.network().socket(1).reads();
        sim.get("http://a.test/");
        sim.runFor(1);
        assertEquals(reads, sim.network().socket(1).reads());
        sim.runUntilDone();
    }

    @Test
    @Tag("S15")
    void anEventWithNothingBehindItLeavesTheConnectionAlone() {
        get();
        sim.loop().call("event", () -> sim.multi().socketAction(sim.network().socket(1), 1));
        assertTrue(sim.network().socket(1).isOpen());
        assertEquals(PollAction.IN, sim.loop().interest(1));
    }

    @Test
    @Tag("S7")
    void switchedOffTheNextIdleConnectionIsLetGoOf() {
        get();
        sim.set(MultiOption.WATCH_IDLE, false);
        get();
        assertEquals(PollAction.NONE, sim.loop().interest(1));
        assertTrue(sim.network().socket(1).isOpen());
    }

    private void get() {
        SimCall call = sim.get("http://a.test/");
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
    }
}
