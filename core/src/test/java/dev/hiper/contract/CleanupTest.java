package dev.hiper.contract;

import static dev.hiper.contract.Refusals.codeOf;
import static dev.hiper.contract.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiCount;
import dev.hiper.MultiOption;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimLookup;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Closing a multi in every condition. */
class CleanupTest {
    private static final String URL = "http://a.test/";

    @Test
    @Tag("A16")
    void unusedMultiCloses() {
        Multi multi = Multi.create();
        multi.close();
        multi.close();
        assertEquals(MultiCode.BAD_HANDLE, refused(multi::perform));
        assertEquals(MultiCode.BAD_HANDLE, refused(multi::timeoutAction));
        assertEquals(MultiCode.BAD_HANDLE, refused(multi::timeoutMillis));
        assertEquals(MultiCode.BAD_HANDLE, refused(() -> multi.count(MultiCount.XFERS_ADDED)));
        assertEquals(MultiCode.BAD_HANDLE, refused(() -> multi.set(MultiOption.MAXCONNECTS, 3)));
        assertNull(multi.infoRead());
        assertEquals(List.of(), multi.handles());
    }

    @Test
    @Tag("A16")
    void closingIsRefusedInsideCallbacks() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.ok("x"));
            List<MultiCode> codes = new ArrayList<>();
            SimCall call = sim.call(URL).writer((easy, data) -> {
                codes.add(codeOf(sim.multi()::close));
                return WriteResult.ACCEPTED;
            });
            sim.add(call);
            sim.runUntilDone();
            assertEquals(List.of(MultiCode.RECURSIVE_API_CALL), codes);
            assertEquals(ResultCode.OK, call.result());
        }
    }

    @Test
    @Tag("A16")
    void transfersInEveryStateAreCutOffAndTheirEasiesAreFree() {
        SimHarness sim = new SimHarness();
        sim.set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
        sim.server("a.test").reply(SimReply.nothing().stall());
        sim.server("b.test").reply(SimReply.ok("x"));
        sim.resolver().lookup("slow.test", SimLookup.silent());
        SimCall done = sim.get("http://b.test/");
        sim.runUntilDone();
        SimCall waitsForAnswer = sim.get(URL);
        SimCall waitsForSlot = sim.get(URL);
        SimCall waitsForName = sim.get("http://slow.test/");
        sim.runFor(20);
        SimCall hasNotRun = sim.get(URL);
        sim.forgetCallbacks();

        sim.close();
        assertEquals(List.of("REMOVE#2"), sim.callbacks(), "and no timer");
        for (SimCall call : List.of(waitsForAnswer, waitsForSlot, waitsForName, hasNotRun)) {
            assertFalse(call.isDone());
        }
        try (SimHarness next = new SimHarness()) {
            next.server("a.test").reply(SimReply.ok("again"));
            next.server("b.test").reply(SimReply.ok("again"));
            next.server("slow.test").reply(SimReply.ok("again"));
            for (SimCall call : List.of(done, waitsForAnswer, waitsForSlot, waitsForName, hasNotRun)) {
                next.add(call.forget());
            }
            next.runUntilDone();
            assertEquals("again", waitsForName.body());
            assertEquals("again", waitsForSlot.body());
        }
    }

    @Test
    @Tag("A16")
    void lastProgressCallComesFromInsideClose() {
        SimHarness sim = new SimHarness();
        sim.server("a.test").reply(SimReply.nothing().stall());
        int[] calls = new int[1];
        sim.add(sim.call(URL)
                .set(EasyOption.NOPROGRESS, false)
                .set(EasyOption.XFERINFOFUNCTION, (easy, dlTotal, dlNow, ulTotal, ulNow) -> {
                    calls[0]++;
                    return 0;
                }));
        sim.runFor(20);
        calls[0] = 0;
        sim.close();
        assertEquals(1, calls[0]);
    }

    @Test
    @Tag("A16")
    void closingAnEasyAfterItsMultiIsFine() {
        SimHarness sim = new SimHarness();
        sim.server("a.test").reply(SimReply.nothing().stall());
        SimCall call = sim.get(URL);
        sim.runFor(20);
        sim.close();
        call.easy().close();
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, Refusals.refusedEasy(() -> call.easy()
                .pause(0)));
    }

    @Test
    @Tag("A16")
    void closeCallbacksRunAndMayNotUseTheMulti() {
        Application application = new Application();
        new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
        List<MultiCode> codes = new ArrayList<>();
        Easy easy = Easy.create()
                .set(EasyOption.URL, "http://10.0.0.1/")
                .set(EasyOption.WRITEFUNCTION, (from, data) -> WriteResult.ACCEPTED)
                .set(EasyOption.CLOSESOCKETFUNCTION, socket -> {
                    codes.add(codeOf(application.multi::perform));
                    socket.close();
                });
        application.multi.add(easy);
        application.runUntilMessages(1);
        assertTrue(application.network.socket(1).isOpen());
        application.close();
        assertEquals(List.of(MultiCode.RECURSIVE_API_CALL), codes);
        assertEquals(1, application.network.socket(1).closes());
    }

    @Test
    @Tag("A16")
    void pooledConnectionGetsOneTryToSayGoodbye() {
        SimHarness sim = new SimHarness();
        TlsOrigin origin = new TlsOrigin(sim, "a.test", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        sim.add(TlsOrigin.call(sim, "https://a.test/"));
        sim.runUntilDone();
        sim.runFor(20);
        assertTrue(sim.network().socket(1).isOpen());
        assertFalse(origin.sessions.get(0).goodbyeSeen);
        sim.close();
        sim.network().runFor(20);
        assertTrue(origin.sessions.get(0).goodbyeSeen);
    }

    @Test
    @Tag("A16")
    void goodbyeThatDoesNotFitIsNotAwaited() {
        SimHarness sim = new SimHarness(new SimNetwork(1).bufferBytes(1024, 64 * 1024));
        ShutdownTest.leaveInShutdown(sim);
        sim.forgetCallbacks();
        long before = sim.clock().elapsedMillis();
        sim.close();
        assertTrue(sim.clock().elapsedMillis() - before <= 1);
        assertEquals(List.of("REMOVE#1"), sim.callbacks());
    }
}
