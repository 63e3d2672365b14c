package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.CallbackResult;
import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.MultiCode;
import dev.hiper.MultiCount;
import dev.hiper.MultiOption;
import dev.hiper.PollAction;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimLookup;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a transfer comes from state to state, as far as it shows outside. */
class StateMachineTest {
    private static final String URL = "http://a.test/";

    private final SimHarness sim = new SimHarness();

    @Test
    @Tag("M1")
    void onAReusedConnectionOneRunGoesFromAddedToSent() {
        SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
        sim.get(URL);
        sim.runUntilDone();
        sim.get(URL + "second");
        long writes = sim.network().socket(1).writes();
        sim.forgetCallbacks();
        sim.loop().call("action", sim.multi()::timeoutAction);
        assertEquals(writes + 1, sim.network().socket(1).writes());
        assertEquals(List.of("IN#1"), sim.socketCallbacks());
        sim.runUntilDone();
        assertEquals("/second", server.request(1).target());
        sim.close();
    }

    @Test
    @Tag("M1")
    @Tag("M4")
    void failureBeforeAnyWaitingEndsInTheFirstRun() {
        SimCall call = sim.get("http://");
        sim.loop().call("action", sim.multi()::timeoutAction);
        assertEquals(ResultCode.URL_MALFORMAT, call.result());
        sim.close();
    }

    /** The second one is let in by the end of the first connection within the same call. */
    @Test
    @Tag("M2")
    void connectionThatEndsLetsAWaitingTransferIn() {
        sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
        sim.server("a.test").reply(SimReply.ok("x").close());
        sim.server("b.test").reply(SimReply.ok("y"));
        SimCall first = sim.call(URL).set(EasyOption.FORBID_REUSE, true);
        sim.add(first);
        SimCall second = sim.get("http://b.test/");
        sim.loop().runUntil(first::isDone);
        assertEquals(0, sim.multi().count(MultiCount.XFERS_PENDING), "it is on its way");
        sim.runUntilDone();
        assertEquals("y", second.body());
        sim.close();
    }

    @Test
    @Tag("M3")
    void waitingForASlotCounts() {
        sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
        sim.server("a.test")
                .reply(SimReply.ok("x").delayedMillis(60), SimReply.nothing().stall());
        sim.get(URL);
        SimCall waiting = sim.call(URL).set(EasyOption.TIMEOUT_MS, 100L);
        sim.add(waiting);
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, waiting.result());
        long total = waiting.easy().info(EasyInfo.TOTAL_TIME_T);
        assertTrue(total >= 100_000 && total < 105_000, "microseconds: " + total);
        long queued = waiting.easy().info(EasyInfo.QUEUE_TIME_T);
        assertTrue(queued >= 55_000 && queued < 70_000, "microseconds: " + queued);
        sim.close();
    }

    @Test
    @Tag("M4")
    void failingStepEndsInTheSameRunAndClosesTheConnection() {
        SimCall call = failWith("this is no HTTP at all\r\n\r\n");
        assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, call.result());
        assertFalse(sim.network().socket(1).isOpen());
        assertEquals("REMOVE#1", sim.socketCallbacks().get(sim.socketCallbacks().size() - 1));
        sim.close();
    }

    private SimCall failWith(String response) {
        sim.server("a.test").reply(SimReply.raw(response));
        SimCall call = sim.get(URL);
        sim.runUntilDone();
        return call;
    }

    @Test
    @Tag("M5")
    void progressIsCalledFromTheConnectionOnAndMayAbort() {
        sim.server("a.test").reply(SimReply.ok("x".repeat(10)).then("").delayedMillis(20));
        List<Long> seen = new ArrayList<>();
        SimCall call = sim.call(URL)
                .set(EasyOption.NOPROGRESS, false)
                .set(EasyOption.XFERINFOFUNCTION, (easy, dlTotal, dlNow, ulTotal, ulNow) -> {
                    assertTrue(sim.network().socket(1).isConnected());
                    seen.add(dlNow);
                    return dlNow == 10 ? 1 : 0;
                });
        sim.add(call);
        sim.runFor(15);
        assertFalse(seen.isEmpty());
        sim.runUntilDone();
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, call.result());
        assertEquals(10, seen.get(seen.size() - 1));
        assertEquals(1, seen.stream().filter(count -> count == 10).count(), "not again after its abort");
        assertFalse(sim.network().socket(1).isOpen());
        sim.close();
    }

    @Test
    @Tag("M6")
    void deadMultiEndsEveryRunWith42() {
        Application application = new Application();
        new SimServer(application.network, SimServer.address("10.0.0.1", 80))
                .reply(SimReply.nothing().stall());
        Easy easy = Easy.create().set(EasyOption.URL, "http://10.0.0.1/");
        application.multi.add(easy);
        application.runFor(5);
        application.socketAnswers = told -> -1;
        application.multi.add(Easy.create().set(EasyOption.URL, "http://10.0.0.1/"));
        assertEquals(MultiCode.ABORTED_BY_CALLBACK, Refusals.refused(application.multi::timeoutAction));
        assertEquals(0, application.multi.perform());
        application.drain();
        assertEquals(2, application.messages.size());
        application.messages.forEach(message -> assertEquals(ResultCode.ABORTED_BY_CALLBACK, message.result()));
        assertFalse(application.network.socket(1).isOpen());
        application.close();
    }

    /** What the first run takes note of is not taken again by a retry: the start, and with it the whole time limit. */
    @Test
    @Tag("M7")
    @Tag("T18")
    void retryIsALegNotANewStart() {
        sim.server("a.test")
                .reply(
                        SimReply.ok("x"),
                        SimReply.nothing().pauseMillis(60).then("").close(),
                        stalled());
        sim.get(URL);
        sim.runUntilDone();
        SimCall call = sim.call(URL).set(EasyOption.TIMEOUT_MS, 100L);
        sim.add(call);
        long start = sim.clock().elapsedMillis();
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        assertEquals(2, sim.network().sockets().size(), "it was tried again");
        long took = sim.clock().elapsedMillis() - start;
        assertTrue(took >= 100 && took < 103, "took " + took);
        sim.close();
    }

    private static SimReply stalled() {
        return SimReply.nothing().stall();
    }

    @Test
    @Tag("M15")
    void requestIsWrittenWithoutAskingForWritability() {
        SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
        SimCall call = sim.call(URL).set(EasyOption.POSTFIELDS, Bodies.bytes(5000));
        sim.add(call);
        sim.runUntilDone();
        assertEquals(List.of("OUT#1", "IN#1", "REMOVE#1"), sim.socketCallbacks());
        assertEquals(Bodies.text(5000), server.request(0).bodyText());
        assertEquals(1, sim.network().socket(1).writes(), "head and body together");
        sim.close();
    }

    @Test
    @Tag("M15")
    void whatDoesNotFitIsSentLater() {
        SimHarness narrow = new SimHarness(new SimNetwork(1).bufferBytes(4096, 4096));
        SimServer server = narrow.server("a.test").reply(SimReply.ok("x"));
        narrow.add(narrow.call(URL).set(EasyOption.POSTFIELDS, Bodies.bytes(50_000)));
        narrow.runUntilDone();
        assertTrue(narrow.socketCallbacks().contains("INOUT#1"), () -> narrow.socketCallbacks()
                .toString());
        assertEquals(Bodies.text(50_000), server.request(0).bodyText());
        narrow.close();
    }

    @Test
    @Tag("M16")
    void prereqIsAskedOnceTheConnectionStandsAndBeforeEachRequest() {
        SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
        List<String> remotes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            sim.add(sim.call(URL).set(EasyOption.PREREQFUNCTION, (easy, remote, local) -> {
                remotes.add(String.valueOf(remote));
                assertTrue(sim.network().socket(1).isConnected());
                assertEquals(remotes.size() - 1, server.requests().size());
                return CallbackResult.OK;
            }));
            sim.runUntilDone();
        }
        assertEquals(List.of("/10.0.0.1:80", "/10.0.0.1:80"), remotes);
        assertEquals(1, sim.network().sockets().size(), "reused");
        sim.close();
    }

    @Test
    @Tag("M16")
    void prereqMayRefuse() {
        SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
        SimCall call = sim.call(URL).set(EasyOption.PREREQFUNCTION, (easy, remote, local) -> CallbackResult.ABORT);
        sim.add(call);
        sim.runUntilDone();
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, call.result());
        sim.runFor(10);
        assertEquals("", server.peer(0).receivedText());
        assertFalse(sim.network().socket(1).isOpen());
        sim.close();
    }

    @Test
    @Tag("M1")
    void everyWayOfWaitingHasItsOwnInterest() {
        sim.resolver().lookup("slow.test", SimLookup.afterMillis(20, "10.3.3.3"));
        sim.network().reach(SimServer.address("10.3.3.3", 80), SimReach.acceptAfterMillis(20));
        sim.serverAt("10.3.3.3", 80).reply(SimReply.ok("x").delayedMillis(20));
        SimCall call = sim.get("http://slow.test/");
        sim.runFor(10);
        assertEquals(List.of(), sim.socketCallbacks(), "looking up");
        sim.runFor(20);
        assertEquals(PollAction.OUT, sim.loop().interest(1), "connecting");
        sim.runFor(20);
        assertEquals(PollAction.IN, sim.loop().interest(1), "performing");
        sim.runUntilDone();
        assertSame(ResultCode.OK, call.result());
        sim.close();
    }
}
