package dev.hiper.contract;

import static dev.hiper.contract.Refusals.codeOf;
import static dev.hiper.contract.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiCount;
import dev.hiper.MultiOption;
import dev.hiper.PollAction;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimLookup;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Taking a transfer out, whatever it is doing. */
class RemoveHandleTest {
    private static final String URL = "http://a.test/";

    private final SimHarness sim = new SimHarness();

    @Test
    @Tag("A8")
    void checksComeInTheirOrder() {
        Easy closed = Easy.create();
        closed.close();
        Multi gone = Multi.create();
        gone.close();
        assertEquals(MultiCode.BAD_HANDLE, refused(() -> gone.remove(closed)));

        List<MultiCode> codes = new ArrayList<>();
        sim.server("a.test").reply(SimReply.ok("x"));
        sim.add(sim.call(URL).writer((easy, data) -> {
            codes.add(codeOf(() -> sim.multi().remove(closed)));
            return WriteResult.ACCEPTED;
        }));
        sim.runUntilDone();
        assertEquals(List.of(MultiCode.RECURSIVE_API_CALL), codes);
        assertEquals(MultiCode.BAD_EASY_HANDLE, refused(() -> sim.multi().remove(closed)));
        sim.close();
    }

    @Test
    @Tag("A8")
    void removingWhatIsInNoMultiDoesNothingAndFromAnotherMultiIsRefused() {
        try (Multi other = Multi.create()) {
            Easy easy = Easy.create();
            sim.multi().remove(easy);
            other.add(easy);
            assertEquals(MultiCode.BAD_EASY_HANDLE, refused(() -> sim.multi().remove(easy)));
            assertEquals(List.of(easy), other.handles());
        }
        sim.close();
    }

    @Test
    @Tag("A9")
    void runningLookupIsAbandonedNotAwaited() {
        sim.resolver().lookup("slow.test", SimLookup.afterMillis(5000, "10.0.0.77"));
        SimCall call = sim.get("http://slow.test/");
        sim.runFor(10);
        long before = sim.clock().elapsedMillis();
        sim.remove(call);
        assertTrue(sim.clock().elapsedMillis() - before < 2);
        assertEquals(1, sim.resolver().cancels());
        sim.runUntilQuiet();
        assertFalse(call.isDone());
        sim.close();
    }

    @Test
    @Tag("A10")
    void removalBringsOneLastProgressCallWhoseAnswerDoesNotMatter() {
        sim.server("a.test")
                .reply(SimReply.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfour")
                        .stall());
        List<Long> downloaded = new ArrayList<>();
        int[] answer = new int[1];
        SimCall call = sim.call(URL)
                .set(EasyOption.NOPROGRESS, false)
                .set(EasyOption.XFERINFOFUNCTION, (easy, dlTotal, dlNow, ulTotal, ulNow) -> {
                    downloaded.add(dlNow);
                    return answer[0];
                });
        sim.add(call);
        sim.runFor(50);
        downloaded.clear();
        answer[0] = 1;
        sim.remove(call);
        assertEquals(List.of(4L), downloaded);
        assertFalse(call.isDone());
        sim.close();
    }

    @Test
    @Tag("A11")
    @Tag("A12")
    void halfDoneTransferTakesItsConnectionWithIt() {
        SimServer server = sim.server("a.test").reply(SimReply.nothing().stall());
        SimCall call = sim.get(URL);
        sim.runFor(20);
        assertEquals(PollAction.IN, sim.loop().interest(1));
        sim.forgetCallbacks();
        sim.remove(call);
        assertEquals(List.of("REMOVE#1"), sim.socketCallbacks());
        assertFalse(sim.network().socket(1).isOpen());
        sim.runFor(5);
        assertTrue(server.peer(0).clientHasEnded());
        sim.close();
    }

    @Test
    @Tag("A11")
    void completeTransferLeavesItsConnectionInThePool() {
        sim.server("a.test").reply(SimReply.ok("x"));
        SimCall call = sim.get(URL);
        sim.runUntilDone();
        sim.forgetCallbacks();
        sim.remove(call);
        assertEquals(List.of(), sim.socketCallbacks());
        assertTrue(sim.network().socket(1).isOpen());
        sim.get(URL);
        sim.runUntilDone();
        assertEquals(1, sim.network().sockets().size());
        sim.close();
    }

    @Test
    @Tag("A11")
    void halfOpenAttemptsAreClosed() {
        sim.resolver().host("two.test", "fd00::1", "10.0.0.9");
        sim.network().reach(SimServer.address("fd00::1", 80), SimReach.blackHole());
        sim.network().reach(SimServer.address("10.0.0.9", 80), SimReach.blackHole());
        SimCall call = sim.get("http://two.test/");
        sim.runFor(300);
        assertEquals(2, sim.loop().watched());
        sim.remove(call);
        assertEquals(0, sim.loop().watched());
        assertEquals(0, sim.network().openSockets());
        sim.close();
    }

    @Test
    @Tag("A12")
    void timersOfTheRemovedTransferAreGone() {
        sim.server("a.test").reply(SimReply.nothing().stall());
        SimCall call = sim.call(URL).set(EasyOption.TIMEOUT_MS, 60_000L);
        sim.add(call);
        sim.runFor(20);
        assertTrue(sim.loop().timerMillis() > 50_000);
        sim.forgetCallbacks();
        sim.remove(call);
        assertEquals(List.of("timer -1"), sim.timerCallbacks());
        assertEquals(-1, sim.multi().timeoutMillis());
        sim.close();
    }

    @Test
    @Tag("A12")
    void countersFollowAtOnceAndOneWaitingTransferIsLetIn() {
        sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
        sim.server("a.test").reply(SimReply.nothing().stall(), SimReply.ok("second"));
        SimCall first = sim.get(URL);
        SimCall second = sim.get(URL);
        sim.runFor(20);
        assertEquals(1, sim.multi().count(MultiCount.XFERS_PENDING));
        sim.remove(first);
        assertEquals(1, sim.multi().count(MultiCount.XFERS_CURRENT));
        assertEquals(0, sim.multi().count(MultiCount.XFERS_PENDING));
        assertEquals(1, sim.multi().running());
        sim.runUntilDone();
        assertEquals("second", second.body());
        sim.close();
    }

    @Test
    @Tag("A12")
    void lastAnnouncementNamesTheRemovedEasyAndMayEndTheMulti() {
        Application application = new Application();
        new SimServer(application.network, SimServer.address("10.0.0.1", 80))
                .reply(SimReply.nothing().stall());
        Easy easy = Easy.create().set(EasyOption.URL, "http://10.0.0.1/");
        application.multi.add(easy);
        application.runFor(10);
        application.socketAnswers = told -> -1;
        assertEquals(MultiCode.ABORTED_BY_CALLBACK, refused(() -> application.multi.remove(easy)));
        assertEquals(PollAction.REMOVE, application.last().what());
        assertSame(easy, application.last().easy());
        assertEquals(List.of(), application.multi.handles(), "out all the same");
        application.close();
    }

    @Test
    @Tag("A12")
    void timerCallbackThatRefusesEndsTheMultiButTheEasyIsOut() {
        Application application = new Application();
        Easy easy = Easy.create().set(EasyOption.URL, "http://10.0.0.1/");
        application.multi.add(easy);
        application.timerAnswer = -1;
        assertEquals(MultiCode.ABORTED_BY_CALLBACK, refused(() -> application.multi.remove(easy)));
        assertEquals(List.of(), application.multi.handles());
        application.close();
    }

    @Test
    @Tag("A13")
    void connectOnlyConnectionIsClosedAtOnce() {
        sim.server("a.test").raw();
        SimCall call = sim.call(URL).set(EasyOption.CONNECT_ONLY, 1L);
        sim.add(call);
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        assertTrue(sim.network().socket(1).isOpen());
        sim.remove(call);
        assertFalse(sim.network().socket(1).isOpen());
        assertNull(call.easy().info(EasyInfo.ACTIVESOCKET));
        sim.close();
    }

    @Test
    @Tag("A14")
    void waitingTransferCanBeRemoved() {
        sim.set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
        sim.server("a.test").reply(SimReply.ok("x").delayedMillis(30));
        SimCall first = sim.get(URL);
        SimCall waiting = sim.get(URL);
        sim.runFor(10);
        sim.remove(waiting);
        assertEquals(0, sim.multi().count(MultiCount.XFERS_PENDING));
        sim.runUntilDone();
        assertEquals(ResultCode.OK, first.result());
        assertFalse(waiting.isDone());
        sim.close();
    }

    @Test
    @Tag("A14")
    @Tag("A15")
    void finishedFailedAndHalfDoneOnesRunAgainFromTheStart() {
        SimServer server = sim.server("a.test")
                .reply(
                        SimReply.ok("finished"),
                        SimReply.nothing().close(),
                        SimReply.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfour")
                                .stall(),
                        SimReply.ok("at last"));
        SimCall call = sim.call(URL + "path")
                .set(EasyOption.FORBID_REUSE, true)
                .set(EasyOption.HTTPHEADER, List.of("X-Kept: yes"));
        sim.add(call);
        sim.runUntilDone();
        assertEquals("finished", call.body());

        sim.remove(call);
        sim.add(call.forget());
        sim.runUntilDone();
        assertEquals(ResultCode.GOT_NOTHING, call.result());

        sim.remove(call);
        sim.add(call.forget());
        sim.runFor(50);
        assertEquals("four", call.body());

        sim.remove(call);
        assertFalse(call.isDone(), "no result of a removed transfer");
        assertNull(sim.multi().infoRead());
        sim.add(call.forget());
        sim.runUntilDone();
        assertEquals("at last", call.body());
        assertEquals(List.of("yes"), server.request(3).values("X-Kept"));
        assertEquals(1, call.easy().info(EasyInfo.NUM_CONNECTS));
        sim.close();
    }

    @Test
    @Tag("A14")
    void closingTheEasyRemovesItFirst() {
        sim.server("a.test").reply(SimReply.nothing().stall());
        SimCall call = sim.get(URL);
        sim.runFor(20);
        sim.loop().closeEasy(call.easy());
        assertEquals(List.of(), sim.multi().handles());
        assertEquals(0, sim.network().openSockets());
        sim.close();
    }

    @Test
    @Tag("A15")
    @Tag("Q5")
    void unreadMessageGoesWithItsEasy() {
        Application application = new Application();
        Easy easy = Easy.create();
        Easy other = Easy.create();
        application.multi.add(easy);
        application.multi.add(other);
        application.multi.timeoutAction();
        assertEquals(2, application.multi.messagesLeft());
        application.multi.remove(easy);
        assertEquals(1, application.multi.messagesLeft());
        application.drain();
        assertEquals(1, application.messages.size());
        assertSame(other, application.messages.get(0).easy());
        application.close();
    }
}
