package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.CallbackResult;
import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiOption;
import dev.hiper.MultiServices;
import dev.hiper.Notification;
import dev.hiper.Pause;
import dev.hiper.PollAction;
import dev.hiper.Readiness;
import dev.hiper.TransferFailure;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimResolver;
import dev.hiper.sim.SimServer;
import dev.hiper.sim.SimSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Faults that were found in the engine once: each is one scenario that went wrong. */
class RegressionTest {
    /** What is left of a request waits for the speed limit, and not in circles for a socket that is always writable. */
    @Test
    @Tag("M21")
    void theLastChunkWaitsForTheSpeedLimit() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = sim.call("http://a.test/")
                    .set(EasyOption.UPLOAD, true)
                    .set(EasyOption.READFUNCTION, Bodies.reader(Bodies.bytes(50)))
                    .set(EasyOption.HTTPHEADER, List.of("Expect:"))
                    .set(EasyOption.MAX_SEND_SPEED_LARGE, 200L)
                    .set(EasyOption.TRAILERFUNCTION, (easy, trailers) -> {
                        trailers.add("Long: " + "v".repeat(2000));
                        return CallbackResult.OK;
                    });
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals(50, server.request(0).body().length);
            long writes = sim.network().socket(1).writes();
            assertTrue(writes < 500, writes + " writes");
        }
    }

    /** A notification about an earlier run of a handle says nothing about the run that goes on now. */
    @Test
    @Tag("Q14")
    void aHandleThatRunsAgainIsNotToldToBeDone() {
        Application application = new Application();
        List<Easy> done = new ArrayList<>();
        List<Easy> easies = List.of(Easy.create(), Easy.create());
        application.multi.notifyEnable(Notification.EASY_DONE);
        application.multi.set(MultiOption.NOTIFYFUNCTION, (multi, kind, easy) -> {
            done.add(easy);
            if (done.size() == 1) {
                multi.remove(easies.get(1));
                multi.add(easies.get(1));
            }
        });
        easies.forEach(application.multi::add);
        application.multi.timeoutAction();
        assertEquals(List.of(easies.get(0)), done);
        application.multi.timeoutAction();
        assertEquals(easies, done);
        application.close();
    }

    /** Below the notification callback a handle may even be removed by what its own removal calls. */
    @Test
    @Tag("H3")
    @Tag("A10")
    void removedOnceMoreByTheCallbacksOfItsOwnRemoval() {
        Application application = new Application();
        SimServer server = new SimServer(application.network, SimServer.address("10.0.0.1", 80));
        server.reply(SimReply.nothing().stall());
        boolean[] leaving = new boolean[1];
        int[] late = new int[1];
        Easy stalled = Easy.create().set(EasyOption.URL, "http://10.0.0.1/").set(EasyOption.NOPROGRESS, false);
        stalled.set(EasyOption.XFERINFOFUNCTION, (easy, a, b, c, d) -> {
            late[0]++;
            if (leaving[0]) {
                application.multi.remove(easy);
            }
            return 0;
        });
        application.multi.add(stalled);
        application.runFor(10);
        application.multi.notifyEnable(Notification.EASY_DONE);
        application.multi.set(MultiOption.NOTIFYFUNCTION, (multi, kind, easy) -> {
            leaving[0] = true;
            late[0] = 0;
            multi.remove(stalled);
        });
        application.multi.add(Easy.create());
        application.multi.timeoutAction();
        assertEquals(1, late[0]);
        assertEquals(1, application.multi.handles().size());
        assertFalse(application.network.socket(1).isOpen());
        application.multi.remove(stalled);
        application.close();
    }

    /** Below the notification callback the write callback of a handle that goes on may remove it, and add it again. */
    @Test
    @Tag("H3")
    @Tag("P5")
    void removedByTheDeliveryOfWhatAPauseHeldBack() {
        Application application = new Application();
        SimServer server = new SimServer(application.network, SimServer.address("10.0.0.1", 80));
        server.reply(SimReply.ok("x".repeat(60_000)));
        List<String> calls = new ArrayList<>();
        boolean[] paused = {true};
        boolean[] again = {true};
        Easy easy = Easy.create().set(EasyOption.URL, "http://10.0.0.1/").set(EasyOption.BUFFERSIZE, 100_000L);
        easy.set(EasyOption.WRITEFUNCTION, (from, data) -> {
            if (paused[0]) {
                return WriteResult.PAUSE;
            }
            calls.add("write");
            if (again[0]) {
                again[0] = false;
                application.multi.remove(from);
                calls.add("removed");
                application.multi.add(from);
            }
            return WriteResult.ACCEPTED;
        });
        application.multi.add(easy);
        application.runFor(50);
        paused[0] = false;
        application.multi.notifyEnable(Notification.EASY_DONE);
        application.multi.set(MultiOption.NOTIFYFUNCTION, (multi, kind, ended) -> easy.pause(Pause.CONT));
        application.multi.add(Easy.create());
        application.multi.timeoutAction();
        application.multi.set(MultiOption.NOTIFYFUNCTION, null);
        assertEquals(List.of("write", "removed"), calls);
        application.drain();
        application.messages.clear();
        application.runUntilMessages(1);
        assertEquals(ResultCode.OK, application.result());
        application.close();
    }

    /** Bytes behind a response that fills the reading buffer to its last byte are nobody's answer. */
    @Test
    @Tag("L12")
    void bytesBehindAFullBufferAreNoAnswerToTheNextRequest() {
        try (SimHarness sim = new SimHarness()) {
            sim.set(MultiOption.WATCH_IDLE, true).set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
            String head = "HTTP/1.1 200 OK\r\nContent-Length: ";
            int size = 16_384;
            int length = size - head.length() - 9;
            String exact = head + length + "\r\n\r\n" + "g".repeat(length);
            assertEquals(size, exact.length());
            SimServer server = sim.server("a.test");
            server.reply(SimReply.raw(exact + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"), SimReply.ok("good"));
            sim.get("http://a.test/1");
            SimCall victim = sim.get("http://a.test/2");
            sim.runUntilDone();
            assertEquals("good", victim.body());
            assertEquals(2, server.peers().size());
        }
    }

    /** Idle connections count as watched only where somebody watches them. */
    @Test
    @Tag("L12")
    void connectionsThatNobodyWatchesAreAskedForTheirHealth() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("good"));
            sim.get("http://a.test/1");
            sim.runUntilDone();
            sim.set(MultiOption.WATCH_IDLE, true);
            server.peer(0).send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            sim.runFor(10);
            SimCall victim = sim.get("http://a.test/2");
            sim.runUntilDone();
            assertEquals("good", victim.body());
        }
    }

    /** Without a socket callback nothing is told, but nobody stays behind as a user of a socket either. */
    @Test
    @Tag("A12")
    @Tag("S4")
    void whoLeavesWhileNobodyListensLeavesTheSocketToo() {
        try (Application application = new Application()) {
            SimServer server = new SimServer(application.network, SimServer.address("10.0.0.1", 80));
            server.reply(SimReply.ok("x").delayedMillis(100));
            Easy easy = Easy.create()
                    .set(EasyOption.URL, "http://10.0.0.1/")
                    .set(EasyOption.WRITEFUNCTION, (from, data) -> WriteResult.ACCEPTED);
            application.multi.add(easy);
            application.runFor(10);
            application.multi.set(MultiOption.SOCKETFUNCTION, null);
            application.network.runFor(200);
            SimSocket socket = application.network.socket(1);
            assertEquals(0, application.multi.socketAction(socket, Readiness.IN));
            application.multi.remove(easy);
            assertTrue(socket.isOpen());
            assertEquals(MultiCode.BAD_SOCKET, Refusals.refused(() -> application.multi.assign(socket, "mine")));
        }
    }

    /** An application that polls watches no idle connection, whatever WATCH_IDLE says. */
    @Test
    @Tag("L12")
    @Tag("A17")
    void withoutASocketCallbackConnectionsAreAskedForTheirHealth() {
        SimNetwork network = new SimNetwork(1);
        try (Multi multi = Multi.create(MultiServices.standard()
                .sockets(network)
                .resolver(new SimResolver(network))
                .clock(network.clock()))) {
            multi.set(MultiOption.WATCH_IDLE, true);
            SimServer server = new SimServer(network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("good"));
            List<Integer> sizes = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Easy easy = Easy.create()
                        .set(EasyOption.URL, "http://10.0.0.1/")
                        .set(EasyOption.WRITEFUNCTION, (from, data) -> {
                            sizes.add(data.remaining());
                            return WriteResult.ACCEPTED;
                        });
                multi.add(easy);
                for (int turn = 0; turn < 50 && multi.perform() > 0; turn++) {
                    network.runFor(1);
                }
                server.peer(0).send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n!");
                network.runFor(10);
            }
            assertEquals(List.of(4, 4), sizes);
        }
    }

    /** What TLS has decoded, but a speed limit does not let through, has a deadline: no socket will tell of it. */
    @Test
    @Tag("M21")
    @Tag("S17")
    void whatASpeedLimitHoldsBackHasADeadlineForApplicationsThatPollToo() {
        try (SimHarness sim = new SimHarness()) {
            String body = "x".repeat(4000);
            new TlsOrigin(sim, "a.test", "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n" + body);
            try (Multi multi = Multi.create(MultiServices.standard()
                    .sockets(sim.network())
                    .resolver(new SimResolver(sim.network()).host("a.test", "10.0.0.1"))
                    .clock(sim.clock()))) {
                Easy easy = TlsOrigin.call(sim, "https://a.test/")
                        .set(EasyOption.MAX_RECV_SPEED_LARGE, 8000L)
                        .easy();
                multi.add(easy);
                for (int turn = 0; turn < 100 && multi.perform() > 0; turn++) {
                    sim.network().runFor(1);
                }
                assertEquals(1, multi.running());
                assertTrue(easy.info(EasyInfo.SIZE_DOWNLOAD_T) > 0);
                assertTrue(multi.timeoutMillis() >= 0);
            }
        }
    }

    /** What TLS has to answer goes out although its transfer neither reads nor sends at the moment. */
    @Test
    @Tag("P4")
    @Tag("S8")
    void theAnswerToAKeyUpdateIsSentWhileReceptionIsPaused() {
        try (SimHarness sim = new SimHarness()) {
            new TlsOrigin(sim, "a.test", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello").askForNewKeys();
            boolean[] paused = {true};
            SimCall call = TlsOrigin.call(sim, "https://a.test/")
                    .writer((easy, data) -> paused[0] ? WriteResult.PAUSE : WriteResult.ACCEPTED);
            sim.add(call);
            sim.runFor(1000);
            assertFalse(call.isDone());
            assertEquals(PollAction.NONE, sim.loop().interest(1));
            paused[0] = false;
            sim.loop().pause(call.easy(), Pause.CONT);
            sim.loop().runUntil(call::isDone);
            assertEquals("hello", call.body());
        }
    }

    /** Also after the end of the multi the messages that are put into the queue are announced. */
    @Test
    @Tag("S23")
    @Tag("Q12")
    void endsOnADeadMultiAreNotified() {
        Application application = new Application();
        SimServer server = new SimServer(application.network, SimServer.address("10.0.0.1", 80));
        server.reply(SimReply.nothing().stall());
        List<Notification> told = new ArrayList<>();
        application.multi.notifyEnable(Notification.INFO_READ);
        application.multi.set(MultiOption.NOTIFYFUNCTION, (multi, kind, easy) -> told.add(kind));
        Easy easy = Easy.create().set(EasyOption.URL, "http://10.0.0.1/");
        application.multi.add(easy);
        application.runFor(10);
        application.socketAnswers = call -> -1;
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, easy.pause(Pause.RECV));
        application.multi.timeoutAction();
        assertEquals(List.of(Notification.INFO_READ), told);
        application.close();
    }

    /** What an earlier attempt may have done is not forgotten when the next one fails before it begins. */
    @Test
    @Tag("M18")
    void aRequestThatWentOutBeforeARetryMayHaveBeenProcessed() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(SimReply.ok("x"), SimReply.nothing().close());
            sim.get("http://a.test/");
            sim.runUntilDone();
            server.onRequest(
                    request -> sim.network().reach(SimServer.address("10.0.0.1", 80), SimReach.refuseAfterMillis(1)));
            SimCall call = sim.call("http://a.test/").set(EasyOption.POSTFIELDS, Bodies.bytes(10));
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.COULDNT_CONNECT, call.result());
            TransferFailure failure = Objects.requireNonNull(call.easy().failure());
            assertTrue(failure.peerMayHaveProcessed());
            assertFalse(failure.retrySafe());
        }
    }
}
