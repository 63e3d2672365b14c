package dev.hiper.contract;

import static dev.hiper.contract.Refusals.codeOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.MultiCode;
import dev.hiper.MultiCount;
import dev.hiper.MultiOption;
import dev.hiper.Pause;
import dev.hiper.WriteResult;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a multi says about itself. */
class CountersTest {
    private static final String URL = "http://a.test/";

    private final SimHarness sim = new SimHarness();

    @Test
    @Tag("A26")
    void timeoutIsNoneNowOrRoundedUp() {
        assertEquals(-1, sim.multi().timeoutMillis());
        sim.server("a.test").reply(SimReply.nothing().stall());
        SimCall call = sim.call(URL).set(EasyOption.TIMEOUT_MS, 1000L);
        sim.add(call);
        assertEquals(0, sim.multi().timeoutMillis(), "it is dirty");
        sim.runFor(100);
        sim.clock().advanceTo(sim.clock().elapsedNanos() + 500_000);
        long left = sim.multi().timeoutMillis();
        assertTrue(left >= 899 && left <= 900, "left " + left);
        sim.clock().advanceMillis(2000);
        assertEquals(0, sim.multi().timeoutMillis(), "it is past");
        sim.remove(call);
        assertEquals(-1, sim.multi().timeoutMillis());
        sim.close();
    }

    @Test
    @Tag("A26")
    void farDeadlinesAreCapped() {
        sim.server("a.test").reply(SimReply.nothing().stall());
        sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 5_000_000_000L));
        sim.runFor(20);
        assertEquals(Integer.MAX_VALUE, sim.multi().timeoutMillis());
        assertTrue(sim.timerCallbacks().contains("timer " + Integer.MAX_VALUE), sim.timerCallbacks()::toString);
        sim.close();
    }

    @Test
    @Tag("A26")
    void deadMultiIsDueAtOnceAndTimeoutIsRefusedInCallbacks() {
        Application application = new Application();
        List<MultiCode> codes = new ArrayList<>();
        application.socketAnswers = told -> {
            codes.add(codeOf(application.multi::timeoutMillis));
            return -1;
        };
        Easy easy = Easy.create().set(EasyOption.URL, "http://10.0.0.1/");
        application.multi.add(easy);
        Refusals.refused(() -> application.multi.timeoutAction());
        assertEquals(List.of(MultiCode.RECURSIVE_API_CALL), codes);
        assertEquals(0, application.multi.timeoutMillis());
        application.close();
    }

    @Test
    @Tag("A30")
    void handlesComeInTheOrderOfAdding() {
        List<Easy> added = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            SimCall call = sim.get("http://unknown.test/" + i);
            added.add(call.easy());
        }
        sim.loop().remove(added.remove(1));
        assertEquals(added, sim.multi().handles());
        sim.runUntilDone();
        assertEquals(added, sim.multi().handles(), "finished ones are members");
        Easy again = added.remove(0);
        sim.loop().remove(again);
        sim.loop().add(again);
        added.add(again);
        assertEquals(added, sim.multi().handles());
        sim.close();
    }

    @Test
    @Tag("A31")
    void countsTellEveryKindApart() {
        sim.set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
        sim.server("a.test").reply(SimReply.nothing().stall());
        SimCall failing = sim.get("http://unknown.test/");
        sim.runUntilDone();
        SimCall running = sim.get(URL);
        SimCall waiting = sim.get(URL);
        sim.runFor(20);
        assertTrue(failing.isDone(), "its message was read");
        assertCounts(3, 1, 1, 1, 3);
        sim.remove(failing);
        sim.runFor(1);
        assertCounts(2, 1, 1, 0, 3);
        sim.remove(waiting);
        assertCounts(1, 1, 0, 0, 3);
        sim.remove(running);
        assertCounts(0, 0, 0, 0, 3);
        sim.close();
    }

    @Test
    @Tag("Q9")
    void runningCountsWhoHasNotEndedWhateverHeDoes() {
        sim.set(MultiOption.MAX_HOST_CONNECTIONS, 2L);
        sim.server("a.test").reply(SimReply.ok("x".repeat(20)));
        sim.server("b.test").reply(SimReply.ok("x".repeat(200_000)));
        SimCall paused = sim.call(URL).writer((easy, data) -> WriteResult.PAUSE);
        sim.add(paused);
        SimCall slow = sim.call("http://b.test/").set(EasyOption.MAX_RECV_SPEED_LARGE, 1000L);
        sim.add(slow);
        assertEquals(2, sim.multi().running(), "also before they ran");
        SimCall pausedToo = sim.call(URL).writer((easy, data) -> WriteResult.PAUSE);
        sim.add(pausedToo);
        sim.runFor(50);
        sim.get(URL);
        sim.runFor(50);
        assertEquals(1, sim.multi().count(MultiCount.XFERS_PENDING));
        assertEquals(4, sim.multi().running());
        sim.remove(slow);
        assertEquals(3, sim.multi().running());
        paused.writer((easy, data) -> WriteResult.ACCEPTED);
        sim.loop().pause(paused.easy(), Pause.CONT);
        sim.runFor(50);
        assertEquals(1, sim.multi().running(), "the waiting one got its slot");
        sim.close();
    }

    private void assertCounts(long current, long running, long pending, long done, long added) {
        assertEquals(current, sim.multi().count(MultiCount.XFERS_CURRENT), "current");
        assertEquals(running, sim.multi().count(MultiCount.XFERS_RUNNING), "running");
        assertEquals(pending, sim.multi().count(MultiCount.XFERS_PENDING), "pending");
        assertEquals(done, sim.multi().count(MultiCount.XFERS_DONE), "done");
        assertEquals(added, sim.multi().count(MultiCount.XFERS_ADDED), "added");
    }
}
