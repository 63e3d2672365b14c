package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyException;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiException;
import dev.hiper.MultiOption;
import dev.hiper.MultiServices;
import dev.hiper.Pause;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimResolver;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When the timer callback comes, and with what. */
class TimerCallbackTest {
    private static final String URL = "http://10.0.0.1/";

    @Test
    @Tag("T1")
    void aDeadlineThatStaysIsToldOnceAlthoughItComesNearer() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok(Bodies.text(100)).cut(SimReply.Cut.BYTES));
            sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 60_000L).set(EasyOption.CONNECTTIMEOUT_MS, 70_000L));
            sim.runUntilDone();
            assertEquals(List.of("timer 0", "timer 60000", "timer -1"), sim.timerCallbacks());
        }
    }

    @Test
    @Tag("T1")
    void anotherDeadlineIsTold() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.nothing().stall());
            sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 60_000L).set(EasyOption.CONNECTTIMEOUT_MS, 5_000L));
            sim.runFor(20);
            assertEquals("timer 5000", sim.timerCallbacks().get(1));
            assertEquals(3, sim.timerCallbacks().size());
            long left = Long.parseLong(sim.timerCallbacks().get(2).substring("timer ".length()));
            assertTrue(left > 59_900 && left <= 60_000, left + " ms are left of the whole transfer");
        }
    }

    @Test
    @Tag("T2")
    void addAndRemoveAreUpdatePoints() {
        try (SimHarness sim = new SimHarness()) {
            SimCall call = sim.get(URL);
            assertEquals(List.of("timer 0"), sim.callbacks());
            sim.remove(call);
            assertEquals(List.of("timer 0", "timer -1"), sim.callbacks());
        }
    }

    @Test
    @Tag("T2")
    @Tag("P6")
    void pauseIsAnUpdatePointOnlyIfItChangesSomethingAndLeavesADirectionOpen() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.nothing().stall());
            SimCall call = sim.get(URL);
            sim.runFor(10);
            sim.forgetCallbacks();
            sim.loop().pause(call.easy(), Pause.RECV);
            assertEquals(List.of(), sim.timerCallbacks(), "blocked");
            sim.loop().pause(call.easy(), Pause.CONT);
            assertEquals(List.of("timer 0"), sim.timerCallbacks());
            sim.runFor(1);
            sim.forgetCallbacks();
            sim.loop().pause(call.easy(), Pause.CONT);
            assertEquals(List.of(), sim.timerCallbacks(), "nothing changed");
        }
    }

    @Test
    @Tag("T2")
    void setIsNoUpdatePoint() {
        try (SimHarness sim = new SimHarness()) {
            SimCall call = sim.get(URL);
            sim.forgetCallbacks();
            sim.set(MultiOption.MAXCONNECTS, 3L);
            call.set(EasyOption.TIMEOUT_MS, 5L);
            assertEquals(List.of(), sim.callbacks());
        }
    }

    @Test
    @Tag("T3")
    @Tag("T4")
    void everyAddTellsZeroAgain() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x"));
            sim.get(URL);
            sim.get(URL);
            sim.get(URL);
            assertEquals(List.of("timer 0", "timer 0", "timer 0"), sim.callbacks());
            sim.runUntilDone();
        }
    }

    @Test
    @Tag("T5")
    void aTimerThatFiredIsFollowedByTheNextDeadline() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.nothing().stall());
            sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 1000L));
            sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 3000L));
            sim.runFor(10);
            sim.forgetCallbacks();
            sim.runFor(2000);
            assertEquals(List.of("timer 2000"), sim.timerCallbacks());
            sim.runUntilDone();
            assertEquals(List.of("timer 2000", "timer -1"), sim.timerCallbacks());
        }
    }

    @Test
    @Tag("T6")
    void anEarlyTimeoutIsToldTheRemainingTime() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.nothing().stall());
            SimCall call = sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 1000L));
            sim.runFor(400);
            sim.forgetCallbacks();
            sim.loop().call("early", sim.multi()::timeoutAction);
            assertEquals(List.of("timer 600"), sim.timerCallbacks(), "rounded up, so never before the deadline");
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            assertEquals(List.of("timer 600", "timer -1"), sim.timerCallbacks());
        }
    }

    @Test
    @Tag("T7")
    void aLateTimeoutOnlyCostsTime() {
        try (Application application = new Application()) {
            new SimServer(application.network, SimServer.address("10.0.0.1", 80))
                    .reply(SimReply.nothing().stall());
            application.multi.add(Easy.create().set(EasyOption.URL, URL).set(EasyOption.TIMEOUT_MS, 100L));
            application.runFor(10);
            application.network.runFor(5000);
            application.runUntilMessages(1);
            assertEquals(ResultCode.OPERATION_TIMEDOUT, application.result());
        }
    }

    @Test
    @Tag("T8")
    void aTimeoutWithoutATimerDoesNothing() {
        try (SimHarness sim = new SimHarness()) {
            sim.loop().call("timeoutAction", sim.multi()::timeoutAction);
            assertEquals(List.of(), sim.callbacks());
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x").delayedMillis(100));
            SimCall call = sim.get(URL);
            sim.runFor(10);
            sim.forgetCallbacks();
            sim.loop().call("timeoutAction", sim.multi()::timeoutAction);
            assertEquals(List.of(), sim.callbacks());
            assertFalse(call.isDone());
            sim.runUntilDone();
        }
    }

    @Test
    @Tag("T9")
    void insideTheTimerCallbackNothingMayBeDriven() {
        SimNetwork network = new SimNetwork(1);
        try (Multi multi = Multi.create(MultiServices.standard()
                .sockets(network)
                .resolver(new SimResolver(network))
                .clock(network.clock()))) {
            List<Object> refusals = new ArrayList<>();
            Easy easy = Easy.create().set(EasyOption.URL, URL);
            multi.set(MultiOption.TIMERFUNCTION, (from, millis) -> {
                refusals.add(
                        assertThrows(MultiException.class, multi::timeoutAction).code());
                refusals.add(assertThrows(MultiException.class, () -> multi.remove(easy))
                        .code());
                refusals.add(assertThrows(EasyException.class, () -> easy.pause(Pause.CONT))
                        .code());
                assertEquals(1, multi.handles().size());
                return 0;
            });
            multi.add(easy);
            assertEquals(
                    List.of(MultiCode.RECURSIVE_API_CALL, MultiCode.RECURSIVE_API_CALL, ResultCode.RECURSIVE_API_CALL),
                    refusals);
            multi.set(MultiOption.TIMERFUNCTION, null);
        }
    }

    @Test
    @Tag("T10")
    void aTimerIsDeletedOnlyIfOneWasTold() {
        try (SimHarness sim = new SimHarness()) {
            sim.loop().call("timeoutAction", sim.multi()::timeoutAction);
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x"));
            sim.get(URL);
            sim.runUntilDone();
            List<String> told = sim.timerCallbacks();
            assertFalse(told.get(0).equals("timer -1"));
            for (int i = 1; i < told.size(); i++) {
                assertFalse(told.get(i).equals("timer -1") && told.get(i - 1).equals("timer -1"), told.toString());
            }
        }
    }

    @Test
    @Tag("T11")
    void aCallbackThatIsSetLateHearsTheStateAtTheNextUpdatePoint() {
        SimNetwork network = new SimNetwork(1);
        try (Multi multi = Multi.create(MultiServices.standard()
                .sockets(network)
                .resolver(new SimResolver(network))
                .clock(network.clock()))) {
            multi.add(Easy.create().set(EasyOption.URL, URL));
            List<Long> told = new ArrayList<>();
            multi.set(MultiOption.TIMERFUNCTION, (from, millis) -> {
                told.add(millis);
                return 0;
            });
            assertEquals(List.of(), told);
            multi.timeoutAction();
            assertEquals(List.of(300_000L), told);
        }
    }

    @Test
    @Tag("T1")
    void anAnswerOtherThanMinusOneCountsAsZero() {
        try (Application application = new Application()) {
            application.timerAnswer = 5;
            application.multi.add(Easy.create().set(EasyOption.URL, URL));
            application.runUntilMessages(1);
            assertEquals(ResultCode.COULDNT_CONNECT, application.result());
        }
    }
}
