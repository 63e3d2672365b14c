package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.CallbackResult;
import dev.hiper.EasyOption;
import dev.hiper.InfoType;
import dev.hiper.SockoptResult;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for all callbacks of an easy handle, and the debug callback. */
class EasyCallbacksTest {
    private final SimHarness sim = new SimHarness();

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    @Tag("C0")
    void allCallbacksComeOnTheDrivingThreadInsideACall() {
        sim.server("a.test").reply(SimReply.ok("x"));
        Set<String> seen = new TreeSet<>();
        Thread driving = Thread.currentThread();
        SimCall call = sim.call("http://a.test/")
                .writer((easy, data) -> note("write", driving, seen, WriteResult.ACCEPTED))
                .headerReader((easy, line) -> note("header", driving, seen, WriteResult.ACCEPTED))
                .set(EasyOption.UPLOAD, true)
                .set(EasyOption.READFUNCTION, (easy, destination) -> note("read", driving, seen, 0))
                .set(EasyOption.TRAILERFUNCTION, (easy, trailers) -> note("trailer", driving, seen, CallbackResult.OK))
                .set(EasyOption.NOPROGRESS, false)
                .set(EasyOption.XFERINFOFUNCTION, (easy, a, b, c, d) -> note("progress", driving, seen, 0))
                .set(EasyOption.VERBOSE, true)
                .set(EasyOption.DEBUGFUNCTION, (easy, kind, data) -> note("debug", driving, seen, 0))
                .set(EasyOption.OPENSOCKETFUNCTION, (easy, request, factory) -> {
                    note("open", driving, seen, 0);
                    return factory.open(request);
                })
                .set(EasyOption.SOCKOPTFUNCTION, (easy, socket) -> note("adjust", driving, seen, SockoptResult.OK))
                .set(EasyOption.CLOSESOCKETFUNCTION, socket -> {
                    note("close", driving, seen, 0);
                    socket.close();
                })
                .set(
                        EasyOption.PREREQFUNCTION,
                        (easy, remote, local) -> note("prereq", driving, seen, CallbackResult.OK))
                .set(
                        EasyOption.RESOLVER_START_FUNCTION,
                        (easy, host) -> note("resolver", driving, seen, CallbackResult.OK));
        sim.add(call);
        assertEquals(0, seen.size(), "adding calls none");
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        sim.close();
        assertEquals(
                new TreeSet<>(List.of(
                        "adjust",
                        "close",
                        "debug",
                        "header",
                        "open",
                        "prereq",
                        "progress",
                        "read",
                        "resolver",
                        "trailer",
                        "write")),
                seen);
    }

    private <T> T note(String name, Thread driving, Set<String> seen, T answer) {
        seen.add(name);
        assertSame(driving, Thread.currentThread());
        assertTrue(sim.loop().inCall(), name);
        return answer;
    }

    @Test
    @Tag("C7")
    @Tag("C27")
    void theDebugCallbackIsShownWhatGoesOverTheWire() {
        sim.server("a.test")
                .reply(SimReply.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"));
        Map<InfoType, StringBuilder> shown = new EnumMap<>(InfoType.class);
        SimCall call = sim.call("http://a.test/")
                .set(EasyOption.POSTFIELDS, "body".getBytes(StandardCharsets.ISO_8859_1))
                .set(EasyOption.VERBOSE, true)
                .set(EasyOption.DEBUGFUNCTION, (easy, kind, data) -> shown.computeIfAbsent(
                                kind, key -> new StringBuilder())
                        .append(text(data)));
        sim.add(call);
        sim.runUntilDone();
        assertEquals("abc", call.body());
        assertEquals("body", String.valueOf(shown.get(InfoType.DATA_OUT)));
        assertTrue(String.valueOf(shown.get(InfoType.HEADER_OUT)).startsWith("POST / HTTP/1.1\r\n"));
        assertEquals(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", String.valueOf(shown.get(InfoType.HEADER_IN)));
        assertTrue(String.valueOf(shown.get(InfoType.DATA_IN)).contains("abc"));
        assertTrue(shown.containsKey(InfoType.TEXT));
    }

    @Test
    @Tag("C7")
    @Tag("C28")
    void whatTheDebugCallbackThrowsChangesNothing() {
        sim.server("a.test").reply(SimReply.ok("x"));
        SimCall call = sim.call("http://a.test/")
                .set(EasyOption.VERBOSE, true)
                .set(EasyOption.DEBUGFUNCTION, (easy, kind, data) -> {
                    throw new IllegalStateException("mine");
                });
        sim.add(call);
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        assertEquals("x", call.body());
    }

    @Test
    @Tag("C7")
    void withoutVerboseNothingIsShown() {
        sim.server("a.test").reply(SimReply.ok("x"));
        List<String> shown = new ArrayList<>();
        sim.add(sim.call("http://a.test/").set(EasyOption.DEBUGFUNCTION, (easy, kind, data) -> shown.add(text(data))));
        sim.runUntilDone();
        assertEquals(List.of(), shown);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    }
}
