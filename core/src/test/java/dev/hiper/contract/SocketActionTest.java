package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiOption;
import dev.hiper.Notification;
import dev.hiper.PollAction;
import dev.hiper.Readiness;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import dev.hiper.spi.TransportSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event makes run, and in which order things are told. */
class SocketActionTest {
    private static final String URL = "http://a.test/";

    @Test
    @Tag("A7")
    void socketCallbackThatIsSetLateHearsOfEverySocket() {
        Application application = new Application();
        new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
        List<String> late = new ArrayList<>();
        application.multi.set(MultiOption.SOCKETFUNCTION, null);
        application.multi.add(quiet());
        application.multi.set(MultiOption.SOCKETFUNCTION, (easy, socket, what, attachment) -> {
            late.add(what.toString() + socket);
            return 0;
        });
        application.multi.timeoutAction();
        assertEquals(List.of("OUT#1"), late);
        application.close();
    }

    /** Any bits, and none at all, mean the same: something happened. They are no more than a hint (deviation 16). */
    @ParameterizedTest
    @ValueSource(ints = {0, Readiness.IN, Readiness.OUT, Readiness.ERR, Readiness.IN | Readiness.OUT | Readiness.ERR})
    @Tag("A19")
    void eventBitsDoNotMatter(int bits) {
        Application application = new Application();
        new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
        application.multi.add(quiet());
        application.multi.timeoutAction();
        application.network.runFor(5);
        assertEquals(1, application.multi.socketAction(application.network.socket(1), bits));
        assertEquals(List.of("OUT#1", "IN#1"), application.texts());
        application.network.runFor(5);
        assertEquals(0, application.multi.socketAction(application.network.socket(1), bits));
        application.drain();
        assertEquals(ResultCode.OK, application.result());
        application.close();
    }

    @Test
    @Tag("A19")
    void spuriousEventsAreHarmless() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.ok("x").delayedMillis(50));
            SimCall call = sim.get(URL);
            sim.runFor(20);
            sim.forgetCallbacks();
            for (int i = 0; i < 10; i++) {
                sim.loop().call("spurious", () -> sim.multi()
                        .socketAction(sim.network().socket(1), Readiness.ERR));
            }
            assertEquals(List.of(), sim.callbacks());
            assertFalse(call.isDone());
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
        }
    }

    @Test
    @Tag("A19")
    void errorIsMetByTheNextReadNotByTheEvent() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.nothing().stall());
            SimCall call = sim.get(URL);
            sim.runFor(20);
            server.peer(0).resetAtOnce();
            sim.runUntilDone();
            assertEquals(ResultCode.RECV_ERROR, call.result());
        }
    }

    @Test
    @Tag("A20")
    void onlyTheUsersOfTheSocketRun() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.nothing().stall());
            sim.get(URL);
            sim.get(URL);
            sim.runFor(20);
            long first = sim.network().socket(1).reads();
            long second = sim.network().socket(2).reads();
            sim.loop()
                    .call("event", () -> sim.multi().socketAction(sim.network().socket(2), Readiness.IN));
            assertEquals(first, sim.network().socket(1).reads());
            assertEquals(second + 1, sim.network().socket(2).reads());
        }
    }

    @Test
    @Tag("A21")
    void unknownSocketIsAcceptedAndDueTimersAreServed() {
        Application application = new Application();
        new SimServer(application.network, SimServer.address("10.0.0.1", 80))
                .reply(SimReply.nothing().stall());
        TransportSocket stranger = socketOfAnotherWorld();
        assertEquals(0, application.multi.socketAction(stranger, Readiness.IN));
        application.multi.add(quiet().set(EasyOption.TIMEOUT_MS, 30L));
        assertEquals(1, application.multi.socketAction(stranger, Readiness.IN), "the new one has run");
        application.network.runFor(5);
        application.multi.socketAction(application.network.socket(1), 0);
        application.network.runFor(40);
        assertEquals(0, application.multi.socketAction(stranger, 0));
        application.drain();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, application.result());
        assertFalse(application.network.socket(1).isOpen());
        assertEquals(0, application.multi.socketAction(application.network.socket(1), Readiness.IN), "removed");
        application.close();
    }

    @Test
    @Tag("A22")
    void earlyTimeoutIsToldTheRestOfTheTime() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.nothing().stall());
            sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 1000L));
            sim.runFor(100);
            sim.forgetCallbacks();
            sim.loop()
                    .call("event", () -> sim.multi().socketAction(sim.network().socket(1), Readiness.IN));
            assertEquals(List.of(), sim.timerCallbacks(), "same deadline");
            sim.loop().call("early", sim.multi()::timeoutAction);
            assertEquals(1, sim.timerCallbacks().size());
            assertTrue(sim.loop().timerMillis() > 800 && sim.loop().timerMillis() <= 900);
        }
    }

    @Test
    @Tag("A23")
    void dirtyTransfersRunInTheOrderOfAddingAndAreToldOneByOne() {
        Application application = new Application();
        List<String> order = new ArrayList<>();
        new SimServer(application.network, SimServer.address("10.0.0.1", 80))
                .reply(SimReply.nothing().stall());
        for (String name : List.of("first", "second", "third")) {
            application.multi.add(quiet().set(EasyOption.PRIVATE, name)
                    .set(EasyOption.OPENSOCKETFUNCTION, (easy, request, factory) -> {
                        order.add("open " + easy.option(EasyOption.PRIVATE));
                        return factory.open(request);
                    }));
        }
        application.socketAnswers = told -> {
            order.add("told " + told);
            return 0;
        };
        application.timers.clear();
        assertEquals(3, application.multi.timeoutAction());
        assertEquals(
                List.of("open first", "told OUT#1", "open second", "told OUT#2", "open third", "told OUT#3"), order);
        application.close();
    }

    /** The second round sees what became due while the first was running. */
    @Test
    @Tag("A23")
    void clockIsReadAgainForTheSecondRound() {
        Application application = new Application();
        new SimServer(application.network, SimServer.address("10.0.0.1", 80))
                .reply(SimReply.nothing().stall());
        application.multi.add(quiet().set(EasyOption.TIMEOUT_MS, 50L));
        application.runFor(20);
        application.multi.add(quiet().set(EasyOption.OPENSOCKETFUNCTION, (easy, request, factory) -> {
            application.network.clock().advanceMillis(100);
            return factory.open(request);
        }));
        assertEquals(1, application.multi.timeoutAction(), "the first one timed out in the same call");
        application.drain();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, application.result());
        application.close();
    }

    @Test
    @Tag("A23")
    void notificationsComeBeforeTheTimer() {
        Application application = new Application();
        List<String> order = new ArrayList<>();
        application.multi.set(MultiOption.NOTIFYFUNCTION, (multi, kind, easy) -> order.add(kind.name()));
        application.multi.notifyEnable(Notification.EASY_DONE);
        application.multi.set(MultiOption.TIMERFUNCTION, (multi, millis) -> {
            order.add("timer " + millis);
            return 0;
        });
        application.multi.add(Easy.create());
        application.multi.timeoutAction();
        assertEquals(List.of("timer 0", "EASY_DONE", "timer -1"), order);
        application.close();
    }

    @Test
    @Tag("A23b")
    void failingSocketCallbackStopsTheCallAtOnce() {
        Application application = new Application();
        List<String> notified = new ArrayList<>();
        application.multi.set(MultiOption.NOTIFYFUNCTION, (multi, kind, easy) -> notified.add(kind.name()));
        application.multi.notifyEnable(Notification.EASY_DONE);
        application.multi.add(Easy.create());
        application.multi.add(quiet());
        application.multi.add(quiet());
        application.timers.clear();
        application.socketAnswers = told -> -1;
        assertEquals(MultiCode.ABORTED_BY_CALLBACK, Refusals.refused(() -> application.multi.timeoutAction()));
        assertEquals(List.of("OUT#1"), application.texts(), "the third one was not run");
        assertEquals(List.of(), notified);
        assertEquals(List.of(), application.timers);
        assertEquals(2, application.multi.running());
        application.close();
    }

    @Test
    @Tag("A23c")
    @Tag("M22")
    void oneRunReadsABoundedNumberOfTimesAndAsksForMore() {
        try (SimHarness sim = new SimHarness(new SimNetwork(1).bufferBytes(1 << 24, 1 << 24))) {
            sim.server("a.test").reply(SimReply.ok(new byte[4_000_000]).delayedMillis(30));
            SimCall call = sim.call(URL).set(EasyOption.BUFFERSIZE, 1024L);
            sim.add(call);
            sim.runFor(20);
            sim.network().runFor(60);
            long before = sim.network().socket(1).reads();
            sim.forgetCallbacks();
            // Both rounds of one call.
            sim.loop()
                    .call("event", () -> sim.multi().socketAction(sim.network().socket(1), Readiness.IN));
            long reads = sim.network().socket(1).reads() - before;
            assertTrue(reads > 0 && reads <= 2 * 11, reads + " reads");
            assertFalse(call.isDone());
            assertEquals(List.of("timer 0"), sim.timerCallbacks());
            assertEquals(0, sim.multi().timeoutMillis());
            sim.runUntilDone();
            assertEquals(4_000_000, call.bodyBytes().length);
        }
    }

    @Test
    @Tag("A23d")
    @Tag("Q7")
    void oneCallMayEndTransfersThatHaveNothingToDoWithTheSocket() {
        Application application = new Application();
        new SimServer(application.network, SimServer.address("10.0.0.1", 80))
                .reply(SimReply.nothing().stall());
        application.multi.add(quiet());
        application.runFor(10);
        application.multi.add(Easy.create());
        application.multi.add(Easy.create());
        assertEquals(1, application.multi.socketAction(application.network.socket(1), Readiness.IN));
        application.drain();
        assertEquals(2, application.messages.size());
        application.close();
    }

    @Test
    @Tag("A19")
    @SuppressWarnings("deprecation") // The deprecated calls are what is tested.
    void deprecatedSocketIsAnActionWithoutBits() {
        Application application = new Application();
        new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
        application.multi.add(quiet());
        assertEquals(1, application.multi.socket(Multi.SOCKET_TIMEOUT));
        assertEquals(List.of("OUT#1"), application.texts());
        application.network.runFor(5);
        assertEquals(1, application.multi.socket(application.network.socket(1)));
        assertEquals(List.of("OUT#1", "IN#1"), application.texts());
        application.close();
    }

    @Test
    @Tag("A17")
    @SuppressWarnings("deprecation") // The deprecated calls are what is tested.
    void deprecatedSocketAllPerformsAndThenTellsDifferences() {
        Application application = new Application();
        new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
        application.multi.add(quiet());
        application.multi.add(quiet());
        assertEquals(2, application.multi.socketAll());
        assertEquals(List.of("OUT#1", "OUT#2"), application.texts());
        application.network.runFor(5);
        application.multi.socketAll();
        assertEquals(List.of("OUT#1", "OUT#2", "IN#1", "IN#2"), application.texts());
        application.runUntilMessages(2);
        assertNotEquals(PollAction.NONE, application.last().what());
        application.close();
    }

    private static TransportSocket socketOfAnotherWorld() {
        try (SimHarness other = new SimHarness()) {
            other.server("a.test").reply(SimReply.ok("x"));
            other.get(URL);
            other.runUntilDone();
            return other.network().socket(1);
        }
    }

    private static Easy quiet() {
        return Easy.create()
                .set(EasyOption.URL, "http://10.0.0.1/")
                .set(EasyOption.WRITEFUNCTION, (easy, data) -> WriteResult.ACCEPTED);
    }
}
