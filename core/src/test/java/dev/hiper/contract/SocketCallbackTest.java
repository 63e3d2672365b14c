package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyException;
import dev.hiper.EasyOption;
import dev.hiper.MultiCode;
import dev.hiper.MultiException;
import dev.hiper.Pause;
import dev.hiper.PollAction;
import dev.hiper.Readiness;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When the socket callback comes, and with what. */
class SocketCallbackTest {
    @Test
    @Tag("S1")
    @Tag("S3")
    void anInterestIsToldOncePerChangeHoweverManyEventsThereAre() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.ok(Bodies.text(300)).cut(SimReply.Cut.BYTES));
            SimCall call = sim.get("http://a.test/");
            sim.runUntilDone();
            assertEquals(Bodies.text(300), call.body());
            assertTrue(sim.network().socket(1).reads() > 300);
            assertEquals(List.of("OUT#1", "IN#1", "REMOVE#1"), sim.socketCallbacks());
        }
    }

    @Test
    @Tag("S1")
    void socketAllTellsWhatAllMembersWant() {
        try (Application application = new Application()) {
            new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
            application.multi.add(Easy.create().set(EasyOption.URL, "http://10.0.0.1/"));
            assertEquals(List.of(), application.texts());
            socketAll(application);
            assertEquals(List.of("OUT#1"), application.texts());
            application.network.runFor(2);
            socketAll(application);
            assertEquals(List.of("OUT#1", "IN#1"), application.texts());
        }
    }

    @SuppressWarnings("deprecation") // It is the function under test.
    private static void socketAll(Application application) {
        application.multi.socketAll();
    }

    @Test
    @Tag("S4")
    @Tag("S5")
    void theAttachmentComesBackUntilRemoveAndNotAfterIt() {
        try (Application application = new Application()) {
            new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
            Object mine = new Object();
            application.socketAnswers = call -> {
                if (call.what() == PollAction.OUT) {
                    application.multi.assign(application.network.socket(1), mine);
                }
                return 0;
            };
            Easy easy = quiet("http://10.0.0.1/");
            application.multi.add(easy);
            application.runUntilMessages(1);
            assertEquals(List.of("OUT#1", "IN#1", "REMOVE#1"), application.texts());
            assertNull(application.told.get(0).attachment());
            assertSame(mine, application.told.get(1).attachment());
            assertSame(mine, application.told.get(2).attachment());
            assertBadSocket(application);

            application.multi.remove(easy);
            application.multi.add(easy);
            application.runUntilMessages(2);
            assertEquals("IN#1", application.told.get(3).toString());
            assertNull(application.told.get(3).attachment(), "a new entry for the same socket");
        }
    }

    private static void assertBadSocket(Application application) {
        MultiException refused = assertThrows(
                MultiException.class, () -> application.multi.assign(application.network.socket(1), "late"));
        assertEquals(MultiCode.BAD_SOCKET, refused.code());
    }

    @Test
    @Tag("S5")
    void removeIsNotToldOfASocketThatWasNeverAnnounced() {
        try (SimHarness sim = new SimHarness()) {
            sim.network().reach(SimServer.address("10.0.0.9", 80), SimReach.noRoute());
            SimCall call = sim.get("http://10.0.0.9/");
            sim.runUntilDone();
            assertEquals(ResultCode.COULDNT_CONNECT, call.result());
            assertEquals(1, sim.network().socket(1).closes());
            assertEquals(List.of(), sim.socketCallbacks());
        }
    }

    @Test
    @Tag("S6")
    void removeComesWhileTheSocketIsStillOpenAndBeforeTheCloseCallback() {
        try (Application application = new Application()) {
            new SimServer(application.network, SimServer.address("10.0.0.1", 80))
                    .reply(SimReply.status(200, new byte[] {'x'}, "Connection: close"));
            List<String> order = new ArrayList<>();
            application.socketAnswers = call -> {
                if (call.what() == PollAction.REMOVE) {
                    assertTrue(application.network.socket(1).isOpen());
                    order.add("remove");
                }
                return 0;
            };
            application.multi.add(quiet("http://10.0.0.1/").set(EasyOption.CLOSESOCKETFUNCTION, socket -> {
                order.add("close");
                socket.close();
            }));
            application.runUntilMessages(1);
            assertEquals(List.of("remove", "close"), order);
            assertEquals(List.of("OUT#1", "IN#1", "REMOVE#1"), application.texts());
        }
    }

    @Test
    @Tag("S7")
    void anIdleConnectionIsNotWatchedAndAnnouncedAsNewWhenReused() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            sim.get("http://a.test/");
            sim.runUntilDone();
            assertTrue(sim.network().socket(1).isOpen());
            assertEquals(PollAction.NONE, sim.loop().interest(1));
            sim.forgetCallbacks();
            server.peer(0).close();
            sim.runFor(5000);
            assertEquals(List.of(), sim.callbacks(), "a close of the peer is not noticed while idle");
            assertTrue(sim.network().socket(1).isOpen());
        }
    }

    @Test
    @Tag("S8")
    void pausingReceptionDropsTheEntryAndContinuingMakesANewOne() {
        try (Application application = new Application()) {
            new SimServer(application.network, SimServer.address("10.0.0.1", 80))
                    .reply(SimReply.ok("hello").delayedMillis(50));
            application.socketAnswers = call -> {
                if (call.what() != PollAction.REMOVE) {
                    application.multi.assign(application.network.socket(1), "mine");
                }
                return 0;
            };
            Easy easy = quiet("http://10.0.0.1/");
            application.multi.add(easy);
            application.runFor(10);
            assertEquals(ResultCode.OK, easy.pause(Pause.RECV));
            assertEquals(List.of("OUT#1", "IN#1", "REMOVE#1"), application.texts());
            assertEquals("mine", application.last().attachment());
            assertSame(easy, application.last().easy());
            assertEquals(ResultCode.OK, easy.pause(Pause.CONT));
            assertEquals("IN#1", application.last().toString());
            assertNull(application.last().attachment());
            application.runUntilMessages(1);
            assertEquals(ResultCode.OK, application.result());
        }
    }

    @Test
    @Tag("S8")
    void aTransferThatIsHeldBackByItsSpeedLimitWantsNothing() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok(Bodies.text(20_000)));
            SimCall call = sim.call("http://10.0.0.1/").set(EasyOption.MAX_RECV_SPEED_LARGE, 10_000L);
            sim.add(call);
            sim.runFor(20);
            assertEquals(PollAction.NONE, sim.loop().interest(1));
            assertTrue(sim.loop().timerMillis() >= 0, "time brings it back");
            sim.runUntilDone();
            assertEquals(Bodies.text(20_000), call.body());
        }
    }

    @Test
    @Tag("S9")
    void attemptsAreAnnouncedEachByItselfAndLosersLeaveWithTheTransfer() {
        try (Application application = new Application()) {
            application.resolver.host("a.test", "10.0.0.1", "10.0.0.2");
            application.network.reach(SimServer.address("10.0.0.1", 80), SimReach.blackHole());
            new SimServer(application.network, SimServer.address("10.0.0.2", 80)).reply(SimReply.ok("x"));
            Easy easy = quiet("http://a.test/");
            application.multi.add(easy);
            application.runUntilMessages(1);
            assertEquals(List.of("OUT#1", "OUT#2", "REMOVE#1", "IN#2", "REMOVE#2"), application.texts());
            application.told.forEach(call -> assertSame(easy, call.easy()));
            assertFalse(application.network.socket(1).isOpen());
            assertTrue(application.network.socket(2).isOpen());
        }
    }

    @Test
    @Tag("S11")
    void anotherLegOnAnotherConnectionRemovesTheOldSocketAndAnnouncesTheNewOne() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            sim.get("http://a.test/");
            sim.runUntilDone();
            sim.forgetCallbacks();
            server.peer(0).close();
            server.reply(SimReply.ok("again"));
            SimCall call = sim.get("http://a.test/");
            sim.runUntilDone();
            assertEquals("again", call.body());
            List<String> told = sim.socketCallbacks();
            assertEquals(PollAction.NONE, sim.loop().interest(1));
            assertEquals(
                    List.of("OUT#2", "IN#2", "REMOVE#2"),
                    told.stream().filter(text -> text.endsWith("#2")).toList());
        }
    }

    @Test
    @Tag("S12")
    void lookingUpANameNeedsNoDescriptorOfItsOwn() {
        try (Application application = new Application()) {
            application.resolver.host("a.test", "10.0.0.1");
            new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
            application.multi.add(quiet("http://a.test/"));
            application.multi.timeoutAction();
            assertEquals(1, application.resolver.runningQuestions());
            assertEquals(List.of(), application.texts());
            application.runUntilMessages(1);
            application.told.forEach(call -> assertNotNull(call.easy()));
        }
    }

    @Test
    @Tag("S13")
    void pauseRemoveAndCloseMayTellAndAddDoesNot() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.nothing().stall());
            SimCall call = sim.get("http://10.0.0.1/");
            assertEquals(List.of(), sim.socketCallbacks());
            sim.runFor(10).forgetCallbacks();
            sim.loop().pause(call.easy(), Pause.RECV);
            assertEquals(List.of("REMOVE#1"), sim.socketCallbacks());
            sim.loop().pause(call.easy(), Pause.CONT);
            assertEquals(List.of("REMOVE#1", "IN#1"), sim.socketCallbacks());
            sim.remove(call);
            assertEquals(List.of("REMOVE#1", "IN#1", "REMOVE#1"), sim.socketCallbacks());
            sim.get("http://10.0.0.1/");
            sim.runFor(10).forgetCallbacks();
            sim.loop().close();
            assertEquals(List.of("REMOVE#2"), sim.socketCallbacks());
        }
    }

    @Test
    @Tag("S13")
    void closingAnEasyThatIsAddedRemovesItsSocket() {
        try (Application application = new Application()) {
            new SimServer(application.network, SimServer.address("10.0.0.1", 80))
                    .reply(SimReply.nothing().stall());
            Easy easy = quiet("http://10.0.0.1/");
            application.multi.add(easy);
            application.runFor(10);
            easy.close();
            assertEquals(List.of("OUT#1", "IN#1", "REMOVE#1"), application.texts());
            assertSame(easy, application.last().easy());
        }
    }

    @Test
    @Tag("S14")
    void insideTheCallbackTheEngineMayOnlyBeAsked() {
        try (Application application = new Application()) {
            new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
            Easy easy = quiet("http://10.0.0.1/");
            Easy other = quiet("http://10.0.0.1/");
            List<MultiCode> refusals = new ArrayList<>();
            List<ResultCode> pauses = new ArrayList<>();
            application.socketAnswers = call -> {
                application.multi.assign(application.network.socket(1), "mine");
                assertEquals(List.of(easy), application.multi.handles());
                application.drain();
                refusals.add(refusal(() -> application.multi.add(other)));
                refusals.add(refusal(() -> application.multi.remove(easy)));
                refusals.add(refusal(application.multi::timeoutAction));
                refusals.add(refusal(application.multi::close));
                pauses.add(assertThrows(EasyException.class, () -> easy.pause(Pause.CONT))
                        .code());
                return 0;
            };
            application.multi.add(easy);
            application.runUntilMessages(1);
            assertEquals(ResultCode.OK, application.result());
            assertEquals(12, refusals.size());
            assertTrue(refusals.stream().allMatch(code -> code == MultiCode.RECURSIVE_API_CALL));
            assertTrue(pauses.stream().allMatch(code -> code == ResultCode.RECURSIVE_API_CALL));
        }
    }

    private static MultiCode refusal(Runnable call) {
        return assertThrows(MultiException.class, call::run).code();
    }

    @Test
    @Tag("S15")
    void eventsThatNobodyAskedForAreTolerated() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x").delayedMillis(100));
            SimCall call = sim.get("http://10.0.0.1/");
            sim.runFor(10).forgetCallbacks();
            event(sim, 1, Readiness.OUT);
            event(sim, 1, Readiness.ERR);
            event(sim, 1, Readiness.IN);
            assertEquals(List.of(), sim.socketCallbacks());
            assertFalse(call.isDone());
            sim.runUntilDone();
            sim.forgetCallbacks();
            event(sim, 1, Readiness.IN);
            event(sim, 1, Readiness.ERR);
            assertEquals(List.of(), sim.callbacks());
            assertTrue(sim.network().socket(1).isOpen(), "an idle connection is not touched by a late event");
        }
    }

    @Test
    @Tag("S15")
    @Tag("S6")
    void anEventOfAClosedSocketFindsNoTrace() {
        try (SimHarness sim = new SimHarness()) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.nothing().stall());
            SimCall call = sim.get("http://10.0.0.1/");
            sim.runFor(10);
            sim.remove(call);
            assertFalse(sim.network().socket(1).isOpen());
            sim.forgetCallbacks();
            event(sim, 1, Readiness.IN);
            assertEquals(List.of(), sim.callbacks());
        }
    }

    @Test
    @Tag("S16")
    void aSocketThatWasNotDrainedBringsTheTransferBackByTimer() {
        SimNetwork network = new SimNetwork(1).bufferBytes(64 * 1024, 4 * 1024 * 1024);
        try (SimHarness sim = new SimHarness(network)) {
            sim.serverAt("10.0.0.1", 80).reply(SimReply.ok(Bodies.text(3_000_000)));
            SimCall call = sim.call("http://10.0.0.1/").set(EasyOption.BUFFERSIZE, 1024L);
            sim.add(call);
            while (call.body().isEmpty()) {
                sim.loop().turn();
            }
            assertTrue(call.body().length() < 3_000_000);
            assertTrue(network.socket(1).readiness() != 0);
            assertEquals(
                    "timer 0", sim.timerCallbacks().get(sim.timerCallbacks().size() - 1));
            assertEquals(PollAction.IN, sim.loop().interest(1));
            sim.runUntilDone();
            assertEquals(3_000_000, call.body().length());
        }
    }

    @Test
    @Tag("S18")
    void theCombinationReplacesTheOneBefore() {
        SimNetwork network = new SimNetwork(1).bufferBytes(1024, 64 * 1024);
        try (SimHarness sim = new SimHarness(network)) {
            SimServer server = sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x"));
            sim.add(sim.call("http://10.0.0.1/").set(EasyOption.POSTFIELDS, Bodies.bytes(20_000)));
            sim.runUntilDone();
            assertEquals(Bodies.text(20_000), server.request(0).bodyText());
            assertEquals(List.of("OUT#1", "INOUT#1", "IN#1", "REMOVE#1"), sim.socketCallbacks());
        }
    }

    /** The kind of event is not looked at: what the transfer tries next finds out (deviation 16 keeps that). */
    @Test
    @Tag("S15")
    void theBitsOfAnEventAreAHintThatChangesNothing() {
        for (int bits : new int[] {0, Readiness.OUT, Readiness.ERR, Readiness.IN | Readiness.ERR}) {
            try (SimHarness sim = new SimHarness()) {
                sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("hello"));
                SimCall call = sim.get("http://10.0.0.1/");
                sim.loop().runUntil(() -> sim.socketCallbacks().contains("IN#1"));
                sim.network().runFor(5);
                event(sim, 1, bits);
                assertEquals("hello", call.body());
                assertEquals(ResultCode.OK, call.result());
            }
        }
    }

    @Test
    @Tag("S17")
    void bytesThatTlsHoldsBringTheTransferBackWithoutASocketEvent() {
        String body = Bodies.text(12_000);
        try (SimHarness sim = new SimHarness()) {
            new TlsOrigin(sim, "a.test", "HTTP/1.1 200 OK\r\nContent-Length: 12000\r\n\r\n" + body);
            SimCall call = TlsOrigin.call(sim, "https://a.test/").set(EasyOption.MAX_RECV_SPEED_LARGE, 6000L);
            sim.add(call);
            sim.loop().runUntil(() -> !call.body().isEmpty());
            sim.runFor(50);
            assertEquals(0, sim.network().socket(1).readiness() & Readiness.IN, "all was read from the socket");
            sim.runUntilDone();
            assertEquals(body, call.body());
        }
    }

    private static void event(SimHarness sim, int socket, int bits) {
        sim.loop().call("event", () -> sim.multi().socketAction(sim.network().socket(socket), bits));
    }

    private static Easy quiet(String url) {
        return Easy.create()
                .set(EasyOption.URL, url)
                .set(EasyOption.WRITEFUNCTION, (easy, data) -> WriteResult.ACCEPTED);
    }
}
