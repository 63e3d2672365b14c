package dev.hiper.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
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
}
