package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.Pause;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole conversations: all socket and timer callbacks of a transfer, from its first to its last. */
class SequenceTest {
    private static final String URL = "http://10.0.0.1/";

    @Test
    @Tag("S1")
    @Tag("S7")
    @Tag("T1")
    void aGetOnANewConnection() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("hello"));
            SimCall call = sim.get(URL);
            sim.runUntilDone();
            assertEquals("hello", call.body());
            assertEquals(List.of("timer 0", "OUT#1", "timer 300000", "IN#1", "timer -1", "REMOVE#1"), sim.callbacks());
            assertTrue(sim.network().socket(1).isOpen());
        }
    }

    @Test
    @Tag("S7")
    void aSecondGetOnTheSameConnection() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("hello"));
            sim.get(URL);
            sim.runUntilDone();
            sim.forgetCallbacks();
            SimCall call = sim.get(URL);
            sim.runUntilDone();
            assertEquals("hello", call.body());
            assertEquals(List.of("timer 0", "IN#1", "timer -1", "REMOVE#1"), sim.callbacks());
        }
    }

    @Test
    @Tag("S6")
    void aGetThatClosesItsConnection() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.untilClose(Bodies.bytes(10)));
            SimCall call = sim.call(URL).set(EasyOption.CLOSESOCKETFUNCTION, socket -> {
                assertEquals(List.of("OUT#1", "IN#1", "REMOVE#1"), sim.socketCallbacks());
                socket.close();
            });
            sim.add(call);
            sim.runUntilDone();
            assertEquals(Bodies.text(10), call.body());
            assertFalse(sim.network().socket(1).isOpen());
        }
    }

    @Test
    @Tag("S18")
    void anUploadThatWaitsForTheSocket() {
        SimNetwork network = new SimNetwork(1).bufferBytes(1024, 64 * 1024);
        try (SimHarness sim = new SimHarness(network)) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x"));
            sim.add(sim.call(URL).set(EasyOption.POSTFIELDS, Bodies.bytes(5000)));
            sim.runUntilDone();
            assertEquals(
                    List.of("timer 0", "OUT#1", "timer 300000", "INOUT#1", "timer -1", "IN#1", "REMOVE#1"),
                    sim.callbacks());
        }
    }

    @Test
    @Tag("S18")
    @Tag("T1")
    void anUploadThatWaitsInVainForAHundred() {
        SimNetwork network = new SimNetwork(1).bufferBytes(1024, 64 * 1024);
        try (SimHarness sim = new SimHarness(network)) {
            SimServer server = sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x"));
            sim.add(sim.call(URL)
                    .set(EasyOption.POSTFIELDS, Bodies.bytes(5000))
                    .set(EasyOption.HTTPHEADER, List.of("Expect: 100-continue")));
            sim.runFor(990);
            assertEquals(List.of("OUT#1", "IN#1"), sim.socketCallbacks());
            assertEquals(
                    "timer 1000", sim.timerCallbacks().get(sim.timerCallbacks().size() - 1));
            sim.runUntilDone();
            assertEquals(List.of("OUT#1", "IN#1", "INOUT#1", "IN#1", "REMOVE#1"), sim.socketCallbacks());
            assertEquals(Bodies.text(5000), server.request(0).bodyText());
        }
    }

    @Test
    @Tag("S6")
    @Tag("S13")
    void aRunningTransferThatIsRemoved() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.nothing().stall());
            SimCall call = sim.get(URL);
            sim.runFor(10);
            sim.forgetCallbacks();
            sim.remove(call);
            assertEquals(List.of("REMOVE#1"), sim.callbacks());
            assertEquals(1, sim.network().socket(1).closes());
        }
    }

    @Test
    @Tag("S8")
    @Tag("P6")
    void pauseAndContinue() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("hello").delayedMillis(20));
            SimCall call = sim.get(URL);
            sim.runFor(10);
            sim.forgetCallbacks();
            sim.loop().pause(call.easy(), Pause.RECV);
            assertEquals(List.of("REMOVE#1"), sim.callbacks());
            sim.runFor(100);
            sim.loop().pause(call.easy(), Pause.CONT);
            assertEquals(List.of("REMOVE#1", "IN#1", "timer 0"), sim.callbacks());
            sim.runUntilDone();
            assertEquals(List.of("REMOVE#1", "IN#1", "timer 0", "REMOVE#1", "timer -1"), sim.callbacks());
            assertEquals("hello", call.body());
        }
    }

    @Test
    @Tag("S20")
    void anHttpsGet() {
        try (SimHarness sim = new SimHarness()) {
            TlsOrigin origin = new TlsOrigin(sim, "a.test", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            SimCall call = sim.add(TlsOrigin.call(sim, "https://a.test/"));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals("hello", call.body());
            assertEquals(
                    List.of("OUT#1", "IN#1", "REMOVE#1"),
                    sim.socketCallbacks(),
                    "the handshake waits for the peer, and so does the response");
            assertTrue(sim.network().socket(1).isOpen());
            assertFalse(origin.sessions.get(0).goodbyeSeen);
        }
    }
}
