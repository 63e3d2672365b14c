package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.MultiOption;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimLookup;
import dev.hiper.sim.SimReply;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens between the end of an exchange and the message. */
class DoneProcedureTest {
    private static final String URL = "http://a.test/";

    private final SimHarness sim = new SimHarness();

    @Test
    @Tag("M30")
    void runningLookupIsStopped() {
        sim.resolver().lookup("slow.test", SimLookup.silent());
        SimCall call = sim.call("http://slow.test/").set(EasyOption.TIMEOUT_MS, 50L);
        sim.add(call);
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        assertEquals(1, sim.resolver().cancels());
        sim.close();
    }

    @Test
    @Tag("M30")
    void lastProgressCallSeesEverythingAndMayStillFailTheTransfer() {
        sim.server("a.test").reply(SimReply.ok("hello"));
        int[] calls = new int[1];
        long[] lastSeen = new long[1];
        SimCall first = observed(calls, lastSeen, call -> false);
        sim.runUntilDone();
        assertEquals(ResultCode.OK, first.result());
        assertEquals(5, lastSeen[0]);

        int last = calls[0];
        calls[0] = 0;
        SimCall second = observed(calls, lastSeen, call -> call == last);
        sim.runUntilDone();
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, second.result());
        assertEquals("hello", second.body());
        assertEquals(last, calls[0]);
        sim.close();
    }

    private SimCall observed(int[] calls, long[] lastSeen, IntPredicate aborts) {
        return sim.add(sim.call(URL)
                .set(EasyOption.FORBID_REUSE, true)
                .set(EasyOption.NOPROGRESS, false)
                .set(EasyOption.XFERINFOFUNCTION, (easy, dlTotal, dlNow, ulTotal, ulNow) -> {
                    calls[0]++;
                    lastSeen[0] = dlNow;
                    return aborts.test(calls[0]) ? 1 : 0;
                }));
    }

    @Test
    @Tag("M30")
    void noProgressCallAfterAnAbort() {
        sim.server("a.test").reply(SimReply.nothing().stall());
        int[] calls = new int[1];
        SimCall call = observed(calls, new long[1], number -> number == 2);
        sim.runUntilDone();
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, call.result());
        assertEquals(2, calls[0]);
        sim.close();
    }

    @Test
    @Tag("M30")
    void fateOfTheConnection() {
        sim.server("a.test")
                .reply(
                        SimReply.ok("kept"),
                        SimReply.status(200, new byte[1], "Connection: close"),
                        SimReply.ok("not reused"),
                        SimReply.ok("aborted"));
        run(sim.call(URL), ResultCode.OK);
        assertTrue(sim.network().socket(1).isOpen());
        run(sim.call(URL), ResultCode.OK);
        assertFalse(sim.network().socket(1).isOpen(), "the server said close");
        run(sim.call(URL).set(EasyOption.FORBID_REUSE, true), ResultCode.OK);
        assertFalse(sim.network().socket(2).isOpen(), "FORBID_REUSE");
        run(sim.call(URL).writer((easy, data) -> WriteResult.ABORT), ResultCode.WRITE_ERROR);
        assertFalse(sim.network().socket(3).isOpen(), "premature");
        assertEquals(3, sim.network().sockets().size());
        sim.close();
    }

    private void run(SimCall call, ResultCode expected) {
        sim.add(call);
        sim.runUntilDone();
        assertEquals(expected, call.result());
    }

    @Test
    @Tag("M30")
    void waitingTransferIsLetInBeforeTheConnectionIsGivenAway() {
        sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
        sim.server("a.test").reply(SimReply.ok("one"));
        SimCall first = sim.get(URL);
        SimCall second = sim.get(URL);
        SimCall third = sim.get(URL);
        sim.runUntilDone();
        assertEquals("one", first.body());
        assertEquals("one", second.body());
        assertEquals("one", third.body());
        assertEquals(1, sim.network().sockets().size());
        sim.close();
    }

    @Test
    @Tag("M31")
    void completeTransferSaysGoodbyeAndABrokenOneDoesNot() {
        TlsOrigin origin = new TlsOrigin(sim, "a.test", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        SimCall complete = TlsOrigin.call(sim, "https://a.test/").set(EasyOption.FORBID_REUSE, true);
        run(complete, ResultCode.OK);
        sim.runFor(50);
        assertTrue(origin.sessions.get(0).goodbyeSeen);

        SimCall broken = TlsOrigin.call(sim, "https://a.test/").writer((easy, data) -> WriteResult.ABORT);
        run(broken, ResultCode.WRITE_ERROR);
        sim.runFor(50);
        assertFalse(origin.sessions.get(1).goodbyeSeen);
        assertEquals(0, sim.network().openSockets());
        sim.close();
    }

    @Test
    @Tag("M32")
    void latestConnectionIsRememberedWhileItExists() {
        sim.server("a.test").reply(SimReply.ok("x"), SimReply.ok("x").close());
        SimCall call = sim.get(URL);
        sim.runUntilDone();
        assertNotEquals(-1, call.easy().info(EasyInfo.CONN_ID));
        assertSame(sim.network().socket(1), call.easy().info(EasyInfo.ACTIVESOCKET));
        SimCall other = sim.call(URL).set(EasyOption.FORBID_REUSE, true);
        run(other, ResultCode.OK);
        assertNull(other.easy().info(EasyInfo.ACTIVESOCKET));
        assertNull(call.easy().info(EasyInfo.ACTIVESOCKET), "it was the same one");
        sim.close();
    }

    @Test
    @Tag("M32")
    void connectionThatDidNotFitIntoThePoolIsForgotten() {
        sim.set(MultiOption.MAXCONNECTS, 1L);
        sim.server("a.test").reply(SimReply.ok("x"));
        sim.server("b.test").reply(SimReply.nothing().stall());
        sim.get("http://b.test/");
        sim.runFor(10);
        SimCall call = sim.get(URL);
        sim.loop().runUntil(call::isDone);
        assertEquals(1, sim.network().openSockets());
        assertEquals(-1, call.easy().info(EasyInfo.CONN_ID));
        assertNull(call.easy().info(EasyInfo.ACTIVESOCKET));
        sim.close();
    }
}
