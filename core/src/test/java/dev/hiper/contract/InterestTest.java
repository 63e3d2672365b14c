package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.MultiOption;
import dev.hiper.Pause;
import dev.hiper.PollAction;
import dev.hiper.ReadCallback;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimLookup;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a transfer wants of its socket, state by state. */
class InterestTest {
    private static final String URL = "http://10.0.0.1/";

    @Test
    @Tag("S19")
    void lookingUpWantsNothingAndConnectingWantsOut() {
        try (SimHarness sim = new SimHarness()) {
            sim.resolver().lookup("a.test", SimLookup.afterMillis(50, "10.0.0.1"));
            sim.network().reach(SimServer.address("10.0.0.1", 80), SimReach.acceptAfterMillis(100));
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x").delayedMillis(100));
            sim.get("http://a.test/");
            sim.runFor(40);
            assertEquals(0, sim.loop().watched());
            sim.runFor(40);
            assertEquals(PollAction.OUT, sim.loop().interest(1));
            sim.runFor(100);
            assertEquals(PollAction.IN, sim.loop().interest(1));
            sim.runUntilDone();
            assertEquals(PollAction.NONE, sim.loop().interest(1));
        }
    }

    @Test
    @Tag("S19")
    void aWaitingTransferWantsNothing() {
        try (SimHarness sim = new SimHarness()) {
            sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x").delayedMillis(50));
            sim.get(URL);
            sim.get(URL);
            sim.runFor(20);
            assertEquals(1, sim.loop().watched());
            assertEquals(1, sim.network().sockets().size());
            sim.runUntilDone();
        }
    }

    @Test
    @Tag("S19")
    @Tag("P3")
    void aPausedDirectionIsTakenOut() {
        SimNetwork network = new SimNetwork(1).bufferBytes(1024, 64 * 1024);
        try (SimHarness sim = new SimHarness(network)) {
            SimServer server = sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x"));
            server.onAccept(peer -> peer.stopReading());
            SimCall call = sim.call(URL).set(EasyOption.POSTFIELDS, Bodies.bytes(20_000));
            sim.add(call);
            sim.runFor(20);
            assertEquals(PollAction.INOUT, sim.loop().interest(1));
            sim.loop().pause(call.easy(), Pause.RECV);
            assertEquals(PollAction.OUT, sim.loop().interest(1));
            sim.loop().pause(call.easy(), Pause.CONT);
            assertEquals(PollAction.INOUT, sim.loop().interest(1));
            server.peer(0).resumeReading();
            sim.runUntilDone();
        }
    }

    @Test
    @Tag("S19")
    @Tag("P4")
    @Tag("P8")
    void aReadCallbackThatPausesTakesOutAway() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x"));
            boolean[] ready = new boolean[1];
            ReadCallback body = Bodies.reader(Bodies.bytes(10));
            SimCall call = sim.call(URL)
                    .set(EasyOption.UPLOAD, true)
                    .set(EasyOption.INFILESIZE_LARGE, 10L)
                    .set(
                            EasyOption.READFUNCTION,
                            (easy, destination) -> ready[0] ? body.onRead(easy, destination) : ReadCallback.PAUSE);
            sim.add(call);
            sim.runFor(20);
            assertEquals(PollAction.IN, sim.loop().interest(1));
            ready[0] = true;
            sim.loop().pause(call.easy(), Pause.CONT);
            assertEquals(PollAction.INOUT, sim.loop().interest(1));
            sim.runUntilDone();
        }
    }

    @Test
    @Tag("S19")
    void waitingForAHundredDoesNotWantToSend() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x"));
            sim.add(sim.call(URL)
                    .set(EasyOption.POSTFIELDS, Bodies.bytes(100))
                    .set(EasyOption.HTTPHEADER, List.of("Expect: 100-continue")));
            sim.runFor(500);
            assertEquals(PollAction.IN, sim.loop().interest(1));
            sim.runUntilDone();
        }
    }

    @Test
    @Tag("S19")
    void aDirectionWhoseSpeedLimitIsUsedUpIsTakenOut() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x"));
            SimCall call = sim.call(URL)
                    .set(EasyOption.POSTFIELDS, Bodies.bytes(20_000))
                    .set(EasyOption.MAX_SEND_SPEED_LARGE, 10_000L);
            sim.add(call);
            sim.runFor(20);
            assertEquals(
                    false, sim.loop().interest(1).out(), "the socket has room, but the limit has not: no busy loop");
            assertTrue(sim.loop().timerMillis() >= 0);
            sim.runUntilDone();
            assertEquals(Bodies.text(20_000), server.request(0).bodyText());
            assertTrue(sim.clock().elapsedMillis() > 1500, sim.clock().elapsedMillis() + " ms");
        }
    }

    @Test
    @Tag("S20")
    void theTlsLayerTurnsAWishToConnectIntoWhatTheHandshakeWaitsFor() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test", 443).raw();
            SimCall call = sim.add(TlsOrigin.call(sim, "https://a.test/"));
            sim.runFor(50);
            assertEquals(List.of("OUT#1", "IN#1"), sim.socketCallbacks());
            sim.remove(call);
        }
    }

    @Test
    @Tag("S20")
    void theTlsLayerAddsOutWhileRecordsWaitForTheSocket() {
        SimNetwork network = new SimNetwork(1).bufferBytes(64, 64 * 1024);
        try (SimHarness sim = new SimHarness(network)) {
            sim.server("a.test", 443).raw().onAccept(peer -> peer.stopReading());
            SimCall call = sim.add(TlsOrigin.call(sim, "https://a.test/"));
            sim.runFor(50);
            assertEquals(PollAction.OUT, sim.loop().interest(1), "the hello is not out, so there is nothing to read");
            sim.remove(call);
        }
    }
}
