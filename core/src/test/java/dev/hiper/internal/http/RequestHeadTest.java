package dev.hiper.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.HttpVersion;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the options make of a request head. */
class RequestHeadTest {
    @Test
    void aPlainGetSendsHostAndAcceptOnly() {
        SimRequest request = requestOf(call -> {});
        assertEquals("GET / HTTP/1.1\r\nHost: a.test\r\nAccept: */*\r\n\r\n", request.head());
    }

    @Test
    void cookieOptionAndAllCookieLinesAreOneField() {
        SimRequest request = requestOf(call -> call.set(EasyOption.COOKIE, "a=1")
                .set(EasyOption.HTTPHEADER, List.of("Cookie: b=2", "X: y", "cookie: c=3")));
        assertEquals(List.of("a=1; b=2; c=3"), request.values("Cookie"));
    }

    @Test
    void aLineReplacesWhatTheEngineWouldSend() {
        SimRequest request = requestOf(call -> call.set(EasyOption.USERAGENT, "mine")
                .set(EasyOption.HTTPHEADER, List.of("User-Agent: other", "Accept:", "X-Empty;", "Host: b.test")));
        assertEquals(List.of("other"), request.values("User-Agent"));
        assertNull(request.field("Accept"));
        assertEquals(List.of(""), request.values("X-Empty"));
        assertEquals(List.of("b.test"), request.values("Host"));
    }

    @Test
    void aPostHasTypeAndLengthAndTheyCanBeReplacedOrNot() {
        byte[] body = "a=b".getBytes(StandardCharsets.US_ASCII);
        SimRequest plain = requestOf(call -> call.set(EasyOption.POSTFIELDS, body));
        assertEquals(List.of("application/x-www-form-urlencoded"), plain.values("Content-Type"));
        assertEquals(List.of("3"), plain.values("Content-Length"));
        SimRequest typed = requestOf(call -> call.set(EasyOption.POSTFIELDS, body)
                .set(EasyOption.HTTPHEADER, List.of("Content-Type: text/plain", "Content-Length: 99")));
        assertEquals(List.of("text/plain"), typed.values("Content-Type"));
        assertEquals(List.of("3"), typed.values("Content-Length"));
    }

    @Test
    void rangeAndResumeBecomeOneField() {
        assertEquals(
                List.of("bytes=2-5"),
                requestOf(call -> call.set(EasyOption.RANGE, "2-5")).values("Range"));
    }

    @Test
    void linesOfNoFormAreLeftOutWhereLinesGoAsGivenAndBlanksStay() {
        SimRequest request = requestOf(call -> call.set(EasyOption.HEADERS_AS_GIVEN, true)
                .set(
                        EasyOption.HTTPHEADER,
                        List.of(
                                "nothing",
                                "",
                                ": nameless",
                                "X-Later;than now",
                                "X-Test: foo; ",
                                "X-Tight:y",
                                "X-Wide:\t z")));
        assertEquals(
                "GET / HTTP/1.1\r\nHost: a.test\r\nAccept: */*\r\nX-Test: foo; \r\nX-Tight:y\r\nX-Wide:\t z\r\n\r\n",
                request.head());
    }

    @Test
    void aConnectionOnWhichHttp10WasSpokenGoesOnWithIt() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test");
            SimReply old = SimReply.raw("HTTP/1.0 200 OK\r\nContent-Length: 1\r\nConnection: keep-alive\r\n\r\nx");
            server.reply(old, SimReply.ok("y"));
            for (int i = 0; i < 2; i++) {
                sim.add(sim.call("http://a.test/"));
                sim.runUntilDone();
            }
            assertEquals(1, server.peers().size());
            assertTrue(server.request(0).head().startsWith("GET / HTTP/1.1\r\n"));
            assertTrue(server.request(1).head().startsWith("GET / HTTP/1.0\r\n"));
        }
    }

    @Test
    void aPartThatDoesNotSayItIsTheOneAskedForIsRefused() {
        for (String[] fields : new String[][] {{}, {"Content-Range: bytes 2-5/6"}}) {
            assertEquals(
                    ResultCode.RANGE_ERROR,
                    answered(SimReply.status(206, new byte[4], fields), call -> call.set(EasyOption.RESUME_FROM, 3L)));
        }
        SimReply right = SimReply.status(206, new byte[3], "Content-Range: bytes 3-5/6");
        assertEquals(ResultCode.OK, answered(right, call -> call.set(EasyOption.RESUME_FROM, 3L)));
    }

    @Test
    void theAnnouncedSizeCountsWhereOnlyTheHeadIsAskedFor() {
        SimReply large = SimReply.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
        assertEquals(ResultCode.FILESIZE_EXCEEDED, answered(large, call -> call.set(EasyOption.NOBODY, true)
                .set(EasyOption.MAXFILESIZE_LARGE, 8L)));
    }

    @Test
    void aTypeGivenByHandStaysWhenARedirectLeavesTheBodyOnlyWhereLinesGoAsGiven() {
        for (boolean asGiven : new boolean[] {false, true}) {
            try (SimHarness sim = new SimHarness()) {
                SimServer server = sim.server("a.test");
                server.reply(SimReply.status(303, new byte[0], "Location: /b"), SimReply.ok("x"));
                sim.add(sim.call("http://a.test/")
                        .set(EasyOption.HEADERS_AS_GIVEN, asGiven)
                        .set(EasyOption.FOLLOWLOCATION, 1L)
                        .set(EasyOption.POSTFIELDS, new byte[] {'y'})
                        .set(EasyOption.HTTPHEADER, List.of("Content-Type: a/b")));
                sim.runUntilDone();
                assertEquals("GET", server.request(1).method());
                assertEquals(
                        asGiven ? List.of("a/b") : List.of(), server.request(1).values("Content-Type"));
            }
        }
    }

    private static ResultCode answered(SimReply reply, Consumer<SimCall> options) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(reply);
            SimCall call = sim.call("http://a.test/");
            options.accept(call);
            sim.add(call);
            sim.runUntilDone();
            return call.result();
        }
    }

    @Test
    void targetAndMethodCanBeGivenLiterally() {
        SimRequest request =
                requestOf(call -> call.set(EasyOption.REQUEST_TARGET, "*").set(EasyOption.CUSTOMREQUEST, "OPTIONS"));
        assertTrue(request.head().startsWith("OPTIONS * HTTP/1.1\r\n"), request.head());
    }

    private static SimRequest requestOf(Consumer<SimCall> options) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test");
            server.reply(SimReply.ok("fine"));
            SimCall call = sim.call("http://a.test/");
            options.accept(call);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            return server.request(0);
        }
    }

    @Test
    void aProxyIsAskedToStayByOldRequestsToo() {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = sim.server("p.test", 3128).reply(SimReply.ok("x"));
            sim.add(sim.call("http://a.test/")
                    .set(EasyOption.PROXY, "http://p.test:3128")
                    .set(EasyOption.HTTP_VERSION, HttpVersion.HTTP_1_0));
            sim.runUntilDone();
            assertEquals("http://a.test/", proxy.request(0).target());
            assertEquals(List.of("Keep-Alive"), proxy.request(0).values("Proxy-Connection"));
        }
    }
}
