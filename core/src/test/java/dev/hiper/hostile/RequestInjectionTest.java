package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.ReadCallback;
import dev.hiper.SeekResult;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimPeer;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options whose values would become more on the wire than they should: refused before a byte is sent. */
class RequestInjectionTest {
    private static final byte[] BODY = "hello".getBytes(StandardCharsets.ISO_8859_1);

    @ParameterizedTest
    @Tag("T035")
    @ValueSource(
            strings = {
                "a\r\nX-Secret: 1",
                "a\nX-Secret: 1",
                "a\rX-Secret",
                "a\u0000X-Secret",
                "\r\nX-Secret: 1",
                "X-Secret\r\n",
                "X-Secret\n",
                "a\r\n X-Secret"
            })
    void lineEndsAndNulAreRefusedInEveryValue(String value) {
        refused(ResultCode.BAD_FUNCTION_ARGUMENT, call -> call.set(EasyOption.HTTPHEADER, List.of("A: " + value)));
        refused(ResultCode.BAD_FUNCTION_ARGUMENT, call -> call.set(EasyOption.HTTPHEADER, List.of("Cookie: " + value)));
        refused(ResultCode.BAD_FUNCTION_ARGUMENT, call -> call.set(EasyOption.USERAGENT, value));
        refused(ResultCode.BAD_FUNCTION_ARGUMENT, call -> call.set(EasyOption.REFERER, value));
        refused(ResultCode.BAD_FUNCTION_ARGUMENT, call -> call.set(EasyOption.COOKIE, value));
        refused(ResultCode.BAD_FUNCTION_ARGUMENT, call -> call.set(EasyOption.RANGE, value));
    }

    @ParameterizedTest
    @Tag("T036")
    @ValueSource(
            strings = {": x", "a b: x", "a\r\n: x", "a\u0000: x", "a(: x", "\u010d: x", "a\u010a: x", " a: x", "a b;"})
    void namesThatAreNoTokenAreRefused(String line) {
        refused(ResultCode.BAD_FUNCTION_ARGUMENT, call -> call.set(EasyOption.HTTPHEADER, List.of(line)));
    }

    @Test
    @Tag("T036")
    void charactersAreNeverCutDownToLineEnds() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.USERAGENT, "\u010d\u010aX-Secret: 1"));
            sim.runUntilDone();
            String sent = server.peers().isEmpty() ? "" : server.peer(0).receivedText();
            assertFalse(sent.contains("\nX-Secret"), sent);
            assertEquals(call.result() == ResultCode.OK, !sent.isEmpty());
        }
    }

    @ParameterizedTest
    @Tag("T037")
    @ValueSource(strings = {"GET / HTTP/1.1\r\nX-Secret: y", "GE T", "\u0147ET", "GET\t", "GET\u0000", "(GET)"})
    void methodsThatAreNoTokenAreRefused(String method) {
        refused(ResultCode.URL_MALFORMAT, call -> call.set(EasyOption.CUSTOMREQUEST, method));
        refused(ResultCode.URL_MALFORMAT, call -> call.set(EasyOption.POSTFIELDS, BODY)
                .set(EasyOption.CUSTOMREQUEST, method));
    }

    @ParameterizedTest
    @Tag("T038")
    @ValueSource(
            strings = {
                "/a b",
                "/a\r\nX-Secret: 1",
                "/a\nb",
                "/a\u0000b",
                "/a\u007fb",
                "/ HTTP/1.1\r\nX-Secret: 1\r\n\r\n"
            })
    void targetsAreTheSameOnAllWaysIn(String target) {
        refused(ResultCode.URL_MALFORMAT, call -> call.set(EasyOption.URL, "http://a.test" + target));
        refused(ResultCode.URL_MALFORMAT, call -> call.set(EasyOption.URL, "http://a.test/?q=" + target));
        refused(ResultCode.URL_MALFORMAT, call -> call.set(EasyOption.REQUEST_TARGET, target));
    }

    @Test
    @Tag("T038")
    void fragmentsAndUserInfoStayAtHome() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            sim.get("http://a.test/p?q#fragment");
            sim.runUntilDone();
            assertEquals("/p?q", server.request(0).target());
            assertFalse(server.request(0).head().contains("fragment"));
        }
    }

    @ParameterizedTest
    @Tag("T041")
    @CsvSource({
        "Content-Length: 6, content-length: 7",
        "Content-Length: 6, X: y",
        "Content-Length: 5, Content-Length: 5"
    })
    void oneLengthAndThatIsTheEngines(String first, String second) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            sim.add(sim.call(Answers.URL)
                    .set(EasyOption.POSTFIELDS, BODY)
                    .set(EasyOption.HTTPHEADER, List.of(first, second)));
            sim.runUntilDone();
            assertEquals(List.of("5"), server.request(0).values("Content-Length"));
            assertEquals("hello", server.request(0).bodyText());
        }
    }

    @Test
    @Tag("T042")
    void aCodingByHandIsDoneOrRefused() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            sim.add(sim.call(Answers.URL)
                    .set(EasyOption.POSTFIELDS, BODY)
                    .set(EasyOption.HTTPHEADER, List.of("Transfer-Encoding: chunked", "Content-Length: 5")));
            sim.runUntilDone();
            assertEquals(List.of("chunked"), server.request(0).values("Transfer-Encoding"));
            assertEquals(List.of(), server.request(0).values("Content-Length"));
            assertEquals("hello", server.request(0).bodyText());
        }
        for (String coding : List.of("gzip", "gzip, chunked", "chunked, chunked", "identity")) {
            refused(ResultCode.BAD_FUNCTION_ARGUMENT, call -> call.set(EasyOption.POSTFIELDS, BODY)
                    .set(EasyOption.HTTPHEADER, List.of("Transfer-Encoding: " + coding)));
        }
        refused(
                ResultCode.BAD_FUNCTION_ARGUMENT,
                call -> call.set(EasyOption.HTTPHEADER, List.of("Transfer-Encoding: chunked")));
    }

    @Test
    @Tag("T043")
    void neverMoreThanAnnouncedIsSent() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = sim.add(upload(sim, 10, 11, 12));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals(10, server.request(0).body().length);
            assertTrue(server.peer(0).receivedText().endsWith("\r\n\r\n" + "u".repeat(10)));
        }
    }

    @ParameterizedTest
    @Tag("T043")
    @CsvSource({
        "10, 9, 99, READ_ERROR",
        "10, 10, 5, ABORTED_BY_CALLBACK",
        "0, 10, 5, ABORTED_BY_CALLBACK",
        "500000, 400000, 999999, READ_ERROR",
        "500000, 500000, 400000, ABORTED_BY_CALLBACK"
    })
    void aSourceThatEndsTooEarlyEndsTheConnection(long announced, int given, int failsAt, ResultCode expected) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = upload(sim, announced > 0 ? announced : -1, given, failsAt);
            sim.add(call.set(EasyOption.HTTPHEADER, List.of("Expect:")));
            sim.runUntilDone();
            sim.runFor(100);
            assertEquals(expected, call.result());
            assertFalse(server.peer(0).socket().isOpen());
            server.requests().forEach(request -> {
                assertFalse(request.isComplete(), "What was sent must not look like a whole request.");
                assertTrue(request.body().length <= Math.min(given, failsAt));
            });
            SimCall next = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals("x", next.body());
            assertEquals(2, server.peers().size());
        }
    }

    @ParameterizedTest
    @Tag("T046")
    @ValueSource(
            strings = {
                "Host: b.test\r\nX-Secret: 1",
                "Host: a b",
                "Host: user@b.test",
                "Host: b.test/",
                "Host: b.test\u0000",
                "Host;",
                "Host: b\u00fc.test"
            })
    void aHostThatIsNoneIsRefused(String line) {
        refused(ResultCode.BAD_FUNCTION_ARGUMENT, call -> call.set(EasyOption.HTTPHEADER, List.of(line)));
    }

    @Test
    @Tag("T046")
    void twoHostLinesAreNeverSent() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call =
                    sim.add(sim.call(Answers.URL).set(EasyOption.HTTPHEADER, List.of("Host: b.test", "host: c.test")));
            sim.runUntilDone();
            if (call.result() == ResultCode.OK) {
                assertEquals(List.of("b.test"), server.request(0).values("Host"));
            } else {
                assertEquals(List.of(), server.requests());
            }
        }
    }

    @Test
    @Tag("T047")
    void aRequestHeadOfTenMebibytesIsRefused() {
        List<String> lines = Collections.nCopies(160, "A: " + "x".repeat(65_536));
        refused(ResultCode.TOO_LARGE, call -> call.set(EasyOption.HTTPHEADER, lines));
    }

    @Test
    @Tag("T048")
    void aBodyInMemoryReplacesTheReadCallbackOfAnEarlierTransfer() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = sim.add(upload(sim, 5, 5, 6));
            sim.runUntilDone();
            sim.remove(call);
            call.forget()
                    .set(EasyOption.READFUNCTION, (easy, destination) -> {
                        throw new AssertionError("asked although the body lies in memory");
                    })
                    .set(EasyOption.POSTFIELDS, BODY);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals("PUT", server.request(0).method());
            assertEquals("POST", server.request(1).method());
            assertEquals("hello", server.request(1).bodyText());
            Easy clone = call.easy().duphandle();
            sim.loop().add(clone);
            sim.runUntilDone();
            assertEquals("hello", server.request(2).bodyText());
            sim.remove(call);
            call.easy().reset();
            call.forget();
            call.easy().set(EasyOption.URL, Answers.URL);
            call.easy().set(EasyOption.WRITEFUNCTION, (easy, data) -> WriteResult.ACCEPTED);
            sim.add(call);
            sim.runUntilDone();
            assertEquals("GET", server.request(3).method());
            assertEquals("", server.request(3).bodyText());
        }
    }

    /** Nothing of the request reaches the server, and the message does not repeat what was refused. */
    private static void refused(ResultCode expected, Consumer<SimCall> setUp) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = sim.call(Answers.URL);
            try {
                setUp.accept(call);
            } catch (IllegalArgumentException atTheSetter) {
                assertFalse(String.valueOf(atTheSetter.getMessage()).contains("X-Secret"));
                return;
            }
            sim.add(call);
            sim.runUntilDone();
            assertEquals(expected, call.result());
            assertFalse(call.message().failure().message().contains("X-Secret"));
            assertFalse(call.message().failure().peerMayHaveProcessed());
            for (SimPeer peer : server.peers()) {
                assertEquals("", peer.receivedText());
                assertFalse(peer.socket().isOpen());
            }
            assertTrue(server.requests().isEmpty());
        }
    }

    /** Announces {@code size}, has {@code given} bytes, and fails when asked for byte {@code failsAt}. */
    private static SimCall upload(SimHarness sim, long size, int given, int failsAt) {
        int[] position = new int[1];
        return sim.call(Answers.URL)
                .set(EasyOption.UPLOAD, true)
                .set(EasyOption.INFILESIZE_LARGE, size)
                .set(EasyOption.SEEKFUNCTION, (easy, offset) -> SeekResult.CANTSEEK)
                .set(EasyOption.READFUNCTION, (easy, destination) -> {
                    if (position[0] >= failsAt) {
                        return ReadCallback.ABORT;
                    }
                    int count = Math.min(destination.remaining(), Math.min(given, failsAt) - position[0]);
                    for (int i = 0; i < count; i++) {
                        destination.put((byte) 'u');
                    }
                    position[0] += count;
                    return count;
                });
    }
}
